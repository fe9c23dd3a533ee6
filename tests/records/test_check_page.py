"""The page that goes to the client says how his files were read, and carries his text as text."""

from decimal import Decimal

import pytest

from helpers import language
from helpers.handouts.brand import load_brand
from helpers.handouts.web.check import check_page

HEAD = "Date;Customer;Amount\n"
ROWS = "05.01.2024;ann;100\n06.01.2024;bob;50,50\nTotal for January;;{total}\n07.02.2024;ann;200\n"


@pytest.fixture
def page_of(sales_of):
    """Page of one file of sales; its words without the style."""

    def take(text, **more):
        records = sales_of(text, **more)
        language.use(records.engagement.language)
        return check_page(records, load_brand()).partition("</style>")[2]

    return take


def test_each_column_stands_beside_the_clients_with_its_evidence(page_of):
    page = page_of(HEAD + ROWS.format(total="150,50"))
    assert "net sales of the line without VAT</td><td>Amount</td><td>€100.00" in page
    assert "from €50.50 to €200.00; in all €350.50" in page
    assert "different values: 2" in page


@pytest.mark.parametrize(("total", "told"), [("150,50", ">0<"), ("250,50", "−€100.00")])
def test_months_stand_beside_the_clients_totals(page_of, total, told):
    page = page_of(HEAD + ROWS.format(total=total))
    money = f"€{Decimal(total.replace(',', '.')):.2f}"
    assert f'>€150.50</td><td class="n">{money}</td>' in page
    assert told in page
    assert ("not the sums of their rows" in page) is (total == "250,50")


def test_the_first_row_of_each_reason_is_shown_as_it_came(page_of):
    page = page_of(HEAD + "05.01.2024;ann;100\nsoon;bob;5\nlater;cid;6\n06.01.2024;dan;x\n")
    assert "Date cannot be read" in page
    assert "soon | bob | 5" in page
    assert "later | cid" not in page
    assert "06.01.2024 | dan | x" in page


def test_text_of_the_client_is_no_markup(page_of):
    page = page_of(HEAD + "05.01.2024;<script>alert(1)</script>;100\nsoon;<b>x</b>;5\n")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<b>x" not in page


def test_people_are_not_named_where_customers_are_people(page_of):
    told = {"customers_are": "people"}
    assert "Ann Berg" not in page_of(HEAD + "05.01.2024;Ann Berg;100\n", engagement=told)
    assert "Ann Berg" in page_of(HEAD + "05.01.2024;Ann Berg;100\n")


def test_tables_that_could_still_be_brought_are_not_asked_for_here(page_of):
    page = page_of(HEAD + "05.01.2024;ann;100\n")
    assert "may still bring" not in page
    assert "The files leave no question open." in page


def test_the_same_records_give_the_same_bytes(page_of):
    text = HEAD + ROWS.format(total="1")
    assert page_of(text) == page_of(text)
