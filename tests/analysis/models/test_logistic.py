"""A logistic regression of a table that one can hold in the head, and of hopeless ones."""

import numpy as np
import pytest

from helpers.analysis.models.logistic import fit

# of 20 with the trait 15 come to it, of 30 without it 10
TRAIT = np.repeat([1.0, 0.0], (20, 30))
CAME = np.concatenate([np.repeat([1.0, 0.0], (15, 5)), np.repeat([1.0, 0.0], (10, 20))])
X = np.column_stack([np.ones(50), TRAIT])


def test_one_trait_has_the_logarithm_of_the_ratio_of_odds():
    found = fit(X, CAME, np.arange(50), ridge=0.0)
    assert found.coefficients == pytest.approx([np.log(10 / 20), np.log(15 / 5 / (10 / 20))])
    assert found.chance(X)[[0, -1]] == pytest.approx([0.75, 1 / 3])


def test_the_spread_of_cases_alone_is_that_of_woolf():
    found = fit(X, CAME, np.arange(50), ridge=0.0)
    assert found.covariance[1, 1] == pytest.approx(1 / 15 + 1 / 5 + 1 / 10 + 1 / 20)


def test_a_case_told_twice_is_no_second_case():
    once = fit(X, CAME, np.arange(50), ridge=0.0)
    twice = fit(np.repeat(X, 2, axis=0), np.repeat(CAME, 2), np.repeat(np.arange(50), 2), ridge=0.0)
    assert twice.covariance == pytest.approx(once.covariance)


@pytest.mark.parametrize("all_of_them", [0.0, 1.0])
def test_where_all_or_none_come_to_it_the_fit_ends(all_of_them):
    found = fit(X, np.full(50, all_of_them), np.arange(50))
    assert np.isfinite(found.coefficients).all()
    assert found.chance(X) == pytest.approx(np.full(50, all_of_them), abs=0.01)


def test_a_trait_that_tells_all_is_held_back():
    found = fit(X, TRAIT, np.arange(50))
    assert np.isfinite(found.coefficients).all()
    assert found.chance(X)[0] > 0.8 > 0.2 > found.chance(X)[-1]
