"""How is the day cut, so that somebody can run it by the clock?

The order never changes: trust in the records, who feeds us, who moves, a break, leaving and
winning back as one, lunch, what else there is with a break in a long afternoon, the decisions.
Minutes go to what takes time in a room: things to decide and names to hand out, not money.
"""

import pandas as pd

from helpers.language import N_, tr
from helpers.language.findings import RANKED, FindingJson

OPENING_MINUTES = 20
CLOSING_MINUTES = 40
SHORTEST_ITEM = 15
STEP_MINUTES = 5
BREAK_MINUTES, LUNCH_MINUTES = 15, 60
LUNCH_FROM = 240  # minutes of work; a shorter day has none
LONGEST_SITTING = 120  # minutes after lunch before there is another break
NAMES_A_DECISION = 5  # names that take as long to hand out as one thing takes to decide
MOST_NAMES = 10  # that a room hands out in one chapter
MOVES, LEAVING, BACK = N_("Who moves where"), N_("Who is about to leave"), N_("Bringing them back")
COLUMNS = ["item", "decisions", "names", "minutes"]
Item = tuple[str, int | None, int | None, int]


def shares(findings: list[FindingJson], *, minutes: int) -> pd.DataFrame:
    """Minutes of each chapter.

    Every chapter has one decision at its end, and one more for each finding that can be acted
    on; names are the customers that these speak of, ``MOST_NAMES`` at most. What is left of the
    day after opening, closing and the least time of each chapter is shared by decisions and
    names, in steps of ``STEP_MINUTES``. When the day is too short, the last chapters are left to
    the handout.

    Parameters
    ----------
    findings
        As plain values, in the order of the chapters, each with its ``chapter``.
    minutes
        Working time of the day, breaks apart.

    Returns
    -------
    One row per chapter, in the order of the handout: ``item`` (its title), ``decisions``,
    ``names``, ``minutes``.
    """
    titles = list(dict.fromkeys(f.get("chapter", "") for f in findings))
    room = max(0, minutes - OPENING_MINUTES - CLOSING_MINUTES)
    rows = [_load(title, findings) for title in titles[: room // SHORTEST_ITEM]]
    table = pd.DataFrame(rows, columns=COLUMNS[:3])
    weight = table["decisions"] + table["names"] / NAMES_A_DECISION
    spare = room - SHORTEST_ITEM * len(table)
    extra = (spare * weight / max(weight.sum(), 1) // STEP_MINUTES * STEP_MINUTES).astype(int)
    return table.assign(minutes=SHORTEST_ITEM + extra)


def _load(title: str, findings: list[FindingJson]) -> tuple[str, int, int]:
    """Title of a chapter, how much there is to decide in it, and how many names to hand out."""
    levers = [f for f in findings if f.get("chapter", "") == title and f.get("role") in RANKED]
    codes: set[str] = set()
    untold = 0
    for found in levers:
        told = found.get("customers")
        if isinstance(told, list):
            codes.update(told)
        else:
            untold = max(untold, told or 0)
    return title, 1 + len(levers), min(MOST_NAMES, max(len(codes), untold))


def agenda(findings: list[FindingJson], *, minutes: int, starts: int | None = None) -> pd.DataFrame:
    """Cut the working day into items that can be run.

    Parameters
    ----------
    findings, minutes
        As in :func:`shares`.
    starts
        Minute of the day at which the session begins; None where nobody has said so.

    Returns
    -------
    ``at`` (clock time, such as 09:30; only where ``starts`` is known), ``item`` (chapters, or
    one of our own words), ``decisions``, ``names`` (missing for a break), ``minutes``. Without the
    breaks the minutes add up to those of the day.
    """
    chapters = shares(findings, minutes=minutes)
    closing = minutes - OPENING_MINUTES - int(chapters["minutes"].sum())
    rows: list[Item] = [(tr("Opening: the question of the day"), None, None, OPENING_MINUTES)]
    for item in _items(chapters):
        rows += [*_rest(rows, item), item, *_pause(item[0], minutes=minutes)]
    rows.append((tr("Decisions, owners and dates"), None, None, closing))
    day = pd.DataFrame(rows, columns=COLUMNS)
    day = day.astype({"decisions": "Int64", "names": "Int64", "minutes": "int64"})
    if starts is None:
        return day
    begins = starts + day["minutes"].cumsum() - day["minutes"]
    return pd.DataFrame({"at": begins.map(clock), **{name: day[name] for name in day}})


def clock(minute: int) -> str:
    """Minute of the day as a clock shows it.

    >>> clock(570), clock(24 * 60 + 5)
    ('09:30', '00:05')
    """
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def _items(chapters: pd.DataFrame) -> list[Item]:
    """Chapters as items; leaving and winning back are one."""
    items: list[Item] = []
    for title, decisions, names, minutes in chapters[COLUMNS].itertuples(index=False, name=None):
        if items and title == tr(BACK) and items[-1][0] == tr(LEAVING):
            first = items.pop()
            both = f"{first[0]} · {title}"
            items.append(
                (both, (first[1] or 0) + decisions, (first[2] or 0) + names, first[3] + minutes)
            )
        else:
            items.append((title, decisions, names, minutes))
    return items


def _rest(rows: list[Item], item: Item) -> list[Item]:
    """Break before an item that would keep people too long in their seats after lunch."""
    lunch, pauses = tr("Lunch"), {tr("Lunch"), tr("Break")}
    if lunch not in [row[0] for row in rows]:
        return []
    since = max(k for k, row in enumerate(rows) if row[0] in pauses)
    sat = sum(row[3] for row in rows[since + 1 :])
    return [_break()] if sat and sat + item[3] > LONGEST_SITTING else []


def _break() -> Item:
    return tr("Break"), None, None, BREAK_MINUTES


def _pause(item: str, *, minutes: int) -> list[Item]:
    """Break after the moves; lunch after leaving and winning back, on a day that is long enough."""
    if item == tr(MOVES):
        return [_break()]
    over = item.startswith(tr(LEAVING)) or item == tr(BACK)
    return [(tr("Lunch"), None, None, LUNCH_MINUTES)] if over and minutes >= LUNCH_FROM else []
