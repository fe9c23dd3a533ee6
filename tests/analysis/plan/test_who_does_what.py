"""What stands on the worksheet of orders: how many customers, and which money."""

import pandas as pd

from helpers import language
from helpers.analysis.plan import orders


def told(*rows):
    columns = ["verdict", "net_sales_year", "gross_profit_year", "at_stake"]
    return pd.DataFrame(rows, columns=columns)


def test_money_of_a_year_and_what_a_call_is_about_stand_apart():
    language.use("en", "EUR")
    given = told(("keep", 900.0, 90.0, 5.0), ("win back", 0.0, 0.0, 70.0),
                 ("win back", 10.0, 1.0, 30.0))  # fmt: skip
    assert orders.heads(given)[2:4] == ["Gross profit a year", "At stake a year"]
    assert orders.lines(given) == [
        ["win back", "2 customers", "€1", "€100"],
        ["keep", "1 customer", "€90", ""],
    ]
