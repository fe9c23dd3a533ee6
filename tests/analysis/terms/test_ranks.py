"""Terms are held against what others get for the same goods."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.terms import ranks
from helpers.analysis.terms.given import given
from tests.analysis.sales import sales_table
from tests.analysis.terms.shops import YEAR, lines_of, ranked, shop


def test_the_usual_discount_is_that_of_the_category_among_all():
    lines = lines_of(("a", "x", 90, 10), ("b", "x", 100, 0), ("b", "y", 100, 0))
    found = given(lines, YEAR, newcomer_days=0)
    money = pd.DataFrame({"customer": ["a", "b"], "net_sales": [90.0, 200.0]})
    each = ranks.terms_of_each(found, money, ranks.Rank(2, 1, 1)).set_index("customer")
    assert each["expected"].tolist() == pytest.approx([5.0, 5.0])
    assert each["ratio"].tolist() == pytest.approx([2.0, 0.0])
    assert each["decile"].tolist() == [1, 2]


def test_a_return_has_no_terms_and_a_surcharge_is_no_discount():
    lines = lines_of(("a", "x", 90, 10), ("a", "x", -90, -10), ("a", "x", 100, -5))
    found = given(lines, YEAR, newcomer_days=0)
    assert found.by_customer[["lines", "full", "given"]].sum().tolist() == [2, 200, 10]


@pytest.mark.parametrize(("day", "later"), [("2025-03-02", 0), ("2025-03-03", 1)])
def test_a_welcome_ends_with_its_days(day, later):
    """The first purchase was on 2 January: the 59th day after it belongs to the welcome."""
    rows = [(pd.Timestamp("2025-01-02"), "a", 10.0), (pd.Timestamp(day), "a", 10.0)]
    found = given(sales_table(rows), YEAR, newcomer_days=60).by_customer
    assert found.loc[found["newcomer"] == 0, "lines"].sum() == later


@pytest.mark.parametrize(("day", "lines"), [("2024-12-31", 0), ("2025-01-01", 1)])
def test_only_the_months_that_count(day, lines):
    found = given(sales_table([(pd.Timestamp(day), "a", 10.0)]), YEAR, newcomer_days=0)
    assert found.by_category["lines"].sum() == lines


@pytest.mark.parametrize(("customers", "groups"), [(99, 3), (100, 10)])
def test_few_customers_are_put_in_thirds(customers, groups):
    assert ranks.rank_of(customers, least=100).groups == groups


def test_top_and_bottom_of_tenths():
    rank, groups = ranks.rank_of(100, least=100), pd.Series(range(1, 11))
    assert groups[rank.is_top(groups)].tolist() == [9, 10]
    assert groups[rank.is_bottom(groups)].tolist() == [1, 2, 3, 4, 5]


def test_groups_are_of_equal_size_and_their_terms_add_up():
    each, found, _ = ranked(shop(1))
    groups = ranks.by_group(each, seed=1)
    assert groups["customers"].max() - groups["customers"].min() <= 1
    assert groups["given"].sum() == pytest.approx(found.cells["given"].sum())
    assert (groups["low"] <= groups["ratio"]).all()
    assert (groups["ratio"] <= groups["high"]).all()
    weights = each.groupby("decile")["expected"].sum()
    assert np.average(groups["ratio"], weights=weights) == pytest.approx(1.0)


def test_who_was_sold_nothing_is_in_no_group():
    frame = shop(1)
    returned = frame.head(1).assign(customer="none", amount=-5.0, discount=0.0)
    assert len(ranked(pd.concat([frame, returned]))[0]) == len(ranked(frame)[0])
