"""Each customer stands in one quadrant; a border crossed by a hair is no move."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.profitability import quadrants
from helpers.analysis.profitability.quadrants import BUILD, DANGER, ENGINEER, PROTECT, Cuts

AT = Cuts(net_sales=100.0, cost_to_serve=10.0, of_served=False)


def table(*rows):
    """Customers as (net sales, cost to serve)."""
    return pd.DataFrame(
        [(f"{n:03d}", float(sold), float(cost)) for n, (sold, cost) in enumerate(rows)],
        columns=["customer", "net_sales", "cost_to_serve"],
    )


def moved(now, before, *, beyond=0.10):
    found = quadrants.moves(table(now), table(before), AT, beyond=beyond)
    return found.before.iloc[0], bool(found.moved.iloc[0])


def test_four_corners_have_four_names():
    rows = table((200, 1), (200, 20), (50, 1), (50, 20))
    assert quadrants.quadrant(rows, AT).tolist() == [PROTECT, ENGINEER, BUILD, DANGER]


def test_what_stands_on_a_border_is_low():
    assert quadrants.quadrant(table((100, 10)), AT).tolist() == [BUILD]


class TestCuts:
    def test_both_are_cut_in_the_middle(self):
        found = quadrants.cuts(table((1, 1), (3, 5), (9, 6)), unserved_most=0.5)
        assert found == Cuts(3, 5, of_served=False)

    @pytest.mark.parametrize(("free", "of_served", "cost"), [(2, False, 2.0), (3, True, 5.0)])
    def test_over_half_without_cost_are_left_out_of_the_middle(self, free, of_served, cost):
        """Two of four cost nothing: the middle lies between 0 and 4. Three of five: 4 and 6."""
        rows = table(*[(1, 0)] * free, (1, 4), (1, 6))
        found = quadrants.cuts(rows, unserved_most=0.5)
        assert found == Cuts(1, cost, of_served=of_served)


class TestMoves:
    def test_the_same_side_is_no_move(self):
        assert moved((150, 1), (500, 1)) == (PROTECT, False)

    @pytest.mark.parametrize(("sold", "counts"), [(110, False), (110.1, True)])
    def test_up_counts_beyond_a_tenth_of_the_border(self, sold, counts):
        assert moved((sold, 1), (90, 1)) == (BUILD, counts)

    @pytest.mark.parametrize(("sold", "counts"), [(90, False), (89.9, True)])
    def test_down_counts_beyond_a_tenth_of_the_border(self, sold, counts):
        assert moved((sold, 1), (200, 1)) == (PROTECT, counts)

    @pytest.mark.parametrize(("cost", "counts"), [(11, False), (11.01, True)])
    def test_cost_moves_by_the_same_rule(self, cost, counts):
        assert moved((50, cost), (50, 1)) == (BUILD, counts)

    def test_who_was_no_customer_has_not_moved_and_stood_nowhere(self):
        before = table((50, 1)).assign(customer="somebody else")
        found = quadrants.moves(table((500, 50)), before, AT, beyond=0.10)
        assert (found.before.tolist(), found.moved.tolist()) == ([""], [False])


AMOUNT = st.integers(0, 1000).map(float)


@given(st.lists(st.tuples(AMOUNT, AMOUNT), min_size=1, max_size=30))
def test_quadrants_share_out_all_customers_and_all_money(rows):
    customers = table(*rows).assign(gross_profit=1.0, profit=0.0)
    placed = quadrants.quadrant(customers, quadrants.cuts(customers, unserved_most=0.5))
    sums = quadrants.by_quadrant(customers, quadrants=placed, day=pd.Timestamp("2025-12-31"))
    assert sums["quadrant"].tolist() == list(quadrants.QUADRANTS)
    assert sums["customers"].sum() == len(rows)
    assert sums["net_sales"].sum() == customers["net_sales"].sum()
    assert sums["cost_to_serve"].sum() == customers["cost_to_serve"].sum()
