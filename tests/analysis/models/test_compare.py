"""Are groups unlike, like with like and luck apart?"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.models.compare import (
    chance_of,
    dealt_anew,
    drawn_sums,
    pooled,
    shrunk,
    standardised_difference,
)


def difference(rows, **told):
    names = {"outcome": "came", "exposed": "failed", "cells": ["band"], "unit": "customer"}
    return standardised_difference(rows, **names, seed=1, **told)


def rows_of(*rows):
    table = pd.DataFrame(rows, columns=["band", "failed", "came"])
    return table.assign(customer=[f"c{n}" for n in range(len(table))])


def test_like_is_compared_with_like():
    # in each band failing costs a half; the crude difference would be nothing
    rows = rows_of(
        ("large", True, 1), ("large", True, 0), ("large", False, 1),
        ("small", True, 0), ("small", False, 1), ("small", False, 0),
    )  # fmt: skip
    found = difference(rows)
    # two exposed of the large at -0.5, one of the small at -0.5
    assert found.estimate.value == pytest.approx(-0.5)
    assert (found.matched, found.others, found.unmatched) == (3, 3, 0)


def test_cells_count_by_their_exposed():
    rows = rows_of(
        *[("large", True, 1)] * 3, ("large", False, 0), ("small", True, 0), ("small", False, 0)
    )
    assert difference(rows).estimate.value == pytest.approx(0.75)


def test_who_has_no_like_is_counted_and_left_out():
    rows = rows_of(("large", True, 1), ("large", False, 0), ("fleet", True, 0))
    found = difference(rows)
    assert found.estimate.value == 1
    assert found.unmatched == 1


def test_where_nobody_has_his_like_there_is_no_difference():
    found = difference(rows_of(("large", True, 1), ("small", False, 0)))
    assert np.isnan(found.estimate.value)
    assert (found.matched, found.unmatched) == (0, 1)
    assert np.isnan(difference(rows_of()).estimate.value)


def confounded(rng, *, effect, customers=400):
    """Large customers fail more often and come back more often; several rows of each."""
    large = rng.random(customers) < 0.4
    own = rng.normal(0, 0.1, customers)
    who = np.repeat(np.arange(customers), 3)
    failed = rng.random(len(who)) < np.where(large[who], 0.5, 0.2)
    chance = np.clip(np.where(large[who], 0.75, 0.4) + own[who] + effect * failed, 0, 1)
    return pd.DataFrame(
        {
            "customer": who,
            "band": large[who],
            "failed": failed,
            "came": rng.random(len(who)) < chance,
        }
    )


def test_a_planted_effect_is_found_and_covered():
    rng = np.random.default_rng(2)
    found = [difference(confounded(rng, effect=-0.2), draws=300).estimate for _ in range(100)]
    assert np.mean([e.high < 0 for e in found]) >= 0.9
    assert 0.88 <= np.mean([e.low <= -0.2 <= e.high for e in found]) <= 0.99


@pytest.mark.slow
def test_no_effect_is_rarely_found():
    rng = np.random.default_rng(4)
    found = [difference(confounded(rng, effect=0), draws=300).estimate for _ in range(200)]
    named = np.mean([not e.low <= 0 <= e.high for e in found])
    assert named <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 200)


def test_units_are_drawn_whole():
    sums = np.array([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]])
    drawn = np.concatenate(list(drawn_sums(sums, 250, seed=1)))
    assert drawn.shape == (250, 2)
    np.testing.assert_allclose(drawn[:, 1], 10 * drawn[:, 0])
    assert drawn[:, 0].min() >= 3
    assert drawn[:, 0].max() <= 9


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), min_size=1, max_size=30))
def test_labels_stay_in_their_cells(pairs):
    cells, labels = (np.array(side) for side in zip(*pairs, strict=True))
    for dealt in dealt_anew(labels, cells, seed=1, rounds=3):
        for cell in set(cells):
            assert sorted(dealt[cells == cell]) == sorted(labels[cells == cell])


def test_labels_are_truly_mixed():
    labels = np.array(list("xxxxxyyyyy"))
    seen = {"".join(d) for d in dealt_anew(labels, np.zeros(10), seed=1, rounds=50)}
    assert len(seen) > 30


def test_the_chance_of_what_no_round_reached_is_not_nothing():
    assert chance_of(9.0, np.arange(99) / 100) == pytest.approx(1 / 100)


def test_groups_that_differ_by_luck_alone_are_drawn_to_their_mean():
    rng = np.random.default_rng(1)
    drawn = shrunk(rng.normal(1, 0.2, 12), np.full(12, 0.04))
    assert drawn["kept"].max() < 0.6
    assert (drawn["low"] <= 1).mean() > 0.9


def test_groups_that_truly_differ_keep_their_distance():
    drawn = shrunk(np.array([1.0, 2.0, 3.0, 4.0, 5.0]), np.full(5, 0.01))
    assert drawn["kept"].min() > 0.95


def test_three_groups_are_left_as_they_are():
    values = np.array([0.9, 1.0, 1.4])
    assert shrunk(values, np.full(3, 0.04))["value"].tolist() == pytest.approx(values.tolist())
    assert shrunk(np.append(values, 1.1), np.full(4, 0.04))["kept"].max() < 1


def test_the_interval_of_shrunk_groups_covers_their_truth():
    rng, hits = np.random.default_rng(6), []
    for _ in range(300):
        true = rng.normal(1, 0.15, 10)
        drawn = shrunk(rng.normal(true, 0.2), np.full(10, 0.04))
        hits.append(((drawn["low"] <= true) & (true <= drawn["high"])).mean())
    assert 0.92 <= np.mean(hits) <= 0.985


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=12))
def test_groups_are_drawn_between_their_number_and_the_mean(values):
    values, variances = np.array(values), np.full(len(values), 0.5)
    mean, drawn = pooled(values, variances).mean.value, shrunk(values, variances)["value"]
    assert (np.abs(drawn - mean) <= np.abs(values - mean) + 1e-9).all()
