"""Are the customers of today told apart from those that the model was tried on?"""

from types import SimpleNamespace

import pandas as pd
import pytest

from helpers.analysis.leaving import drift
from helpers.analysis.leaving.churn import evaluation


def known(*tests, new=0, of=400):
    """Tests as ``(customers, left, newcomers)``, and so many new ones among those of today."""
    rows = [(day, *test) for day, test in enumerate(tests) for _ in evaluation.NAMES]
    by_cutoff = pd.DataFrame(rows, columns=["cutoff", "customers", "left", "newcomers"])
    scores = pd.DataFrame({"stratum": ["new"] * new + ["regular"] * (of - new)})
    return SimpleNamespace(by_cutoff=by_cutoff, scores=scores)


SAME = (400, 0.3, 0.25)


@pytest.mark.parametrize(("new", "told"), [(139, False), (141, True), (100, False), (59, True)])
def test_a_tenth_more_or_fewer_newcomers_are_told(new, told):
    assert ("bought once" in drift.changed(known(SAME, SAME, new=new))) is told


@pytest.mark.parametrize(("left", "told"), [(0.39, False), (0.41, True), (0.19, True)])
def test_a_tenth_more_or_fewer_who_came_back_are_told(left, told):
    text = drift.changed(known(SAME, SAME, (400, left, 0.25), new=100))
    assert ("In the last test" in text) is told
    assert bool(text) is told


def test_luck_of_few_customers_is_no_change():
    few = (20, 0.3, 0.25)
    assert drift.changed(known(few, few, (20, 0.5, 0.25), new=8, of=20)) == ""


def test_nothing_was_tried_and_nothing_is_told():
    assert drift.changed(known()) == ""
    assert drift.changed(known(of=0)) == ""


@pytest.mark.parametrize(("rarer", "wider"), [(10, 1.154), (400, 1.003), (1, 6.483)])
def test_few_of_one_outcome_make_the_interval_wider(rarer, wider):
    rows = pd.DataFrame({"customer": range(500 + rarer), "left": [0] * 500 + [1] * rarer})
    assert evaluation._wider(rows) == pytest.approx(wider, abs=0.001)
