"""Do the planted truths say what stands in the raw files? Counted without the intake."""

import csv
from collections import Counter
from decimal import Decimal, InvalidOperation

import openpyxl
import pyarrow.parquet as pq
import pytest

from helpers.sample.files.sources import SALES_FILES

DATE, CODE, AMOUNT = 0, 2, 6
DAYS = {"sales_2025.csv": "%d.%m.%Y", "sales_2023_harbour.csv": "%d.%m.%Y"}


def rows_of(path):
    """Rows below the header, totals left out; every field as text."""
    if path.suffix == ".parquet":
        return [list(map(text, row.values())) for row in pq.read_table(path).to_pylist()]
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        rows = [list(map(text, row)) for row in book.active.iter_rows(values_only=True)]
    else:
        encoding = "cp1251" if "harbour" in path.name else "utf-8-sig"
        lines = path.read_text(encoding).splitlines()
        rows = list(csv.reader(lines, delimiter=";" if encoding == "cp1251" else ","))
    top = next(n for n, row in enumerate(rows) if row[DATE] == "Date")
    return [row for row in rows[top + 1 :] if not row[DATE].startswith("Total")]


def text(value):
    return "" if value is None else str(value)


def amount(row):
    try:
        return Decimal(row[AMOUNT].replace("\u00a0", "").replace(",", "."))
    except InvalidOperation:
        return None


def has_day(row):
    bad = ("31.02.2023", "00.00.0000", "2023-13-05", "yesterday", "")
    return row[DATE] not in bad


@pytest.fixture(scope="module", params=SALES_FILES)
def case(request, folder, truths):
    rows = rows_of(folder / request.param)
    good = [row for row in rows if has_day(row) and amount(row) is not None]
    return rows, good, truths["sales_files"][request.param]


def test_rows_and_rejected_rows_are_counted(case):
    rows, good, file = case
    assert len(rows) == file["rows"]
    assert len(rows) - len(good) == file["rejected"]


def test_money_is_counted_to_the_cent(case):
    rows, good, file = case
    total = sum(amount(row) or 0 for row in rows)
    accepted = sum(amount(row) for row in good)
    assert float(round(accepted, 2)) == file["amount_accepted"]
    assert float(round(total - accepted, 2)) == file["amount_rejected"]


def test_second_copies_are_counted(case):
    _, good, file = case
    assert (
        sum(Counter(map(tuple, good)).values()) - len(set(map(tuple, good))) == file["duplicates"]
    )


def test_lines_without_customer_and_returns_are_counted(case):
    _, good, file = case
    assert sum(row[CODE] == "" for row in good) == file["without_customer"]
    assert sum(amount(row) < 0 for row in good) == file["returns"]


def test_few_rows_are_rejected(truths):
    assert 0 < truths["sales"]["rejected"] < 0.05 * truths["sales"]["rows"]


def test_orphans_and_cards_without_sales(sample, truths):
    sold = set(sample.frame("sales")["customer"].dropna())
    cards = set(sample.frame("customers")["customer"])
    assert sorted(sold - cards) == truths["cards"]["without_card"]
    assert sorted(cards - sold) == truths["cards"]["without_sales"]


def test_top_fifth_of_customers(sales, truths):
    totals = sales.groupby("customer")["amount"].sum().sort_values(ascending=False)
    share = totals.head(len(totals) // 5).sum() / totals.sum()
    assert share == pytest.approx(truths["money"]["revenue_of_top_fifth"], abs=1e-4)
    assert len(totals) == truths["sales"]["customers"]


def test_profit_of_the_last_year_is_that_of_the_files(sample, sales, truths):
    year = sales[(sales["date"] >= "2025-01-01") & sales["customer"].notna()]
    gross = (year["amount"] - year["cost"]).groupby(year["customer"]).sum()
    costs = sample.frame("service_costs")
    costs = costs[costs["date"] >= "2025-01-01"]
    served = costs["amount"].astype(float).groupby(costs["customer"]).sum()
    profit = gross - served.reindex(gross.index).fillna(0)
    curve = truths["profitability"]
    assert curve["customers"] == len(gross)
    assert curve["gross_profit"] == pytest.approx(gross.sum(), abs=0.005)
    assert curve["cost_to_serve"] == pytest.approx(served.sum(), abs=0.005)
    assert curve["below_break_even"] == (profit < 0).sum()
    assert curve["peak"] == pytest.approx(profit[profit > 0].sum() / profit.sum(), abs=1e-4)


def test_discounts_of_the_last_year_are_those_of_the_files(sales, truths):
    year = sales[sales["date"] >= "2025-01-01"]
    given = year.groupby("category")["discount"].sum()
    told = truths["terms"]["discounts_2025_by_category"]
    assert told == pytest.approx(given.to_dict(), abs=0.005)


def test_leads_and_bonuses_are_those_of_the_files(sample, truths):
    stages = sample.frame("leads")["stage"].value_counts().to_dict()
    assert stages == truths["funnel"]["stages"]
    table = sample.frame("bonuses")
    for kind, told in truths["bonuses"].items():
        rows = table[table["kind"] == kind]
        assert (len(rows), rows["redeemed"].notna().sum()) == (told["issued"], told["redeemed"])
