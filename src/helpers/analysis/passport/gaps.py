"""In which months do the records hold no sale?"""

import ibis
import pandas as pd
from ibis.expr.types import Table

from helpers import language
from helpers.given import when_given
from helpers.language import N_, Number, tr
from helpers.language.findings import Finding, Trail
from helpers.periods import add_months, last_complete_month, months_between

COMPANY = ""


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
    net).
    """
    branch = sales.branch if "branch" in sales.columns else ibis.literal(COMPANY)
    sold = sales.mutate(branch=branch, month=sales.date.truncate("M"))
    counted = sold.group_by(["branch", "month"]).aggregate(
        amount=sold.amount.sum().cast("float64"), sold=sold.count(where=sold.amount > 0)
    )
    table = counted.filter(counted.branch.notnull() & (counted.sold > 0)).to_pandas()
    return (
        table.drop(columns="sold")
        .assign(month=lambda t: pd.to_datetime(t["month"]))
        .sort_values(["branch", "month"], ignore_index=True)
    )


def gaps(active: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Find the months without a sale after the first sale of a branch.

    Parameters
    ----------
    active
        ``branch``, ``month``, ``amount``, as :func:`active_months` gives them.
    as_of
        Last day of the records; a last month that it does not close is no gap.

    Returns
    -------
    One row per gap, the branch with the most money first: ``branch``, ``first_month``,
    ``last_month``, ``months``, ``open`` (yes/no: lasts to the end of the records),
    ``amount`` (money of the branch over all its months).
    """
    end = add_months(last_complete_month(as_of), 1)
    rows = active.sort_values(["branch", "month"])
    following = rows.groupby("branch")["month"].shift(-1).fillna(end).clip(upper=end)
    start = rows["month"] + pd.offsets.MonthBegin(1)
    found = pd.DataFrame(
        {
            "branch": rows["branch"],
            "first_month": start,
            "last_month": following - pd.offsets.MonthBegin(1),
            "months": (following.dt.year - start.dt.year) * 12
            + (following.dt.month - start.dt.month),
            "open": following == end,
            "amount": rows.groupby("branch")["amount"].transform("sum"),
        }
    )
    return found[found["months"] > 0].sort_values(
        ["amount", "branch", "first_month"], ascending=[False, True, True], ignore_index=True
    )


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
    """Say how many branches have months without a sale, and what they bring."""
    money = active.groupby("branch")["amount"].sum()
    holed = found["branch"].unique()
    share = money[holed].sum() / money.sum() if money.sum() > 0 else 0.0
    return Finding(
        key="passport.gaps",
        message=N_(
            "Branches with a month without sales: %(n)s of %(of)s; they bring %(share)s "
            "of net sales"
        )
        if len(holed)
        else N_("No branch has a month without sales"),
        numbers={
            "n": Number(len(holed)),
            "of": Number(len(money)),
            "share": Number(float(share), "percent", 1),
        },
        role="doubt",
        trail=Trail("gaps", len(found)),
    )
