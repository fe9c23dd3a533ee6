"""Which customers are leaving, how does it show, and how much money is at stake?

Signals: ``less`` money a month, ``rarer`` purchases, ``cheaper`` prices, ``dropped``
categories, and a silence beyond the customer's own habit, called by the customer's step on the
ladder: ``late``, ``left`` or ``gone``. A signal must be large enough
to matter and too large for noise: for the customer by itself (``p_below``), and in view of
how many were tried (``false_discovery_rate`` of Benjamini and Hochberg, within each signal).
"""

from typing import NamedTuple

import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.activity import monthly, purchase_days
from helpers.analysis.definitions.ladder import BETWEEN
from helpers.analysis.signals.dropped import categories_bought, dropped_categories
from helpers.analysis.signals.habits import habits
from helpers.analysis.signals.prices import cheaper_in_product, has_prices, price_levels
from helpers.analysis.signals.sizes import smaller_purchases
from helpers.analysis.signals.spans import Spans, spans
from helpers.estimates import false_discovery
from helpers.settings import SignalSettings

SILENT = ("late", "left", "gone")  # steps of the ladder
SIGNALS = ("less", "rarer", "cheaper", "dropped", *SILENT)
COLUMNS = ["customer", "signal", "base", "recent", "change", "p_value", "at_stake"]


class Signals(NamedTuple):
    """What was found, and among how many.

    ``table`` has one row per customer and signal (``COLUMNS``; ``p_value`` is that of the
    customer alone, ``at_stake`` is money a year), the most money first. ``tried`` has
    one row per signal: ``signal``, ``tried`` customers, ``fell`` beyond the size that
    counts, ``signals`` beyond noise, ``at_stake``. ``categories`` names what was dropped:
    ``customer``, ``category``, ``months``, ``at_stake``, ``p_value``. ``last_purchase`` is
    the day of each customer's last purchase. ``spans`` are the months compared, none where
    the records are too short.
    """

    table: pd.DataFrame
    tried: pd.DataFrame
    categories: pd.DataFrame
    last_purchase: pd.Series
    spans: Spans | None


def leaving_signals(
    sales: Table, *, as_of: pd.Timestamp, limits: SignalSettings, steps: pd.DataFrame
) -> Signals:
    """Find the customers whose habit has changed for the worse by ``as_of``.

    Parameters
    ----------
    steps
        The ladder on the same day, as :func:`ladder.ladder` gives it.

    Returns
    -------
    Tables, one row per customer and signal; empty where the records are too short.
    """
    activity = monthly(sales, cut="customer", as_of=as_of)
    of = spans(
        activity,
        as_of=as_of,
        recent_months=limits.recent_months,
        base_months=limits.base_months,
    )
    days = purchase_days(sales, as_of=as_of)
    last = days.groupby("item")["date"].max().rename(index=str)
    if of is None:
        return Signals(_table({}), _tried({}), _categories(None), last, None)
    year = _year_amount(activity, of)
    judged = habits(
        activity, days, of, least_purchases=limits.least_purchases, p_below=limits.p_below
    )
    judged["cheaper"] = _cheaper(sales, days, of, limits)
    found = {name: weigh(judged[name], name, year, limits) for name in judged}
    silent = weigh(_silences(steps, as_of, of, limits), "silent", year, limits)
    found |= {name: silent[silent["step"] == name] for name in SILENT}
    found["dropped"] = _dropped(sales, activity, of, limits)
    return Signals(_table(found), _tried(found), _categories(found["dropped"]), last, of)


def _year_amount(activity: pd.DataFrame, of: Spans) -> pd.Series:
    """Money that each customer brought in the base year, per year."""
    year = activity[activity["month"].isin(of.months[of.year])]
    return year.groupby("item")["amount"].sum().rename(index=str).clip(lower=0) / of.years


def _silences(
    steps: pd.DataFrame, as_of: pd.Timestamp, of: Spans, limits: SignalSettings
) -> pd.DataFrame:
    """Silence of each customer on the ladder against its habit, those in rhythm as ``late`` ones.

    Customers without a purchase in the months looked at left long ago and are not judged.
    """
    since = (as_of - of.months[0]).days
    enough = steps["habit"] & (steps["purchases"] >= limits.least_purchases)
    rows = steps[enough & (steps["silent_days"] <= since) & (steps["step"] != BETWEEN)]
    return pd.DataFrame(
        {
            "customer": rows["customer"],
            "step": rows["step"].replace("in_rhythm", "late"),
            "base": rows["longest_gap"],
            "recent": rows["silent_days"],
            "change": rows["silent_days"] / rows["longest_gap"] - 1,
            "p": rows["chance_of_silence"],
        }
    )


def _cheaper(sales: Table, days: pd.DataFrame, of: Spans, limits: SignalSettings) -> pd.DataFrame:
    if has_prices(sales):
        return cheaper_in_product(price_levels(sales, of), least=limits.least_purchases)
    return smaller_purchases(days, of, least=limits.least_purchases)


