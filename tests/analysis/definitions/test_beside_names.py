"""What stands beside a name on a worksheet."""

from types import SimpleNamespace

import ibis
import pandas as pd

from helpers import language
from helpers.analysis.definitions.naming.beside_names import beside_names

AS_OF = pd.Timestamp("2024-12-31")


def records(*rows, manager=True):
    names = ["date", "customer", "amount", *(["manager"] if manager else [])]
    frame = pd.DataFrame([row[: len(names)] for row in rows], columns=names)
    sales = ibis.memtable(frame.assign(date=pd.to_datetime(frame["date"])))
    return SimpleNamespace(sales=sales, as_of=AS_OF, names=pd.Series({"a": "Oak & Co"}))


LINES = (
    ("2024-03-01", "a", 1500.0, "Ann"),
    ("2024-06-01", "a", 1500.0, "Ben"),
    ("2024-07-01", "a", -20.0, "Cid"),
    ("2022-06-01", "b", 70.0, None),
    ("2025-02-01", "b", 70.0, "Dan"),
)


def test_a_name_has_its_money_its_last_purchase_and_who_sold_it():
    language.use("en", "EUR")
    beside = beside_names(records(*LINES), pd.Series(["a", "b", "c"]), first=2)
    assert beside.columns == ["Customer", "Net sales a year", "Last purchase", "Manager"]
    assert [line[0] for line in beside.lines] == ["Oak & Co", "b"]
    assert beside.lines[0][1:] == ["€2,980", language.date_short(pd.Timestamp("2024-06-01")), "Ben"]


def test_what_is_not_known_is_a_dash():
    language.use("en", "EUR")
    beside = beside_names(records(*LINES), pd.Series(["b", "c"]), first=5)
    assert beside.lines[0][3] == "–"
    assert beside.lines[1][1:] == ["–", "–", "–"]


def test_without_managers_there_is_no_column_for_them():
    beside = beside_names(records(*LINES, manager=False), pd.Series(["a"]), first=5)
    assert len(beside.columns) == len(beside.lines[0]) == 3


def test_nobody_has_no_lines():
    assert beside_names(records(*LINES), pd.Series([], dtype="str"), first=5).lines == []


def test_of_who_left_long_ago_stands_what_is_at_stake_and_not_the_last_year():
    language.use("en", "EUR")
    names, stake = pd.Series(["b", "a"]), pd.Series([70.0, 3000.0])
    beside = beside_names(records(*LINES), names, first=1, at_stake=stake)
    assert beside.columns[1] == "At stake a year"
    assert [line[:2] for line in beside.lines] == [["b", "€70"]]
