"""Exports with other headings: the right columns, or a question; none is wrong in silence."""

from datetime import date

import pytest

from helpers.records.proposal.new import proposed_client
from tests.laws import first
from tests.records.proposal.folders import comma, days, write_csv, write_xlsx

DAYS = days(date(2023, 1, 4), 120)


def till(folder):
    head = ("Дата и время", "Чек ККМ", "Карта лояльности", "Наименование", "Отдел", "Кол.", "Сумма")
    rows = [(f"{d:%d.%m.%Y} 10:30", f"К-{n // 2}", 2200 + n % 30, ("Хлеб", "Сыр")[n % 2], "Еда", 1,
             comma(89.9 + n)) for n, d in enumerate(DAYS)]  # fmt: skip
    write_csv(folder / "касса.csv", head, rows, encoding="cp1251", separator=";")


def ledger(folder):
    head = ("Belegdatum", "Belegfeld 1", "Debitorenkonto", "Gegenkonto", "Umsatz netto", "USt-Satz")
    rows = [(f"{d:%d.%m.%Y}", f"RE{n}", 10000 + n % 25, 8400, comma(100.5 + n), 19)
            for n, d in enumerate(DAYS)]  # fmt: skip
    write_csv(folder / "EXTF.csv", head, rows, separator=";", encoding="cp1252")


def codes(folder):
    head = ("DocNum", "DocDate", "CardCode", "CardName", "ItemCode", "LineTotal", "SlpName")
    rows = [(2000 + n, f"{d:%Y%m%d}", f"C{n % 25:05d}", f"Firma {n % 25} AG", f"I{n % 9}",
             f"{7.5 + n:.2f}", "Frau Kern") for n, d in enumerate(DAYS)]  # fmt: skip
    write_csv(folder / "OINV.txt", head, rows, separator="\t")


def lines_of_orders(folder):
    head = ("Name", "Email", "Paid at", "Subtotal", "Created at", "Lineitem quantity",
            "Lineitem price", "Lineitem sku")  # fmt: skip
    rows = []
    for n, day in enumerate(DAYS):
        buyer, made = f"u{n % 30}@mail.com", f"{day} 10:59:00 +0100"
        rows.append((f"#{n}", buyer, f"{day} 11:00:00 +0100", 35, made, 1, "20.50", "MUG"))
        if n % 4 == 0:
            rows.append((f"#{n}", buyer, "", "", made, 1, "15.00", "TEA"))
    write_csv(folder / "orders_export.csv", head, rows)


def payments(folder):
    head = ("id", "Created date (UTC)", "Amount", "Customer ID", "Status")
    rows = [(f"ch_{n}", f"{d} 08:00", comma(29.5 + n % 2), f"cus_{n % 30}", "Paid")
            for n, d in enumerate(DAYS)]  # fmt: skip
    write_csv(folder / "payments.csv", head, rows)
    head = ("id", "Customer ID", "Status", "Canceled At (UTC)", "Cancellation Reason")
    rows = [(f"sub_{n}", f"cus_{n}", "canceled" if n % 5 == 0 else "active",
             f"2024-01-{n % 28 + 1:02d}" if n % 5 == 0 else "", "dear" if n % 5 == 0 else "")
            for n in range(30)]  # fmt: skip
    write_csv(folder / "subscriptions.csv", head, rows)


def bookings(folder):
    head = ("Appointment ID", "Client", "Service", "Staff member", "Start", "Status", "Price")
    rows = [(f"A{n}", f"Guest {n % 20}", "Cut", "Kim", f"{d} 10:00",
             ("Completed", "Completed", "No-show")[n % 3], f"{35 + n % 9}.50")
            for n, d in enumerate(DAYS)]  # fmt: skip
    write_csv(folder / "appointments.csv", head, rows)


def notebook(folder):
    rows = [(n, d, ("Олег", "Школа 12", "Кафе")[n % 3], "Торт", 2, 500 + n, 1000.5 + 2 * n)
            for n, d in enumerate(DAYS)]  # fmt: skip
    head = ("№", "Число", "Кому", "Что", "Шт", "Почём", "Итого")
    write_xlsx(folder / "учёт финал.xlsx", {"2023": (head, rows)}, above=("Мои заказы",))