def weigh(judged: pd.DataFrame, name: str, year: pd.Series, limits: SignalSettings) -> pd.DataFrame:
    """Add whether a fall is large enough (``fell``), real (``signal``), and what it costs.

    Parameters
    ----------
    judged
        One row per customer tried: ``customer``, ``change`` (−1–), ``p`` (not corrected).
    name
        ``less``, ``rarer``, ``cheaper`` or ``silent``.
    year
        Money a year that each customer brought in the base year.

    Returns
    -------
    The rows with ``fell`` and ``signal`` (yes/no), ``at_stake`` (money a year), ``p_value``.
    """
    amount = year.reindex(judged["customer"]).fillna(0.0).to_numpy()
    change = judged["change"].astype(float)
    if name == "silent":
        fell, at_stake = change > 0, amount
    else:
        size = {"less": limits.less, "rarer": limits.rarer, "cheaper": limits.cheaper}[name]
        fell, at_stake = change <= -size, -change.clip(upper=0) * amount
    return _told(judged.assign(fell=fell, at_stake=at_stake), limits)


def _told(judged: pd.DataFrame, limits: SignalSettings) -> pd.DataFrame:
    """Add ``signal``: large, real for itself, and real in view of how many were tried."""
    p_value = judged["p"].astype(float)
    real = (p_value <= limits.p_below) & (false_discovery(p_value) <= limits.false_discovery_rate)
    signal = judged["fell"] & real & (judged["at_stake"] > 0)
    return judged.assign(p_value=p_value, signal=signal.astype(bool))


def _dropped(
    sales: Table, activity: pd.DataFrame, of: Spans, limits: SignalSettings
) -> pd.DataFrame:
    """Habits by category, one row per customer and category; none where none is brought."""
    if "category" not in sales.columns:
        return pd.DataFrame(columns=["customer", "fell", "signal", "at_stake"])
    counts = {
        name: activity[activity["month"].isin(of.months[which])].groupby("item")["purchases"].sum()
        for name, which in (("base", of.base), ("recent", of.recent))
    }
    purchases = pd.DataFrame(counts).fillna(0.0).rename(index=str)
    bought = categories_bought(sales, of)
    habit = dropped_categories(bought, purchases, least_months=limits.dropped_base_months)
    at_stake = habit["year_amount"].clip(lower=0) / of.years
    judged = habit.assign(fell=habit["absent"], at_stake=at_stake)
    return _told(judged, limits).assign(base=at_stake / 12, recent=0.0, change=-1.0)


def _table(found: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row per customer and signal, the most money first."""
    parts = [
        _one_each(table[table["signal"]]).assign(signal=name)[COLUMNS]
        for name, table in found.items()
        if table["signal"].any()
    ]
    if not parts:
        return pd.DataFrame(columns=COLUMNS)
    order = ["at_stake", "customer", "signal"]
    rows = pd.concat(parts, ignore_index=True)
    return rows.sort_values(order, ascending=[False, True, True], ignore_index=True)


def _one_each(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per customer: several dropped categories are one signal, their money added."""
    if not rows["customer"].duplicated().any():
        return rows
    return rows.groupby("customer", as_index=False).agg(
        base=("base", "sum"),
        recent=("recent", "sum"),
        change=("change", "min"),
        p_value=("p_value", "min"),
        at_stake=("at_stake", "sum"),
    )


def _tried(found: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """How many customers were tried for each signal, fell, and fell beyond noise."""
    rows = [
        {
            "signal": name,
            "tried": table["customer"].nunique(),
            "fell": table.loc[table["fell"].astype(bool), "customer"].nunique(),
            "signals": table.loc[table["signal"].astype(bool), "customer"].nunique(),
            "at_stake": float(table.loc[table["signal"].astype(bool), "at_stake"].sum()),
        }
        for name, table in ((name, found[name]) for name in SIGNALS if len(found.get(name, ())))
    ]
    columns = ["signal", "tried", "fell", "signals", "at_stake"]
    return pd.DataFrame(rows, columns=columns)


def _categories(dropped: pd.DataFrame | None) -> pd.DataFrame:
    """What was dropped, by whom, the most money first."""
    columns = ["customer", "category", "months", "at_stake", "p_value"]
    if dropped is None or "category" not in dropped:
        return pd.DataFrame(columns=columns)
    order = ["at_stake", "customer", "category"]
    rows = dropped[dropped["signal"]][columns]
    return rows.sort_values(order, ascending=[False, True, True], ignore_index=True)


def by_customer(signals: pd.DataFrame) -> pd.DataFrame:
    """One row per customer with any signal, the most money first.

    Signals of one customer speak of the same money: what is at stake is the largest of
    them, never their sum.

    Returns
    -------
    ``customer``, ``signals`` (tuple of names, in the order of ``SIGNALS``), ``at_stake``.
    """
    rows = signals.assign(order=signals["signal"].map({n: k for k, n in enumerate(SIGNALS)}))
    table = (
        rows.sort_values(["customer", "order"])
        .groupby("customer", as_index=False)
        .agg(signals=("signal", tuple), at_stake=("at_stake", "max"))
    )
    return table.sort_values(["at_stake", "customer"], ascending=[False, True], ignore_index=True)
