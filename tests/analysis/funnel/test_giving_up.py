"""What giving up costs: between nothing and the upper end."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.funnel import giving_up


def contacts(*rows):
    """Rows of (at_risk, sales, given_up)."""
    table = pd.DataFrame(rows, columns=["at_risk", "sales", "given_up"])
    table["contact"] = np.arange(1, len(table) + 1)
    table["incidence"] = 0.0
    return table


THREE = contacts((100, 10, 40), (50, 10, 0), (40, 10, 30))


def test_the_upper_end_takes_the_dropped_for_as_good_as_the_kept():
    table = giving_up.given_up(THREE, priced_from=40, worth=100.0, contact_cost=0.0)
    # of 40 dropped after contact 1: 1 - 0.8 × 0.75 would have bought
    assert table["would_buy"].tolist() == pytest.approx([16.0, 0.0])
    assert table["money_high"].tolist() == pytest.approx([1600.0, 0.0])
    assert table["money_half"].tolist() == pytest.approx([40 * (1 - 0.9 * 0.875) * 100, 0.0])


def test_each_further_contact_is_paid_for():
    table = giving_up.given_up(THREE, priced_from=40, worth=100.0, contact_cost=10.0)
    # one contact for each, a second for the 80 % who have not bought at it
    assert table["money_high"].iloc[0] == pytest.approx(1600 - 40 * 1.8 * 10)


def test_where_contacts_cost_more_than_they_bring_nothing_is_lost():
    table = giving_up.given_up(THREE, priced_from=40, worth=1.0, contact_cost=10.0)
    assert (table.filter(like="money") == 0).all(axis=None)


@pytest.mark.parametrize(("priced_from", "last"), [(40, 3), (41, 2), (101, 0)])
def test_giving_up_is_priced_as_far_as_leads_came(priced_from, last):
    assert giving_up.priced_to(THREE, priced_from=priced_from) == last


def test_had_nobody_been_given_up():
    had = giving_up.had_nobody_given_up(THREE, priced_from=40)
    assert had == pytest.approx(1 - 0.9 * 0.8 * 0.75)
    late = giving_up.sold_at_had_nobody(THREE, 2, 3, priced_from=40)
    assert late == pytest.approx((had - 0.1) / had)


rows = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=8
)


@given(rows, st.floats(0, 1e4), st.floats(0, 100))
def test_the_ends_are_in_order_and_nobody_buys_twice(ended, worth, cost):
    left, told = 0, []
    for sales, dropped, still in reversed(ended):
        left += sales + dropped + still
        told.append((left, sales, dropped))
    table = contacts(*(row for row in reversed(told) if row[0]))
    found = giving_up.given_up(table, priced_from=1, worth=worth, contact_cost=cost)
    assert (found["would_buy"] <= found["leads"] + 1e-9).all()
    assert (found["money_high"] + 1e-6 >= found["money_half"]).all()
    assert (found["money_half"] + 1e-6 >= found["money_quarter"]).all()
    assert (found["money_quarter"] >= 0).all()
