"""Which questions are passed, with the refusal rule and without?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.loyalty import five_questions, voice_findings
from helpers.analysis.loyalty.five_questions import pass_rate
from helpers.estimates import share
from tests.analysis.loyalty.forms import told


def rows_of(answers, cut, least=1):
    table = five_questions.five_questions(answers, least_forms=least)
    return five_questions.whole(table, cut).set_index("group")


def test_a_refusal_fails_all_its_questions_with_the_rule_and_none_without():
    row = rows_of(told(("a", "1", "x", [9] * 5), ("b", "2", "x", [None] * 5)), "touchpoint").loc[
        "x"
    ]
    assert (row["pass_with_rule"], row["pass_without"], row["refused"]) == (0.5, 1.0, 0.5)


def test_a_form_half_refused_fails_only_what_it_left_open():
    row = rows_of(told(("a", "1", "x", [9, 9, 9, None, None])), "touchpoint").loc["x"]
    assert (row["pass_with_rule"], row["pass_without"], row["refused"]) == (0.6, 1.0, 0.0)


@pytest.mark.parametrize(("score", "passed"), [(7, 0.0), (8, 1.0)])
def test_a_question_is_passed_from_eight(score, passed):
    row = rows_of(told(("a", "1", "x", [score] * 5)), "touchpoint").loc["x"]
    assert row["pass_with_rule"] == passed


def test_the_rule_can_change_the_order_of_places():
    silent = [(f"a{n}", f"a{n}", "silent", [9 if n else None] * 5) for n in range(2)]
    plain = [(f"b{n}", f"b{n}", "plain", [9, 9, 9, 9, 7]) for n in range(2)]
    table = five_questions.five_questions(told(*silent, *plain), least_forms=1)
    places = five_questions.whole(table, "touchpoint")
    assert places["group"].tolist() == ["silent", "plain"]
    assert five_questions.order_changes(places)
    assert "changes the order" in voice_findings.refusals(table).text


def test_the_order_stays_where_nobody_refuses():
    forms = [("a", "1", "x", [9] * 5), ("b", "2", "y", [7] * 5)]
    table = five_questions.five_questions(told(*forms), least_forms=1)
    assert not five_questions.order_changes(five_questions.whole(table, "touchpoint"))
    assert "is the same" in voice_findings.refusals(table).text


@pytest.mark.parametrize(("forms", "there"), [(19, False), (20, True)])
def test_nobody_is_named_for_fewer_than_twenty_forms(forms, there):
    answers = told(*((f"{n}", f"{n}", "x", [9] * 5) for n in range(forms)))
    table = five_questions.five_questions(answers, least_forms=20)
    assert ("Ann" in set(table["group"])) == there
    assert table.loc[table["group"] == "x", "judged"].all() == there


def test_answers_of_one_customer_are_worth_less_than_those_of_many():
    passed = np.array([1, 1, 1, 1, 0, 0, 0, 0] * 5, float)
    alone, together = (pass_rate(passed, np.arange(40)), pass_rate(passed, np.arange(40) // 4))
    assert alone.low == pytest.approx(share(20, 40).low, abs=0.01)
    assert together.high - together.low > alone.high - alone.low


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=1))
def test_the_rate_is_that_of_the_answers_and_lies_in_its_interval(rows):
    passed = np.array([x for x, _ in rows], float)
    rate = pass_rate(passed, np.array([who for _, who in rows]))
    assert rate.value == pytest.approx(passed.mean())
    assert 0 <= rate.low <= rate.value + 1e-9 <= rate.high + 2e-9 <= 1 + 2e-9


def test_nothing_is_made_of_no_answers():
    assert five_questions.five_questions(None, least_forms=1) is None
