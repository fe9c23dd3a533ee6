"""Which customers are leaving, and is it more than noise?"""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.definitions.ladder import bounds, ladder
from helpers.analysis.definitions.seasonality import calendar_index, calendar_p_value
from helpers.analysis.signals.signals import (
    COLUMNS,
    SILENT,
    by_customer,
    leaving_signals,
)
from helpers.settings import Settings
from tests.analysis.sales import monthly_buyer, sales_table
from tests.analysis.simulated import FIRST, LAST, steady, thinned

LIMITS = Settings().signals
RECENT = "2013-10-01"


def signals(rows, *, as_of=LAST):
    sales = sales_table(rows) if isinstance(rows, pd.DataFrame | list) else rows
    measured = bounds(sales, as_of=as_of, rules=Settings().churn)
    steps = ladder(sales, as_of=as_of, measured=measured, settings=Settings())
    return leaving_signals(sales, as_of=as_of, limits=LIMITS, steps=steps)


def by_signal(found):
    """What was tried, those silent as one, whatever their step."""
    counts = found.tried.assign(signal=found.tried["signal"].replace(list(SILENT), "silent"))
    return counts.groupby("signal")[["tried", "fell", "signals"]].sum()


def with_goods(rows: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Each purchase becomes up to four lines, each of another product in its category."""
    chance = np.random.default_rng(seed)
    lines = rows.loc[rows.index.repeat(4)].reset_index(drop=True)
    lines = lines[
        np.resize([True, True, True, False], len(lines)) | (chance.random(len(lines)) < 0.5)
    ]
    number = lines.groupby(["date", "customer"]).cumcount()
    price = 10.0 * (1 + number) * chance.lognormal(0, 0.05, len(lines))
    quantity = chance.integers(1, 6, len(lines))
    return lines.assign(
        product="p" + number.astype("str"),
        category="k" + number.astype("str"),
        quantity=quantity,
        amount=(price * quantity).round(2),
    )


@pytest.mark.slow
@pytest.mark.parametrize("evenness", [1.0, 4.0, 0.5], ids=["by chance", "evenly", "in bunches"])
@pytest.mark.parametrize("seed", [1, 2])
def test_customers_who_never_change_give_no_more_signals_than_the_stated_rate(evenness, seed):
    rows = with_goods(steady(250, seed=seed, evenness=evenness, a_month=(2, 3)), seed=seed)
    found = signals(rows)
    tried = by_signal(found)
    assert (tried["tried"] > 100).all()
    assert (tried["signals"] <= LIMITS.p_below * tried["tried"]).all()


def test_shuffled_dates_give_no_more_signals_than_the_stated_rate():
    rows = steady(250, seed=5, evenness=0.5, a_month=(2, 3))
    rows = thinned(rows, [f"c{k:04}" for k in range(60)], since=RECENT, keep=0.2, seed=5)
    shuffled = rows.assign(date=rows["date"].sample(frac=1, random_state=1).to_numpy())
    tried = by_signal(signals(shuffled))
    assert (tried["signals"] <= LIMITS.p_below * tried["tried"]).all()


@pytest.fixture(scope="module")
def changed():
    """Forty of 250 customers change on the first of October, eight in each way."""
    rows = with_goods(steady(250, seed=11, evenness=2, a_month=(8, 6)), seed=11)
    ways = ("less", "rarer", "cheaper", "dropped", "silent")
    who = {n: [f"c{8 * k + i:04}" for i in range(8)] for k, n in enumerate(ways)}
    rows = thinned(rows, who["silent"], since=RECENT, keep=0.0, seed=1)
    visits = rows[["date", "customer"]].drop_duplicates()
    kept = thinned(visits, who["rarer"], since=RECENT, keep=0.3, seed=1)
    rows = rows.merge(kept, on=["date", "customer"])
    late = rows["date"] >= RECENT
    fewer = late & rows["customer"].isin(who["less"])
    cheap = late & rows["customer"].isin(who["cheaper"])
    rows["amount"] *= np.where(cheap, 0.75, 1.0)
    rows["amount"] *= np.where(fewer, 0.4, 1.0)
    rows["quantity"] = rows["quantity"] * np.where(fewer, 0.4, 1.0)
    dropped = late & rows["customer"].isin(who["dropped"]) & (rows["category"] == "k1")
    return who, signals(rows[~dropped])


@pytest.mark.parametrize("signal", ["less", "rarer", "cheaper", "dropped", "silent"])
def test_a_planted_change_is_found_by_its_name(changed, signal):
    who, found = changed
    named = found.table["signal"].replace(list(SILENT), "silent")
    told = set(found.table.loc[named == signal, "customer"])
    assert len(told & set(who[signal])) >= 6


def test_what_is_found_is_mostly_true(changed):
    who, found = changed
    true = set().union(*who.values())
    assert (~by_customer(found.table)["customer"].isin(true)).mean() <= 0.35


def test_the_table_has_the_promised_columns_and_one_row_per_customer_and_signal(changed):
    _, found = changed
    assert list(found.table) == COLUMNS
    assert not found.table.duplicated(["customer", "signal"]).any()
    assert (found.table["p_value"] <= LIMITS.p_below).all()
    assert (found.table["at_stake"] > 0).all()


def test_signals_of_one_customer_speak_of_the_same_money(changed):
    people = by_customer(changed[1].table)
    assert people["customer"].is_unique
    assert people["at_stake"].sum() < changed[1].table["at_stake"].sum()


def test_a_past_date_does_not_see_the_future():
    rows = with_goods(steady(60, seed=3, a_month=(4, 6)), seed=3)
    then = pd.Timestamp("2013-06-30")
    known = rows[rows["date"] <= then]
    lie = pd.concat([known, rows[rows["date"] > then].assign(amount=-1e5, customer="c0001")])
    one, other = (signals(part, as_of=then) for part in (known, lie))
    pd.testing.assert_frame_equal(one.table, other.table)
    pd.testing.assert_frame_equal(one.tried, other.tried)


def test_the_order_of_rows_changes_nothing():
    rows = with_goods(steady(60, seed=4, a_month=(4, 6)), seed=4)
    rows = thinned(rows, ["c0001", "c0002"], since=RECENT, keep=0, seed=1)
    one, other = signals(rows), signals(rows.sample(frac=1, random_state=2))
    pd.testing.assert_frame_equal(one.table, other.table)


def test_an_even_monthly_buyer_who_falls_silent_for_longer_than_the_horizon_has_left():
    rows = [r for k in range(30) for r in monthly_buyer(f"m{k}", first="2011-01-01", months=36)]
    rows += monthly_buyer("lost", first="2011-01-01", months=31)
    found = signals(rows).table
    assert set(found["customer"]) == {"lost"}
    left = found.set_index("signal").loc["left"]
    assert left["at_stake"] == pytest.approx(1200 * 10 / 12, rel=0.25)
    assert left["recent"] == (LAST - pd.Timestamp("2013-07-10")).days


def test_records_too_short_for_a_habit_give_no_signal_and_say_so():
    found = signals(monthly_buyer("ann", first="2013-09-01", months=4))
    assert found.spans is None
    assert found.table.empty
    assert list(found.table) == COLUMNS


def test_a_category_that_nobody_buys_any_more_was_dropped_by_the_company():
    rows = with_goods(steady(40, seed=6, a_month=(4, 6)), seed=6)
    rows = rows[(rows["category"] != "k1") | (rows["date"] < RECENT)]
    found = signals(rows)
    assert "k1" not in set(found.categories["category"])


def test_a_market_that_follows_the_calendar_is_held_against_last_year():
    months = pd.date_range(FIRST, LAST, freq="MS")
    summer = pd.Series([10.0 + 20 * (m.month in (6, 7, 8)) for m in months], index=months)
    noisy = summer * np.random.default_rng(1).lognormal(0, 0.1, len(months))
    flat = pd.Series(np.random.default_rng(2).lognormal(3, 0.2, len(months)), index=months)
    assert calendar_p_value(noisy) < 1e-6
    assert calendar_p_value(flat) > 0.01
    assert calendar_index(noisy).idxmax() in (6, 7, 8)
    assert np.isnan(calendar_p_value(flat.head(20)))


def test_the_quiet_season_is_no_signal():
    rows = steady(250, seed=8, a_month=(4, 5))
    chance = np.random.default_rng(8)
    quiet = rows["date"].dt.month.isin([10, 11, 12])
    rows = rows[~quiet | (chance.random(len(rows)) < 0.3)]
    found = signals(rows)
    assert found.spans.seasonal
    assert by_signal(found)["signals"].drop("silent").sum() <= 5
