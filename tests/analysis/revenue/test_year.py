"""This year against the year before, in three figures."""

import pandas as pd
import pytest

from helpers.analysis.revenue import year
from tests.analysis.tables import sales

END = pd.Timestamp("2013-12-31")
TWO_YEARS = [("2012-01-01", "ann", 10), ("2012-12-31", "bob", 30), ("2013-01-01", "ann", 50)]


def _figures(*lines, as_of=END):
    table = sales(*lines)
    return year.figures(table, as_of=as_of).set_index("figure")


def test_a_year_begins_on_the_day_after_the_same_day_a_year_before():
    shown = _figures(*TWO_YEARS)
    assert shown.loc["net_sales", ["year", "year_before"]].tolist() == [50, 40]
    assert shown.loc["customers", ["year", "year_before"]].tolist() == [1, 2]


def test_without_cost_gross_profit_is_not_told():
    assert "gross_profit" not in _figures(*TWO_YEARS).index


@pytest.mark.parametrize(("first", "told"), [("2012-01-31", True), ("2012-02-01", False)])
def test_records_that_begin_a_month_late_or_more_are_not_compared_with(first, told):
    shown = _figures((first, "ann", 10), ("2013-05-05", "ann", 50))
    assert pd.notna(shown.loc["net_sales", "year_before"]) == told


def test_months_without_a_sale_are_nothing_and_no_month_is_left_out():
    months = year.by_month(sales(*TWO_YEARS), as_of=END)
    assert months["net_sales"].tolist() == [10, *[0] * 10, 30, 50, *[0] * 11]
    assert months["month"].is_monotonic_increasing


def test_at_most_two_years_are_shown():
    months = year.by_month(sales(("2009-01-01", "old", 1), *TWO_YEARS), as_of=END)
    assert len(months) == year.MONTHS
    assert months["month"].iloc[-1] == pd.Timestamp("2013-12-01")
