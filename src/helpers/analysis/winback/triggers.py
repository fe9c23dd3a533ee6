"""Who has a reason to hear from us this month, on which day, and from whom?

At most one reason a customer a month: what is urgent before what is pleasant. Only those who
still buy are written to, and nobody who said that he does not want it.
"""

import hashlib

import ibis
import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.pauses import pauses
from helpers.language import N_, date_short, money, tr
from helpers.periods import year_before

KINDS = {  # in the order in which they matter
    "silence": N_("if nothing comes by then: silent for longer than usual"),
    "bonus": N_("a bonus is about to expire"),
    "birthday": N_("birthday"),
    "anniversary": N_("anniversary of the first purchase"),
    "novelty": N_("something new in the favourite line"),
}
BIRTHDAYS = ("birthday", "birth_date", "date_of_birth", "день рождения", "дата рождения")
COLUMNS = ["date", "customer", "kind", "detail"]
AHEAD_DAYS = 14  # before a bonus ends
WAITS = "silence"  # a kind that is known only when the day has come
FAVOURITE_DAYS = 3  # of purchase, before a category is a favourite
NEW_DAYS = 31  # a product sold for the first time within so many days is something new


def month_ahead(as_of: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of the month that follows ``as_of``.

    Returns
    -------
    Two days.
    """
    return as_of + pd.Timedelta(days=1), as_of + pd.DateOffset(months=1)


def silence(
    days: pd.DataFrame, *, as_of: pd.Timestamp, quantile: float, prior_gaps: int
) -> pd.DataFrame:
    """Customers whose silence passes their own long pause within the month ahead.

    Parameters
    ----------
    days
        Purchases, ordered by customer and day: ``item``, ``date``.
    quantile, prior_gaps
        As for the leaving signal ``gone``.

    Returns
    -------
    One row per customer: ``COLUMNS``.
    """
    habit = pauses(days, quantile=quantile, prior_gaps=prior_gaps)
    if habit is None:
        return pd.DataFrame(columns=COLUMNS)
    longest = habit.longest
    last = days.groupby("item")["date"].max().reindex(longest.index)
    due = last + pd.to_timedelta(longest.round().clip(lower=1), unit="D")
    text = tr("last purchase %(day)s, usual pause up to %(days)s days")
    table = pd.DataFrame({"date": due, "customer": longest.index, "kind": "silence"})
    table["detail"] = [
        text % {"day": date_short(day), "days": round(pause)}
        for day, pause in zip(last, longest, strict=True)
    ]
    return _within(table, as_of)


def anniversaries(first: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Anniversaries of the first purchase that fall into the month ahead.

    ``first``: ``customer``, ``first`` (day); customers older than the records are not in it.

    Returns
    -------
    One row per customer: ``COLUMNS``.
    """
    return _yearly(
        first.rename(columns={"first": "day"}), as_of, "anniversary", tr("customer since %(day)s")
    )


def birthdays(cards: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Birthdays of the month ahead, where a field of the card holds the day.

    Returns
    -------
    One row per customer: ``COLUMNS``; none without such a field.
    """
    field = next((c for c in cards if str(c).lower() in BIRTHDAYS), None)
    if field is None:
        return pd.DataFrame(columns=COLUMNS)
    text = cards[field].astype("string")
    iso = text.str.fullmatch(r"\d{4}-\d\d-\d\d.*")
    day = pd.to_datetime(text.where(iso).str[:10], errors="coerce").fillna(
        pd.to_datetime(text.where(~iso), errors="coerce", dayfirst=True, format="mixed")
    )
    table = pd.DataFrame({"customer": cards["customer"], "day": day}).dropna()
    return _yearly(table, as_of, "birthday", "")


def bonuses(given: pd.DataFrame, *, as_of: pd.Timestamp, valid_months: int) -> pd.DataFrame:
    """Bonuses not used whose ``valid_months`` end within six weeks: a reminder in time.

    Returns
    -------
    One row per customer, of its first bonus to end: ``COLUMNS``.
    """
    rows = given[given["redeemed"].isna()] if "redeemed" in given else given.head(0)
    end = rows["date"] + pd.DateOffset(months=valid_months)
    still = end > as_of
    rows = rows.assign(end=end)[still]
    text = tr("%(amount)s, valid to %(day)s")
    detail = [
        text % {"amount": money(float(a)), "day": date_short(day)}
        for a, day in zip(rows["amount"], rows["end"], strict=True)
    ]
    # two weeks before the end
    day = (rows["end"] - pd.Timedelta(days=AHEAD_DAYS)).clip(lower=as_of + pd.Timedelta(days=1))
    table = pd.DataFrame(
        {"date": day, "customer": rows["customer"], "kind": "bonus", "detail": detail}
    )
    return _within(table.sort_values(["date", "customer"]).drop_duplicates("customer"), as_of)


def novelties(sales: Table, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Customers whose favourite category got a product that was never sold before.

    The favourite is the category bought on most days of the last year, at least three.

    Returns
    -------
    One row per customer: ``COLUMNS``, without a day of its own.
    """
    if not {"product", "category"} <= set(sales.columns):
        return pd.DataFrame(columns=COLUMNS)
    sold = sales.filter(
        sales.category.notnull() & (sales.amount > 0) & (sales.date <= ibis.date(as_of.date()))
    )
    seen = sold.filter(sold["product"].notnull()).group_by("category", "product")
    seen = seen.aggregate(first=sold.date.min())
    since = ibis.date((as_of - pd.Timedelta(days=NEW_DAYS)).date())
    fresh = seen.filter(seen["first"] > since).group_by("category")
    fresh = fresh.aggregate(product=lambda t: t["product"].min())
    year = sold.filter(sold.customer.notnull() & (sold.date > ibis.date(year_before(as_of).date())))
    counted = year.group_by("customer", "category").aggregate(days=year.date.nunique()).to_pandas()
    order = ["customer", "days", "category"]
    best = counted.sort_values(order, ascending=[True, False, True]).drop_duplicates("customer")
    best = best[best["days"] >= FAVOURITE_DAYS].merge(fresh.to_pandas(), on="category")
    text = tr("new in “%(category)s”: %(product)s")
    detail = [
        text % {"category": c, "product": p}
        for c, p in zip(best["category"], best["product"], strict=True)
    ]
    return pd.DataFrame(
        {"date": pd.NaT, "customer": best["customer"], "kind": "novelty", "detail": detail}
    ).astype({"date": "datetime64[s]"})


def _yearly(table: pd.DataFrame, as_of: pd.Timestamp, kind: str, text: str) -> pd.DataFrame:
    start, end = month_ahead(as_of)
    rows = table[pd.to_datetime(table["day"]) < start].copy()
    day = pd.to_datetime(rows["day"])
    due = pd.Series(pd.NaT, index=rows.index, dtype="datetime64[s]")
    for year in sorted({start.year, end.year}):
        # 29 February is kept on the 28th
        length = pd.to_datetime({"year": year, "month": day.dt.month, "day": 1}).dt.days_in_month
        this = pd.to_datetime(
            {"year": year, "month": day.dt.month, "day": np.minimum(day.dt.day, length)}
        )
        due = due.where(due.between(start, end), this.astype("datetime64[s]"))
    rows = rows.assign(date=due, kind=kind)
    rows["detail"] = [text % {"day": date_short(d)} if text else "" for d in day]
    rows = rows[(due.dt.year > day.dt.year)] if len(rows) else rows
    return _within(rows, as_of)


def _within(table: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    start, end = month_ahead(as_of)
    rows = table[pd.to_datetime(table["date"]).between(start, end)]
    return rows[COLUMNS].reset_index(drop=True)


def triggers(
    reasons: list[pd.DataFrame],
    *,
    as_of: pd.Timestamp,
    managers: pd.Series,
    active: set[str],
    unwanted: set[str],
) -> pd.DataFrame:
    """One dated list: at most one reason a customer, on a working day of the month ahead.

    Parameters
    ----------
    reasons
        Of each kind: ``date`` (missing: any day will do), ``customer``, ``kind``, ``detail``.
    managers
        Who answers, by customer.
    active, unwanted
        Customers who still buy; those who do not want to hear from us.

    Returns
    -------
    ``date``, ``customer``, ``manager``, ``kind``, ``detail``: the first of each manager by day,
    then the second of each, and so on, so that all have something to do.
    """
    parts = [table for table in reasons if len(table)]
    columns = ["date", "customer", "manager", "kind", "detail"]
    if not parts:
        return pd.DataFrame(columns=columns)
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[rows["customer"].isin(active - unwanted)]
    order = {kind: place for place, kind in enumerate(KINDS)}
    rows = rows.assign(place=rows["kind"].map(order))
    rows = rows.sort_values(["customer", "place", "date"]).drop_duplicates("customer")
    free = rows["date"].isna()
    rows["date"] = rows["date"].where(~free, [_any_day(c, as_of) for c in rows["customer"]])
    rows["date"] = [_working_day(day, as_of) for day in pd.to_datetime(rows["date"])]
    rows["manager"] = rows["customer"].map(managers)
    rows = rows.astype({"date": "datetime64[s]"})
    rows = rows.sort_values(["date", "customer"])
    turn = rows.groupby("manager", dropna=False).cumcount()
    by = ["turn", "date", "manager", "customer"]
    rows = rows.assign(turn=turn).sort_values(by, na_position="last", ignore_index=True)
    return rows[columns]


def _any_day(customer: str, as_of: pd.Timestamp) -> pd.Timestamp:
    """Spread what has no day of its own over the month, the same way each time."""
    drawn = int(hashlib.sha256(customer.encode()).hexdigest()[:8], 16)
    return as_of + pd.Timedelta(days=1 + drawn % 28)


def _working_day(day: pd.Timestamp, as_of: pd.Timestamp) -> pd.Timestamp:
    """Friday for a weekend, Monday where Friday is over."""
    if day.weekday() < 5:
        return day
    friday = day - pd.Timedelta(days=day.weekday() - 4)
    return friday if friday > as_of else day + pd.Timedelta(days=7 - day.weekday())
