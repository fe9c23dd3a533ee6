"""In which money customers are ranked."""

import ibis
import pandas as pd
import pytest

from helpers.analysis.definitions.base import PROFIT, SALES, base_of, year_of_each

AS_OF = pd.Timestamp("2024-12-31")


def lines(*rows):
    frame = pd.DataFrame(rows, columns=["date", "customer", "amount", "cost"])
    return ibis.memtable(frame.assign(date=pd.to_datetime(frame["date"])))


def test_a_year_has_twelve_months_and_is_held_against_the_twelve_before():
    sales = lines(
        ("2024-12-31", "a", 100.0, 60.0),
        ("2024-01-01", "a", 10.0, 5.0),
        ("2023-12-31", "a", 7.0, 1.0),
        ("2022-12-31", "a", 1000.0, 1.0),
        ("2025-01-01", "a", 5000.0, 1.0),
    )
    found = year_of_each(sales, as_of=AS_OF).iloc[0]
    assert found[[SALES, PROFIT, "change_year"]].tolist() == [110.0, 45.0, 103.0]


@pytest.mark.parametrize(("costed", "base"), [(100.0, PROFIT), (99.0, SALES)])
def test_profit_is_the_base_where_at_least_half_of_the_money_has_a_cost(costed, base):
    sales = lines(("2024-06-01", "a", costed, 60.0), ("2024-06-01", "b", 200.0 - costed, None))
    assert base_of(year_of_each(sales, as_of=AS_OF)) == base


def test_profit_of_the_costed_lines_is_scaled_and_unknown_where_most_have_no_cost():
    sales = lines(
        ("2024-06-01", "a", 60.0, 30.0), ("2024-06-02", "a", 40.0, None),
        ("2024-06-01", "b", 40.0, 30.0), ("2024-06-02", "b", 60.0, None),
        ("2024-06-01", "c", 100.0, 120.0),
    )  # fmt: skip
    found = year_of_each(sales, as_of=AS_OF).set_index("customer")[PROFIT]
    assert found["a"] == 50.0
    assert pd.isna(found["b"])
    assert found["c"] == -20.0


def test_without_cost_the_base_is_net_sales():
    sales = lines(("2024-06-01", "a", 60.0, 30.0)).drop("cost")
    assert base_of(year_of_each(sales, as_of=AS_OF)) == SALES
