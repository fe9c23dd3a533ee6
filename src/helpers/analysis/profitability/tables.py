"""Which tables and points about who earns and who costs does the reader see?"""

from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.definitions.serving import MONEY
from helpers.analysis.profitability import activities, quadrants, whale
from helpers.analysis.profitability.findings import named
from helpers.analysis.profitability.inputs import Studied
from helpers.analysis.profitability.quadrants import QUADRANTS
from helpers.language import forms, money, ntr, number, percent, tr
from helpers.settings import ProfitabilitySettings

MOST_POINTS = 240  # of the curve; more would make the file large and the line no finer
CURVE = {"x": "customers_share", "y": "so_far", "part": "part"}
MATRIX = {"x": "cost_to_serve", "y": "net_sales", "name": "name", "strong": "below_break_even"}
LOSERS = ["customer", "net_sales", "gross_profit", "cost_to_serve", "serve_share", "profit_after",
          "activity", "quadrant"]  # fmt: skip
OF_SERVING = ["cost_to_serve", "serve_share", "activity", "quadrant"]
MOVED = ["customer", "previous_quadrant", "quadrant", "net_sales", "cost_to_serve", "profit_after"]


def curve_points(curve: pd.DataFrame, *, most: float) -> pd.DataFrame | None:
    """Points of the curve to be drawn: fewer than there are customers, the ends of parts kept.

    Returns
    -------
    From the start, where nothing is added yet: ``customers_share`` (0–1), ``so_far`` (share of all
    profit, or money where that is not above zero), ``part`` (number of the part, from 0). None
    without customers.
    """
    if curve.empty:
        return None
    ends = whale.parts(curve, most=most)["until"].tolist()
    step = max(1, len(curve) // MOST_POINTS)
    ranks = sorted({0, *range(step, len(curve) + 1, step), *ends})
    shares = curve["share_so_far"].notna().all()
    so_far = [0.0, *curve["share_so_far" if shares else "profit_so_far"]]
    return pd.DataFrame(
        {
            "customers_share": [rank / len(curve) for rank in ranks],
            "so_far": [so_far[rank] for rank in ranks],
            "part": np.searchsorted(ends, ranks, side="left"),
        }
    )


def curve_kind(curve: pd.DataFrame) -> str:
    """How the curve is written: in shares of all profit, or in money where there is none."""
    return "percent" if curve["share_so_far"].notna().any() else "money"


def part_words(curve: pd.DataFrame, *, most: float) -> list[str]:
    """What each part of the curve does, in words; empty for a part without customers."""
    words = (
        forms("%(n)s customer makes %(money)s", "%(n)s customers make %(money)s"),
        forms("%(n)s customer adds %(money)s", "%(n)s customers add %(money)s"),
        forms("%(n)s customer takes back %(money)s", "%(n)s customers take back %(money)s"),
    )
    rows = whale.parts(curve, most=most).to_dict("records")
    return [
        ntr(*form, row["customers"])
        % {"n": number(row["customers"]), "money": money(abs(row["profit"]))}
        if row["customers"]
        else ""
        for form, row in zip(words, rows, strict=True)
    ]


def curve_words(
    found: Studied, curve: pd.DataFrame, rules: ProfitabilitySettings
) -> dict[str, Any]:
    """What the curve and its axes say, by parameter of the chart."""
    return {
        "words": part_words(curve, most=rules.most),
        "x_name": tr("Share of customers, the most profit first"),
        "y_name": tr("Profit after serving") if found.served else tr("Gross profit"),
        "y_kind": curve_kind(curve),
    }


def matrix(found: Studied) -> pd.DataFrame | None:
    """Customers as points of the matrix; None without quadrants."""
    if found.cuts is None:
        return None
    table = found.customers.sort_values(["below_break_even", "customer"], ignore_index=True)
    return table.assign(name=[named(str(customer)) for customer in table["customer"]])


def matrix_words(found: Studied) -> dict[str, Any]:
    """Borders, corners and line of the matrix, and what they say, by parameter of the chart."""
    line = break_even(found)
    said = tr("On the line serving takes all that is earned, at the margin of all (%(share)s)")
    return {
        "x_name": tr("Cost to serve"),
        "y_name": tr("Net sales"),
        "borders": (found.cuts.cost_to_serve, found.cuts.net_sales) if found.cuts else (0.0, 0.0),
        "corners": _corners(found),
        "line": line,
        "line_words": said % {"share": percent(line or 0.0)},
        "dashed": bool(found.assumed),
    }


def _corners(found: Studied) -> list[str]:
    """Name of each quadrant, with how many stand there."""
    count = found.customers["quadrant"].value_counts()
    form = tr("%(quadrant)s: %(n)s")
    return [form % {"quadrant": tr(q), "n": number(count.get(q, 0))} for q in QUADRANTS]


def break_even(found: Studied) -> float | None:
    """Cost to serve that a unit of net sales pays for, at the margin of all; None without one."""
    sums = found.customers[MONEY].sum()
    if not sums["net_sales"] > 0 or not sums["gross_profit"] > 0:
        return None
    return float(sums["gross_profit"] / sums["net_sales"])


def quadrant_sums(found: Studied) -> pd.DataFrame | None:
    """Result table ``quadrants``: each quadrant in this window and, where known, a year before."""
    if found.cuts is None:
        return None
    windows = [(found.customers, found.window)]
    if found.before is not None:
        windows.append((found.before, found.window.year_earlier()))
    return pd.concat(
        [
            quadrants.by_quadrant(
                table, quadrants=quadrants.quadrant(table, found.cuts), day=window.last_day
            )
            for table, window in windows
        ],
        ignore_index=True,
    )


def quadrants_now(found: Studied) -> pd.DataFrame | None:
    """What each quadrant brings and costs now, with what serving takes of its sales."""
    sums = quadrant_sums(found)
    if sums is None:
        return None
    now = sums[sums["window"] == found.window.last_day]
    now = now.assign(serve_share=_rate(now), profit_after=now["profit"])
    return now[["quadrant", "customers", "net_sales", "gross_profit", "cost_to_serve",
                "serve_share", "profit_after"]]  # fmt: skip


def _rate(table: pd.DataFrame) -> pd.Series:
    return table["cost_to_serve"] / table["net_sales"].where(table["net_sales"] > 0)


def serve_activities(found: Studied) -> pd.DataFrame | None:
    """Result table ``serve_activities``; None where serving is not counted."""
    return None if found.costs is None else activities.activities(found.costs)


def in_words(table: pd.DataFrame | None) -> pd.DataFrame | None:
    """Activities in the reader's words, as :func:`serve_activities` gives them."""
    return None if table is None else table.assign(activity=[tr(a) for a in table["activity"]])


def drivers(found: Studied) -> pd.DataFrame | None:
    """Share of each activity in the cost of each quadrant, with the quadrants' names as heads."""
    if found.costs is None:
        return None
    placed = found.customers.set_index("customer")["quadrant"]
    table = activities.drivers(found.costs, placed)
    table = table.set_axis([tr(activity) for activity in table.index])
    return table.rename(columns=tr)


def losers(found: Studied) -> pd.DataFrame:
    """Customers below break-even, the dearest first, with the activity that costs most.

    Returns
    -------
    One row per customer: the columns of ``LOSERS`` as far as anything is known of them.
    """
    rows = found.customers[found.customers["below_break_even"]]
    rows = rows.sort_values(["profit", "customer"], ignore_index=True)
    most = pd.Series(dtype="object")
    if found.costs is not None:
        most = activities.dearest_of_each(found.costs)["activity"].map(tr)
    rows = rows.assign(
        activity=rows["customer"].map(most), serve_share=_rate(rows), profit_after=rows["profit"]
    )
    rows = rows.assign(quadrant=rows["quadrant"].replace("", None))
    unknown = [name for name in OF_SERVING if rows[name].isna().all()]
    return rows[LOSERS].drop(columns=unknown)


def moved(found: Studied) -> pd.DataFrame | None:
    """Quadrants of a year ago against those of now, customers who moved for good; None unknown."""
    if found.before is None:
        return None
    gone = found.customers[found.customers["moved"]]
    laid = pd.crosstab(gone["previous_quadrant"], gone["quadrant"])
    laid = laid.reindex(index=[*QUADRANTS], columns=[*QUADRANTS], fill_value=0)
    return laid.rename(index=tr, columns=tr)


def into_danger(found: Studied) -> pd.DataFrame | None:
    """Customers who have come into the Danger Zone for good, the least profit first."""
    if found.before is None:
        return None
    rows = found.customers[found.customers["moved"]]
    rows = rows[rows["quadrant"] == quadrants.DANGER].sort_values(["profit", "customer"])
    return rows.assign(profit_after=rows["profit"])[MOVED]
