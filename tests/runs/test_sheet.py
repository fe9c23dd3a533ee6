"""One page about one customer: checked code, one page, nothing outside its folder."""

from types import SimpleNamespace

import pandas as pd
import pytest

from helpers import project
from helpers.analysis.customer import sheet
from helpers.analysis.customer.desk import Desk
from helpers.errors import ClientDataError
from helpers.records import load
from helpers.runs import sheet as sheets
from helpers.runs.order import Order


@pytest.fixture
def order(tmp_path, sample_read):
    (tmp_path / "sample").mkdir()  # the sample is read already
    (tmp_path / "sample/.cache").symlink_to(sample_read / "sample/.cache")
    return Order(
        client="sample",
        data=project.ROOT / "data",
        reports=tmp_path,
        notebooks=project.NOTEBOOKS,
        language="",
        only=(),
        force=False,
    )


def reported(order):
    (order.target / "manifest.json").write_text("{}", "utf-8")
    return order


def test_without_a_customer_it_says_how_to_name_one(order):
    with pytest.raises(ClientDataError, match="Which customer"):
        sheets.sheet(order, "")


def test_without_a_report_it_says_to_make_one(order):
    with pytest.raises(ClientDataError, match="make report CLIENT=sample"):
        sheets.sheet(order, "000112")


def test_an_unknown_customer_is_named_with_the_nearest(order):
    with pytest.raises(ClientDataError, match="Did you mean '000112'"):
        sheets.sheet(reported(order), "112")


def test_a_path_is_no_customer(order):
    with pytest.raises(ClientDataError, match="know no customer"):
        sheets.sheet(reported(order), "../../../etc/passwd")


def test_a_code_that_is_no_plain_name_never_becomes_a_path():
    for code in ("../x", "a/b", ".hidden", "con:", "", "ä", "x" * 99):
        assert sheets.PLAIN.fullmatch(sheets.file_name(code))


def test_a_sheet_is_one_page_and_says_why_to_get_in_touch(order, monkeypatch):
    monkeypatch.setenv("WORKBOOK_DATA", str(order.data))
    monkeypatch.setenv("WORKBOOK_REPORTS", str(order.reports))
    monkeypatch.setenv("IPYTHONDIR", str(order.reports / "home"))
    tables = reported(order).target / "tables"
    tables.mkdir()
    row = "2026-01-09,015440,,bonus,€15\n"
    (tables / "triggers.csv").write_text("date,customer,manager,kind,detail\n" + row, "utf-8")
    page, book = sheets.sheet(order, "015440")
    assert page.parent == order.target / "sheets"
    assert (page.name, book.name) == ("sheet_015440.html", "sheet_015440.pdf")
    text = page.read_text("utf-8")
    assert "Zelia Furniture" in text
    assert "9 Jan 2026: a bonus is about to expire, €15" in text
    assert book.read_bytes().count(b"/Type/Page/") + book.read_bytes().count(b"/Type /Page\n") <= 1
    assert not (order.reports / "home").exists()  # of IPython


def test_who_never_bought_has_a_sheet_all_the_same(order):
    records = load("sample", data=order.data, reports=order.reports)
    desk = Desk(records, ["000112", "nobody"], lambda name, code: pd.DataFrame(), "en")
    assert sheet.summary(desk, "nobody").numbers == {}
    assert sheet.history(desk, "nobody")["amount"].sum() == 0
    assert sheet.who(desk, "nobody")["fact"].tolist() == ["nobody"]
    for part in (sheet.signs, sheet.heard, sheet.advice):
        part(desk, "nobody")
    assert sheet.history(desk, "000112")["month"].is_monotonic_increasing


def test_words_of_a_report_in_another_language_are_left_out(order):
    def tables(name, code):
        rows = {
            "verdicts": {code: "000112", "verdict": "keep", "because": "in rhythm"},
            "churn_scores": {code: "000112", "probability": 0.5, "reasons": "silent"},
        }
        return pd.DataFrame([rows[name]]) if name in rows else pd.DataFrame()

    records = load("sample", data=order.data, reports=order.reports)
    said = {
        spoken: " ".join(sheet.signs(Desk(records, ["000112"], tables, spoken), "000112")["fact"])
        for spoken in ("en", "ru")
    }
    assert said == {"en": "keep: in rhythm 50%: silent", "ru": "keep 50%"}


@pytest.mark.parametrize(
    ("cost", "what", "told"),
    [
        (12_500.0, "Profit after serving", "−€2,500: gross profit €10K, less €12.5K of serving"),
        (None, "Gross profit", "€10K"),
    ],
)
def test_what_is_left_of_a_customer_is_told_with_what_serving_takes(cost, what, told):
    row = {"gross_profit": 10_000.0, "cost_to_serve": cost, "profit": 10_000.0 - (cost or 0.0)}
    kept = {"profitability": [row]}
    desk = SimpleNamespace(worded=True, kept=lambda name, *_: kept.get(name, []))
    said = sheet.signs(desk, "a")
    assert (said["what"].tolist(), said["fact"].tolist()) == ([what], [told])


def test_what_is_known_of_loyalty_stands_in_one_line(order):
    def tables(name, code):
        signs = {"regular": True, "recommends": False, "known": True, "kinds": True, "ways": True}
        row = {code: "014421", **signs, "points": 4, "short_of_best": "recommends"}
        return pd.DataFrame([row] if name == "best_customer_signs" else [])

    records = load("sample", data=order.data, reports=order.reports)
    heard = sheet.heard(Desk(records, ["014421"], tables, "en"), "014421").set_index("what")["fact"]
    assert heard["Loyalty"].startswith("goes if a rival is 0% better (asked ")
    assert heard["Loyalty"].endswith("signs of the best: 4 of 5 (has recommended us to nobody)")
