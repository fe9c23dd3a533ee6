"""What serving costs, by activity; a total is shared out by minutes to the last cent."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.profitability import activities, allocation
from helpers.analysis.profitability.quadrants import BUILD, DANGER

COSTS = pd.DataFrame(
    {
        "customer": ["a", "a", "b", "b"],
        "activity": ["delivery", "delivery", "delivery", "visit"],
        "amount": [10.0, 20.0, 15.0, 60.0],
    }
)


def test_the_dearest_activity_comes_first_with_the_cost_of_each_time():
    table = activities.activities(COSTS)
    assert table.to_dict("records") == [
        {"activity": "visit", "events": 1, "cost": 60, "per_event": 60, "customers": 1},
        {"activity": "delivery", "events": 3, "cost": 45, "per_event": 15, "customers": 2},
    ]


def test_costs_without_activities_are_one():
    assert len(activities.activities(COSTS.drop(columns="activity"))) == 1


def test_a_line_that_names_no_activity_has_a_row_of_its_own():
    costs = COSTS.assign(activity=["delivery", None, "delivery", "visit"])
    assert activities.activities(costs)["cost"].sum() == COSTS["amount"].sum()
    assert len(activities.activities(costs)) == 3


def test_drivers_are_shares_of_each_quadrant_and_an_empty_one_is_left_out():
    shares = activities.drivers(COSTS, pd.Series({"a": BUILD, "b": DANGER}))
    assert list(shares) == [BUILD, DANGER]
    assert shares.loc["visit", DANGER] == 0.8
    assert shares.sum().tolist() == pytest.approx([1, 1])


def test_each_customer_has_one_dearest_activity():
    most = activities.dearest_of_each(COSTS)["activity"]
    assert most.to_dict() == {"a": "delivery", "b": "visit"}


MINUTES = {allocation.ORDER: 15, allocation.RETURN: 30}
COUNTS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 50), min_size=1)


def test_a_return_of_thirty_minutes_costs_two_orders_of_fifteen():
    events = {allocation.ORDER: pd.Series({"a": 2}), allocation.RETURN: pd.Series({"b": 1})}
    lines = allocation.allocated(events, MINUTES, total=100.0)
    assert lines.set_index("customer")["amount"].to_dict() == {"a": 50, "b": 50}


@given(COUNTS, COUNTS, st.floats(1, 1e7))
def test_all_of_the_total_is_shared_out_and_nobody_without_work_pays(orders, returns, total):
    events = {allocation.ORDER: pd.Series(orders), allocation.RETURN: pd.Series(returns)}
    lines = allocation.allocated(events, MINUTES, total=total)
    work = sum(orders.values()) + sum(returns.values())
    assert lines["amount"].sum() == pytest.approx(total if work else 0)
    assert (lines["events"] > 0).all()
