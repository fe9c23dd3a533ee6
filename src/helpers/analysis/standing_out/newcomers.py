"""Do customers in their first year bring more or less than those of a year ago?"""

from datetime import date

import ibis
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.standing_out.cells import GRACE_DAYS
from helpers.analysis.standing_out.chance import by_signs
from helpers.language import N_, Number, tr
from helpers.language.findings import Finding, Trail
from helpers.periods import add_months, year_before
from helpers.settings import StandingOutSettings

COLUMNS = ["customer", "now", "before"]


def first_years(
    sales: Table, first: Table, *, new_since: date, as_of: pd.Timestamp
) -> pd.DataFrame | None:
    """Net sales of customers in their first year, this year and the year before.

    Parameters
    ----------
    first
        First purchase of each customer: ``customer``, ``first``, ``before`` (older than the
        records).
    new_since
        First day on which a first purchase makes a new customer.

    Returns
    -------
    ``customer``, ``now``, ``before`` (money); None where the year before has customers whom the
    records cannot tell from older ones.
    """
    start = year_before(as_of)
    earlier = year_before(start)
    if add_months(pd.Timestamp(new_since), 12) > earlier + pd.Timedelta(days=GRACE_DAYS):
        return None
    lines = sales.filter(sales.customer.notnull()).inner_join(first, "customer")
    young = ~lines.before & (lines.date < lines.first + ibis.interval(months=12))
    lines = lines.filter(
        young & (lines.date > ibis.date(earlier.date())) & (lines.date <= ibis.date(as_of.date()))
    )
    now = lines.date > ibis.date(start.date())
    sums = {"now": lines.amount.sum(where=now), "before": lines.amount.sum(where=~now)}
    money = {name: value.cast("float64") for name, value in sums.items()}
    table = lines.group_by("customer").aggregate(**money).to_pandas().fillna(0.0)
    return table.sort_values("customer", ignore_index=True)[COLUMNS]


def first_year_money(
    table: pd.DataFrame | None, rules: StandingOutSettings, *, year: float
) -> Finding | None:
    """Say how the money of newcomers has changed; None where it is small or may be chance."""
    if table is None or table.empty:
        return None
    now, before = float(table["now"].sum()), float(table["before"].sum())
    off = table["now"] - table["before"]
    chance = by_signs(off, pd.Series("new", index=table.index), table["customer"])
    if abs(now - before) < rules.least_share * year or chance.iloc[0] > rules.p_below:
        return None
    fell = now < before
    return Finding(
        key="standing_out.first_year",
        message=N_(
            "Customers in their first year bring %(now)s of net sales; a year ago it was %(before)s"
        ),
        numbers={"now": Number(now, "money"), "before": Number(before, "money")},
        role="change",
        certainty="estimated",
        money=abs(now - before),
        measure="net sales a year",
        so_what=tr("Fewer newcomers today are fewer regular customers tomorrow.")
        if fell
        else tr("What newcomers bring pays back only if they come again."),
        decide=tr("What do we change in how customers are won, and who does it?")
        if fell
        else tr("Who makes sure that they buy a second time?"),
        trail=Trail("standing_out_first_year", len(table)),
    )
