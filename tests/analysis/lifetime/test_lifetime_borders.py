"""Each border of what a relationship is worth and costs, from both sides."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.definitions.history import history
from helpers.analysis.definitions.margins import margin_drawn, margin_scaled
from helpers.analysis.lifetime import (
    acquisition,
    backtest,
    findings,
    groups,
    limits,
    referrals,
    trial,
)
from helpers.analysis.lifetime.acquisition import LEAST_CUSTOMERS, PAYBACK_MONTHS
from helpers.analysis.lifetime.worth import discounts, independence
from helpers.estimates import Estimate
from tests.analysis.sales import sales_table

END = pd.Timestamp("2024-12-31")


def test_money_comes_in_the_middle_of_its_month():
    assert discounts(2, rate_year=0.12).tolist() == pytest.approx(
        [1.12 ** (-1 / 24), 1.12 ** (-1 / 8)]
    )


def test_a_year_is_discounted_by_the_rate_of_a_year():
    year, later = discounts(13, rate_year=0.12)[[0, 12]]
    assert year / later == pytest.approx(1.12)


def test_a_customer_with_five_purchases_is_half_drawn_to_the_company():
    amount, cost = np.array([100.0, 100.0]), np.array([100.0, 0.0])
    assert margin_drawn(amount, cost, np.array([5, 5])).tolist() == [0.25, 0.75]
    assert margin_drawn(amount, cost, np.array([1, 10**9]))[0] == pytest.approx(0.5 * 5 / 6)


def test_lines_without_a_cost_have_the_margin_of_the_others():
    frame = pd.DataFrame({"sales": [200.0, 50.0], "costed": [100.0, 0.0], "profit": [40.0, 0.0]})
    assert margin_scaled(frame, assumed=0.3).tolist() == [80.0, 15.0]
    assert margin_scaled(frame[["sales"]], assumed=0.3).tolist() == [60.0, 15.0]


def paid_back(*, customers=10, days=300, margin=10.0, cost=10.0, months=30):
    mine = pd.DataFrame({"customer": [f"c{k}" for k in range(customers)]})
    mine = mine.assign(first=END - pd.Timedelta(days=days))
    rows = [(c, month, margin) for c in mine["customer"] for month in range(months)]
    margins = pd.DataFrame(rows, columns=["customer", "month", "margin"])
    return acquisition.payback(mine, margins, cost=cost, as_of=END)


def test_the_money_is_back_when_it_is_all_there():
    assert paid_back(cost=10.0) == 1
    assert paid_back(cost=10.01) == 2


def test_a_month_counts_for_those_who_have_lived_all_of_it():
    assert paid_back(days=30) == 1
    assert np.isnan(paid_back(days=29))
    assert paid_back(days=60, cost=20.0) == 2
    assert np.isnan(paid_back(days=59, cost=20.0))


def test_ten_customers_tell_when_the_money_is_back_and_nine_do_not():
    assert LEAST_CUSTOMERS == 10
    assert paid_back(customers=10) == 1
    assert np.isnan(paid_back(customers=9))


def test_money_that_is_not_back_in_two_years_is_not_waited_for():
    assert PAYBACK_MONTHS == 24
    assert paid_back(days=3000, cost=240.0) == 24
    assert np.isnan(paid_back(days=3000, cost=240.01))


def channel(customers):
    row = {"channel": "radio", "months": 12, "new_customers": customers, "loses_on_first": True,
           "cost_per_customer": 9.0, "first_margin": 1.0}  # fmt: skip
    return pd.DataFrame([row])


def test_a_channel_of_ten_customers_is_spoken_of_and_of_nine_is_not():
    assert findings.losing(channel(10)) is not None
    assert findings.losing(channel(9)) is None


def test_a_first_order_that_pays_for_its_customer_loses_nothing():
    span = (END - pd.Timedelta(days=300), END)
    entry = pd.DataFrame({"customer": ["a"], "first": END, "channel": "radio", "first_margin": 5.0})
    none = pd.DataFrame(columns=["customer", "month", "margin"])
    for spent, loses in ((5.0, False), (5.01, True)):
        spend = pd.DataFrame({"date": [END], "channel": "radio", "amount": spent})
        table = acquisition.acquisition(entry, spend, none, span=span)
        assert table["loses_on_first"].tolist() == [loses]


def grouped(count):
    table = pd.DataFrame({"customer": [f"c{k}" for k in range(count)], "expected_value": 1.0})
    return groups.by_group(table, pd.Series("x", index=table["customer"]), seed=1)


def test_a_group_of_five_has_a_mean_and_of_four_has_none():
    assert len(grouped(5)) == 1
    assert grouped(4).empty


def known_for(days):
    first = pd.Timestamp("2024-01-01")
    last = first + pd.Timedelta(days=days)
    rows = [(first, "a", 1.0), (last, "a", 1.0), (last, "b", 1.0)]
    return history(pd.DataFrame(rows, columns=["date", "customer", "amount"]), as_of=last)


def test_a_third_of_the_records_must_hold_two_months():
    assert backtest.back_test(known_for(183), months=12, seed=1).months == 2
    assert backtest.back_test(known_for(182), months=12, seed=1) is None


def test_a_relation_of_value_and_number_is_told_from_a_tenth_on():
    assert limits._dependent(Estimate(0.1001, 0.05, 0.15)) != []
    assert limits._dependent(Estimate(0.10, 0.05, 0.15)) == []
    assert limits._dependent(Estimate(0.2, -0.01, 0.3)) == []


def related(count):
    value = np.arange(count) + 1.0
    return SimpleNamespace(customers=pd.DataFrame({"purchases": value + 1, "mean_value": value}))


def test_five_who_came_back_tell_whether_value_and_number_go_together():
    assert independence(related(5)).value == pytest.approx(1.0)
    assert np.isnan(independence(related(4)).value)


def test_five_referred_customers_can_be_compared_and_four_cannot():
    new_from = pd.Timestamp("2024-01-01")
    people = pd.DataFrame({"customer": [f"c{k}" for k in range(12)], "first": new_from})
    people = people.assign(money=np.arange(12.0) + 1)
    for count, compared in ((5, True), (4, False)):
        rows = pd.DataFrame({"referrer": "x", "referred": [f"c{k}" for k in range(count)]})
        pair = referrals.compared(people, rows, new_from=new_from, seed=1)
        assert (pair is not None) is compared


def test_the_second_month_of_a_customer_begins_after_thirty_days():
    first = pd.Timestamp("2024-01-01")
    rows = [(first + pd.Timedelta(days=day), "a", 10) for day in (0, 29, 30)]
    months = acquisition.margins_by_month(sales_table(rows), margin=0.5)
    assert months[["month", "margin"]].values.tolist() == [[0, 10.0], [1, 5.0]]


@pytest.mark.parametrize(("doubt", "ends"), [(0.01, True), (0.0099, False)])
def test_ends_are_told_from_a_fiftieth_of_the_sum_on(doubt, ends):
    told = trial.Verdict("model", sums=True, doubt=doubt)
    values = pd.DataFrame({"expected_value": [50.0, 50.0]})
    text = findings.total(values, told, months=12, margin_known=True).text
    assert ("€101" in text) == ends


@pytest.mark.parametrize(("low", "apart"), [(2.0, False), (2.01, True)])
def test_groups_differ_where_their_intervals_lie_apart(low, apart):
    table = pd.DataFrame(
        {"group": ["a", "b"], "mean": [3.0, 1.0], "low": [low, 0.5], "high": [4.0, 2.0]}
    )
    assert ("is worth" in findings.dearest(table, "channels").text) == apart


@pytest.mark.parametrize(("error", "way"), [(95.0, trial.OURS), (94.9, "other")])
def test_the_model_is_kept_where_no_other_is_better_by_more_than_a_twentieth(error, way):
    errors = pd.DataFrame({"mean_error": [100.0, error]}, index=[trial.OURS, "other"])
    assert trial._best(errors) == way


@pytest.mark.parametrize(("r", "customers", "order"), [
    (0.9999, 5, True), (0.9999, 4, False), (0.5, 28, True), (0.4, 28, False), (np.nan, 99, False),
])  # fmt: skip
def test_an_order_is_a_rank_correlation_of_five_beyond_chance(r, customers, order):
    assert trial._is_order(r, customers) == order


@pytest.mark.parametrize(("expected", "holds"), [(4.0, True), (4.01, False), (2.0, True),
                                                 (1.99, False)])  # fmt: skip
def test_a_sum_that_was_off_by_more_than_a_third_is_not_told(expected, holds):
    table = pd.DataFrame({"actual": [3.0, 0.0], "expected": [expected, 0.0]})
    assert trial._holds(table).tolist() == [holds, False]
