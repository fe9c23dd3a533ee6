"""Who is told apart, and is anybody where all are alike? Small, then many worlds."""

import numpy as np
import pytest

from helpers.analysis.loyalty import tables, voice_findings
from helpers.analysis.loyalty.apart import apart, told
from tests.analysis.loyalty.forms import world

CELLS = ["branch", "touchpoint"]
SEEDS, NULLS = range(12), range(100, 140)


def lower(answers, cut="employee", cells=CELLS, least=20, seed=1):
    return told(apart(answers, cut, cells, least_forms=least, seed=seed), below=0.05)


def test_the_rude_employee_is_told_for_the_one_question_and_nobody_else():
    found = lower(world(1, rude=3.0))
    assert found[["group", "question"]].to_numpy().tolist()[0] == ["E9", "Q3"]
    assert set(found["group"]) == {"E9"}


def test_who_works_where_it_tears_is_not_told():
    assert lower(world(1, torn=4.0)).empty


def test_the_torn_place_is_told():
    assert set(lower(world(1, torn=4.0), "touchpoint", ["branch"])["group"]) == {"P0"}


@pytest.mark.parametrize(("least", "told_at_all"), [(61, True), (10**6, False)])
def test_with_few_forms_nobody_is_told_of(least, told_at_all):
    answers = world(1, forms=1200, rude=3.0)
    table = apart(answers, "employee", CELLS, least_forms=least, seed=1)
    assert bool(len(table)) == told_at_all
    assert (table["forms"] >= least).all()


def test_one_employee_alone_is_compared_with_nobody():
    answers = world(1)
    assert apart(answers.assign(employee="E1"), "employee", CELLS, least_forms=1, seed=1).empty


def test_the_sentence_for_the_room_has_no_name_and_says_what_to_do_first():
    table = apart(world(1, rude=3.0), "employee", CELLS, least_forms=20, seed=1)
    found = told(table, below=0.05)
    sentence = voice_findings.employees(table, found).text
    assert "1 employee" in sentence
    assert "E9" not in sentence
    assert [one.name for one in tables.who(found)] == ["E9"]


def test_where_nobody_is_told_the_sentence_says_how_many_were_tried():
    table = apart(world(1), "employee", CELLS, least_forms=20, seed=1)
    found = told(table, below=0.0)
    assert "10 were tried" in voice_findings.employees(table, found).text
    assert tables.who(found) == []


@pytest.mark.slow
def test_the_rude_employee_is_found_in_nine_of_ten_worlds():
    assert np.mean(["E9" in set(lower(world(s, rude=2.6))["group"]) for s in SEEDS]) >= 0.9


@pytest.mark.slow
@pytest.mark.parametrize("trouble", [{}, {"torn": 4.0}, {"grumpy": 2.0}])
def test_where_all_employees_are_alike_somebody_is_told_in_five_of_a_hundred_worlds(trouble):
    named = [len(lower(world(seed, **trouble), seed=seed)) > 0 for seed in NULLS]
    assert np.mean(named) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / len(named))
