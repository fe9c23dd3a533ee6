"""Does the company live on new money or on old?

The age of a sale is the number of full years between the first purchase of the customer
and the day of the sale: 0 is the first year of the relationship, whatever the calendar says.
The first 12 months of records cannot tell a new customer from an old one, so everybody who
bought in them, and everybody whose records begin with a return, is older than the records.
"""

from datetime import date

import ibis
import pandas as pd
from ibis.expr.types import Table

from helpers import language
from helpers.analysis.definitions.purchases import customer_days, is_purchase
from helpers.language import N_, Number, tr
from helpers.language.columns import column
from helpers.language.findings import Finding, Trail
from helpers.periods import add_months, last_complete_month, month_start

BEFORE = "before records"
NOBODY_NEW_MONTHS = 3  # without a newcomer, before that is news
VINTAGES = ["0", "1", "2", "3+", BEFORE]
AS_COLUMNS = {
    "0": "first_year",
    "1": "second_year",
    "2": "third_year",
    "3+": "later_years",
    BEFORE: "before_records",
}

OLD = N_(
    "Old customers feed the company: in %(year)s those who came more than a year before bring "
    "%(old_share)s of net sales (%(old)s), those in their first year %(new_share)s (%(new)s)"
)
NEW = N_(
    "New customers feed the company: in %(year)s those in their first year bring "
    "%(new_share)s of net sales (%(new)s), those who came before %(old_share)s (%(old)s)"
)
LEVEL = N_(
    "New and old money are level: in %(year)s customers in their first year bring "
    "%(new_share)s of net sales (%(new)s), those who came before %(old_share)s (%(old)s)"
)
NOBODY_NEW = N_(
    "Nobody new came: whoever bought from %(since)s to %(last)s had bought in the first 12 "
    "months of the records (net sales of %(year)s: %(amount)s)"
)
TOO_SHORT = N_(
    "The records are too short to tell new money from old: whoever buys in their first "
    "12 months may have bought before (net sales of %(year)s: %(amount)s)"
)
PART = N_(
    "In %(year)s customers who first bought on %(since)s or later bring %(new_share)s of net sales "
    "(%(new)s), those who came before %(old_share)s (%(old)s)"
)


def first_purchases(sales: Table) -> Table:
    """First purchase of each customer, and whether the customer is older than the records.

    Returns
    -------
    Ibis table, one row per customer: ``customer``, ``first`` (date of the first day with a
    positive net sum; missing when there is none), ``before`` (yes/no).
    """
    named = sales.filter(sales.customer.notnull())
    days = customer_days(named)
    seen = days.group_by("customer").aggregate(
        first=days.date.min(where=is_purchase(days.net)), returned=days.date.min(where=days.net < 0)
    )
    older = seen.first.isnull() | (seen.returned < seen.first) | (seen.first < new_from(sales))
    return seen.select("customer", "first", before=older.fill_null(False))


def new_from(sales: Table) -> date:
    """First day on which a first purchase makes a new customer: 12 months into the records.

    Returns
    -------
    A date.
    """
    start = sales.date.min().execute()
    return add_months(pd.Timestamp(start), 12).date()


def vintages(sales: Table) -> pd.DataFrame:
    """Net sales of each calendar year by the age of the relationship.

    Parameters
    ----------
    sales
        Ibis table, one row per line: ``date``, ``customer`` (may be missing: such lines
        stay out), ``amount`` (money, returns negative).

    Returns
    -------
    Year × vintage, without empty pairs: ``year``, ``vintage`` (``VINTAGES``), ``customers``
    (who had sales or returns; one whose anniversary lies in the year counts on both sides
    of it), ``amount`` (money), ``share`` (of the net sales of the year; missing where returns
    outweigh them).
    """
    lines = sales.filter(sales.customer.notnull()).left_join(first_purchases(sales), "customer")
    day, first = lines.date, lines.first
    not_yet = day.month() * 100 + day.day() < first.month() * 100 + first.day()
    age = day.year() - first.year() - not_yet.cast("int64")
    vintage = ibis.cases(
        (lines.before, BEFORE), (age >= 3, "3+"), (age == 2, "2"), (age == 1, "1"), else_="0"
    )
    aged = lines.mutate(year=day.year().cast("int64"), vintage=vintage)
    table = (
        aged.group_by(["year", "vintage"])
        .aggregate(customers=aged.customer.nunique(), amount=aged.amount.sum().cast("float64"))
        .to_pandas()
        .sort_values(["year", "vintage"], ignore_index=True)
    )
    return table.assign(share=table["amount"] / table.groupby("year")["amount"].transform("sum"))


def by_year(table: pd.DataFrame) -> pd.DataFrame:
    """Turn :func:`vintages` for a chart: ``year`` and a column of money per vintage, old first.

    The columns are named by the keys of ``AS_COLUMNS``.

    Returns
    -------
    One row per year; money, 0 where there was none.
    """
    wide = table.pivot_table(index="year", columns="vintage", values="amount", aggfunc="sum")
    order = [v for v in reversed(VINTAGES) if v in wide.columns]
    money = wide[order].fillna(0.0).rename(columns=AS_COLUMNS)
    return money.reset_index().astype({"year": "str"}).rename_axis(columns=None)


