"""Does a report write customers as headings above their documents?

Then its columns are looked at as they will be once the headings have come to their rows.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from helpers.errors import ClientDataError
from helpers.records.engagement.formula import key
from helpers.records.proposal.headings import WORDS, phrases, plain
from helpers.records.proposal.profile import Profile, day_share, profile
from helpers.records.reshape.grouped import GroupedStep, day_in
from helpers.records.reshape.snapshot import DAY
from helpers.records.sources.staging import TYPED, Layout

FEWEST = 2  # headings
MOST_LEVELS = 4
ROWS = (0.2, 0.98)  # share of lines that are rows: less are none, and more have no headings
ALMOST = 0.95  # share of headings in which nothing but their text and sums stands
NAMES = {
    "ru": ("Группа", "Менеджер", "Покупатель", "Документ"),
    "en": ("Group", "Seller", "Buyer", "Document"),
}


@dataclass(frozen=True)
class Headings:
    """The column in which the headings stand, and the names of the levels."""

    column: str
    levels: tuple[str, ...]
    examples: tuple[str, ...] = ()  # of each level but the last

    @property
    def key(self) -> dict[str, object]:
        """What is written into the engagement."""
        return {"column": self.column, "levels": list(self.levels)}


def ungrouped(
    layout: Layout, columns: Sequence[Profile], staged: Callable[[int], pa.Table]
) -> tuple[Headings, tuple[Profile, ...]] | None:
    """The headings of a report and its columns without them; None where it has no headings.

    ``staged`` gives its lines, with the indents of the column of a number.
    """
    if not _may_be(columns):
        return None
    frame = _frame(layout, staged(0))
    place = _column(frame)
    if place is None:
        return None
    at, day = place
    frame["depth"] = staged(at)["depth"].to_pandas()
    levels = _levels(layout, frame, at, day)
    step = GroupedStep((*levels, DAY), len(layout.names), (at,), day)
    try:
        found = step.found(frame)
    except ClientDataError:
        return None
    row = found["level"] == len(levels) - 1
    both = {name: frame[f"c{i}"] for i, name in enumerate(layout.names) if i != at}
    both |= {name: found[name] for name in (*levels, *([DAY] if day < 0 else []))}
    profiles = (profile(name, _cells(cells[row])) for name, cells in both.items())
    examples = tuple(_first(found[name][row]) for name in levels[:-1])
    told = Headings(layout.names[at], levels, examples)
    return told, tuple(one for one in profiles if one.filled)


def _may_be(columns: Sequence[Profile]) -> bool:
    """A first look: days within texts, or days that a part of the lines lacks."""
    within = any(
        day_in(word) and c.days < 0.5 for c in columns for word, _ in c.usual if len(word) > 12
    )
    days = [c.full for c in columns if c.days >= 0.9]
    return within if not days else max(days) < ROWS[1]


def _frame(layout: Layout, staged: pa.Table) -> pd.DataFrame:
    names = [f"c{i}" for i in range(len(layout.names))]
    frame = staged.select(names).to_pandas()
    return frame.apply(lambda cells: cells.str.replace(TYPED, "", regex=False))


def _cells(cells: pd.Series) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(cells, pa.string(), from_pandas=True)])


def _first(cells: pd.Series) -> str:
    return next(iter(cells.dropna()), "")


def _column(frame: pd.DataFrame) -> tuple[int, int] | None:
    """The column of headings and that of the days (-1: they stand in its text)."""
    for number, name in enumerate(frame.columns[:3]):
        cells = frame[name].fillna("")
        if (cells != "").mean() < ROWS[1] - 0.05:
            continue
        within = cells.map(lambda text: bool(day_in(text)))
        if _is_grouped(frame, number, within):
            return (number, -1) if not day_share([*cells[within][:100]]) else None
        for other in range(number + 1, len(frame.columns)):
            dated = frame[f"c{other}"].notna()
            if day_share([*frame[f"c{other}"][dated][:100]]) > 0.9 and _is_grouped(
                frame, number, dated
            ):
                return number, other
    return None


def _is_grouped(frame: pd.DataFrame, number: int, rows: "pd.Series[bool]") -> bool:
    """Are all other lines headings: their text, sums, and nothing else?"""
    if not ROWS[0] < rows.mean() < ROWS[1]:
        return False
    others = frame.drop(columns=f"c{number}")[~rows]
    words = others.apply(lambda cells: cells.str.contains(r"[^\W\d_]", regex=True).fillna(False))
    names = frame[f"c{number}"][~rows].dropna()
    return names.nunique() >= FEWEST and (~words.any(axis=1)).mean() >= ALMOST


def _levels(layout: Layout, frame: pd.DataFrame, at: int, day: int) -> tuple[str, ...]:
    """Names of the levels: those in the header, else as many as the lines show."""
    cells = frame[f"c{at}"].fillna("")
    rows = cells.map(lambda text: bool(day_in(text))) if day < 0 else frame[f"c{day}"].notna()
    runs = Counter(_runs([*rows]))
    longest = max((n for n, times in runs.items() if times > 1 or len(runs) == 1), default=1)
    depths = frame["depth"][cells != ""].nunique()
    words = _named(layout.names[at], [*cells[:MOST_LEVELS]])
    count = min(depths if depths > 1 else longest + 1, MOST_LEVELS)
    cyrillic = re.search("[а-яё]", " ".join([*layout.names, *cells[:50]]).casefold())
    usual = NAMES["ru" if cyrillic else "en"][-count:]
    chosen = words if len(words) == count else usual
    taken = set(map(key, layout.names))
    both = zip(chosen, usual, strict=True)
    free = [other if key(name) in taken else name for name, other in both]
    return tuple(name + "_" * (key(name) in taken) for name in free)


def _runs(rows: Sequence[bool]) -> list[int]:
    """Lengths of the runs of headings that rows follow."""
    found, length = [], 0
    for row in rows:
        if row and length:
            found.append(length)
        length = 0 if row else length + 1
    return found


def _named(heading: str, first: Sequence[str]) -> tuple[str, ...]:
    """Names of levels in the header: parted by commas, or in the lines below it."""
    known = (part.strip() for part in re.split(r"[,/\\\n;]| и | and ", heading))
    words = [part for part in known if part]
    for text in first:
        if plain(text) not in _LEVELS:
            break
        words.append(text)
    return tuple(dict.fromkeys(words))


_LEVELS = frozenset(
    word for name in ("customer", "manager", "branch", "order", "category")
    for word in phrases(WORDS["sales"][name])
)  # fmt: skip
