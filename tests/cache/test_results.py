"""What one chapter has learned another one reads, to the last bit."""

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
