"""What one chapter has learned another one reads, to the last bit."""

import json

import pandas as pd
import pytest

from helpers.cache import results

TABLE = pd.DataFrame({"customer": ["000390"], "probability": [1 / 3]})


@pytest.fixture(autouse=True)
def reports(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_REPORTS", str(tmp_path))
    return tmp_path


def learning(calls):
    def learn():
        calls.append(1)
        return {"scores": TABLE}, {"tests": 3, "gap": float("nan")}

    return learn


def test_it_is_learned_once_and_read_back_exactly():
    calls = []
    for _ in range(2):
        tables, about = results.once("leaving", "acme", {"sales": "1"}, learning(calls))
        pd.testing.assert_frame_equal(tables["scores"], TABLE)
        assert about["tests"] == 3
    assert calls == [1]


@pytest.mark.parametrize(("client", "sales"), [("acme", "2"), ("other", "1")])
def test_from_other_things_it_is_learned_again(client, sales):
    calls = []
    results.once("leaving", "acme", {"sales": "1"}, learning(calls))
    results.once("leaving", client, {"sales": sales}, learning(calls))
    assert len(calls) == 2


def test_a_damaged_table_is_learned_again(reports):
    calls = []
    results.once("leaving", "acme", {}, learning(calls))
    [path] = reports.glob("acme/.cache/leaving/*/scores.parquet")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    tables, _ = results.once("leaving", "acme", {}, learning(calls))
    pd.testing.assert_frame_equal(tables["scores"], TABLE)
    assert len(calls) == 2


@pytest.fixture
def report(reports, monkeypatch):
    """The last report of a client."""
    monkeypatch.delenv("WORKBOOK_OTHERS", raising=False)
    (reports / "acme/tables").mkdir(parents=True)
    (reports / "acme/tables/winback.csv").write_text("customer,priority\n000390,1\n")
    (reports / "acme/manifest.json").write_text(json.dumps({"findings": [{"key": "old"}]}))
    return reports / "acme"


def test_a_chapter_read_by_hand_gets_what_stands_in_the_last_report(report):
    assert results.findings("acme") == [{"key": "old"}]
    assert results.table("acme", "winback", "customer")["customer"].tolist() == ["000390"]


def test_in_a_run_it_gets_what_the_run_names_and_nothing_else(report, tmp_path, monkeypatch):
    (tmp_path / "now.csv").write_text("customer,priority\n7,2\n")
    told = {"findings": [{"key": "new"}], "tables": {"signals": str(tmp_path / "now.csv")}}
    (tmp_path / "others.json").write_text(json.dumps(told))
    monkeypatch.setenv("WORKBOOK_OTHERS", str(tmp_path / "others.json"))
    assert results.findings("acme") == [{"key": "new"}]
    assert results.table("acme", "signals", "customer")["customer"].tolist() == ["7"]
    assert results.table("acme", "winback", "customer").empty


def test_where_there_is_no_report_there_is_nothing(reports, monkeypatch):
    monkeypatch.delenv("WORKBOOK_OTHERS", raising=False)
    assert results.findings("nobody") == []
    assert results.table("nobody", "winback", "customer").empty


def test_a_table_without_the_column_asked_for_is_as_good_as_none(report):
    assert results.table("acme", "winback", "item").empty
