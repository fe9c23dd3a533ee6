"""What the reader sees of the list of calls, on tables of a few rows."""

import pandas as pd
import pytest

from helpers.analysis.winback import findings, orders, ranking, scenarios, tables
from helpers.language.columns import column
from helpers.settings import WinBackSettings

DAY = pd.Timestamp("2024-01-31")


@pytest.fixture
def ranked():
    people = pd.DataFrame(
        {
            "customer": ["a", "b", "c"],
            "last_purchase": DAY,
            "margin": [900.0, 5000.0, 0.0],
            "habit": True,
            "step": ["left", "late", "late"],
            "at_stake": [900.0, 5000.0, 0.0],
            "probability_leaves": [None, 0.9, 0.9],
            "probability_returns": [0.5, None, None],
            "manager": "Ann",
            "decision_maker": "Bob",
            "what_changed": "silent",
            "cause": "price",
        }
    ).astype({"probability_leaves": float, "probability_returns": float})
    return ranking.ranked(people, WinBackSettings(control_share=0.0))


def labels(table):
    """Labels of all columns; an error names one that the registry does not know."""
    return [column(str(key)).label for key in table]


def test_calls_stand_in_their_order_and_say_whether_the_customer_has_left(ranked):
    calls = tables.first_calls(tables.to_call(ranked), sums=True)
    assert calls["customer"].tolist() == ["b", "a"]
    assert calls["state"].tolist() == ["may leave, 90%", "has left"]
    assert labels(calls)[-2:] == ["Margin a year", "Expected gain"]


def test_who_decides_is_a_column_only_where_it_is_another(ranked):
    calls = tables.to_call(ranked)
    assert "decision_maker" in tables.to_work_with(calls, decides=True)
    assert "decision_maker" not in tables.to_work_with(calls, decides=False)
    assert labels(tables.to_work_with(calls, decides=True))


def test_a_list_for_one_chance_only_or_without_calls_is_no_comparison(ranked):
    turned = ranking.sensitivity(ranked, WinBackSettings(control_share=0.0))
    assert len(tables.other_chances(turned)) == len(turned)
    assert labels(tables.other_chances(turned))
    assert tables.other_chances(turned.head(1)).empty
    assert tables.other_chances(turned.assign(contacts=0)).empty
    assert findings.depends(turned.assign(contacts=0), sums=True) is None


def test_where_sums_did_not_hold_no_sum_of_many_is_told(ranked):
    calls, waiting = tables.to_call(ranked), ranked.assign(reason="capacity")
    turned = ranking.sensitivity(ranked, WinBackSettings(control_share=0.0))
    told, order = (findings.worth(ranked, sums=sums) for sums in (True, False))
    assert told.money == pytest.approx(ranked.loc[ranked["contact"], "expected_gain"].sum())
    assert (order.money, "expected gain" in order.text) == (None, False)
    assert "take their order" in order.text
    assert findings.beyond(waiting, sums=True).money > 0
    assert findings.beyond(waiting, sums=False) is None
    assert findings.depends(turned, sums=True)
    assert findings.depends(turned, sums=False) is None
    shown = [tables.first_calls(calls, sums=False), tables.other_chances(turned, sums=False)]
    assert not any("expected_gain" in table for table in shown)
    assert shown[0]["customer"].tolist() == ["b", "a"]  # their order stands


def test_where_nobody_is_worth_a_call_a_note_says_so(ranked):
    assert findings.no_call(ranked) == ""
    assert "No call" in findings.no_call(ranked.assign(contact=False))


def test_whom_to_let_go_is_said_by_reason():
    told = pd.DataFrame(
        {"customer": list("abcd"), "verdict": ["let go"] * 3 + ["watch"], "at_stake": 1.0,
         "because": ["closed", "no habit", "no habit", "late"]}
    )  # fmt: skip
    table = tables.let_go(orders.let_go(told))
    assert table["reason"].tolist() == ["no habit", "closed"]
    assert table["margin_together"].tolist() == [2.0, 1.0]
    assert labels(table)[-1] == "Margin a year, together"


def test_reasons_to_write_are_counted_in_the_order_in_which_they_matter():
    month = pd.DataFrame(
        {"date": DAY, "customer": list("abc"), "manager": "Ann", "detail": "",
         "kind": ["novelty", "silence", "novelty"]}
    )  # fmt: skip
    assert tables.by_reason(month)["customers"].tolist() == [1, 2]
    assert "Reason to get in touch" in labels(tables.reasons_to_write(month))
    assert tables.by_reason(month.head(0)).empty


def test_the_cards_have_a_label_for_every_column():
    assert labels(scenarios.cards())[0] == "Cause"
