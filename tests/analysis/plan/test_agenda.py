"""The plan: findings by money, and a day that adds up."""

import json

from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.plan import agenda as plan


def finding(chapter, money, text="said"):
    return {"chapter": chapter, "money": money, "text": text, "certainty": "counted"}


FINDINGS = st.lists(
    st.builds(
        finding,
        st.sampled_from(["who", "where", "when", "what"]),
        st.none() | st.floats(-1e9, 1e9),
    ),
    max_size=30,
)


def test_the_largest_money_comes_first_and_no_money_last(tmp_path, monkeypatch):
    path = tmp_path / "findings.json"
    path.write_text(json.dumps([finding("a", None), finding("b", 5), finding("c", -9)]))
    monkeypatch.setenv("WORKBOOK_FINDINGS", str(path))
    assert [f["chapter"] for f in plan.findings_of("acme")] == ["c", "b", "a"]


def test_a_chapter_read_by_hand_takes_the_findings_of_the_last_report(tmp_path, monkeypatch):
    monkeypatch.delenv("WORKBOOK_FINDINGS", raising=False)
    monkeypatch.setenv("WORKBOOK_REPORTS", str(tmp_path))
    assert plan.findings_of("acme") == []
    (tmp_path / "acme").mkdir()
    report = tmp_path / "acme" / "manifest.json"
    report.write_text(json.dumps({"findings": [finding("a", None), finding("b", 5)]}))
    assert [f["chapter"] for f in plan.findings_of("acme")] == ["b", "a"]


def test_a_chapter_with_more_money_gets_more_time():
    day = plan.agenda([finding("big", 900), finding("small", 100)], minutes=360)
    assert day["item"].tolist()[1:3] == ["big", "small"]
    assert day["minutes"].tolist()[1] > day["minutes"].tolist()[2]


@given(FINDINGS, st.integers(60, 600))
def test_the_day_adds_up_to_its_minutes(findings, minutes):
    day = plan.agenda(findings, minutes=minutes)
    assert day["minutes"].sum() == minutes
    assert (day["minutes"] >= plan.SHORTEST_ITEM).all()


@given(FINDINGS)
def test_every_finding_is_in_the_table(findings):
    assert plan.findings_table(findings)["finding"].tolist() == [f["text"] for f in findings]


def test_no_largest_sum_is_named_where_no_money_was_counted():
    assert plan.largest([finding("a", None)]) is None
    assert "1 of 2" in plan.largest([finding("b", 5), finding("a", None)]).text
