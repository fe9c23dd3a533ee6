"""A discount must sell more, and how much more depends on the margin alone."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.terms import prices

SHARE = st.floats(0.01, 0.95)


@pytest.mark.parametrize(
    ("margin", "cut", "needed"), [(0.25, 0.05, 0.25), (0.25, 0.10, 2 / 3), (0.60, 0.20, 0.50)]
)
def test_growth_as_published(margin, cut, needed):
    """Nagle and Müller: the last is a price of 2.50 and a cost of 1.00, cut by 0.50."""
    assert prices.growth_needed(margin, cut) == pytest.approx(needed)


def test_a_rise_of_a_tenth_at_42_percent_may_lose_19_percent():
    assert prices.fall_allowed(0.42, 0.10) == pytest.approx(-0.1923, abs=1e-4)


@pytest.mark.parametrize(("cut", "ends"), [(0.2499, True), (0.25, False), (0.2501, False)])
def test_no_growth_pays_for_a_cut_of_the_whole_margin(cut, ends):
    assert math.isfinite(prices.growth_needed(0.25, cut)) == ends


@given(SHARE, SHARE)
def test_what_growth_pays_for_earns_as_much_as_before(margin, cut):
    needed = prices.growth_needed(margin, cut)
    if math.isfinite(needed) and needed < 1e6:
        assert (1 + needed) * (margin - cut) == pytest.approx(margin, rel=1e-6)


@given(SHARE, SHARE)
def test_what_a_rise_may_lose_earns_as_much_as_before(margin, rise):
    assert (1 + prices.fall_allowed(margin, rise)) * (margin + rise) == pytest.approx(margin)


def prices_of(*rows):
    names = ["category", "lines", "full", "given", "full_costed", "cost"]
    return prices.by_category(pd.DataFrame(rows, columns=names), assumed=0.3, least_lines=30)


def test_margin_is_of_the_full_price_and_of_the_lines_with_a_cost():
    table = prices_of(("a", 40, 200.0, 20.0, 100.0, 60.0))
    assert table["margin"].tolist() == pytest.approx([0.4, 0.4])
    assert table["depth"].tolist() == pytest.approx([0.1, 0.1])
    assert table["growth_needed"].tolist() == pytest.approx([1 / 3, 1 / 3])


def test_without_any_cost_the_margin_is_assumed_and_without_some_it_is_missing():
    assert prices_of(("a", 40, 200.0, 0.0, 0.0, 0.0))["margin"].tolist() == [0.3, 0.3]
    half = prices_of(("a", 40, 200.0, 0.0, 200.0, 100.0), ("b", 40, 100.0, 0.0, 0.0, 0.0))
    missing = half.set_index("category")["margin"].isna().to_dict()
    assert missing == {prices.MANY: False, "a": False, "b": True}


@pytest.mark.parametrize(("lines", "own"), [(29, False), (30, True)])
def test_a_category_of_few_lines_counts_in_the_whole_alone(lines, own):
    table = prices_of(("a", lines, 100.0, 1.0, 100.0, 50.0))
    assert ("a" in set(table["category"])) == own
    assert table["given"].iloc[0] == 1


def test_nothing_sold_gives_no_prices():
    assert prices_of().empty
