"""Files of one table may have headings of their own, and columns that only some of them have."""

import pytest

from helpers.errors import ClientDataError
from helpers.records import load

OLD = "Date;Customer;Group;Sum;Seller\n2024-01-01;A;Bolts;1,50;Berg\n2024-01-02;B;Nuts;2,50;Berg\n"
NEW = "Day,Buyer,Revenue,Owner\n2025-01-01,A,3.25,Berg A.\n2025-01-03,,4.75,Voss\n"
SALES = [
    {
        "files": "20*.csv",
        "columns": {
            "date": "Date", "customer": "Customer", "category": "Group", "amount": "Sum",
            "manager": "Seller",
        },
    },
    {
        "files": "new.csv",
        "columns": {"date": "Day", "customer": "Buyer", "amount": "Revenue", "manager": "Owner"},
    },
]  # fmt: skip


@pytest.fixture
def read(client, tmp_path):
    def take(sales, files=None):
        data = client(files or {"2024.csv": OLD, "new.csv": NEW}, {"sales": sales})
        return load("acme", data=data, reports=tmp_path / "reports")

    return take


def test_files_with_other_headings_are_one_table(read):
    sales = read(SALES).frame("sales")
    assert sales["amount"].tolist() == [1.5, 2.5, 3.25, 4.75]
    assert sales["manager"].tolist() == ["Berg", "Berg", "Berg A.", "Voss"]


def test_a_column_that_only_some_files_have_is_empty_in_the_others(read):
    records = read(SALES)
    assert records.has("sales.category")
    assert records.frame("sales")["category"].isna().tolist() == [False, False, True, True]


def test_each_file_may_be_written_in_its_own_way(read):
    groups = [{**SALES[0], "format": {"decimal": ","}}, {**SALES[1], "only": {"Owner": "Voss"}}]
    records = read(groups)
    assert records.frame("sales")["amount"].sum() == 1.5 + 2.5 + 4.75
    assert records.set_aside["rows_left_out"].tolist() == [0, 1]


def test_a_reason_names_the_column_as_its_own_file_does(read):
    many = "".join(f"2025-02-{day:02d},A,1,x\n" for day in range(1, 29)) * 2
    records = read(SALES, {"2024.csv": OLD + ";A;x;1;y\n", "new.csv": NEW + many + ",A,1,x\n"})
    assert set(records.reasons["reason"]) >= {"Date is empty", "Day is empty"}
    assert "Day is empty" in set(records.rejected("sales")["reason"])


def test_a_file_in_two_groups_would_count_twice_and_is_refused(read):
    with pytest.raises(ClientDataError, match=r"new.csv stands in tables.sales\[2\] too"):
        read([*SALES, SALES[1]])


def test_a_fault_names_the_group_it_stands_in(read):
    with pytest.raises(ClientDataError, match=r"tables.sales\[2\].columns: 'amount' is missing"):
        read([SALES[0], {"files": "new.csv", "columns": {"date": "Day", "customer": "Buyer"}}])


@pytest.mark.parametrize("sales", [[], ["new.csv"], [None]])
def test_a_list_of_anything_else_is_said(read, sales):
    with pytest.raises(ClientDataError, match="expected files and columns"):
        read(sales)
