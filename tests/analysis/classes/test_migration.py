"""Who moved between the classes, and how much money moved with them?"""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.classes.migration import (
    CELLS,
    before_and_after,
    migration,
    migration_matrix,
    moves,
)
from tests.laws import examples

LAST = pd.Timestamp("2013-12-31")
PAST = pd.Timestamp("2013-11-30")
QUARTER = pd.Timestamp("2013-09-30")


def rows(*items):
    table = pd.DataFrame(items, columns=["as_of", "item", "cell", "amount", "settled"])
    return table.assign(abc=table["cell"].str[0], xyz=table["cell"].str[1])


@pytest.fixture
def classes():
    return rows(
        (PAST, "ann", "AX", 100.0, "AX"),
        (PAST, "bob", "BX", 20.0, "BX"),
        (PAST, "cyd", "CZ", 5.0, "CZ"),
        (LAST, "ann", "BX", 60.0, "BX"),
        (LAST, "bob", "AX", 70.0, "BX"),
        (LAST, "dan", "CZ", 7.0, "CZ"),
    )


def test_who_came_and_who_went_is_counted(classes):
    table = migration(classes).set_index(["from", "to"])
    assert set(table["span"]) == {"month"}
    assert table.loc[("entered", "CZ"), "customers"] == 1
    assert table.loc[("CZ", "gone"), ["amount", "amount_before"]].tolist() == [0, 5]


def test_a_border_touched_is_no_move_and_the_largest_loss_comes_first(classes):
    moved = moves(before_and_after(classes, months=1))
    assert moved["item"].tolist() == ["ann", "cyd", "dan"]
    assert moved["direction"].tolist() == ["down", "gone", "entered"]
    assert moved["change"].tolist() == [-40, -5, 7]


def test_without_an_earlier_month_end_nobody_has_moved():
    table = migration(rows((LAST, "ann", "AX", 1.0, "AX")))
    assert table.empty
    assert list(table)[:5] == ["span", "from", "to", "customers", "amount"]


cell = st.sampled_from(CELLS)
base = st.dictionaries(
    st.sampled_from("abcdefgh"), st.tuples(cell, st.integers(-50, 500)), min_size=1
)


@examples(30)
@given(base, base)
def test_the_table_adds_up_in_customers_and_in_money(before, after):
    then = [(QUARTER, item, cell, float(amount), cell) for item, (cell, amount) in before.items()]
    now = [(LAST, item, cell, float(amount), cell) for item, (cell, amount) in after.items()]
    classes = rows(*then, *now)
    table = migration(classes)
    for day, side, money in ((QUARTER, "from", "amount_before"), (LAST, "to", "amount")):
        told = table[table[side].isin(CELLS)].groupby(side)[["customers", money]].sum()
        counted = classes[classes["as_of"] == day].groupby("cell")["amount"].agg(["size", "sum"])
        assert told["customers"].to_dict() == counted["size"].to_dict()
        assert told[money].to_dict() == pytest.approx(counted["sum"].to_dict())
    square = migration_matrix(table, span="quarter", value="customers")
    assert square.shape == (10, 10)
    assert square.to_numpy().sum() == len(set(before) | set(after))
