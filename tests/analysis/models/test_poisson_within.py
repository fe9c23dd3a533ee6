"""Counts within units: what is told, what is not, and what must not matter."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.analysis.models.poisson_within import NotTold, fit
from tests.laws import examples

UNIT = np.repeat(np.arange(30), 8)


def drawn(seed):
    """Counts of thirty units, and a column that raises them."""
    chance = np.random.default_rng(seed)
    column = chance.integers(0, 2, 240)
    return chance.poisson(np.exp(0.5 * column) * chance.gamma(1, 2, 30)[UNIT]), column[:, None]


def test_a_unit_without_counts_and_one_with_a_single_row_say_nothing():
    counts, column = drawn(1)
    alone = fit(counts, column, UNIT)
    more = fit(
        np.append(counts, [0, 0, 9]), np.vstack([column, [[0], [1], [1]]]), [*UNIT, 90, 90, 91]
    )
    assert more.coefficients == pytest.approx(alone.coefficients, abs=1e-12)
    assert more.covariance == pytest.approx(alone.covariance, rel=1e-12)


def test_a_column_that_is_the_same_within_each_unit_is_not_told():
    counts, _ = drawn(1)
    with pytest.raises(NotTold):
        fit(counts, (UNIT % 2)[:, None], UNIT)


def test_a_column_after_which_nothing_is_ever_counted_is_not_told():
    with pytest.raises(NotTold):
        fit([3, 0, 2, 0], [[0], [1], [0], [1]], [1, 1, 2, 2])


def test_errors_grow_where_rows_of_a_unit_are_repeated_and_not_those_of_others():
    counts, column = drawn(2)
    once = fit(counts, column, UNIT)
    twice = fit(np.tile(counts, 2), np.vstack([column, column]), np.tile(UNIT, 2))
    assert twice.coefficients == pytest.approx(once.coefficients, abs=1e-9)
    assert twice.covariance == pytest.approx(once.covariance, rel=1e-6)  # clustered: no news


@examples(25)
@given(seed=st.integers(0, 10_000), times=arrays(float, 30, elements=st.floats(0.1, 50)))
def test_the_level_of_a_unit_does_not_matter_to_who_is_compared_with_itself(seed, times):
    counts, column = drawn(seed)
    same = np.full(30, times[0])
    a = fit(counts * same[UNIT], column, UNIT)
    b = fit(counts, column, UNIT)
    assert a.coefficients == pytest.approx(b.coefficients, abs=1e-8)


@examples(25)
@given(seed=st.integers(0, 10_000), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(seed, order):
    counts, column = drawn(seed)
    place = list(range(240))
    order.shuffle(place)
    mixed = fit(counts[place], column[place], UNIT[place])
    assert mixed.coefficients == pytest.approx(fit(counts, column, UNIT).coefficients, abs=1e-9)