def in_words(table: pd.DataFrame) -> pd.DataFrame:
    """Turn :func:`vintages` into a table to read: the vintage in words, the newest year first.

    Returns
    -------
    One row per year and vintage.
    """
    order = table["vintage"].map(VINTAGES.index)
    return (
        table.assign(
            order=order, year=table["year"].astype("str"), vintage=table["vintage"].map(_label)
        )
        .sort_values(["year", "order"], ascending=[False, True], ignore_index=True)
        .drop(columns="order")
    )


def _label(vintage: str) -> str:
    return column(AS_COLUMNS[vintage]).label


def who_feeds(
    table: pd.DataFrame, *, new_since: date, as_of: pd.Timestamp, level: float = 0.05
) -> Finding | None:
    """Say whose money the last year is: of newcomers, or of those who came before.

    The last year is that of the last complete month, so that no year of a few days is judged.

    Parameters
    ----------
    table
        :func:`vintages`.
    new_since
        :func:`new_from`. A year that begins less than 12 months later still has customers
        in their first year whom the records cannot tell; the sentence then says less.
    as_of
        Last day of the records.
    level
        Shares nearer than this to a half (0–1) are called level.

    Returns
    -------
    None when no year has money. Where all customers are older than the records nobody new
    came, or the records are too short to tell, and the sentence says which.
    """
    whole = table.groupby("year")["amount"].sum()
    if not (whole > 0).any():
        return None
    year = _last_year(whole[whole > 0].index, as_of)
    last = table[table["year"] == year]
    if set(table["vintage"]) == {BEFORE}:
        return _nobody_new(last, year, new_since=new_since, as_of=as_of)
    new = float(last.loc[last["vintage"] == "0", "amount"].sum())
    old = float(whole[year]) - new
    share = new / float(whole[year])
    return Finding(
        key="vintages.who_feeds",
        message=_message(share, level=level, whole=_is_whole(year, new_since)),
        numbers={
            "year": Number(str(year), "text"),
            "since": Number(new_since, "date"),
            "old": Number(old, "money"),
            "old_share": Number(1 - share, "percent"),
            "new": Number(new, "money"),
            "new_share": Number(share, "percent"),
        },
        trail=Trail("vintages", len(last), f"year = {year}"),
        money=max(old, new),
    )


def _message(new_share: float, *, level: float, whole: bool) -> str:
    if not whole:
        return PART
    return LEVEL if abs(new_share - 0.5) < level else NEW if new_share > 0.5 else OLD


def _is_whole(year: int, new_since: date) -> bool:
    """Whether everybody in the first year of the relationship is known as such all year."""
    month_of_grace = pd.Timestamp(year, 2, 1)
    return add_months(pd.Timestamp(new_since), 12) <= month_of_grace


def _last_year(years: pd.Index, as_of: pd.Timestamp) -> int:
    closed = years[years <= last_complete_month(as_of).year]
    return int((closed if len(closed) else years).max())


def _nobody_new(last: pd.DataFrame, year: int, *, new_since: date, as_of: pd.Timestamp) -> Finding:
    since, until = pd.Timestamp(new_since), as_of + pd.Timedelta(days=1)
    long = add_months(since, NOBODY_NEW_MONTHS) <= until
    return Finding(
        key="vintages.who_feeds",
        message=NOBODY_NEW if long else TOO_SHORT,
        numbers={
            "since": Number(new_since, "date"),
            "last": Number(as_of, "date"),
            "year": Number(str(year), "text"),
            "amount": Number(float(last["amount"].sum()), "money"),
        },
        trail=Trail("vintages", len(last), f"year = {year}"),
    )


def incomplete_years(first: date, as_of: date) -> list[int]:
    """Years of which the records hold only a part.

    >>> incomplete_years(date(2010, 12, 29), date(2013, 11, 29))
    [2010, 2013]
    """
    first, as_of = pd.Timestamp(first), pd.Timestamp(as_of)
    begun = [] if (first - pd.Timestamp(first.year, 1, 1)).days < 3 else [first.year]
    closed = last_complete_month(as_of) == month_start(pd.Timestamp(as_of.year, 12, 1))
    return sorted({*begun, *([] if closed else [as_of.year])})


def incomplete_note(sales: Table, *, as_of: pd.Timestamp) -> str:
    """Say which years must not be compared in height with the others; empty when all may be.

    Returns
    -------
    A sentence.
    """
    first = sales.date.min().execute()
    years = incomplete_years(first, as_of)
    if not years:
        return ""
    text = tr(
        "Not complete: %(years)s (records from %(first)s to %(last)s). Compare the shares of "
        "these years, not their height."
    )
    return text % {
        "years": ", ".join(map(str, years)),
        "first": language.date(first),
        "last": language.date(as_of),
    }
