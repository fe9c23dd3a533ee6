"""All customers in the first sheet: one row each, sums that follow the filter, words to choose."""

import io

import openpyxl
import pandas as pd
import pytest

from helpers import show
from helpers.handouts.assemble import merge
from helpers.handouts.brand import load_brand
from helpers.handouts.exporters import Everybody
from helpers.handouts.office.customers import MOST_ROWS, customers_list, shortened
from helpers.handouts.office.tables_file import TablesExporter
from tests.handouts import packs


def verdicts(n: int) -> pd.DataFrame:
    codes = [f"{i:04}" for i in range(n)]
    return pd.DataFrame(
        {
            "customer": codes,
            "verdict": ["keep", "win back"] * (n // 2) + ["watch"] * (n % 2),
            "because": "=1+1",
            "manager": "Jonas Wirth",
            "decision_maker": None,
            "net_sales_year": [100.0 * i for i in range(n)],
            "gross_profit_year": 10.0,
            "change_year": [-5.0, 5.0] * (n // 2) + [0.0] * (n % 2),
            "abc": (["A", "B", "C"] * n)[:n],
            "xyz": "X",
            "step": "in_rhythm",
            "at_stake": None,
            "expected_gain": None,
            "last_purchase": "2013-11-29",
        }
    )


@pytest.fixture
def sheet(tmp_path):
    result = packs.result(1)
    told = {
        "brand": load_brand(),
        "everybody": Everybody(
            verdicts(5), pd.Series({"0001": "Anna"}), {"0001": "customers/0001.html"}
        ),
    }
    nb = merge(packs.pack(tmp_path, result))
    data = TablesExporter().from_notebook_node(nb, {"workbook": told})[0]
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def labels(sheet) -> list[str]:
    return [cell.value for cell in sheet[4]]


def test_everybody_has_a_row_in_the_first_sheet_and_what_nobody_has_no_column(sheet):
    assert sheet.title == "Customers"
    codes = [sheet.cell(y, 1).value for y in range(5, 10)]
    assert codes == ["0001", "0003", "0000", "0002", "0004"]  # win back, then keep, then watch
    assert "Why" in labels(sheet)
    assert {"Who decides", "At stake a year"}.isdisjoint(labels(sheet))
    assert labels(sheet)[-4:] == ["Who", "When", "Status", "Result"]


def test_sums_follow_the_filter(sheet):
    x = labels(sheet).index("Net sales a year")
    name = sheet.cell(4, x + 1).column_letter
    assert sheet.cell(3, x + 1).value == f"=SUBTOTAL(109,{name}5:{name}9)"
    assert sheet.cell(3, 1).value == "=SUBTOTAL(103,A5:A9)"
    assert sheet.auto_filter.ref.startswith("A4:")


def test_only_the_sums_are_formulas(sheet):
    formulas = [c.row for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert set(formulas) == {3}


def test_the_status_is_chosen_and_the_code_leads_to_the_page(sheet):
    (rule,) = sheet.data_validations.dataValidation
    place = sheet.cell(5, labels(sheet).index("Status") + 1).coordinate
    assert str(rule.sqref).startswith(place)
    assert rule.type == "list"
    linked = {c.value: c.hyperlink.target for c in sheet["A"] if c.hyperlink and c.hyperlink.target}
    assert linked == {"0001": "customers/0001.html"}


def test_without_verdicts_there_is_no_such_list():
    assert customers_list(verdicts(0), None) is None


def a_list(n: int, key: str = "amount") -> dict:
    columns = [show.column("customer"), show.column("name"), show.column(key)]
    shapes = [{"key": c.key, "label": c.label, "kind": c.kind} for c in columns]
    rows = [[f"{i:04}", "name", 0.5] for i in range(n)]
    texts = dict.fromkeys(("sheet", "caption", "chapter", "about", "note"), "")
    return {**texts, "columns": shapes, "rows": rows}


@pytest.mark.parametrize(("n", "said"), [(MOST_ROWS, False), (MOST_ROWS + 1, True)])
def test_another_list_is_short_and_says_what_it_leaves_out(n, said):
    short = shortened(a_list(n), verdicts(n))
    assert len(short["rows"]) == MOST_ROWS
    assert bool(short["note"]) is said
    assert [c["key"] for c in short["columns"]] == ["customer", "name", "manager", "amount"]
    assert short["rows"][0][2] == "Jonas Wirth"


def test_cards_are_filled_in_for_class_a_and_b():
    short = shortened(a_list(6, "card_filled"), verdicts(6))
    assert [row[0] for row in short["rows"]] == ["0000", "0001", "0003", "0004"]


def test_a_list_stays_whole_where_nobody_has_a_verdict():
    assert shortened(a_list(MOST_ROWS + 1), pd.DataFrame()) == a_list(MOST_ROWS + 1)
