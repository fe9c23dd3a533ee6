"""Who brings the money? Totals, shares, the curve, and what is said about them."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.revenue import lorenz, pareto
from helpers.settings import ParetoSettings
from tests.analysis.tables import sales

MONEY = st.lists(st.integers(-10_000_000, 100_000_000).map(lambda c: c / 100), max_size=40)


def ranked(amounts):
    totals = pd.DataFrame(
        {"customer": [f"c{i:03d}" for i in range(len(amounts))], "amount": amounts}
    ).astype({"amount": "float64"})
    totals = totals.sort_values(["amount", "customer"], ascending=[False, True])
    return pareto.with_shares(totals.reset_index(drop=True), measure="amount")


def test_a_line_without_a_customer_brings_money_to_no_one():
    lines = sales(("2024-01-05", "ann", 7), ("2024-01-06", None, 5), ("2024-02-01", "ann", -2))
    assert pareto.revenue_by_customer(lines).to_dict("records") == [
        {"customer": "ann", "amount": 5.0}
    ]


def test_profit_is_counted_only_where_the_cost_is_known():
    lines = sales(("2024-01-05", "ann", 10, 7), ("2024-01-06", "ann", 10, None), cost="float64")
    assert pareto.profit_by_customer(lines)["profit"].tolist() == [3.0]


def test_equal_customers_stand_in_the_order_of_their_codes():
    lines = sales(("2024-01-05", "bob", 4), ("2024-01-05", "ann", 4))
    assert pareto.revenue_by_customer(lines)["customer"].tolist() == ["ann", "bob"]


def test_returns_beyond_purchases_bring_nothing_and_take_nothing_from_the_others():
    table = ranked([6, 2, -8])
    assert table["share"].tolist() == [0.75, 0.25, 0.0]
    assert table["amount"].tolist() == [6, 2, -8]


def test_the_top_is_rounded_up_to_a_whole_customer():
    assert [pareto.top_count(n, top=0.2) for n in (1, 5, 6, 10)] == [1, 1, 2, 2]


def test_the_customer_who_reaches_80_percent_is_counted():
    assert pareto.most_count(ranked([79, 11, 10])["share_so_far"], most=0.8) == 2


def test_concentrated_money_is_called_by_its_share():
    found = pareto.top_share(ranked([80, 5, 5, 5, 5]), top=0.2, even_below=2)
    assert found.text == "The largest 20% of customers (1 of 5) bring 80% of net sales, €80"
    assert found.money == 80


@pytest.mark.parametrize("amounts", [[10] * 20, list(range(90, 110))])
def test_money_without_concentration_is_called_even(amounts):
    found = pareto.top_share(ranked(amounts), top=0.2, even_below=2)
    assert found.text.startswith("The money is spread evenly")


@pytest.mark.parametrize("amounts", [[], [0], [-5, -1]])
def test_nothing_is_said_where_nobody_brought_money(amounts):
    table = ranked(amounts)
    assert pareto.top_share(table, top=0.2, even_below=2) is None
    assert pareto.fewest_for_most(table, most=0.8) is None
    assert pareto.largest(table, pd.Series(dtype="str")) is None
    assert lorenz.smaller_half(table["amount"]) is None
    assert lorenz.gini(table["amount"]) == 0


def test_the_largest_customer_is_called_by_name():
    called = pd.Series({"c000": "Ann & Co"})
    found = pareto.largest(ranked([15, 1, 1, 1, 1, 1]), called)
    assert found.text.startswith("The largest customer, Ann & Co, brings 75.0%")
    few = pareto.largest(ranked([3, 1]), called)
    assert few.text == "The largest of 2 customers, Ann & Co, brings 75.0% of net sales"


@pytest.mark.parametrize(("customers", "told"), [(19, False), (20, True)])
def test_shares_of_customers_need_twenty_who_brought_money(customers, told):
    rules = ParetoSettings()
    table = ranked([*range(1, customers + 1), 0, -5])
    many = pareto.enough(table, rules)
    assert (many is not None) is told
    assert (pareto.too_few(table, rules) == "") is told
    assert (pareto.top_share(many, top=0.2, even_below=2) is not None) is told
    assert (pareto.fewest_for_most(many, most=0.8) is not None) is told
    assert (lorenz.smaller_half(pareto.amounts(many)) is not None) is told


def profits(*amounts):
    frame = pd.DataFrame({"customer": [f"c{i}" for i in range(len(amounts))], "profit": amounts})
    return pareto.with_shares(frame, measure="profit")


def test_customers_sold_to_below_cost_are_counted_with_their_loss():
    found = pareto.profit_and_loss(profits(8.0, 2.0, 0.0, -1.0, -3.0), top=0.2)
    assert found.money == 4
    assert found.text == (
        "The most profitable 20% of customers bring 80% of the profit earned; "
        "over all records 2 customers are sold to below cost and lose us €4"
    )
    assert pareto.profit_and_loss(profits(8.0, 2.0), top=0.2).money is None


def test_where_nobody_earns_there_is_no_profit_to_share():
    assert pareto.profit_and_loss(profits(0.0, -3.0), top=0.2) is None


@given(MONEY)
def test_shares_add_up_to_one_and_the_curve_never_turns_back(amounts):
    table = ranked(amounts)
    assert table["share"].sum() == pytest.approx(1 if (table["amount"] > 0).any() else 0)
    assert table["share_so_far"].is_monotonic_increasing
    assert table["share_so_far"].le(1).all()


@given(MONEY, st.randoms())
def test_the_order_of_the_rows_does_not_matter(amounts, random):
    totals = pd.Series(amounts, dtype="float64")
    shuffled = pd.Series(random.sample(amounts, len(amounts)), dtype="float64")
    assert lorenz.gini(totals) == lorenz.gini(shuffled)
    pd.testing.assert_frame_equal(lorenz.lorenz(totals), lorenz.lorenz(shuffled))


@given(MONEY, st.floats(1e-3, 1e6))
def test_the_gini_coefficient_is_below_one_and_free_of_the_currency(amounts, rate):
    totals = pd.Series(amounts, dtype="float64")
    assert 0 <= lorenz.gini(totals) < 1
    assert lorenz.gini(totals * rate) == pytest.approx(lorenz.gini(totals), abs=1e-9)


@given(MONEY)
def test_the_lorenz_curve_runs_from_nothing_to_all_below_the_diagonal(amounts):
    curve = lorenz.lorenz(pd.Series(amounts, dtype="float64"), points=11)
    assert len(curve) <= 11
    assert curve.iloc[0].tolist() == [0, 0]
    assert (curve["money"] <= curve["customers"] + 1e-9).all()
    if any(a > 0 for a in amounts):
        assert curve.iloc[-1].tolist() == pytest.approx([1, 1])


def test_two_thirds_for_one_of_two_has_a_gini_of_one_sixth():
    # (1/3, 2/3): half of the mean difference over the mean
    assert lorenz.gini(pd.Series([1.0, 2.0])) == pytest.approx(1 / 6)


def test_the_largest_loss_stands_first():
    profits = pd.DataFrame({"customer": ["a", "b", "c"], "profit": [9.0, -1.0, -4.0]})
    customers = pd.DataFrame({"customer": ["a", "b", "c"], "amount": [90.0, 10.0, 40.0]})
    assert pareto.losses(profits, customers)["customer"].tolist() == ["c", "b"]


def test_the_mark_of_the_curve_is_the_share_that_the_title_names():
    table = ranked([80, 5, 5, 5, 5])
    assert pareto.point_at(table, top=0.2) == (0.2, 0.8)
    assert pareto.curve(table).iloc[1].tolist() == [0.2, 0.8]


def test_the_smaller_half_leaves_the_middle_customer_out():
    assert lorenz.half_point(pd.Series([6.0, 3.0, 1.0])) == (1 / 3, 0.1)
    assert lorenz.smaller_half(pd.Series([6.0, 3.0, 1.0])).money == 1


def test_both_lorenz_curves_share_their_customers():
    both = lorenz.lorenz_of_both(pd.Series([1.0, 3.0]), pd.Series([0.0, 4.0]))
    middle = both.iloc[50].tolist()
    assert middle == [0.5, 0.25, 0.0]


def test_four_customers_have_no_top_fifth():
    assert pareto.top_share(ranked([4, 3, 2, 1]), top=0.2, even_below=2) is None
    assert pareto.top_share(ranked([5, 4, 3, 2, 1]), top=0.2, even_below=2) is not None


def test_an_only_customer_is_called_so():
    found = pareto.largest(ranked([4]), pd.Series({"c000": "Ann"}))
    assert found.text == "The only customer, Ann, brings all net sales"
