"""What the trial on hidden months allows to be said of the months to come."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.definitions.history import history
from helpers.analysis.lifetime import findings, inputs, limits, tables, trial
from helpers.analysis.lifetime.backtest import NAMES, OURS, BackTest, _errors
from helpers.analysis.lifetime.worth import carried, fit_lifetime, last_period
from helpers.language.columns import column
from helpers.settings import LifetimeSettings
from tests.analysis.bgnbd_customers import bgnbd_sales

CAME = np.arange(1.0, 41.0)
VALUES = pd.DataFrame(
    {
        "customer": ["b", "a"],
        "expected_purchases": 1.0,
        "expected_value": [60.0, 40.0],
        "low": 1.0,
        "high": 90.0,
    }
)


def of_trial(**ways):
    """A trial of 40 customers; each way foretells its own amounts, else the reverse of all."""
    said = dict.fromkeys(NAMES, 9 * CAME[::-1]) | ways
    ends = {"low": 0.0, "high": np.asarray(said[OURS]) + 100.0}
    customers = pd.DataFrame({"customer": CAME.astype(str), "amount": CAME, **said, **ends})
    covered = float(customers["amount"].between(customers["low"], customers["high"]).mean())
    return BackTest(customers, _errors(customers), 9, covered)


def test_a_way_that_came_near_may_tell_sums_and_an_order():
    found = trial.verdict(of_trial(**{OURS: CAME * 1.1}))
    assert (found.way, found.sums, found.order) == (OURS, True, True)
    assert found.widen == 1.0
    assert limits.tried(of_trial(**{OURS: CAME * 1.1}), found) == ""


@pytest.mark.parametrize(
    ("times", "sums"), [(0.67, True), (0.66, False), (1.33, True), (1.34, False)]
)
def test_a_sum_may_be_off_by_a_third(times, sums):
    assert trial.verdict(of_trial(**{OURS: CAME * times})).sums is sums


def test_where_the_sums_are_off_the_order_alone_is_told():
    tried = of_trial(**{OURS: CAME * 5})
    found = trial.verdict(tried)
    assert (found.way, found.sums, found.order) == (OURS, False, True)
    assert findings.total(VALUES, found, months=36, margin_known=True) is None
    assert tables.totals({36: VALUES}, found).empty
    assert list(tables.to_keep(VALUES, found)) == ["customer"]
    assert tables.result(VALUES, found)["customer"].tolist() == ["b", "a"]
    assert tables.result(VALUES, found)[["expected_value", "low", "high"]].isna().all(axis=None)
    assert found.told(VALUES).empty
    assert findings.covered(tried, found) is None
    assert "sums are not told" in limits.tried(tried, found)


def test_where_nothing_held_nothing_is_told():
    found = trial.verdict(of_trial())
    assert found == trial.Verdict()
    assert tables.result(VALUES, found).empty
    assert tables.to_keep(VALUES, found).empty
    assert "is not told" in limits.tried(of_trial(), found)


@pytest.mark.parametrize(("customers", "told"), [(19, False), (20, True)])
def test_of_fewer_than_twenty_customers_nothing_is_foretold(customers, told):
    past, rules = history(bgnbd_sales(400, seed=2)).part(0, customers), LifetimeSettings()
    tested, verdict = inputs.tried(past, rules, seed=1)
    assert (tested is not None) is told
    reason = limits.too_few(past, rules)
    assert (reason == "") is told
    if not told:
        assert limits.tried(tested, verdict, too_few=reason).endswith("what will come is not told.")


def test_without_a_trial_nothing_is_told():
    assert trial.verdict(None) == trial.Verdict()
    assert "too short" in limits.tried(None, trial.Verdict())


def test_a_simple_way_that_did_better_is_used_and_one_that_is_as_good_is_not():
    off = CAME + np.tile([1.0, -1.0], 20)
    near = CAME + np.tile([0.94, -0.94], 20)
    as_good = CAME + np.tile([0.96, -0.96], 20)
    better = of_trial(**{OURS: off, "carry_forward": near})
    found = trial.verdict(better)
    assert found.way == "carry_forward"
    assert "did better" in limits.tried(better, found)
    assert trial.verdict(of_trial(**{OURS: off, "carry_forward": as_good})).way == OURS


def test_a_sum_without_an_order_makes_no_list():
    found = trial.verdict(of_trial(**{OURS: np.full(40, CAME.mean())}))
    assert (found.sums, found.order) == (True, False)
    assert tables.to_keep(VALUES, found).empty
    assert "no list is made" in limits.tried(of_trial(**{OURS: np.full(40, CAME.mean())}), found)


def test_the_ends_are_as_wide_as_the_trial_needed():
    said = CAME.copy()
    said[-4:] -= 0.5  # of the most valuable; the room upwards is half of it
    tried = of_trial(**{OURS: said})
    narrow = tried.customers.assign(high=said + 0.25)
    found = trial.verdict(BackTest(narrow, tried.table, 9, 0.9))
    assert found.widen == pytest.approx(2.0)
    told = findings.covered(BackTest(narrow, tried.table, 9, 0.9), found)
    assert "2.0 times as far" in told.text


def test_the_ends_of_the_least_do_not_widen_those_of_the_most_valuable():
    said = CAME.copy()
    said[:4] -= 0.5
    tried = of_trial(**{OURS: said})
    narrow = tried.customers.assign(high=said + 0.25)
    assert trial.verdict(BackTest(narrow, tried.table, 9, 0.9)).widen == 1.0


def test_the_interval_of_the_sum_holds_twice_the_error_of_the_trial():
    found = trial.verdict(of_trial(**{OURS: CAME * 1.25}))
    off = abs(1 / 1.25 - 1)
    assert found.doubt >= 2 * off
    total = findings.total(VALUES, found, months=36, margin_known=True)
    assert total.money == 100.0
    assert total.numbers["low"].value == pytest.approx(100 * (1 - found.doubt))
    assert total.numbers["high"].value == pytest.approx(100 * (1 + found.doubt))


def test_the_last_period_comes_again_by_customer():
    past = history(bgnbd_sales(60, seed=3))
    fitted = fit_lifetime(past, margin=0.5, seed=1)
    found = carried(fitted, past, months=12, discount_rate_year=0.0)
    who = fitted.customers["code"].to_numpy()
    assert found["expected_value"].sum() == pytest.approx(
        last_period(past, who, days=365).sum() / 2
    )
    keep = tables.to_keep(found, trial.Verdict("carry_forward", sums=True, order=True))
    assert list(keep) == ["customer", "expected_purchases", "expected_value"]
    assert all(column(key).label for key in keep)


def test_a_worth_that_is_told_says_why_a_call_is_weighed_by_another_sum():
    told = pd.DataFrame({"customer": ["a"], "expected_value": [1.0]})
    assert "it may be less than that one year" in limits.two_prices(told)
    assert limits.two_prices(told.head(0)) == ""
