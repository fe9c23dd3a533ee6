"""What is different from a pack that was handed out is said with its reason."""

import json
from datetime import date

import pytest

from helpers.closing.packs.command import packs
from helpers.closing.packs.keeping import keep
from helpers.errors import ClientDataError
from helpers.runs.ours import MANIFEST

SALES = {"table": "sales", "file": "sales.csv", "sha256": "a", "rows_read": 1000}


def finding(key, text, money=None, **numbers):
    return {"key": key, "text": text, "money": money, "numbers": numbers}


def report(folder, *, verdicts=(), **said):
    """A report that says little of itself."""
    told = {
        "as_of": "2025-12-31",
        "language": "en",
        "sources": [SALES],
        "settings": {"churn": {"horizon": 180}},
        "versions": {"session-workbook": "0.1.0"},
        "commit": "c0ffee",
        "chapters": [{"name": "03_leaving", "status": "made"}],
        "findings": [],
        **said,
    }
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).write_text(json.dumps(told), "utf-8")
    rows = "".join(f"{customer},{verdict}\n" for customer, verdict in verdicts)
    (folder / "tables" / "verdicts.csv").write_text(f"customer,verdict\n{rows}", "utf-8")
    return folder


@pytest.fixture
def compared(tmp_path):
    """Lines on what a second report says otherwise than the one that was kept."""

    def said(before, after):
        keep(report(tmp_path / "acme", **before), date(2026, 1, 22))
        return packs(report(tmp_path / "acme", **after), "2026-01-22")

    return said


def test_equal_packs_have_nothing_that_is_different(compared):
    assert compared({}, {}) == ["2026-01-22 → now", "Nothing is different."]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"sources": [{**SALES, "sha256": "b", "rows_read": 1200}]},
         "data sales: sales.csv is another, 1,000 → 1,200 rows"),
        ({"sources": []}, "data sales: sales.csv is gone"),
        ({"sources": [SALES, {**SALES, "file": "new.csv"}]},
         "data sales: new.csv is new, 1,000 rows"),
        ({"settings": {"churn": {"horizon": 90}}}, "setting churn.horizon: 180 → 90"),
        ({"versions": {"session-workbook": "1.0.0"}},
         "version of session-workbook: 0.1.0 → 1.0.0"),
        ({"as_of": "2026-01-31"}, "as_of: 2025-12-31 → 2026-01-31"),
        ({"language": "ru"}, "language: en → ru"),
        ({"chapters": [{"name": "03_leaving", "status": "left out"}]},
         "chapter 03_leaving: made → left out"),
    ],
)  # fmt: skip
def test_each_reason_is_named(compared, change, line):
    assert compared({}, change)[1:3] == ["Why:", f"  {line}"]


def test_findings_are_new_gone_or_moved(compared):
    before = [
        finding("a", "Five are leaving", 100.0), finding("b", "Harbour loses"),
        finding("c", "Same", 100.0), finding("d", "3 of 10", n=3),
    ]  # fmt: skip
    after = [
        finding("a", "Six are leaving", 101.1), finding("c", "Same", 101.0),
        finding("d", "4 of 10", n=4), finding("e", "Valley earns"),
    ]  # fmt: skip
    lines = compared({"findings": before}, {"findings": after})
    assert lines[3:8] == [
        "Findings:",
        "  moved: Five are leaving → Six are leaving",
        "  moved: 3 of 10 → 4 of 10",
        "  new: Valley earns",
        "  gone: Harbour loses",
    ]


def test_who_is_new_on_a_list_is_named_and_many_are_counted(compared):
    many = [(f"{n:06}", "call") for n in range(8)]
    lines = compared({"verdicts": [("000900", "keep")]}, {"verdicts": [*many, ("000900", "call")]})
    assert lines[-2:] == [
        "  call: new: 000000, 000001, 000002, 000003, 000004 and 4 more",
        "  keep: no longer: 000900",
    ]


def test_two_kept_packs_are_compared_with_each_other(tmp_path):
    target = report(tmp_path / "acme")
    keep(target, date(2026, 1, 22))
    keep(report(target, as_of="2026-01-31"), date(2026, 2, 22))
    lines = packs(report(target, as_of="2026-03-31"), "2026-01-22", "2026-02-22")
    assert lines[0] == "2026-01-22 → 2026-02-22"
    assert "  as_of: 2025-12-31 → 2026-01-31" in lines


def test_the_list_of_packs_says_what_each_is(tmp_path):
    target = report(tmp_path / "acme", verdicts=[("1", "call")])
    assert "KEEP=1" in packs(target)[0]
    keep(target, date(2026, 1, 22))
    assert packs(target)[0] == (
        "2026-01-22  records to 2025-12-31, en; chapters: 1, findings: 0, customers: 1"
    )


def test_a_day_without_a_pack_is_told_with_those_that_there_are(tmp_path):
    target = report(tmp_path / "acme")
    keep(target, date(2026, 1, 22))
    with pytest.raises(ClientDataError, match="Did you mean '2026-01-22'"):
        packs(target, "2026-01-21")


def test_a_file_that_is_no_pack_is_a_sentence(tmp_path):
    target = report(tmp_path / "acme")
    path = keep(target, date(2026, 1, 22))
    for content in (b"", b"PK\x03\x04 broken"):
        path.write_bytes(content)
        with pytest.raises(ClientDataError, match="cannot be read as a pack"):
            packs(target, "2026-01-22")
