"""New money or old? The age of a relationship on the day of a sale."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.revenue import vintages
from tests.analysis.tables import sales
from tests.laws import examples

SINCE = date(2011, 1, 1)
END = pd.Timestamp("2013-12-31")


def money(table):
    return {(row.year, row.vintage): row.amount for row in table.itertuples()}


def test_whoever_buys_in_the_first_12_months_of_records_is_never_new():
    table = vintages.vintages(sales(("2010-01-01", "ann", 1), ("2010-12-31", "bob", 2)))
    assert money(table) == {(2010, "before records"): 3.0}


def test_a_year_of_the_relationship_ends_on_its_anniversary():
    lines = sales(
        ("2010-01-01", "old", 1),
        ("2012-03-10", "ann", 10),
        ("2013-03-09", "ann", 20),
        ("2013-03-10", "ann", 40),
        ("2016-03-10", "ann", 80),
    )
    assert money(vintages.vintages(lines)) == {
        (2010, "before records"): 1.0,
        (2012, "0"): 10.0,
        (2013, "0"): 20.0,
        (2013, "1"): 40.0,
        (2016, "3+"): 80.0,
    }


def test_a_customer_whose_records_begin_with_a_return_bought_before_them():
    lines = sales(("2010-01-01", "old", 1), ("2012-01-05", "ann", -3), ("2012-02-05", "ann", 9))
    assert money(vintages.vintages(lines))[2012, "before records"] == 6.0


def test_a_day_whose_returns_outweigh_it_is_not_the_first_purchase():
    lines = sales(
        ("2010-01-01", "old", 1),
        ("2012-01-05", "ann", 4),
        ("2012-01-05", "ann", -4),
        ("2012-06-01", "ann", 5),
        ("2013-03-01", "ann", 7),
    )
    assert money(vintages.vintages(lines))[2013, "0"] == 7.0


def test_lines_without_a_customer_have_no_age():
    table = vintages.vintages(sales(("2010-01-01", "ann", 1), ("2010-01-01", None, 5)))
    assert table["amount"].sum() == 1


LINES = st.lists(
    st.tuples(
        st.dates(date(2010, 1, 1), date(2014, 12, 31)).map(str),
        st.sampled_from(["ann", "bob", "cyd", None]),
        st.integers(-50, 100),
    ),
    min_size=1,
    max_size=12,
)


@examples(40)
@given(LINES)
def test_the_vintages_add_up_to_all_money_of_customers(lines):
    table = vintages.vintages(sales(*lines))
    assert table["amount"].sum() == sum(a for _, customer, a in lines if customer)
    shares = table.groupby("year")["share"].sum(min_count=1).dropna()
    assert shares.tolist() == pytest.approx([1.0] * len(shares))
    assert set(table["vintage"]) <= set(vintages.VINTAGES)


def table(*rows):
    return pd.DataFrame(rows, columns=["year", "vintage", "customers", "amount"])


def test_old_money_is_said_to_feed_the_company():
    found = vintages.who_feeds(
        table((2013, "0", 1, 10), (2013, "2", 1, 90)), new_since=SINCE, as_of=END
    )
    assert found.text.startswith("Old customers feed the company: in 2013")
    assert found.money == 90


def test_new_money_is_said_to_feed_the_company():
    found = vintages.who_feeds(
        table((2013, "0", 1, 90), (2013, "2", 1, 10)), new_since=SINCE, as_of=END
    )
    assert found.text.startswith("New customers feed the company")


def test_halves_are_called_level():
    found = vintages.who_feeds(
        table((2013, "0", 1, 52), (2013, "2", 1, 48)), new_since=SINCE, as_of=END
    )
    assert found.text.startswith("New and old money are level")


def test_a_year_too_near_to_the_begin_of_records_is_not_judged():
    rows = table((2011, "0", 1, 10), (2011, "before records", 1, 90))
    found = vintages.who_feeds(rows, new_since=SINCE, as_of=END)
    assert found.text.startswith("In 2011 customers who first bought on January 1, 2011 or later")


def test_a_single_year_of_records_says_that_it_cannot_tell():
    old = table((2010, "before records", 3, 5))
    found = vintages.who_feeds(old, new_since=SINCE, as_of=pd.Timestamp("2010-12-31"))
    assert "too short" in found.text
    assert found.money is None


@pytest.mark.parametrize(("as_of", "told"), [("2011-03-30", "too short"), ("2011-03-31", "Nobody")])
def test_three_months_without_a_newcomer_are_told_as_nobody_new(as_of, told):
    old = table((2010, "before records", 3, 5), (2011, "before records", 3, 5))
    assert told in vintages.who_feeds(old, new_since=SINCE, as_of=pd.Timestamp(as_of)).text


def test_a_year_of_one_day_is_not_the_year_that_is_told():
    old = table((2012, "before records", 3, 500), (2013, "before records", 1, 5))
    found = vintages.who_feeds(old, new_since=SINCE, as_of=pd.Timestamp("2013-01-01"))
    assert found.text.startswith("Nobody new came: whoever bought from January 1, 2011 to")
    assert found.text.endswith("(net sales of 2012: €500)")


def test_nothing_is_said_of_years_without_money():
    assert vintages.who_feeds(table((2013, "0", 1, -5)), new_since=SINCE, as_of=END) is None


def test_whole_years_are_not_called_incomplete():
    assert vintages.incomplete_years(date(2011, 1, 2), date(2013, 12, 30)) == []
    lines = sales(("2010-12-29", "ann", 1))
    note = vintages.incomplete_note(lines, as_of=pd.Timestamp("2013-11-29"))
    assert note.startswith("Not complete: 2010, 2013 (records from December 29, 2010")
    whole = sales(("2011-01-01", "ann", 1))
    assert vintages.incomplete_note(whole, as_of=pd.Timestamp("2013-12-30")) == ""


def test_the_chart_has_a_column_per_vintage_the_oldest_first():
    wide = vintages.by_year(table((2012, "0", 1, 3), (2013, "before records", 1, 4)))
    assert wide.columns.tolist() == ["year", "before_records", "first_year"]
    assert wide["first_year"].tolist() == [3, 0]


def test_a_table_to_read_has_the_newest_year_first_and_words():
    told = vintages.in_words(table((2012, "0", 1, 3), (2013, "1", 1, 4), (2013, "0", 1, 4)))
    assert told["year"].tolist() == ["2013", "2013", "2012"]
    assert told["vintage"].tolist() == ["first year", "second year", "first year"]
