"""Customers who may be written in two ways are a doubt with its money, until somebody answers."""

import pandas as pd

from helpers.analysis.passport.reconciliation import unanswered

PASSPORT = pd.DataFrame({"table": ["sales", "sales", "customers"]})


def names(*columns):
    rows = [(column, 42, 1625, "18402676.85", 467) for column in columns]
    return pd.DataFrame(rows, columns=["column", "names", "rows", "money", "every"])


def test_open_names_of_customers_are_a_doubt_with_their_money():
    found = unanswered(names("manager", "customer"), PASSPORT)
    assert (found.role, found.money) == ("doubt", 18402676.85)
    assert "42 of 467 customers and 42 of 467 managers" in found.text
    assert "managers" not in unanswered(names("customer"), PASSPORT).text


def test_names_of_managers_alone_say_nothing_of_customers():
    assert unanswered(names("manager"), PASSPORT) is None


def test_where_all_is_answered_there_is_no_doubt():
    assert unanswered(names(), PASSPORT) is None
