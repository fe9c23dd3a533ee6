"""What does an owner read first?

Three figures against the year before, and at most six sentences that ask for a decision: what
is so, what follows, what to decide. They are ranked by the money that can be changed.
"""

from collections.abc import Callable

import pandas as pd

from helpers import language
from helpers.analysis.definitions.base import PROFIT, SALES, said
from helpers.figures.sparkline import sparkline
from helpers.handouts.blocks import CERTAINTIES
from helpers.handouts.model import ChapterResult, Pack
from helpers.handouts.text import brief
from helpers.handouts.tree import Figure, Part, Ranked
from helpers.language import N_, number, tr
from helpers.language.findings import FindingJson

MOST_SENTENCES = 6
OPEN_NAMES = "passport.open_names"
# doubts that move every other headline stand before all others, two of them at most
MOVING = (OPEN_NAMES, "passport.border", "passport.keys", "passport.replaced", "passport.totals")
MOST_MOVING = 2
LEAST_CHANGE = 0.005  # one that is no larger would be printed as 0 %
LABELS = {
    "net_sales": (N_("Net sales"), language.money),
    "gross_profit": (N_("Gross profit"), language.money),
    "customers": (N_("Customers who bought"), language.number),
}
SPARK = {"width": 150.0, "height": 30.0}  # points


def executive_part(pack: Pack) -> Part:
    """The page that is read first."""
    figures = _read(pack, "figures")
    margin = _margin(figures)
    asking = [(f, result) for f, result in pack.ranked() if f.get("decide")]
    asking.sort(key=lambda pair: -_in_base(pair[0], margin))
    return {
        "kind": "executive",
        "id": "executive",
        "title": tr("What you must know"),
        "lead": _base(pack, figures),
        "figures": _figures(pack, figures),
        "findings": [_sentence(f, chapter_id(result)) for f, result in asking[:MOST_SENTENCES]],
        "unseen": brief(_unseen(pack, asking[MOST_SENTENCES:])),
        "empty": "" if asking else tr("No chapter has come to a finding that asks for a decision."),
    }


def chapter_id(result: ChapterResult) -> str:
    """Name of the chapter's place in a document: ``chapter-02``."""
    return f"chapter-{str(result.chapter.number).zfill(2)}"


def _base(pack: Pack, figures: pd.DataFrame) -> str:
    """In which money the sentences are ranked, once for all."""
    profit = "gross_profit" in figures.get("figure", pd.Series(dtype=str)).tolist()
    end = tr("A year is the twelve months up to %(day)s") % {"day": language.date(pack.as_of)}
    # a Russian day ends in a full stop of its own
    return f"{said(PROFIT if profit else SALES).rstrip('.')}. {end.rstrip('.')}."


def _figures(pack: Pack, figures: pd.DataFrame) -> list[Figure]:
    months = _read(pack, "figures_by_month")
    if figures.empty or months.empty:
        return []
    return [_figure(row, months, pack) for _, row in figures.iterrows()]


def _figure(row: pd.Series, months: pd.DataFrame, pack: Pack) -> Figure:
    name, written = LABELS[row["figure"]]
    values = [None if pd.isna(x) else float(x) for x in months[row["figure"]]]
    colours = pack.brand.colours
    known = pd.notna(row["year_before"])
    before = written(float(row["year_before"])) if known else ""
    alt = tr("Chart: %(title)s") % {
        "title": tr("%(figure)s, month by month") % {"figure": tr(name)}
    }
    return {
        "label": tr(name),
        "value": written(float(row["year"])),
        "change": _change(row, written),
        "before": tr("a year before: %(value)s") % {"value": before} if known else "",
        "alt": alt,
        "months": values,
        "names": [str(month)[:7] for month in months["month"]],
        "svg": sparkline(values, line=colours.accent, end=colours.signal, **SPARK),
    }


def _change(row: pd.Series, written: Callable[[float], str]) -> str:
    """Change with an arrow and a sign: never told by a colour alone.

    Through nothing there is no percentage: a profit that became a loss is told as the difference.
    """
    change, now, before = row["change"], float(row["year"]), float(row["year_before"])
    if pd.isna(change):
        return ""
    through_nothing = min(now, before) < 0 and now != before
    if abs(change) <= LEAST_CHANGE and not through_nothing:
        return "→ " + language.percent(0)
    arrow, sign = ("▲", "+") if now > before else ("▼", "−")
    moved = written(abs(now - before)) if through_nothing else language.percent(abs(change))
    return f"{arrow} {sign}{moved}"


def _margin(figures: pd.DataFrame) -> float:
    """Gross profit on a unit of net sales in the last year; 1 where it is not known."""
    if figures.empty:
        return 1.0
    year = figures.set_index("figure")["year"]
    if "gross_profit" not in year or not 0 < year["gross_profit"] < year["net_sales"]:
        return 1.0
    return float(year["gross_profit"] / year["net_sales"])


def _in_base(found: FindingJson, margin: float) -> float:
    """Money by which a sentence is ranked: net sales count with the company's own margin."""
    money = abs(found["money"] or 0.0)
    return money * margin if found.get("measure") == "net sales a year" else money


def _read(pack: Pack, name: str) -> pd.DataFrame:
    path = pack.tables / f"{name}.csv"
    return pd.read_csv(path) if path.exists() else pd.DataFrame()


def _sentence(found: FindingJson, chapter: str) -> Ranked:
    return {
        "key": brief(found["key"]),
        "text": brief(found["text"]),
        "so_what": brief(found.get("so_what", "")),
        "decide": brief(found.get("decide", "")),
        "money": "" if found["money"] is None else language.money(abs(found["money"])),
        "measure": tr(measure) if (measure := found.get("measure", "")) else "",
        "certainty": found["certainty"],
        "certainty_word": tr(CERTAINTIES[found["certainty"]]),
        "chapter": chapter,
    }


def _unseen(pack: Pack, further: list[tuple[FindingJson, ChapterResult]]) -> str:
    """One line on what could not be seen: doubts with money, what has none, what was not brought.

    ``further`` are findings that ask for a decision and have no place above. Those without money
    may weigh more than all sums, and no sum says so: their chapters are named. Names that nobody
    has answered and files that do not fit together move every other headline: they stand first.
    """
    doubts = [f for f, _ in pack.once() if f.get("role") == "doubt" and f["money"]]
    moving = sorted((f for f in doubts if f["key"] in MOVING), key=lambda f: MOVING.index(f["key"]))
    others = [f for f in doubts if f["key"] not in MOVING]
    others.sort(key=lambda f: -abs(f["money"] or 0))
    told = [found["text"] for found in [*moving[:MOST_MOVING], *others[:1]]]
    unpriced = dict.fromkeys(tr(r.chapter.title) for f, r in further if f["money"] is None)
    if unpriced:
        form = tr("No sum can be put on what these chapters ask to decide (%(n)s): %(chapters)s")
        told.append(form % {"n": number(len(unpriced)), "chapters": "; ".join(unpriced)})
    left = [tr(result.chapter.title) for result in pack.with_status("left out")]
    if left:
        form = tr("Not seen for want of records (%(n)s): %(chapters)s")
        told.append(form % {"n": number(len(left)), "chapters": "; ".join(left)})
    return "".join(f"{text.rstrip('.')}. " for text in told).strip()
