"""What to stop: who said no, and who regularly gets too much; never a reply to a request."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.contact import coin, findings, limits, stop
from helpers.analysis.contact.panel import Log
from helpers.settings import ContactSettings
from tests.laws import examples

RULES = ContactSettings()
NOBODY = pd.Series(dtype=bool)


def log(rows, months=12):
    """Log of (customer, month, contacts, of these ours)."""
    columns = ["customer", "month", "contacts", "ours"]
    return Log(pd.DataFrame(rows, columns=columns), 0, months - 1)


def listed(rows, wants=None, saturation=2):
    said = NOBODY if wants is None else pd.Series(wants)
    return stop.to_stop(log(rows), said, saturation, RULES)


def test_all_letters_to_who_said_no_are_saved_and_replies_are_not():
    one = listed([("ann", 11, 3, 1), ("ann", 10, 1, 1)], {"ann": False}).iloc[0]
    assert one["saved"] == pytest.approx(2 * 12 / 6)
    assert one["contacts_a_month"] == pytest.approx(2 / 6)
    assert stop.said_no(listed([("ann", 11, 3, 1)], {"ann": False})["wants"]).tolist() == [True]


def test_who_said_no_and_gets_replies_alone_is_not_listed():
    assert listed([("ann", 11, 2, 0)], {"ann": False}).empty


def test_letters_before_the_last_months_do_not_count():
    assert listed([("ann", 5, 3, 3)], {"ann": False}).empty
    assert len(listed([("ann", 6, 3, 3)], {"ann": False})) == 1


@pytest.mark.parametrize(("months", "there"), [(2, False), (3, True)])
def test_above_the_saturation_in_three_of_six_months(months, there):
    rows = [("ann", 11 - nth, 4, 4) for nth in range(months)]
    found = listed(rows)
    assert len(found) == there
    assert found["saved"].tolist() == ([12.0] if there else [])  # two too many, in three months


@pytest.mark.parametrize(
    ("contacts", "ours", "there"), [(2, 2, False), (3, 1, True), (9, 0, False)]
)
def test_only_what_we_started_above_the_saturation_is_too_much(contacts, ours, there):
    assert len(listed([("ann", m, contacts, ours) for m in (9, 10, 11)])) == there


def test_without_a_saturation_only_a_no_stops_letters():
    rows = [(who, m, 9, 9) for who in ("ann", "bob") for m in (9, 10, 11)]
    assert listed(rows, {"bob": False}, saturation=None)["customer"].tolist() == ["bob"]


def test_who_was_not_asked_has_no_answer():
    found = listed([("ann", m, 9, 9) for m in (9, 10, 11)])
    assert found["wants"].isna().all()
    assert not stop.said_no(found["wants"]).any()


def test_the_sentence_says_for_which_reason_and_what_is_saved():
    rows = [(who, m, 4, 4) for who in ("ann", "bob") for m in (9, 10, 11)]
    said = findings.to_stop(listed(rows, {"bob": False, "ann": True}), cost=2.0)
    assert said.text == (
        "2 customers get letters and calls for nothing (1 said no to a relationship, 1 regularly "
        "above the limit): 36 a year can be saved, €72 at €2 each"
    )
    assert said.customers.tolist() == ["bob", "ann"]
    assert findings.to_stop(listed([]), cost=2.0) is None


SOME = st.tuples(st.integers(0, 11), st.integers(0, 6), st.integers(0, 6))  # month, ours, replies


@examples(60)
@given(
    counts=st.lists(SOME, max_size=20, unique_by=lambda one: one[0]),
    no=st.booleans(),
    saturation=st.one_of(st.none(), st.integers(1, 4)),
)
def test_nobody_is_saved_more_than_we_have_sent(counts, no, saturation):
    rows = [("ann", month, ours + replies, ours) for month, ours, replies in counts]
    for one in listed(rows, {"ann": not no}, saturation).to_dict("records"):
        assert 0 < one["saved"] <= one["contacts_a_month"] * 12 + 1e-9


def drawn(customers, purchases, wants=NOBODY):
    rows = [(f"c{n:03}", 11, 3, 3) for n in range(customers)]
    bought = [(f"c{n:03}", 11, x) for n, x in enumerate(purchases)]
    months = pd.DataFrame(bought, columns=["customer", "month", "purchases"])
    return coin.coin(log(rows), months, wants, 2, RULES)


def test_a_lot_halves_those_above_the_saturation_and_is_the_same_each_time():
    one, other = (drawn(400, [1, 2] * 200) for _ in range(2))
    pd.testing.assert_frame_equal(one.table, other.table)
    less = (one.table["coin"] == coin.LESS).mean()
    assert 0.4 < less < 0.6
    said = findings.by_lot(one, months=3).text
    assert "of 400 customers who got more than the limit lately" in said
    assert limits.weak_coin(one, months=3) == ""


def test_who_said_no_is_in_no_trial():
    assert "c001" not in set(drawn(5, [1] * 5, pd.Series({"c001": False})).table["customer"])


def test_a_trial_that_would_show_a_doubling_alone_is_not_proposed():
    weak = drawn(20, [9] + [0] * 19)
    assert weak.least >= coin.TOO_COARSE
    assert findings.by_lot(weak, months=3) is None
    assert "A trial by lot among the 20 customers" in limits.weak_coin(weak, months=3)


def test_four_customers_are_needed_for_any_trial():
    assert pd.isna(coin.least_difference(pd.Series([1.0, 2.0, 3.0]).to_numpy()))
    assert coin.least_difference(pd.Series([1.0, 2.0, 3.0, 4.0]).to_numpy()) > 0


def test_without_a_saturation_there_is_no_trial():
    assert coin.coin(log([("ann", 11, 3, 3)]), pd.DataFrame(), NOBODY, None, RULES) is None
