"""In which months do the records hold no sale?

A branch with three sales a year has empty months by nature. How long a silence its sales explain
follows from how often it sells, and only a longer one is news.
"""

import ibis
import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers import language
from helpers.given import when_given
from helpers.language import N_, Number, forms, tr
from helpers.language.findings import Finding, Trail
from helpers.periods import add_months, last_complete_month, months_between

COMPANY = ""
CHANCE = 0.05  # of one silence so long, among all branches, where nothing has happened


def monthly(sales: Table, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Net sales of each month; a month without a line stands there with nothing.

    Returns
    -------
    ``month`` (its first day), ``lines``, ``amount`` (money), ``complete`` (yes/no: a last month
    that ``as_of`` does not close is left out of trends).
    """
    month = sales.date.truncate("M")
    counted = (
        sales.group_by(month=month)
        .aggregate(lines=sales.count(), amount=sales.amount.sum().cast("float64"))
        .to_pandas()
        .assign(month=lambda t: pd.to_datetime(t["month"]))
        .set_index("month")
    )
    whole = months_between(counted.index.min(), counted.index.max())
    table = counted.reindex(whole).fillna({"lines": 0, "amount": 0.0}).rename_axis("month")
    complete = table.index <= last_complete_month(as_of)
    return table.reset_index().assign(complete=complete).astype({"lines": "int64"})


def active_months(sales: Table) -> pd.DataFrame:
    """Months with a sale above zero, of each branch, or of the company where there is none.

    Returns
    -------
    ``branch`` (``COMPANY`` where the records have no branches), ``month``, ``amount`` (money,
    net), ``days`` (with a sale).
    """
    branch = sales.branch if "branch" in sales.columns else ibis.literal(COMPANY)
    sold = sales.mutate(branch=branch, month=sales.date.truncate("M"))
    counted = sold.group_by(["branch", "month"]).aggregate(
        amount=sold.amount.sum().cast("float64"), days=sold.date.nunique(where=sold.amount > 0)
    )
    table = counted.filter(counted.branch.notnull() & (counted.days > 0)).to_pandas()
    return table.assign(month=lambda t: pd.to_datetime(t["month"])).sort_values(
        ["branch", "month"], ignore_index=True
    )


def gaps(active: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Find the months without a sale after the first sale of a branch.

    Parameters
    ----------
    active
        ``branch``, ``month``, ``amount``, ``days``, as :func:`active_months` gives them.
    as_of
        Last day of the records; a last month that it does not close is no gap.

    Returns
    -------
    One row per gap, the branch with the most money first: ``branch``, ``first_month``,
    ``last_month``, ``months``, ``open`` (yes/no: lasts to the end of the records),
    ``amount`` (money of the branch over all its months), ``news`` (yes/no: longer than its days
    of sale explain).
    """
    end = add_months(last_complete_month(as_of), 1)
    rows = active.sort_values(["branch", "month"])
    following = rows.groupby("branch")["month"].shift(-1).fillna(end).clip(upper=end)
    start = rows["month"] + pd.offsets.MonthBegin(1)
    of_branch = rows.groupby("branch")
    begun = of_branch["month"].transform("min")
    found = pd.DataFrame(
        {
            "branch": rows["branch"],
            "first_month": start,
            "last_month": following - pd.offsets.MonthBegin(1),
            "months": _months(start, following),
            "open": following == end,
            "amount": of_branch["amount"].transform("sum"),
        }
    )
    life = _months(begun, pd.Series(end, index=rows.index)).clip(lower=1)
    a_month = of_branch["days"].transform("sum") / life
    chance = life * np.exp(-a_month * found["months"]) * rows["branch"].nunique()
    found["news"] = chance < CHANCE
    return found[found["months"] > 0].sort_values(
        ["amount", "branch", "first_month"], ascending=[False, True, True], ignore_index=True
    )


def _months(start: pd.Series, end: pd.Series) -> pd.Series:
    return (end.dt.year - start.dt.year) * 12 + (end.dt.month - start.dt.month)


def of_branches(found: pd.DataFrame, sales: Table) -> pd.DataFrame | None:
    """Gaps of branches alone: None where the sales name none, and the gaps are the company's."""
    return found if "branch" in sales.columns else None


def period(months: pd.DataFrame, *, first: pd.Timestamp, last: pd.Timestamp) -> Finding:
    """Say which period the records hold and how many of its months are empty.

    Parameters
    ----------
    months
        As :func:`monthly` gives them.
    first, last
        Days of the first and of the last sale.

    Returns
    -------
    Finding without money.
    """
    empty = int((months["lines"] == 0).sum())
    return Finding(
        key="passport.period",
        message=N_(
            "The records run from %(first)s to %(last)s; months without a single line: %(empty)s"
        )
        if empty
        else N_("The records run from %(first)s to %(last)s without an empty month"),
        numbers={
            "first": Number(first, "date"),
            "last": Number(last, "date"),
            "empty": Number(empty),
        },
        trail=Trail("months", len(months)),
    )


def left_out(months: pd.DataFrame) -> str:
    """Say which last month is not complete; empty when it is.

    Returns
    -------
    A sentence; empty where none is left out.
    """
    unfinished = months.loc[~months["complete"], "month"]
    if unfinished.empty:
        return ""
    text = tr("%(month)s is not complete and is left out of trends.")
    return text % {"month": language.month(unfinished.iloc[0])}


@when_given
def branches_with_gaps(found: pd.DataFrame, active: pd.DataFrame) -> Finding:
    """Say how many branches are silent for longer than their sales explain, and what they bring."""
    money = active.groupby("branch")["amount"].sum()
    told = found[found["news"]] if found["news"].any() else found
    holed = told["branch"].unique()
    share = money[holed].sum() / money.sum() if money.sum() > 0 else 0.0
    return Finding(
        key="passport.gaps",
        message=SILENT if found["news"].any() else SMALL if len(holed) else WITHOUT_GAPS,
        numbers={
            "n": Number(len(holed)),
            "of": Number(len(money)),
            "share": Number(float(share), "percent", 1),
        },
        plural="n",
        role="doubt",
        trail=Trail("gaps", len(told)),
    )


SILENT = forms(
    "%(n)s of %(of)s branches was silent for months, longer than its days of sale explain; it "
    "brings %(share)s of net sales",
    "%(n)s of %(of)s branches were silent for months, longer than their days of sale explain; they "
    "bring %(share)s of net sales",
)
SMALL = forms(
    "%(n)s of %(of)s branches has a month without sales; it is silent for no longer than its few "
    "days of sale explain",
    "%(n)s of %(of)s branches have a month without sales; none is silent for longer than its few "
    "days of sale explain",
)
WITHOUT_GAPS = N_("No branch has a month without sales")
