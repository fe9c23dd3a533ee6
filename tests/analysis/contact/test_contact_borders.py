"""Each border of the chapter on contact from both sides."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.contact import between, coin, curve, inputs, kinds, limits, tables, wishes
from helpers.analysis.contact.panel import Log
from helpers.estimates import Z95
from helpers.settings import ContactSettings
from tests.analysis.sales import sales_table

RULES = ContactSettings()


def rows(*levels):
    """Customer-months: (contacts, how many, purchases of all of them)."""
    made = [(contacts, bought if n == 0 else 0)
            for contacts, many, bought in levels for n in range(many)]  # fmt: skip
    return pd.DataFrame(made, columns=["contacts", "purchases"])


@pytest.mark.parametrize(("many", "bought", "top"), [(50, 30, 2), (49, 30, 1), (50, 29, 1)])
def test_a_number_of_contacts_has_its_point_from_fifty_months_and_thirty_purchases_on(
    many, bought, top
):
    found = curve.last_level(rows((0, 10, 0), (1, 50, 30), (2, many, bought)), RULES)
    assert found == top


def test_a_level_without_its_own_months_ends_the_curve():
    assert curve.last_level(rows((0, 10, 0), (1, 50, 30), (3, 90, 90)), RULES) == 1
    assert curve.last_level(rows((0, 10, 0)), RULES) == 0


def steps(*ends):
    return pd.DataFrame(ends, columns=["value", "low", "high"])


RISE = (1.0, 0.5, 1.5)


@pytest.mark.parametrize(("step", "saturation"), [
    ((0.2, 0.0, 0.49), 1), ((0.2, 0.0, 0.5), None), ((0.2, 0.01, 0.49), None),
])  # fmt: skip
def test_the_rise_ends_where_a_step_may_be_nothing_and_is_under_half_the_first(step, saturation):
    assert curve._saturation(steps(RISE, step)) == saturation


@pytest.mark.parametrize(("low", "rises"), [(0.0, False), (0.001, True)])
def test_without_a_rise_there_is_no_end_of_it(low, rises):
    table = steps((1.0, low, 1.5), (0.0, -0.1, 0.1))
    assert curve._saturation(table) == (1 if rises else None)
    assert curve.Curve(pd.DataFrame(), table, 0.0, None).rises == rises


def test_a_step_is_a_difference_with_the_error_of_both():
    table = curve._steps(np.array([1.0, 1.5]), np.diag([0.04, 0.05]))
    assert table["value"].tolist() == [1.0, 0.5]
    assert (table["high"] - table["value"]).tolist() == pytest.approx([Z95 * 0.2, Z95 * 0.3])
    assert (table["value"] - table["low"]).tolist() == pytest.approx([Z95 * 0.2, Z95 * 0.3])


def test_a_ratio_is_one_without_contacts_and_has_its_error_on_the_log_scale():
    told = curve._ratios(np.array([0.5]), np.array([[0.04]]))
    assert told["ratio"].tolist() == pytest.approx([1.0, np.exp(0.5)])
    assert told["high"][1] == pytest.approx(np.exp(0.5 + Z95 * 0.2))
    assert told["low"][1] == pytest.approx(np.exp(0.5 - Z95 * 0.2))


def test_one_more_contact_is_worth_what_it_adds_less_its_cost():
    told = curve._worth(np.log([2.0]), np.array([[0.01]]), np.array([10.0, 99.0]), 3.0)
    assert told["one_more"][0] == pytest.approx(10.0 - 3.0)
    assert told["one_more_high"][0] == pytest.approx(10.0 * (1 + Z95 * 0.2) - 3.0)
    assert told["one_more_low"][0] == pytest.approx(10.0 * (1 - Z95 * 0.2) - 3.0)
    assert np.isnan(told["one_more"][1])


def test_what_a_coin_can_show_takes_four_customers_who_buy():
    assert coin.least_difference(np.array([1.0, 3.0, 1.0, 3.0])) == pytest.approx(
        np.expm1(2.8 * np.sqrt(4 * (4 / 3) / 4) / 2)
    )
    assert np.isnan(coin.least_difference(np.array([1.0, 3.0, 1.0])))
    assert np.isnan(coin.least_difference(np.zeros(4)))


@pytest.mark.parametrize(("month", "bought"), [(8, 0), (9, 5), (11, 5), (12, 0)])
def test_a_coin_looks_back_as_long_as_the_trial_lasts(month, bought):
    frame = pd.DataFrame([("ann", 11, 3, 3)], columns=["customer", "month", "contacts", "ours"])
    sales = pd.DataFrame({"customer": ["ann"], "month": month, "purchases": 5})
    wants = pd.Series(dtype=bool)
    found = coin.coin(Log(frame, 0, 11), sales, wants, 2, RULES)
    assert found.table["purchases"].tolist() == [bought]


@pytest.mark.parametrize(("contacts", "there"), [(3, 1), (2, 0)])
def test_a_coin_is_thrown_for_who_was_above_the_saturation(contacts, there):
    frame = pd.DataFrame(
        [("ann", 11, contacts, contacts)], columns=["customer", "month", "contacts", "ours"]
    )
    sales = pd.DataFrame({"customer": ["ann"], "month": 11, "purchases": 1})
    found = coin.coin(Log(frame, 0, 11), sales, pd.Series(dtype=bool), 2, RULES)
    assert len(found.table) == there


def pairs(many):
    return pd.DataFrame({"contacts": range(many), "purchases": range(many)})


def test_a_rank_correlation_takes_ten_customers_who_differ():
    assert between.rank_correlation(pairs(9)) is None
    assert between.rank_correlation(pairs(10)).value == pytest.approx(1)
    assert between.rank_correlation(pairs(10).assign(purchases=1)) is None
    two = pairs(10).assign(purchases=[0] * 5 + [1] * 5)
    found = between.rank_correlation(two)
    half = Z95 / np.sqrt(7)
    assert np.arctanh(found.high) - np.arctanh(found.value) == pytest.approx(half)
    assert np.arctanh(found.value) - np.arctanh(found.low) == pytest.approx(half)


@pytest.mark.parametrize(("month", "counts"), [(-1, 0), (0, 1), (11, 1), (12, 0)])
def test_contacts_and_purchases_count_in_the_months_of_the_log(month, counts):
    sent = pd.DataFrame({"customer": ["ann"], "month": month, "contacts": 1})
    made = pd.DataFrame({"customer": ["ann"], "month": month, "purchases": 1})
    table = between.customers(made, Log(sent, 0, 11))
    assert len(table) == counts


def test_kinds_that_are_the_same_have_no_small_chance_and_those_apart_have():
    spread = np.diag([0.02, 0.02])
    assert kinds._same(np.array([0.3, 0.3]), spread) == 1.0
    assert kinds._same(np.array([0.0, Z95 * 0.2]), spread) == pytest.approx(0.05, abs=1e-4)


@pytest.mark.parametrize(("many", "told"), [(30, True), (29, False)])
def test_wishes_are_counted_from_thirty_customers_on(many, told):
    asked = pd.DataFrame({"customer": [f"C{n}" for n in range(many)], "wants": True, "reason": ""})
    assert (wishes.counted(asked, RULES) is not None) == told


def test_a_claim_is_shown_as_so_many_times_what_is_said():
    told = pd.DataFrame({"said": [2.0, 0.0], "ours": [3.0, 1.0], "low": [1.0, 1.0], "high": 5.0})
    assert tables.claims(told)[["ours", "low", "high"]].to_numpy().tolist() == [[1.5, 0.5, 2.5]]


@pytest.mark.parametrize(("least", "weak"), [(1.0, True), (0.99, False), (np.nan, True)])
def test_a_coin_that_shows_but_a_doubling_is_weak(least, weak):
    drawn = coin.Coin(pd.DataFrame({"customer": ["a"]}), least)
    assert bool(limits.weak_coin(drawn, months=3)) == (weak and least == least)


@pytest.mark.parametrize(("as_of", "last"), [("2024-12-31", 5), ("2024-04-30", 4)])
def test_the_log_covers_the_months_from_its_first_contact_with_a_customer(as_of, last):
    days = ["2023-01-01", "2024-02-05", "2024-02-20", "2024-05-28"]
    sent = pd.DataFrame({"customer": [None, "ann", "ann", "bob"], "date": pd.to_datetime(days)})
    sent = sent.assign(purpose="sale", channel="mail")
    records = SimpleNamespace(
        has=lambda *_: True, contacts=sales_table(sent), as_of=pd.Timestamp(as_of)
    )
    log = inputs.log_of(records)
    year = 2024 * 12 - 1
    assert (log.first, log.last) == (year + 2, year + last)
    records.contacts = sales_table(sent.head(1))
    assert inputs.log_of(records) is None
    records.has = lambda *_: False
    assert inputs.log_of(records) is None
