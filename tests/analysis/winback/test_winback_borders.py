"""Each border of the list of calls and of the reasons to write, from both sides."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.winback import facts, findings, losses, returned, triggers
from helpers.analysis.winback.ranking import (
    LEAVING_FROM,
    gains,
    in_control,
    ranked,
    yearly_margin,
)
from helpers.estimates import Estimate
from helpers.settings import WinBackSettings
from tests.analysis.sales import sales_table

AS_OF = pd.Timestamp("2024-06-30")
RULES = WinBackSettings(control_share=0.0)
FREE = WinBackSettings(control_share=0.0, contact_cost=0.0, offer_cost_share=0.0)


def back(days, since=AS_OF):
    return since - pd.Timedelta(days=days)


def person(*, leaves=np.nan, returns=np.nan, worth=1000.0):
    return pd.DataFrame(
        {"customer": ["a"], "probability_leaves": [leaves], "probability_returns": [returns],
         "at_stake": [worth], "margin": [worth], "habit": [True], "last_purchase": [AS_OF],
         "step": ["late" if returns != returns else "left"]}
    )  # fmt: skip


def reason(table, rules=RULES):
    return ranked(table, rules)["reason"].iloc[0]


def test_who_is_likelier_to_stay_is_not_let_go():
    assert reason(person(leaves=0.5, worth=1.0)) == "small"
    assert reason(person(leaves=0.5 - 1e-9, worth=1.0)) == "stays"
    assert LEAVING_FROM == 0.5


def test_a_call_that_only_pays_for_itself_is_not_made():
    assert reason(person(leaves=1.0, worth=0.01), FREE) == "call"
    assert reason(person(leaves=0.0, worth=1000.0), FREE) == "stays"


@pytest.mark.parametrize(
    ("changed", "gain"),
    [({}, 72.5), ({"stays_if_contacted": 0.4}, 167.5), ({"offer_cost_share": 0.1}, 55.0),
     ({"takes_anyway": 1.0}, 60.0), ({"contact_cost": 11.0}, 71.5)],
)  # fmt: skip
def test_each_assumption_moves_the_gain_of_a_call(changed, gain):
    rules = RULES.model_copy(update=changed)
    assert gains(person(leaves=0.5), rules).tolist() == [pytest.approx(gain)]


def test_the_control_group_is_drawn_below_its_share():
    codes = pd.Series([f"c{k}" for k in range(2000)])
    assert not in_control(codes, control_share=0.0, seed=1).any()
    assert in_control(codes, control_share=1.0, seed=1).all()
    assert in_control(codes, control_share=0.1, seed=1).mean() == pytest.approx(0.1, abs=0.02)


def test_a_year_of_buying_is_twelve_months_with_their_29_february():
    rows = [(back(366), "a", 1000), (back(365), "a", 100), (AS_OF, "a", 10)]
    money = yearly_margin(sales_table(rows), margin=0.5, as_of=AS_OF)
    assert money[["sales", "margin"]].values.tolist() == [[110.0, 55.0]]


def test_a_manager_who_sold_three_months_ago_still_sells():
    rows = {"customer": ["a", "b"], "manager": ["Ann", "Bob"]}
    last = [pd.Timestamp("2024-03-30"), pd.Timestamp("2024-03-29")]
    assert facts.orphaned(pd.DataFrame({**rows, "last_purchase": last}), as_of=AS_OF) == {"b"}


def test_a_request_of_the_last_twelve_months_counts_as_unanswered():
    asked = pd.DataFrame(
        {"customer": ["a", "b"], "answered": pd.NaT,
         "received": [pd.Timestamp("2023-07-01 10:00"), pd.Timestamp("2023-06-30 10:00")]}
    )  # fmt: skip
    assert facts.unanswered(asked, as_of=AS_OF) == {"a"}


@pytest.mark.parametrize(
    ("days", "counts"), [(0, True), (365, True), (366, False), (-31, True), (-32, False)]
)
def test_service_counts_for_a_year_and_a_month_after(days, counts):
    table = pd.DataFrame({"customer": ["a"], "last_purchase": [AS_OF]})
    costs = pd.DataFrame({"customer": ["a"], "date": [back(days)], "amount": [7.0]})
    assert facts.service_cost(costs, table).sum() == (7.0 if counts else 0.0)


def test_serving_may_cost_the_margin_and_not_more():
    table = pd.DataFrame({"customer": ["a"], "last_purchase": [AS_OF], "margin": [100.0]})
    assert facts.barred(table, None, pd.Series({"a": 100.0})).empty
    assert facts.barred(table, None, pd.Series({"a": 100.01})).tolist() == ["costs more"]


@pytest.mark.parametrize(("days", "counts"), [(0, True), (365, True), (366, False), (-1, False)])
def test_the_value_before_a_loss_is_that_of_a_year(days, counts):
    tried = pd.DataFrame({"customer": ["a"], "date": [AS_OF]})
    value = losses.value_before(sales_table([(back(days), "a", 50)]), tried)
    assert value.tolist() == [50.0 if counts else 0.0]


def test_the_bands_are_thirds():
    values = pd.Series(range(1, 10), dtype=float)
    bands = losses.band(values, losses.band_edges(values))
    assert bands.value_counts().to_dict() == {"small": 3, "middle": 3, "large": 3}


def rates(tried):
    rows = [("price", tried, tried, 1.0), ("", 50, 5, 0.1)]
    return pd.DataFrame(rows, columns=["cause", "tried", "returned", "rate"])


def test_a_cause_is_named_best_from_ten_attempts_on():
    assert "most often after" in findings.best_cause(rates(10)).text
    assert "most often after" not in findings.best_cause(rates(9)).text


def test_a_difference_is_significant_to_one_in_twenty():
    more = Estimate(2.0, 1.0, 4.0)
    assert "forgiven more easily: after" in findings._verdict(more, 0.05)
    assert "cannot be told" in findings._verdict(more, 0.0501)


def test_an_assumption_weighs_as_many_attempts_as_it_is_said_to():
    tried = pd.DataFrame({"cause": "", "returned": [True] * 10})
    cells = losses.chances(tried, pd.Series("small", index=tried.index), before=0.1, weight=10)
    whole = (10 + 10 * 0.1) / 20
    assert cells["chance"].tolist() == pytest.approx([(10 + 10 * whole) / 20, whole, whole])


def goods(*days, new):
    """Days before the last one on which the favourite was bought; a product first sold ``new``."""
    rows = [(back(day), "a", 10, "old", "k") for day in days] + [(back(new), "b", 1, "fresh", "k")]
    rows.append((back(1000), "x", 1, "old", "k"))
    return sales_table(
        pd.DataFrame(rows, columns=["date", "customer", "amount", "product", "category"])
    )


def told(*days, new=5):
    return triggers.novelties(goods(*days, new=new), as_of=AS_OF)["customer"].tolist()


def test_a_product_is_new_for_a_month():
    assert told(50, 60, 70, new=30) == ["a"]
    assert told(50, 60, 70, new=31) == []


def test_a_favourite_was_bought_on_three_days():
    assert told(50, 60, 70) == ["a"]
    assert told(50, 60) == []


def test_a_favourite_is_of_the_last_year():
    assert told(50, 60, 365) == ["a"]
    assert told(50, 60, 366) == []


def bonus(ends_in):
    end = AS_OF + pd.Timedelta(days=ends_in)
    given = pd.DataFrame(
        {"date": [end - pd.DateOffset(months=1)], "customer": ["a"], "amount": 5.0,
         "redeemed": pd.NaT}
    )  # fmt: skip
    return triggers.bonuses(given, as_of=AS_OF, valid_months=1)


def test_a_bonus_is_spoken_of_six_weeks_before_it_ends():
    assert bonus(ends_in=44)["customer"].tolist() == ["a"]
    assert bonus(ends_in=46).empty
    assert bonus(ends_in=0).empty


def test_the_reminder_comes_two_weeks_before_the_end():
    assert bonus(ends_in=20)["date"].tolist() == [AS_OF + pd.Timedelta(days=6)]
    assert bonus(ends_in=10)["date"].tolist() == [AS_OF + pd.Timedelta(days=1)]


def test_a_birthday_of_today_is_over_and_of_a_month_from_now_is_ahead():
    days = ["2000-06-30", "2000-07-01", "2000-07-30", "2000-07-31"]
    cards = pd.DataFrame({"customer": list("abcd"), "birthday": days})
    assert triggers.birthdays(cards, as_of=AS_OF)["customer"].tolist() == ["b", "c"]


def came_back(*, away=366, on=AS_OF):
    days = pd.DataFrame({"item": "a", "date": [on - pd.Timedelta(days=away), on]})
    return returned.returned(days, as_of=AS_OF, away_days=365)


def test_away_means_longer_than_the_horizon():
    assert len(came_back(away=366)) == 1
    assert came_back(away=365).empty


def test_who_came_back_is_watched_for_twelve_months():
    assert len(came_back(on=pd.Timestamp("2023-07-01"))) == 1
    assert came_back(on=pd.Timestamp("2023-06-30")).empty


def test_an_attempt_of_the_day_of_the_last_purchase_was_in_vain():
    table = pd.DataFrame({"customer": ["a"], "last_purchase": [AS_OF], "margin": [1.0]})
    rows = {"customer": ["a"], "cause": "price", "tried": True, "returned": False}
    for day, barred in ((AS_OF, True), (back(1), False)):
        log = pd.DataFrame({**rows, "date": [day]})
        assert facts.barred(table, log, None).tolist() == (["tried"] if barred else [])


def test_who_bought_once_more_since_stays():
    table = pd.DataFrame({"customer": list("abcdefghij"), "purchases_since": [1, 2] * 5})
    assert findings.staying(table).numbers["share"].value == 0.5


def test_of_fewer_than_ten_who_came_back_no_share_is_told():
    table = pd.DataFrame({"customer": list("abcdefghi"), "purchases_since": [2] * 9})
    text = findings.staying(table).text
    assert text == "9 customers came back in the last 12 months; bought again: 9"


def test_reasons_without_a_day_are_spread_over_four_weeks():
    days = [triggers._any_day(f"c{k}", AS_OF) for k in range(400)]
    assert {(day - AS_OF).days for day in days} == set(range(1, 29))


@pytest.mark.parametrize(
    ("day", "called"), [("07-05", 5), ("07-06", 5), ("07-07", 5), ("07-08", 8)]
)
def test_a_weekend_is_called_on_its_friday(day, called):
    day = pd.Timestamp(f"2024-{day}")
    assert triggers._working_day(day, AS_OF) == pd.Timestamp(2024, 7, called)


def test_a_weekend_whose_friday_is_over_is_called_on_its_monday():
    friday = pd.Timestamp("2024-07-05")
    for day in ("2024-07-06", "2024-07-07"):
        assert triggers._working_day(pd.Timestamp(day), friday) == pd.Timestamp("2024-07-08")
