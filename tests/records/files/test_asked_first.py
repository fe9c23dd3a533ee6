"""What is asked because only the client knows it: sides of accounts, sums without a word."""

import pytest

from helpers.errors import ClientDataError
from helpers.records import load

HEAD = "Date,Customer,Amount\n"
COLUMNS = {"date": "Date", "customer": "Customer", "amount": "Amount"}
SIDES = HEAD + '2024-03-05,ann,"1,500.00 Dr"\n2024-03-06,bob,200.00Cr\n2024-03-07,cyd,7\n'
SUMS = HEAD + "2024-03-05,ann,1\n2024-03-05,bob,2\n,,3\n2024-03-06,ann,4\n2024-03-06,cyd,5\n,,9\n"


@pytest.fixture
def sales_in(client, tmp_path):
    """Sales of one file, with what is said of its table."""

    def read(text, **said):
        data = client(
            {"sales.csv": text}, {"sales": {"files": "sales.csv", "columns": COLUMNS} | said}
        )
        return load("acme", data=data, reports=tmp_path / "reports")

    return read


def test_debit_and_credit_behind_an_amount_are_asked_about(sales_in):
    with pytest.raises(ClientDataError, match="positive: Dr or positive: Cr under format"):
        sales_in(SIDES)


@pytest.mark.parametrize(
    ("positive", "amounts"), [("Dr", [1500, -200, 7]), ("Cr", [-1500, 200, 7])]
)
def test_the_side_that_is_said_is_positive(sales_in, positive, amounts):
    sales = sales_in(SIDES, format={"positive": positive}).frame("sales")
    assert sales["amount"].tolist() == amounts


def test_a_side_that_is_none_is_refused(sales_in):
    with pytest.raises(ClientDataError, match=r"format\.positive: expected Dr or Cr"):
        sales_in(SIDES, format={"positive": "debit"})


def test_sums_with_neither_day_nor_word_are_asked_about(sales_in):
    with pytest.raises(ClientDataError, match="sum of the rows above it") as error:
        sales_in(SUMS)
    assert "only: {Date: '*'}" in str(error.value)
    assert sales_in(SUMS, only={"Date": "*"}).frame("sales")["amount"].sum() == 12


def test_rows_without_a_day_that_are_no_sums_are_not_called_so(sales_in):
    with pytest.raises(ClientDataError) as error:
        sales_in(SUMS.replace(",,9", ",,8"))
    assert "sum of the rows" not in str(error.value)


def test_letters_of_seven_bits_are_read_and_said(sales_in):
    rows = HEAD + "2024-03-05,Müller & Söhne,1\n2024-03-06,Çelik,2\n"
    records = sales_in(rows.encode("utf-7"))
    assert records.frame("sales")["customer"].tolist() == ["Müller & Söhne", "Çelik"]
    assert "utf-7 was guessed" in records.notes[0]


def test_telephones_and_codes_with_a_plus_are_not_letters_of_seven_bits(sales_in):
    rows = HEAD + "2024-03-05,+79051234567-1,1\n2024-03-06,A+AB12-3,2\n2024-03-07,+ABCD,3\n"
    assert sales_in(rows).frame("sales")["customer"].iloc[0] == "+79051234567-1"