def shipments(folder):
    rows = [(d, f"УПД-{n}", f"ООО «Вега-{n % 20}»", "Кабель", 2, 120.5 + n, "Белова Ирина")
            for n, d in enumerate(DAYS)]  # fmt: skip
    head = ("Дата отгр.", "№ УПД", "Организация", "Позиция", "К-во", "Сумма, без НДС", "Менеджер")
    write_xlsx(folder / "Отгрузки.xlsx", {"Лист1": (head, rows)}, above=("Отгрузки",))


def invoices(folder):
    rows = [(f"Quay {n % 25} Ltd", f"INV-{n}", f"{d:%d/%m/%Y}", 120.6 + n, 100.5 + n)
            for n, d in enumerate(DAYS)]  # fmt: skip
    head = ("*ContactName", "*InvoiceNumber", "*InvoiceDate", "Total", "LineAmount")
    write_csv(folder / "invoices.csv", head, rows)
    head = ("Deal - ID", "Deal - Stage", "Deal - Organization", "Deal - Owner",
            "Deal - Deal created")  # fmt: skip
    rows = [(n, ("Lead In", "Proposal Made")[n % 2], f"Quay {n % 25} Ltd", "Ann Berg",
             f"2023-05-{n % 28 + 1:02d}") for n in range(90)]  # fmt: skip
    write_csv(folder / "deals.csv", head, rows)


KNOWN = {
    till: {"sales": {"date": "Дата и время", "customer": "Карта лояльности", "amount": "Сумма",
                     "order": "Чек ККМ", "category": "Отдел", "quantity": "Кол."}},
    ledger: {"sales": {"date": "Belegdatum", "customer": "Debitorenkonto", "order": "Belegfeld 1",
                       "amount": "Umsatz netto"}},
    codes: {"sales": {"date": "DocDate", "customer": "CardCode", "order": "DocNum",
                      "amount": "LineTotal", "manager": "SlpName", "product": "ItemCode"}},
    lines_of_orders: {"sales": {"date": "Created at", "customer": "Email", "order": "Name",
                                "amount": "Lineitem quantity * Lineitem price"}},
    payments: {"sales": {"date": "Created date (UTC)", "customer": "Customer ID",
                         "amount": "Amount", "order": "id"},
               "losses": {"customer": "Customer ID", "date": "Canceled At (UTC)"}},
    bookings: {"sales": {"date": "Start", "customer": "Client", "amount": "Price",
                         "manager": "Staff member", "product": "Service"}},
    notebook: {"sales": {"date": "Число", "customer": "Кому", "amount": "Итого",
                         "product": "Что", "quantity": "Шт"}},
    shipments: {"sales": {"date": "Дата отгр.", "customer": "Организация", "quantity": "К-во",
                          "amount": "Сумма, без НДС", "order": "№ УПД"}},
    invoices: {"sales": {"date": "*InvoiceDate", "customer": "*ContactName",
                         "amount": "LineAmount", "order": "*InvoiceNumber"},
               "leads": {"lead": "Deal - ID", "stage": "Deal - Stage",
                         "customer": "Deal - Organization", "date": "Deal - Deal created"}},
}  # fmt: skip


@pytest.fixture
def proposed(tmp_path):
    def take(write):
        exports = tmp_path / "exports"
        exports.mkdir()
        write(exports)
        return proposed_client("acme", tmp_path / "data", exports)

    return take


@pytest.mark.parametrize("write", first(5, [*KNOWN]), ids=lambda write: write.__name__)
def test_columns_are_those_that_they_are(proposed, write):
    found = proposed(write)
    assert found.draft.tables.keys() == KNOWN[write].keys()
    for name, known in KNOWN[write].items():
        (group,) = found.draft.tables[name]
        columns = {ours: guess.written for ours, guess in group.columns.items()}
        assert {ours: columns.get(ours) for ours in known} == known
    assert not found.problems


def test_what_contents_alone_tell_is_asked_about(proposed):
    questions = proposed(shipments).draft.questions
    assert any("sales.customer" in question for question in questions)


def test_a_price_without_pieces_and_states_of_lines_are_asked_about(proposed):
    questions = " ".join(proposed(bookings).draft.questions)
    assert "'Price'" in questions
    assert "'No-show'" in questions


def test_of_all_subscribers_those_who_left_are_lost(proposed):
    (group,) = proposed(payments).draft.tables["losses"]
    assert group.keys["only"] == {"Canceled At (UTC)": "*"}
