"""Groups of customers, and tables of their worth, on a few rows."""

import pandas as pd

from helpers.analysis.lifetime import findings, groups, inputs, limits, tables
from helpers.analysis.lifetime.acquisition import COLUMNS, LEAST_CUSTOMERS, enough, mean_cost
from helpers.analysis.lifetime.backtest import OURS
from helpers.analysis.lifetime.trial import Verdict
from helpers.language.columns import column

VALUES = pd.DataFrame(
    {
        "customer": list("abcdefghijk"),
        "expected_purchases": 1.0,
        "expected_value": [10.0] * 5 + [2.0] * 6,
        "low": 0.0,
        "high": 20.0,
    }
)
GROUP = pd.Series(["first"] * 5 + ["last"] * 4 + [None] * 2, index=list("abcdefghijk"))


def test_a_group_of_four_is_left_out_and_one_of_five_is_not():
    assert groups.by_group(VALUES, GROUP, seed=1)["group"].tolist() == ["first"]


def test_where_the_records_do_not_tell_the_group_nothing_is_said():
    assert groups.by_group(VALUES, None, seed=1) is None
    assert findings.dearest(None, "channel") is None


def test_two_groups_with_money_can_be_compared_and_one_cannot():
    both = groups.by_group(VALUES, GROUP.fillna("last"), seed=1)
    assert groups.comparable(both) is both
    assert groups.comparable(both.head(1)) is None
    assert groups.comparable(both.assign(mean=0.0)) is None


def test_nobody_s_value_makes_no_totals_and_no_caution():
    some, nobody = {12: VALUES}, {12: VALUES.head(0)}
    passed = Verdict(OURS, sums=True, order=True, doubt=0.5, widen=1.0)
    told = tables.totals(some, passed)
    assert told["value_ahead"].tolist() == [62.0]
    assert (told["value_low"].tolist(), told["value_high"].tolist()) == ([31.0], [93.0])
    assert [column(key).label for key in told][0] == "Months ahead"
    assert tables.totals(nobody, passed).empty
    assert tables.totals(some, Verdict(OURS, order=True)).empty
    assert limits.cautions(None, Verdict("carry_forward", sums=True)) == ""
    assert tables.top_point(VALUES.head(0), top=0.2) is None


def test_customers_who_are_sold_to_below_cost_are_expected_to_take():
    passed = Verdict(OURS, sums=True, order=True, doubt=0.5, widen=1.0)
    losing = VALUES.assign(expected_value=-VALUES["expected_value"])
    told = findings.total(losing, passed, months=12, margin_known=True)
    assert (told.numbers["value"].value, told.money) == (62.0, -62.0)
    assert (told.numbers["low"].value, told.numbers["high"].value) == (31.0, 93.0)
    assert "to take" in told.message
    nothing = VALUES.assign(expected_value=0.0)
    assert findings.total(nothing, passed, months=12, margin_known=True) is None


def test_channels_are_shown_when_one_of_them_brought_enough():
    row = dict.fromkeys(COLUMNS, 1.0) | {"channel": "fair", "spend": 50.0}
    few = pd.DataFrame([row | {"new_customers": LEAST_CUSTOMERS - 1}])
    cost = pd.DataFrame([row | {"new_customers": LEAST_CUSTOMERS}])
    assert tables.acquisition(few) is None
    assert enough(few).empty
    assert [column(key).label for key in tables.acquisition(cost)][:2] == ["Channel", "Spent"]
    assert mean_cost(cost) == 50.0 / LEAST_CUSTOMERS


def test_what_was_not_brought_goes_through_as_nothing():
    assert mean_cost(None) is None
    assert enough(None) is None
    assert tables.acquisition(None) is None
    assert tables.back_test(None) is None
    assert tables.errors(None) is None
    assert tables.break_even(inputs.break_even(None, None, None, None, margin=0.3)) is None
    assert tables.recommenders(None) is None
    assert findings.losing(None) is None
    assert findings.back_test(None) is None
    assert findings.referred(None, lines=9) is None
    assert findings.pays(None) is None
    assert findings.who_recommends(None, 3) is None
