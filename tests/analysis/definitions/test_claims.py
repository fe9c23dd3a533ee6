"""Which sentences of others do our records bear out?"""

import json

import pytest

from helpers.analysis.definitions import claims
from helpers.analysis.definitions.claims import Claim
from helpers.estimates import Estimate

INF = float("inf")


def verdict(low, high, allows):
    return Claim("text", "nobody", 0.8, allows, Estimate((low + high) / 2, low, high), 50).verdict


@pytest.mark.parametrize(
    ("low", "high", "allows", "told"),
    [
        (0.80, 0.90, (0.8, INF), "holds"),
        (0.79, 0.90, (0.8, INF), "cannot be told"),
        (0.60, 0.80, (0.8, INF), "cannot be told"),
        (0.60, 0.79, (0.8, INF), "does not hold"),
        (0.21, 0.25, (0.2, 0.26), "holds"),
        (0.27, 0.30, (0.2, 0.26), "does not hold"),
        (0.10, 0.50, (0.2, 0.26), "cannot be told"),
    ],
)
def test_a_claim_is_borne_out_by_the_whole_interval(low, high, allows, told):
    assert verdict(low, high, allows) == told


def test_where_the_records_are_too_few_it_cannot_be_told():
    assert Claim("text", "nobody", 0.8, (0.8, INF)).verdict == "cannot be told"


def test_claims_of_earlier_chapters_are_gathered_in_their_order(tmp_path, monkeypatch):
    half = Estimate(0.5, 0.4, 0.6)
    paths = {}
    for chapter in ("12", "08", "05"):
        one = Claim(f"Said in {chapter}", "nobody", 0.5, (0.3, 0.7), half, 60)
        path = tmp_path / f"claims_{chapter}.csv"
        claims.table([one], chapter=chapter).to_csv(path, index=False)
        paths[path.stem] = str(path)
    others = tmp_path / "others.json"
    others.write_text(json.dumps({"findings": [], "tables": paths}))
    monkeypatch.setenv("WORKBOOK_OTHERS", str(others))
    told = claims.told("acme", before="09")
    assert told["chapter"].tolist() == ["05", "08"]
    assert told["verdict"].tolist() == ["holds", "holds"]
    assert list(told.columns) == claims.COLUMNS


def test_without_claims_there_is_an_empty_table(tmp_path, monkeypatch):
    others = tmp_path / "others.json"
    others.write_text(json.dumps({"findings": [], "tables": {}}))
    monkeypatch.setenv("WORKBOOK_OTHERS", str(others))
    assert claims.told("acme", before="09").empty
