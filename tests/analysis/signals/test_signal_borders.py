"""Each border of the signals, from both sides."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import scipy

from helpers.analysis.definitions import seasonality
from helpers.analysis.definitions.pauses import pauses
from helpers.analysis.definitions.seasonality import (
    LEAST_MONTHS,
    calendar_p_value,
    follows_calendar,
)
from helpers.analysis.definitions.silence import FEW_GAPS, silences
from helpers.analysis.signals import habits, prices, signals, sizes
from helpers.analysis.signals.dropped import dropped_categories
from helpers.analysis.signals.signals import weigh
from helpers.analysis.signals.spans import spans
from helpers.settings import Settings
from tests.analysis.sales import sales_table

LIMITS = Settings().signals
NEAR = 1e-9


def weighed(name, *, change, p=(0.001,), year=100.0):
    """Signals of customers with this change; the money of each in the base year is ``year``."""
    codes = [f"c{k}" for k in range(len(p))]
    judged = pd.DataFrame({"customer": codes, "change": change, "p": p})
    return weigh(judged, name, pd.Series(year, index=codes), LIMITS)


@pytest.mark.parametrize("name", ["less", "rarer", "cheaper"])
def test_a_fall_counts_from_its_size_on(name):
    size = {"less": 0.30, "rarer": 0.30, "cheaper": 0.15}[name]
    assert weighed(name, change=-size)["signal"].tolist() == [True]
    assert weighed(name, change=-size + NEAR)["signal"].tolist() == [False]


def test_a_silence_counts_beyond_the_longest_usual_one():
    assert weighed("silent", change=NEAR)["signal"].tolist() == [True]
    assert weighed("silent", change=0.0)["signal"].tolist() == [False]


def test_a_fall_of_one_customer_is_told_from_accident():
    assert weighed("less", change=-0.9, p=[0.05])["signal"].tolist() == [True]
    assert weighed("less", change=-0.9, p=[0.05 + NEAR])["signal"].tolist() == [False]


def test_of_many_customers_tried_the_same_fall_is_no_signal():
    few, many = [0.04, *[1.0] * 4], [0.04, *[1.0] * 5]
    assert weighed("less", change=-0.9, p=few)["signal"].tolist()[0]
    assert not weighed("less", change=-0.9, p=many)["signal"].any()


def test_a_fall_without_money_at_stake_is_no_signal():
    assert weighed("less", change=-0.9, year=NEAR)["signal"].tolist() == [True]
    assert weighed("less", change=-0.9, year=0.0)["signal"].tolist() == [False]


def test_what_a_fall_costs_is_its_share_of_the_year_and_a_silence_costs_the_year():
    assert weighed("less", change=-0.5)["at_stake"].tolist() == [50.0]
    assert weighed("silent", change=0.5)["at_stake"].tolist() == [100.0]


def purchases(*gaps, item="a"):
    day = np.concatenate([[0], np.cumsum(gaps)])
    return pd.DataFrame(
        {"item": item, "date": pd.Timestamp("2024-01-01") + pd.to_timedelta(day, "D")}
    )


def silence_of(days, *, silent, since=0, least=LIMITS.least_purchases):
    last = days["date"].max()
    return silences(
        days.astype({"item": "category"}), as_of=last + pd.Timedelta(days=silent),
        since=last - pd.Timedelta(days=since), quantile=0.95, prior_gaps=5, least_purchases=least,
    )  # fmt: skip


def test_four_purchases_are_a_habit_and_three_are_not():
    assert len(silence_of(purchases(10, 10, 10), silent=5)) == 1
    assert silence_of(purchases(10, 10), silent=5).empty


def test_who_left_before_the_months_looked_at_is_not_judged():
    assert len(silence_of(purchases(10, 10, 10), silent=5, since=0)) == 1
    assert silence_of(purchases(10, 10, 10), silent=5, since=-1).empty


def test_few_gaps_are_drawn_towards_those_of_everybody_with_their_weight():
    days = pd.concat([purchases(10), purchases(*[40] * 5, item="b")])
    known = pauses(days, quantile=0.95, prior_gaps=5)
    assert known.usual["a"] == pytest.approx((10 + 5 * 25) / (1 + 5))
    assert known.usual["b"] == pytest.approx((200 + 5 * 25) / (5 + 5))
    assert pauses(days, quantile=0.95, prior_gaps=0).usual["a"] == 10


def test_the_longest_usual_pause_is_a_quantile():
    even = purchases(*range(1, 101))
    most, half = (pauses(even, quantile=q, prior_gaps=0).longest["a"] for q in (0.95, 0.5))
    assert most == pytest.approx(95.05)
    assert half == pytest.approx(50.5)


def test_customers_with_few_gaps_are_compared_with_each_other():
    # 3 gaps against 4, and 9 against 10: another group, another history of silences
    assert np.digitize([3, 4, 9, 10], FEW_GAPS).tolist() == [0, 1, 1, 2]


def activity(months, *, each=5.0):
    first = pd.date_range("2022-01-01", periods=months, freq="MS")
    return pd.DataFrame({"item": "a", "month": first, "purchases": each})


def test_the_base_is_at_least_twice_the_recent_months():
    said = {"as_of": pd.Timestamp("2022-09-30"), "recent_months": 3, "base_months": 12}
    assert spans(activity(9), **said).base.sum() == 6
    assert spans(activity(9), **said | {"as_of": pd.Timestamp("2022-08-31")}) is None


def test_the_base_is_no_longer_than_asked_for():
    of = spans(activity(24), as_of=pd.Timestamp("2023-12-31"), recent_months=3, base_months=12)
    assert (of.recent.sum(), of.base.sum(), of.years) == (3, 12, 1.0)


def test_two_years_can_tell_a_season_and_less_cannot():
    months = pd.date_range("2022-01-01", periods=LEAST_MONTHS, freq="MS")
    totals = pd.Series(np.where(months.month == 12, 50.0, 10.0), index=months)
    assert LEAST_MONTHS == 24
    assert follows_calendar(totals)
    assert np.isnan(calendar_p_value(totals.iloc[1:]))


@pytest.mark.parametrize(("p", "seasonal"), [(0.01 - NEAR, True), (0.01, False)])
def test_a_market_follows_the_calendar_below_one_in_a_hundred(monkeypatch, p, seasonal):
    monkeypatch.setattr(seasonality, "calendar_p_value", lambda _: p)
    assert follows_calendar(pd.Series(dtype=float)) is seasonal


def test_years_older_than_five_say_nothing_about_the_calendar():
    months = pd.date_range("2015-01-01", periods=72, freq="MS")
    noisy = np.random.default_rng(1).lognormal(0, 0.2, 72)
    totals = pd.Series(noisy, index=months)
    old = totals.where(np.arange(72) >= 12, totals * 9)
    assert calendar_p_value(old) == pytest.approx(calendar_p_value(totals))
    new = totals.where(np.arange(72) >= 13, totals * 9)
    assert calendar_p_value(new) != pytest.approx(calendar_p_value(totals))


def logs(base, recent):
    rows = [("a", False, one) for one in base] + [("a", True, one) for one in recent]
    return pd.DataFrame(rows, columns=["customer", "recent", "log"])


def test_four_purchases_can_be_compared_in_size_and_three_cannot():
    assert len(sizes.log_drop_p(logs([0, 0.1], [0, 0.1]), least=4)) == 1
    assert sizes.log_drop_p(logs([0, 0.1], [0]), least=4).empty


def test_purchases_even_to_the_cent_are_not_believed_to_be_so():
    p = sizes.log_drop_p(logs([0, 0], [-0.02, -0.02]), least=4)["a"]
    assert p == pytest.approx(scipy.stats.t.cdf(-2, 2))  # as if the spread were one percent
    wider = sizes.log_drop_p(logs([0, 0.04], [-0.02, 0.02]), least=4)["a"]
    assert wider == pytest.approx(scipy.stats.t.cdf(-0.02 / np.sqrt(0.0008), 2))


def test_even_months_are_not_believed_to_be_so():
    of = spans(activity(15), as_of=pd.Timestamp("2023-03-31"), recent_months=3, base_months=12)
    values, judged = np.full((1, 15), 10.0), np.array([True])
    evidence = habits._evidence(values, np.zeros(1), judged, of)[0]
    assert evidence == pytest.approx(30 / (0.05 * 30) ** 2)


def test_a_few_blocks_are_drawn_towards_the_evenness_of_everybody():
    of = spans(activity(15), as_of=pd.Timestamp("2023-03-31"), recent_months=3, base_months=12)
    blocks = np.repeat([8.0, 12.0, 8.0, 12.0, 10.0], 3)
    own = (blocks[:12].reshape(4, 3).sum(axis=1)).var(ddof=1)
    random = 900.0 / 15 * 3
    evidence = habits._evidence(blocks[None], np.array([900.0]), np.array([False]), of)[0]
    variance = (3 * own + 9 * random) / (3 + 9)
    assert evidence == pytest.approx(blocks.mean() * 3 / variance)


def bought(months, *, base_days=12, recent_days=0):
    rows = [("a", "k", months, base_days, recent_days, 90.0), ("b", "k", 12, 12, 3, 90.0)]
    columns = ["customer", "category", "months", "base_days", "recent_days", "year_amount"]
    return pd.DataFrame(rows, columns=columns)


def test_a_category_bought_in_three_months_is_a_habit_and_in_two_is_not():
    own = pd.DataFrame({"base": 20.0, "recent": 5.0}, index=["a", "b"])
    dropped = [
        dropped_categories(bought(months), own, least_months=3)["customer"].tolist()
        for months in (3, 2)
    ]
    assert dropped == [["a", "b"], ["b"]]


def test_one_purchase_of_the_category_is_not_absent():
    own = pd.DataFrame({"base": 20.0, "recent": 5.0}, index=["a", "b"])
    for days, absent in ((0, True), (1, False)):
        habit = dropped_categories(bought(5, recent_days=days), own, least_months=3)
        assert habit.set_index("customer").loc["a", "absent"] == absent


def rarely(purchases):
    """One customer with so many purchases in fifteen months, the last of them long ago."""
    of = spans(activity(15), as_of=pd.Timestamp("2023-03-31"), recent_months=3, base_months=12)
    month = of.months[:purchases]
    seen = pd.DataFrame({"item": "a", "month": month, "purchases": 1.0, "amount": 10.0})
    days = pd.DataFrame({"item": "a", "date": month, "amount": 10.0})
    judged = habits.habits(seen, days, of, least_purchases=4, p_below=1.0)
    return len(judged["rarer"])


def test_a_customer_of_four_purchases_has_a_frequency_and_of_three_has_none():
    assert rarely(4) == 1
    assert rarely(3) == 0


def test_a_silence_is_judged_of_a_habit_of_four_purchases():
    """Who has no habit is not judged, however often he bought; nor one with three purchases."""
    steps = pd.DataFrame({
        "customer": ["a", "b", "c"], "habit": [True, False, True], "purchases": [4, 4, 3],
        "step": "late", "longest_gap": 10.0, "silent_days": 20, "chance_of_silence": 0.01,
    })  # fmt: skip
    of = SimpleNamespace(months=pd.date_range("2023-01-01", periods=12, freq="MS"))
    judged = signals._silences(steps, pd.Timestamp("2023-12-31"), of, LIMITS)
    assert judged["customer"].tolist() == ["a"]
    assert judged["change"].tolist() == [1.0]


def test_a_price_is_held_against_that_of_the_base():
    """Ten pieces for 20 in the base, four for 4 lately: 2 a piece, then 1; usual is √2."""
    lines = pd.DataFrame({
        "date": pd.to_datetime(["2023-02-10", "2023-11-10"]), "customer": "a", "product": "p",
        "amount": [20.0, 4.0], "quantity": [10.0, 4.0],
    })  # fmt: skip
    months = pd.date_range("2023-01-01", periods=12, freq="MS")
    of = SimpleNamespace(months=months, recent=months >= "2023-10-01")
    told = prices.price_levels(sales_table(lines), of).set_index("recent")
    assert told["at_base"].to_dict() == {False: 20.0, True: 8.0}
    assert told.loc[True, "at_usual"] == pytest.approx(4 * 2**0.5, abs=1e-5)
    fell = prices.cheaper_in_product(told.reset_index(), least=2)
    assert fell[["base", "recent", "change"]].to_numpy().tolist() == [[2.0, 1.0, -0.5]]
