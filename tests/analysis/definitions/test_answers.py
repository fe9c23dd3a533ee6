"""Does a refusal fail what it leaves open, and nothing else?"""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.definitions.answers import another_scale, answers, forms
from helpers.settings import AnswersSettings

RULES = AnswersSettings()


def form(*scores, response="R1"):
    """A form with these scores; None is a refusal."""
    rows = [(response, f"question {n}", score) for n, score in enumerate(scores)]
    frame = pd.DataFrame(rows, columns=["response", "question", "score"])
    return frame.assign(score=frame["score"].astype(float), refused=frame["score"].isna())


def test_eight_passes_and_anything_less_fails():
    table = answers(form(7.9, 8, 10), RULES)
    assert table["passed"].tolist() == [False, True, True]


def test_who_refuses_all_has_failed_all_and_counts_nowhere_without_the_rule():
    table = answers(form(None, None, None), RULES)
    assert table["refused_all"].all()
    assert not table["passed"].any()
    assert table["passed_answered"].isna().all()
    assert forms(table, RULES)["failed"].all()


def test_who_refuses_one_question_fails_that_one_alone():
    table = answers(form(9, None, 9), RULES)
    assert table["passed"].tolist() == [True, False, True]
    assert not table["refused_all"].any()
    assert not forms(table, RULES)["failed"].any()


def test_where_only_refusals_were_written_down_nothing_has_passed():
    table = answers(form(None, None).drop(columns="score"), RULES)
    assert not table["passed"].any()


def test_a_score_beside_the_word_refused_is_a_refusal():
    table = answers(form(9, 9).assign(refused=[True, False]), RULES)
    assert table["passed"].tolist() == [False, True]


def test_half_of_the_questions_make_a_deal_well_done_and_less_does_not():
    both = pd.concat([form(8, 8, 1, 1, response="A"), form(8, 1, 1, 1, response="B")])
    assert forms(answers(both, RULES), RULES)["failed"].tolist() == [False, True]


def test_full_marks_are_ten_for_every_question():
    three = [form(10, 10, response="A"), form(10, 9, response="B"), form(10, None, response="C")]
    assert forms(answers(pd.concat(three), RULES), RULES)["full_marks"].tolist() == [
        True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("best", "other"), [(8, False), (5, True)])
def test_a_scale_on_which_nobody_can_pass_is_another_scale(best, other):
    assert another_scale(answers(form(1, best), RULES), RULES) == other


def test_refusals_alone_say_nothing_about_the_scale():
    assert not another_scale(answers(form(None, None), RULES), RULES)


@given(st.lists(st.one_of(st.none(), st.integers(1, 10)), min_size=1, max_size=8))
def test_the_rule_never_helps(scores):
    table = answers(form(*scores), RULES)
    known = table["passed_answered"].dropna()
    assert table["passed"].mean() <= (known.mean() if len(known) else 1)
    assert table["passed"].sum() == known.sum()
