"""What did each item do, month by month and day by day?"""

import pandas as pd

from helpers.analysis.definitions.activity import by_month, complete_months, monthly, purchase_days
from tests.analysis.sales import sales_table

DAY = pd.Timestamp("2013-03-31")


def test_a_purchase_is_a_day_with_a_positive_net_sum():
    sales = sales_table(
        [
            ("2013-01-05", "ann", 100),
            ("2013-01-05", "ann", -30),
            ("2013-01-09", "ann", 50),
            ("2013-01-09", "ann", -50),
            ("2013-02-01", "ann", -20),
        ]
    )
    months = monthly(sales, cut="customer", as_of=DAY)
    assert months["amount"].tolist() == [70, -20]
    assert months["purchases"].tolist() == [1, 0]
    days = purchase_days(sales, as_of=DAY)
    assert days[["item", "amount"]].to_numpy().tolist() == [["ann", 70]]


def test_lines_without_a_customer_count_for_products_only():
    lines = pd.DataFrame(
        {
            "date": ["2013-01-05", "2013-01-06"],
            "customer": ["ann", None],
            "product": ["nail", "nail"],
            "amount": [10, 5],
        }
    )
    sales = sales_table(lines)
    assert monthly(sales, cut="customer", as_of=DAY)["amount"].sum() == 10
    assert monthly(sales, cut="product", as_of=DAY)["amount"].sum() == 15


def test_lines_without_a_cost_stay_out_of_the_profit():
    lines = pd.DataFrame(
        {
            "date": ["2013-01-05"] * 2,
            "customer": ["ann", "ann"],
            "amount": [10, 5],
            "cost": [7, None],
        }
    )
    months = monthly(sales_table(lines), cut="customer", as_of=DAY)
    assert months["gross_profit"].tolist() == [3]
    assert months["amount"].tolist() == [15]


def test_rows_after_the_day_are_not_seen():
    past = [("2013-01-05", "ann", 100)]
    later = [("2013-04-01", "ann", 1000), ("2013-04-01", "bob", 1)]
    known = monthly(sales_table(past), cut="customer", as_of=DAY)
    pd.testing.assert_frame_equal(
        known, monthly(sales_table(past + later), cut="customer", as_of=DAY)
    )


def test_months_without_a_sale_are_laid_out_as_nothing():
    sales = sales_table([("2013-01-05", "ann", 100), ("2013-03-05", "bob", 7)])
    activity = monthly(sales, cut="customer", as_of=DAY)
    months = complete_months(activity, as_of=DAY)
    laid = by_month(activity, "amount", months=months)
    assert laid.loc["ann"].tolist() == [100, 0, 0]
    assert laid.loc["bob"].tolist() == [0, 0, 7]


def test_a_month_that_is_not_over_is_no_complete_month():
    activity = monthly(sales_table([("2013-01-05", "ann", 1)]), cut="customer", as_of=DAY)
    assert len(complete_months(activity, as_of=pd.Timestamp("2013-03-15"))) == 2
