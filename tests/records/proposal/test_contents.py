"""Headings that no list of words has: contents lead to the right columns, and are asked about."""

import random
from datetime import date

import pyarrow as pa
import pytest

from helpers.records.proposal.contents import by_contents, counted_elsewhere
from helpers.records.proposal.profile import profile
from helpers.records.proposal.propose import propose
from helpers.records.sources.headers import find_header
from tests.records.proposal.folders import days, write_csv

DAYS = days(date(2023, 1, 4), 90)
PEOPLE = [f"{name} {family}" for name in ("Ada", "Max", "Kim") for family in ("Long", "Ford")]


def rows(*cells):
    """A line for each day, its cells drawn the same every time."""
    luck = random.Random(7)
    return [[f"{day:%d.%m.%Y}", *(draw(luck) for draw in cells)] for day in DAYS]


def money(luck):
    return f"{luck.uniform(20, 900):.2f}"


def code(letters, number):
    return lambda luck: f"{letters}{luck.randrange(number):04d}"


def one_of(*words):
    return lambda luck: luck.choice(words)


def pieces(luck):
    return luck.randrange(1, 9)


def round_sum(luck):
    return 5 * luck.randrange(9, 200)


def number(luck):
    return 100_000 + luck.randrange(30)


def firm(luck):
    return f"ООО «Вега-{luck.randrange(30)}»"


GOODS, ACCOUNTS, SELLERS = (
    one_of("Торт", "Хлеб"),
    one_of("62.01", "62.02"),
    one_of("JK", "PM", "LS"),
)
# headings, how the cells after the day are drawn, and the columns for date, customer and amount
STRANGE = {
    "questions": ("Wann Wer Wieviel", (one_of(*PEOPLE), round_sum), "Wann Wer Wieviel"),
    "letters": ("d k s", (code("K", 30), money), "d k s"),
    "short": ("inv_dt cstm slsrep ext_v", (number, SELLERS, money), "inv_dt cstm ext_v"),
    "capitals": ("DOC_DT ART_X KUND_X PCS_X VAL_LC", (code("A", 9), code("K", 40), pieces, money),
                 "DOC_DT KUND_X VAL_LC"),
    "entries": ("Проведено Дт Субконто_Дт Субконто_Кт Руб.", (ACCOUNTS, firm, GOODS, money),
                "Проведено Субконто_Дт Руб."),
}  # fmt: skip


def exported(folder, name):
    head, cells, known = STRANGE[name]
    write_csv(folder / "export.csv", head.split(), rows(*cells))
    return propose(folder), known


@pytest.mark.parametrize("name", STRANGE)
def test_strange_headings_lead_to_the_right_columns_with_a_question(tmp_path, name):
    draft, known = exported(tmp_path, name)
    (group,) = draft.tables["sales"]
    found = [group.columns[ours].written for ours in ("date", "customer", "amount")]
    assert found == known.split()
    for ours in ("date", "customer", "amount"):
        assert any(f"sales.{ours}" in question for question in draft.questions)


def test_orders_of_a_shop_are_no_customers(tmp_path):
    made = [(f"#{n}", d, f"u{n % 30}@mail.com", 20.5 + n) for n, d in enumerate(DAYS)]
    write_csv(tmp_path / "export.csv", ("No.", "Placed", "Mail of", "Worth"), made)
    (group,) = propose(tmp_path).tables["sales"]
    assert group.columns["customer"].written == "Mail of"


def test_what_else_the_customer_could_be_is_named(tmp_path):
    draft, _ = exported(tmp_path, "capitals")
    assert any("'KUND_X'" in q and "'ART_X'" in q for q in draft.questions)


@pytest.fixture
def wholesaler(tmp_path):
    """Sales whose customers stand under 'Account', and other tables of the same customers."""
    luck = random.Random(3)
    sold = [(f"{d}", f"B{n // 2:05d}", 20_000 + luck.randrange(30), f"I{n % 9}", n % 7 + 1,
             money(luck)) for n, d in enumerate(DAYS)]  # fmt: skip
    head = ("Posting date", "Order no", "Account", "Item", "Pieces", "Net value")
    write_csv(tmp_path / "ledger.csv", head, sold)
    given = [(f"{d}", 20_000 + n % 30, money(luck), "gift") for n, d in enumerate(DAYS)]
    write_csv(tmp_path / "notes.csv", ("Noted", "Account", "EUR", "Kind"), given)
    cards = [(20_000 + n, f"Quay {n} Ltd") for n in range(30)]
    write_csv(tmp_path / "firms.csv", ("Account", "Called"), cards)
    write_csv(tmp_path / "left.csv", ("Account", "Noted", "Back"),
              [(20_000 + n, "05.03.2024", "no") for n in range(9)])  # fmt: skip
    return propose(tmp_path)


def test_an_account_is_the_customer_and_asked_about(wholesaler):
    (group,) = wholesaler.tables["sales"]
    assert group.columns["customer"].written == "Account"
    assert group.files == ["ledger.csv"]
    assert any("sales.customer" in question for question in wholesaler.questions)


def test_customers_of_the_sales_tell_the_other_tables(wholesaler):
    found = {table: groups[0].files for table, groups in wholesaler.tables.items()}
    assert found["customers"] == ["firms.csv"]
    assert found["bonuses"] == ["notes.csv"]


def test_a_row_with_a_day_is_no_header_though_it_has_a_word_of_one(wholesaler):
    (left,) = [one for one in wholesaler.unused if one.file == "left.csv"]
    assert "Noted" in left.why
    assert "05.03.2024" not in left.why


def test_a_header_is_as_wide_as_its_rows_or_wider():
    cells = [["Report"], ["A", "B", "C"], ["1", "2", ""], ["3", "4", ""]]
    assert find_header(list(enumerate(cells, start=1)), ["Date"]).names == ("A", "B", "C")


def test_money_and_days_without_a_word_of_sales_beside_real_sales_are_asked_about(tmp_path):
    write_csv(tmp_path / "sales.csv", ("Date", "Customer", "Net amount"),
              rows(code("K", 30), money))  # fmt: skip
    write_csv(tmp_path / "other.csv", ("x", "y", "z"), rows(code("K", 30), money))
    draft = propose(tmp_path)
    assert [group.files for group in draft.tables["sales"]] == [["sales.csv"]]
    assert any("other.csv" in question for question in draft.questions)


def column(heading, cells):
    return profile(heading, pa.chunked_array([pa.array(cells, pa.string())]))


def test_codes_of_few_accounts_are_no_money():
    accounts = column("x", ["62.01", "62.02", "90.01"] * 20)
    sums = column("y", [f"{n}.50" for n in range(60)])
    assert by_contents("amount", [accounts, sums]) == [sums]


def test_values_in_other_tables_count_once_for_files_with_the_same_headings():
    codes = [f"K{n}" for n in range(20)]
    year, card = [column("who", codes * 3)], [column("id", codes)]
    (first, *_), _, (held, *_) = counted_elsewhere([year, year, card])
    assert (first.elsewhere, held.elsewhere) == (1, 1)
