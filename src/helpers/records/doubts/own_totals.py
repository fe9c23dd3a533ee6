"""Do the client's own lines of totals equal the sums of the rows above them?

A line of totals sums the rows since the one before it (or since the heading above them), or, as a
total of totals, all rows since an earlier one; a heading with money sums the rows below it. Rows
that were rejected, left out or later than the last day count as well: the client's total knows
nothing of them.
"""

import math
from collections.abc import Sequence
from typing import Any

import ibis
import pandas as pd
from ibis.expr.types import Table as Rows

from helpers.language import N_
from helpers.records.cells.totals import A_GROUP
from helpers.records.doubts.doubt import Doubt, cents
from helpers.records.engagement.formula import Node

ROUNDED = 1.0  # money by which a total may differ, which is often whole


def can_be_summed(node: Node) -> bool:
    """Is the sum of a column's cells the cell of its total? Pieces times prices are not."""
    if node.operation in ("*", "/"):
        return False
    return all(can_be_summed(part) for part in node.parts)


def own_totals(typed: Rows, parts: Sequence[int]) -> list[dict[str, Any]]:
    """Each line of totals with money, in its order, beside the sum of its rows.

    Parameters
    ----------
    typed
        Rows of all sources in every heap: ``part``, ``source``, ``line``, ``date``, ``amount``.
    parts
        Sources whose money may be summed.

    Returns
    -------
    ``file``, ``line``, ``first`` and ``last`` day of the rows, ``said``, ``summed``, and
    ``unread``: rows among them of which the money cannot be read.
    """
    known = typed.filter(typed.part.isin(list(parts)))
    if not (known.heap == "total").any().execute():
        return []
    grouped = known.fault.re_search(A_GROUP).fill_null(False)
    total = (known.heap == "total") & known.amount.notnull() & ~grouped
    above = ibis.window(group_by="part", order_by="line", preceding=(None, 1))
    blocks = known.mutate(total=total, ends=total | grouped).mutate(
        block=lambda t: t.ends.cast("int64").sum().over(above).fill_null(0)
    )
    row = blocks.heap != "total"
    found = (
        blocks.group_by(["part", "block"])
        .agg(
            file=blocks.source.max(),
            line=blocks.line.max(where=blocks.total),
            said=blocks.amount.sum(where=blocks.total).cast("float64"),
            summed=blocks.amount.sum(where=row).cast("float64"),
            rows=row.sum(),
            unread=(row & blocks.amount.isnull()).sum(),
            first=blocks.date.min(where=row),
            last=blocks.date.max(where=row),
        )
        .order_by("part", "block")
        .execute()
    )
    told = [] if found["line"].isna().all() else [
        one for _, blocks in found.groupby("part") for one in _held_against(blocks)
    ]  # fmt: skip
    return told + _of_headings(known.filter(known.heap != "total"), known.filter(grouped))


def _held_against(blocks: pd.DataFrame) -> list[dict[str, Any]]:
    """Totals of one source, each beside those rows whose sum comes nearest."""
    found = []
    blocks = blocks.fillna({"summed": 0.0}).reset_index(drop=True)
    for n, said in enumerate(blocks["said"]):
        if pd.isna(said):
            continue
        sums = blocks["summed"][: n + 1][::-1].cumsum()  # of the last block, the last two …
        some = blocks["rows"][: n + 1][::-1].cumsum() > 0
        if not some.any():
            continue
        start = (sums[some] - said).abs().round(4).idxmin()
        its = blocks[start : n + 1]
        found.append(
            {
                "file": str(its["file"].iloc[-1]),
                "line": int(blocks["line"][n]),
                "first": _day(its["first"].min()),
                "last": _day(its["last"].max()),
                "said": round(float(said), 2),
                "summed": round(float(sums[start]), 2),
                "unread": int(its["unread"].sum()),
            }
        )
    return found


def _of_headings(rows: Rows, headings: Rows) -> list[dict[str, Any]]:
    """Each heading with money beside the rows below it, up to the next one of its level."""
    level = headings.fault.re_extract(A_GROUP, 1).strip().nullif("").cast("int64")
    own = ["part", "line", "source", "amount"]
    found = headings.select(*own, level=level).order_by("part", "line").execute()
    found = found[found["level"].notna()].reset_index(drop=True)
    if found["amount"].isna().all():
        return []
    below = rows.select("part", "line", "date", "amount").order_by("part", "line").execute()
    return [
        _beside(one, below[(below["part"] == part) & below["line"].between(one.line, until)])
        for part, of_one in found.groupby("part")
        for one, until in zip(of_one.itertuples(), _until(of_one), strict=True)
        if pd.notna(one.amount)
    ]


def _until(headings: pd.DataFrame) -> list[float]:
    """Last line below each heading: that before the next one as high as it, or higher."""
    lines, levels = [*headings["line"]], [*headings["level"]]
    ends: list[float] = [math.inf] * len(lines)
    still: list[int] = []  # headings whose end is not reached, the outermost first
    for n, level in enumerate(levels):
        while still and levels[still[-1]] >= level:
            ends[still.pop()] = lines[n] - 1
        still.append(n)
    return ends


def _beside(heading: Any, below: pd.DataFrame) -> dict[str, Any]:
    return {
        "file": str(heading.source),
        "line": int(heading.line),
        "first": _day(below["date"].min()),
        "last": _day(below["date"].max()),
        "said": round(float(heading.amount), 2),
        "summed": round(float(below["amount"].astype(float).sum()), 2),
        "unread": int(below["amount"].isna().sum()),
    }


def _day(day: Any) -> str:
    return "" if pd.isna(day) else str(pd.Timestamp(day).date())


def differ(total: dict[str, Any]) -> bool:
    """Is a total another sum than that of its rows, by more than its cents may be rounded?"""
    return abs(total["said"] - total["summed"]) >= ROUNDED


def differing(totals: Sequence[dict[str, Any]]) -> list[Doubt]:
    """One sentence on all totals that are not the sums of their rows, the largest named."""
    other = [total for total in totals if differ(total)]
    if not other:
        return []
    most = max(other, key=lambda total: abs(total["said"] - total["summed"]))
    values: dict[str, object] = {
        "n": len(other),
        "of": len(totals),
        "file": most["file"],
        "line": str(most["line"]),
        "money_said": cents(most["said"]),
        "money_summed": cents(most["summed"]),
        "money": cents(most["said"] - most["summed"]),
        "unread": most["unread"],
    }
    return [(OTHER_SUMS, values)]


OTHER_SUMS = N_(
    "%(n)s of %(of)s lines of totals differ from the sum of their rows, most in line %(line)s of "
    "%(file)s: the total is %(money_said)s, its rows are %(money_summed)s, the difference is "
    "%(money)s. Rows under that total whose money cannot be read: %(unread)s."
)
