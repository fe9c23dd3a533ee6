"""A value of another file stands on the row with the same key, from the day on which it holds."""

import pytest

from helpers.errors import ClientDataError

SOLD = (
    "Day;Who;Article;Pieces;Sum\n31.12.2023;A;x1;2;100\n01.01.2024;A;x1;2;100\n"
    "05.01.2024;B;x2;1;9\n"
)
COST = "Article,From,Price\nx1,2023-01-01,10.5\nx1,2024-01-01,20\nx2,2024-02-01,4\n"
LOOKUP = {
    "Price": {"files": "cost.csv", "key": "Article", "value": "Price", "since": "From"},
}
TABLE = {
    "files": "sold.csv",
    "columns": {"date": "Day", "customer": "Who", "amount": "Sum", "cost": "Pieces * Price"},
    "lookup": LOOKUP,
}


def sales(read, lookup=LOOKUP, cost=COST, **more):
    files = {"sold.csv": SOLD, "cost.csv": cost}
    return read(files, {"sales": {**TABLE, "lookup": lookup, **more}})


def test_the_price_of_the_day_is_taken_and_counted_with(read):
    cost = sales(read).frame("sales")["cost"]
    assert cost.tolist()[:2] == [21, 40]


def test_before_its_first_day_there_is_no_value_and_that_is_said(read):
    records = sales(read)
    assert records.frame("sales")["cost"].isna().tolist() == [False, False, True]
    assert any("Price: rows whose key" in note and "'x2'" in note for note in records.notes)


def test_two_values_of_one_day_are_none_and_that_is_said(read):
    records = sales(read, cost=COST + "x1,2024-01-01,21\n")
    assert records.frame("sales")["cost"].isna().tolist() == [False, True, True]
    assert any("more than one value on the same day" in note for note in records.notes)


def test_without_a_day_the_value_always_holds(read):
    groups = "Article,Group\nx1,Bolts\nx2,Nuts\nx2,Nuts\n"
    lookup = {"Group": {"files": "cost.csv", "key": {"Article": "Article"}, "value": "Group"}}
    columns = {"date": "Day", "customer": "Who", "amount": "Sum", "category": "Group"}
    records = sales(read, lookup, groups, columns=columns)
    assert records.frame("sales")["category"].tolist() == ["Bolts", "Bolts", "Nuts"]


def test_the_code_of_a_customer_is_found_by_the_name_on_its_card(read):
    cards = "Code,Name\n000390,A\n000391,B\n"
    lookup = {"Code": {"files": "cost.csv", "key": {"Who": "Name"}, "value": "Code"}}
    columns = {"date": "Day", "customer": "Code", "amount": "Sum"}
    records = sales(read, lookup, cards, columns=columns)
    assert records.frame("sales")["customer"].tolist() == ["000390", "000390", "000391"]


def test_a_changed_price_list_is_read_again(read):
    assert sales(read).frame("sales")["cost"].tolist()[0] == 21
    dearer = COST.replace("10.5", "11.5")
    assert sales(read, cost=dearer).frame("sales")["cost"].tolist()[0] == 23


def test_rejected_rows_show_the_row_as_it_came(read):
    records = read({"sold.csv": SOLD + ";C;x1;1;1\n", "cost.csv": COST}, {"sales": TABLE})
    assert list(records.rejected("sales").columns)[3:] == ["Day", "Who", "Article", "Pieces", "Sum"]


@pytest.mark.parametrize(
    ("lookup", "said"),
    [
        (
            {"Price": {"files": "none.csv", "key": "Article", "value": "Price"}},
            "file 'none.csv'",
        ),
        ({"Price": {"files": "cost.csv", "key": "Artikle", "value": "Price"}}, "Did you mean"),
        ({"Price": {"files": "cost.csv", "key": "Article", "value": "Prise"}}, "lookup.Price"),
        ({"Sum": {"files": "cost.csv", "key": "Article", "value": "Price"}}, "already"),
        ({"Price": {"files": "cost.csv", "key": "Article"}}, "lookup.Price.value: expected"),
        ({"Price": {**LOOKUP["Price"], "sinse": "From"}}, "unknown key 'sinse'"),
        ({"Price": {"files": "cost.csv", "key": [1], "value": "Price"}}, "lookup.Price.key"),
        ({"Price": "cost.csv"}, "lookup.Price: expected"),
        ([], "lookup: expected"),
    ],
)
def test_a_lookup_that_cannot_be_is_said_in_a_sentence(read, lookup, said):
    with pytest.raises(ClientDataError) as error:
        sales(read, lookup)
    assert said in str(error.value)


def by(key):
    return {"files": "cost.csv", "key": {key: "Article"}, "value": "Article"}


def test_a_column_that_is_looked_up_may_be_the_key_of_one_that_stands_before_it(read):
    cards = "Article,Group\nx1,x1\nx2,x2\n"
    lookup = {"Second": by("First"), "First": by("Article")}
    columns = {"date": "Day", "customer": "Who", "amount": "Sum", "category": "Second"}
    records = sales(read, lookup, cards, columns=columns)
    assert records.frame("sales")["category"].tolist() == ["x1", "x1", "x2"]


@pytest.mark.parametrize(
    "lookup", [{"First": by("First")}, {"First": by("Second"), "Second": by("First")}]
)
def test_columns_that_are_looked_up_by_each_other_are_refused(read, lookup):
    columns = {"date": "Day", "customer": "Who", "amount": "Sum", "category": "First"}
    with pytest.raises(ClientDataError, match="the two need each other"):
        sales(read, lookup, columns=columns)
