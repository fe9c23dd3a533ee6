"""What was decided, what of it is done, and what has moved: only what intervals say."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.plan import decided, measures, moved_findings, unread
from helpers.analysis.plan.said import findings_of
from helpers.records.engagement.sessions.filled import COLUMNS, Fault
from helpers.records.engagement.sessions.memory import Session

AS_OF = pd.Timestamp("2025-12-31")


def session(day: date, *rows: tuple) -> Session:
    """A session with decisions: words, day by when, measure, done."""
    told = [(day, "", words, "Anna", due, measure, done) for words, due, measure, done in rows]
    table = pd.DataFrame(told, columns=COLUMNS).astype({"done": "boolean"})
    days = {name: pd.to_datetime(table[name]) for name in ("session", "due")}
    return Session(day, day, decisions=table.assign(**days))


def test_only_what_is_past_its_day_is_called_not_done():
    past, ahead = date(2025, 12, 30), date(2025, 12, 31)
    told = [
        ("done", past, True), ("done", ahead, True), ("done", None, True),
        ("not done", past, False), ("not done", None, False),
        ("not due yet", ahead, False), ("not due yet", ahead, None),
        ("nobody has said", past, None), ("nobody has said", None, None),
    ]  # fmt: skip
    one = session(date(2025, 1, 15), *((word, due, "", done) for word, due, done in told))
    rows = decided.decided([one], today=AS_OF)
    assert rows["standing"].tolist() == rows["decision"].tolist()
    text = decided.of_decisions(rows).text
    assert "9 decisions: 3 done, 2 not done, 2 not due yet; of 2 nobody has said" in text


def test_of_many_cells_at_fault_the_first_are_quoted_and_the_list_stands_apart():
    faults = [Fault("a.xlsx", row, f"'{row}' is no day") for row in range(6, 11)]
    said = unread.cells(faults)
    assert said.startswith("5 cells")
    assert ("'6' is no day" in said, "'8' is no day" in said) == (True, False)
    assert len(unread.listed([], faults)) == 5
    assert unread.cells(faults[:1]) == "a.xlsx, row 6: '6' is no day. The cell counts as empty."
    assert (unread.cells([]), unread.listed([], [])) == ("", None)


def test_of_many_sentences_about_sheets_the_first_are_said():
    said = unread.sheets([f"{n} was not read." for n in range(5)])
    assert ("2 was not read" in said, "3 was not read" in said) == (True, False)
    assert "2 more sentences" in said
    assert unread.sheets([]) == ""
    assert unread.listed(["a"], [])["why"].tolist() == ["a"]


def test_of_two_sessions_the_last_comes_first_and_is_told():
    sessions = [session(date(y, 1, 15), (f"in {y}", None, "", True)) for y in (2024, 2025)]
    rows = decided.decided(sessions, today=AS_OF)
    assert rows["decision"].tolist() == ["in 2025", "in 2024"]
    assert decided.of_decisions(rows).numbers["n"].value == 1


def test_where_nothing_was_decided_nothing_is_said():
    rows = decided.decided([], today=AS_OF)
    assert decided.of_decisions(rows) is None
    assert decided.with_moves(rows, None) is None


def test_the_day_of_the_session_stands_beside_its_decisions_where_there_are_several():
    both = [session(date(y, 1, 15), (f"in {y}", None, "", True)) for y in (2024, 2025)]
    for sessions, there in ((both, True), (both[:1], False)):
        told = decided.with_moves(decided.decided(sessions, today=AS_OF), None)
        assert ("session" in told) == there


def sales(*, growth: float, seed: int, customers=300) -> pd.DataFrame:
    """Three years of purchases; in the last one each customer buys ``growth`` times as often."""
    rng = np.random.default_rng(seed)
    months = pd.date_range("2023-01-01", "2025-12-01", freq="MS")
    rate = rng.gamma(2.0, 0.5, size=(customers, 1)) * np.where(months.year == 2025, growth, 1.0)
    count = rng.poisson(rate)
    names = pd.Index([f"{i:04d}" for i in range(customers)], name="customer")
    long = pd.DataFrame(count, index=names, columns=months).melt(
        ignore_index=False, var_name="month", value_name="purchases"
    )
    long = long[long["purchases"] > 0].reset_index()
    return long.assign(net=long["purchases"] * rng.lognormal(4, 0.5, size=len(long)))


def span(day="2024-12-15"):
    return measures.since(pd.Timestamp(day), pd.Timestamp("2025-12-01"))


def moves(panel) -> pd.Series:
    return measures.moved(panel, span(), seed=1).set_index("measure")["verdict"]


def test_a_planted_rise_is_seen_and_only_where_it_is():
    found = moves(sales(growth=1.3, seed=1))
    assert found["net_sales"] == measures.UP
    assert found["purchases_each"] == measures.UP
    assert found["purchase_worth"] == measures.NOISE


@pytest.mark.slow
def test_without_a_change_hardly_anything_moves():
    named = sum((moves(sales(growth=1.0, seed=s)) != measures.NOISE).sum() for s in range(20))
    assert named <= 0.1 * 20 * len(measures.MEASURES)


def test_months_before_the_session_do_not_count_and_a_year_is_the_most():
    assert span("2025-03-31")[:2] == (pd.Timestamp("2025-04-01"), pd.Timestamp("2026-01-01"))
    assert span("2025-03-31").months == 9
    assert span("2022-03-31").months == 12
    assert span("2025-12-05").months == 0


@pytest.mark.parametrize(
    ("text", "key"),
    [("Net  sales", "net_sales"), ("покупающие клиенты", "buyers"), ("=1+1", ""), ("", "")],
)
def test_a_measure_is_known_in_both_languages(text, key):
    assert measures.known(text) == key


def test_each_decision_is_told_how_far_its_own_measure_has_moved():
    one = session(
        date(2024, 12, 15),
        ("a", None, "net sales", None), ("b", None, "the mood", None), ("c", None, "", None),
    )  # fmt: skip
    rows = decided.decided([one], today=AS_OF)
    told = decided.with_moves(rows, measures.moved(sales(growth=1.3, seed=1), span(), seed=1))
    assert told["moved_words"].iloc[0].startswith("net sales: up, ")
    uncounted = "the mood: not a number that the workbook counts"
    assert told["moved_words"].tolist()[1:] == [uncounted, ""]
    early = decided.with_moves(rows, None)
    assert early["moved_words"].tolist()[0] == "net sales: too early to tell"
    assert early["by_whom"].tolist()[0] == "Anna"


def finding(key="a", customers=None, **numbers) -> dict:
    return {"key": key, "text": key, "numbers": numbers, "customers": customers, "money": None,
            "certainty": "estimated"}  # fmt: skip


def verdicts(then: dict, now: dict) -> list[str]:
    return moved_findings.against(findings_of([then]), findings_of([now]))["verdict"].tolist()


def test_an_estimate_has_moved_where_the_interval_of_its_difference_says_so():
    then = finding(share=0.30, low=0.25, high=0.35)
    assert verdicts(then, finding(share=0.40, low=0.35, high=0.45)) == ["up"]
    assert verdicts(then, finding(share=0.36, low=0.31, high=0.41)) == ["within what chance does"]
    assert verdicts(then, finding(share=0.20, low=0.15, high=0.25)) == ["down"]


def test_numbers_of_customers_move_like_counts():
    assert verdicts(finding(customers=100), finding(customers=140)) == ["up"]
    assert verdicts(finding(customers=100), finding(customers=115)) == ["within what chance does"]
    assert verdicts(finding(customers=4), finding(customers=40)) == []


def test_a_finding_without_an_interval_or_without_its_like_is_not_compared():
    assert verdicts(finding(share=0.3), finding(share=0.9)) == []
    assert verdicts(finding("a", customers=50), finding("b", customers=500)) == []
    assert moved_findings.against(pd.DataFrame(), findings_of([finding()])).empty


def test_of_findings_without_a_change_at_most_one_in_ten_is_named():
    rng = np.random.default_rng(5)
    pairs = rng.poisson(80, size=(400, 2))
    then = findings_of([finding(str(i), customers=int(n)) for i, n in enumerate(pairs[:, 0])])
    now = findings_of([finding(str(i), customers=int(n)) for i, n in enumerate(pairs[:, 1])])
    assert len(moved_findings.only_moved(moved_findings.against(then, now))) <= 40
