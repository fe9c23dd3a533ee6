"""Reports with customers as headings are proposed as such, with a question, in whatever shape."""

import csv
import random
from datetime import date, timedelta

import pytest
import xlsxwriter
import yaml

from helpers.records import load
from helpers.records.proposal.new import proposed_client

SELLERS = ("Белова Ирина", "Гусев Павел", "Юдина Марина")
FIRST = date(2023, 1, 9)


def bills(chance):
    """Documents of one customer, each with its day in the text, and their money."""
    days = [FIRST + timedelta(days=chance.randrange(700)) for _ in range(chance.randint(2, 6))]
    return [(f"Реализация (акт, накладная) РТ-{chance.randrange(9999)} от {day:%d.%m.%Y} 10:15:00",
             chance.randrange(100, 90000) / 100) for day in days]  # fmt: skip


def customers(chance, names):
    return [(f"ООО «Лён-{n}»", bills(chance)) for n in names]


def total(groups):
    return round(sum(money for _, rows in groups for _, money in rows), 2)


def outline(folder, chance):
    """A workbook of 1C: levels in the outline, two names in the header one below the other."""
    groups = customers(chance, range(12))
    with xlsxwriter.Workbook(folder / "Продажи.xlsx") as book:
        sheet = book.add_worksheet("TDSheet")
        sheet.write(0, 0, "Ведомость по продажам")
        sheet.write_row(2, 0, ["Контрагент", "Сумма без НДС"])
        lines = [("Документ", "", 0)]
        for name, rows in groups:
            lines += [(name, total([(name, rows)]), 0), *((*row, 1) for row in rows)]
        for n, (text, money, level) in enumerate([*lines, ("Итого", total(groups), 0)], start=3):
            sheet.set_row(n, None, None, {"level": level})
            sheet.write_row(n, 0, [text, money])
    return total(groups), 12, 0


def plain_text(folder, chance):
    """A text with neither indents nor an outline: manager, customer, document."""
    lines, every = [], []
    for number, seller in enumerate(SELLERS):
        groups = customers(chance, range(4 * number, 4 * number + 4))
        every += groups
        lines.append((seller, total(groups)))
        for name, rows in groups:
            lines += [(name, total([(name, rows)])), *rows]
    head = ("Менеджер, контрагент, документ", "Выручка")
    with (folder / "отчёт.csv").open("w", encoding="cp1251", newline="") as file:
        said = [(text, f"{money:.2f}".replace(".", ",")) for text, money in lines]
        csv.writer(file, delimiter=";").writerows([head, *said, ("Итого", f"{total(every):.2f}")])
    return total(every), 12, 3


def indents(folder, chance):
    """A workbook with indented cells, days in a column of their own, and subtotals below."""
    groups = customers(chance, range(8))
    with xlsxwriter.Workbook(folder / "report.xlsx") as book:
        sheet, form = book.add_worksheet(), book.add_format({"indent": 1})
        sheet.write_row(0, 0, ["Customer / invoice", "Invoice date", "Net amount"])
        line = 1
        for name, rows in groups:
            sheet.write(line, 0, name)
            for n, (text, money) in enumerate(rows, start=line + 1):
                sheet.write(n, 0, text.partition(" от ")[0], form)
                sheet.write(n, 1, f"2024-{n % 12 + 1:02d}-{n % 28 + 1:02d}")
                sheet.write(n, 2, money)
            line += len(rows) + 2
            sheet.write_row(line - 1, 0, ["Subtotal", "", total([(name, rows)])])
        sheet.write_row(line, 0, ["Grand total", "", total(groups)])
    return total(groups), 8, 0


def detail(folder, chance):
    """A detail report: the customer alone in a column without a name, and a total for each."""
    head = ("", "Transaction date", "Transaction type", "Num", "Product/Service", "Amount")
    lines, money = [], 0.0
    for n in range(15):
        rows = bills(chance)
        lines.append((f"Harbour {n} Ltd", "", "", "", "", ""))
        for k, (_, sum_) in enumerate(rows):
            day = FIRST + timedelta(days=11 * n + 3 * k)
            lines.append(("", f"{day:%m/%d/%Y}", "Invoice", 1000 + 10 * n + k, "Pump", sum_))
        money += total([("", rows)])
        lines.append((f"Total for Harbour {n} Ltd", "", "", "", "", total([("", rows)])))
    with (folder / "Sales by Customer Detail.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["Acme Inc"], [], head, *lines])
    return round(money, 2), 15, 0


@pytest.mark.parametrize("write", [outline, plain_text, indents, detail])
def test_rows_come_under_their_customers_and_totals_agree(write, tmp_path):
    exports = tmp_path / "exports"
    exports.mkdir()
    money, customers, sellers = write(exports, random.Random(7))
    found = proposed_client("acme", tmp_path / "data", exports)
    records = load("acme", tmp_path / "data", tmp_path / "reports")
    sales = records.frame("sales")
    assert round(float(sales["amount"].sum()), 2) == money
    assert sales["customer"].nunique() == customers
    assert sellers == (sales["manager"].nunique() if sellers else 0)
    assert records.own_totals
    assert all(abs(one["said"] - one["summed"]) < 0.01 for one in records.own_totals)
    told = yaml.safe_load((found.folder / "engagement.yml").read_text("utf-8"))
    asked = "grouped" in told["tables"]["sales"]
    assert asked == any("Лён-0" in question for question in found.draft.questions)


def test_sales_in_which_some_days_are_missing_are_no_groups(tmp_path):
    exports = tmp_path / "exports"
    exports.mkdir()
    rows = [(f"ООО «Лён-{n % 7}»", "" if n % 9 == 0 else f"{n % 28 + 1:02d}.03.2024", f"РТ-{n}",
             "Болт", 10.5 + n) for n in range(90)]  # fmt: skip
    with (exports / "продажи.csv").open("w", newline="", encoding="utf-8") as file:
        head = ("Контрагент", "Дата", "Документ", "Номенклатура", "Сумма без НДС")
        csv.writer(file).writerows([head, *rows])
    found = proposed_client("acme", tmp_path / "data", exports)
    (group,) = found.draft.tables["sales"]
    assert "grouped" not in group.keys
