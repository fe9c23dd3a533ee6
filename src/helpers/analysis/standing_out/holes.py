"""Is there a month in which a category sold nothing, though the total tells nothing of it?"""

import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.standing_out.losses import holm
from helpers.language import N_, Number, tr
from helpers.language.findings import Finding, Trail
from helpers.periods import last_complete_month, month_start, months_between
from helpers.settings import StandingOutSettings

LONGEST = 2  # months; for longer the category was not sold at all
LEAST_MONTHS = 12
HALF = 0.5  # of a usual month: where all others sold less, the hole is not of one category
COLUMNS = ["category", "month", "usual_sales", "usual_purchases", "p_adjusted", "stands_out"]


def holes(
    sales: Table, rules: StandingOutSettings, *, as_of: pd.Timestamp
) -> tuple[pd.DataFrame, int]:
    """Months without a purchase in a category that is bought in nearly all others.

    Returns
    -------
    ``category``, ``month``, ``usual_sales`` (money, median month), ``usual_purchases``,
    ``p_adjusted`` (chance of none where as many purchases as usual were to be expected, Holm over
    all months of all categories), ``stands_out`` (yes/no); and how many months were tried.
    """
    if "category" not in sales.columns:
        return pd.DataFrame(columns=COLUMNS), 0
    months = months_between(
        month_start(pd.Timestamp(sales.date.min().execute())), last_complete_month(as_of)
    )
    if len(months) < LEAST_MONTHS:
        return pd.DataFrame(columns=COLUMNS), 0
    money, bought = (_by_month(sales, name, months) for name in ("money", "bought"))
    rows = [_empty(name, bought, money) for name in bought]
    table = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=COLUMNS)
    table = table.sort_values(["p_value", "category", "month"], ignore_index=True)
    tried = bought.size
    p = np.append(table["p_value"].to_numpy(float), np.ones(tried - len(table)))
    table["p_adjusted"] = holm(p)[: len(table)]
    large = table["usual_sales"] >= rules.least_share * money.sum(axis=1).median()
    table["stands_out"] = (table["p_adjusted"] <= rules.p_below) & large
    return table[COLUMNS], tried


def _by_month(sales: Table, what: str, months: list[pd.Timestamp]) -> pd.DataFrame:
    lines = sales.filter(sales.category.notnull())
    value = {
        "money": lines.amount.sum().cast("float64"),
        "bought": (lines.amount > 0).sum().cast("float64"),
    }[what]
    summed = lines.group_by("category", month=lines.date.truncate("M")).aggregate(value=value)
    frame = summed.to_pandas().assign(month=lambda t: pd.to_datetime(t["month"]))
    wide = frame.pivot(index="month", columns="category", values="value")
    return wide.reindex(pd.Index(months)).fillna(0.0).sort_index(axis=1)


def _empty(name: str, counts: pd.DataFrame, sums: pd.DataFrame) -> pd.DataFrame:
    """Short holes of a category; purchases that come in bunches count as fewer."""
    bought, money = counts[name], sums[name]
    others = counts.sum(axis=1) - bought
    full = (others >= HALF * others.median()).to_numpy() & (others > 0).to_numpy()
    none = (bought == 0).to_numpy()
    run = np.diff(none.astype(int), prepend=0).clip(min=0).cumsum() * none
    short = none & (np.bincount(run)[run] <= LONGEST) & full
    there = bought[~none]
    mean = float(there.mean()) if len(there) else 0.0
    bunches = max(float(there.var(ddof=1)) / mean, 1.0) if len(there) > 1 else 1.0
    return pd.DataFrame(
        {
            "category": name,
            "month": bought.index[short],
            "usual_sales": float(money[~none].median()) if len(there) else 0.0,
            "usual_purchases": mean,
            "p_value": np.exp(-mean / bunches),
        }
    )


def hole(table: pd.DataFrame) -> Finding | None:
    """Say in which month a category sold nothing; None where there is no such month."""
    rows = table[table["stands_out"].astype(bool)]
    if rows.empty:
        return None
    month = rows.sort_values(["usual_sales", "month"], ascending=[False, True])["month"].iloc[0]
    same = rows[rows["month"] == month].sort_values("category")
    usual = float(same["usual_sales"].sum())
    return Finding(
        key="standing_out.hole",
        message=N_(
            "Nothing sold in %(month)s: %(categories)s; the total of the year hides it, and a "
            "usual month brings %(usual)s"
        ),
        numbers={
            "month": Number(month, "month"),
            "categories": Number(", ".join(same["category"]), "text"),
            "usual": Number(usual, "money"),
        },
        role="doubt",
        certainty="estimated",
        money=usual,
        so_what=tr("Either nothing was sold, or the export misses it."),
        trail=Trail("standing_out_holes", len(same), f"month = {month:%Y-%m-%d}"),
    )
