"""How long does it take, with some still open and several ways to end?"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.models.survival import (
    happened_by,
    kaplan_meier,
    log_rank,
    median_time,
    step_hazards,
)

watched = st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=60)
leads = st.lists(
    st.tuples(st.integers(1, 8), st.sampled_from(["sale", "given up", ""])), min_size=1, max_size=80
)


def curve_of(pairs):
    times, ended = zip(*pairs, strict=True)
    return kaplan_meier(np.array(times), np.array(ended))


def test_without_open_times_it_is_the_plain_share():
    curve = kaplan_meier([1, 2, 2, 4], [True] * 4)
    assert curve["left"].tolist() == [0.75, 0.25, 0.0]


def test_an_open_time_counts_for_as_long_as_it_was_watched():
    # of three two are still watched at day 2: half of them end there
    assert kaplan_meier([1, 2, 3], [False, True, False])["left"].tolist() == [0.5]


def test_nothing_has_happened_before_the_first_time():
    curve = kaplan_meier([3, 5], [True, False])
    assert happened_by(curve, 2.9) == (0, 0, 0)
    assert happened_by(curve, 3).value == 0.5


def test_a_half_that_is_not_reached_has_no_median():
    assert median_time(kaplan_meier([1, 2, 3], [True, False, False])).value == float("inf")
    assert median_time(kaplan_meier([1, 2], [True, False])).value == 1


def test_where_nothing_happened_there_is_no_curve_and_no_test():
    assert kaplan_meier([4, 5], [False, False]).empty
    assert kaplan_meier([], []).empty
    assert np.isnan(log_rank([4, 5], [False, False], ["a", "b"]))
    assert np.isnan(log_rank([4, 5], [True, True], ["a", "a"]))


@given(watched)
def test_a_curve_falls_within_its_interval(pairs):
    curve = curve_of(pairs)
    assert curve["left"].is_monotonic_decreasing
    assert (curve["low"] <= curve["left"] + 1e-12).all()
    assert (curve["left"] <= curve["high"] + 1e-12).all()
    assert curve[["low", "high"]].stack().between(0, 1).all()


def test_the_interval_covers_the_truth():
    rng, covered = np.random.default_rng(3), 0
    for _ in range(300):
        time, open_from = rng.exponential(10, 80), rng.uniform(0, 30, 80)
        curve = kaplan_meier(np.minimum(time, open_from), time <= open_from)
        found = happened_by(curve, 8)
        covered += found.low <= 1 - np.exp(-0.8) <= found.high
    assert 0.92 <= covered / 300 <= 0.99


def test_groups_that_are_one_are_rarely_found_apart():
    rng = np.random.default_rng(1)
    found = [
        log_rank(rng.geometric(0.3, 120), rng.random(120) < 0.8, rng.choice(list("abc"), 120))
        for _ in range(1000)
    ]
    assert np.mean(np.array(found) < 0.05) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 1000)


def test_groups_that_differ_are_found_apart():
    rng = np.random.default_rng(5)
    times = np.append(rng.geometric(0.2, 100), rng.geometric(0.4, 100))
    assert log_rank(times, np.ones(200, bool), ["slow"] * 100 + ["fast"] * 100) < 0.001


def test_hazards_of_ten_leads():
    # ten had a first contact: one bought, two were given up, one is open; six went on
    steps = [1] * 4 + [2] * 6
    ends = ["sale", "given up", "given up", "", "sale", "sale", "sale", "given up", "given up", ""]
    found = step_hazards(steps, ends).set_index(["end", "step"])
    sale = found.loc["sale"]
    assert sale["at_risk"].tolist() == [10, 6]
    assert sale["ended"].tolist() == [1, 3]
    assert sale["open"].tolist() == [1, 1]
    assert sale["hazard"].tolist() == [0.1, 0.5]
    # 0.1, and of the 0.7 that went on a half
    assert sale["incidence"].tolist() == pytest.approx([0.1, 0.45])
    assert found.loc["given up", "incidence"].tolist() == pytest.approx([0.2, 0.2 + 0.7 / 3])


def test_no_leads_have_no_hazards():
    assert step_hazards([], []).empty
    assert step_hazards([2, 1], ["", ""]).empty


@given(leads)
def test_ends_never_add_up_to_more_than_all(pairs):
    steps, ends = zip(*pairs, strict=True)
    found = step_hazards(steps, ends)
    if len(found):
        assert found.groupby("step")["incidence"].sum().max() <= 1 + 1e-9
        assert (found["incidence_low"] <= found["incidence"] + 1e-12).all()


@given(leads)
def test_with_nobody_open_the_incidence_is_the_plain_share(pairs):
    pairs = [(step, end or "sale") for step, end in pairs]
    steps, ends = zip(*pairs, strict=True)
    last = step_hazards(steps, ends).groupby("end")["incidence"].last()
    plain = pd.Series(ends).value_counts(normalize=True)
    assert last.to_dict() == pytest.approx(plain.to_dict())


def test_the_planted_hazards_of_sales_are_found_and_covered():
    sale, away, rng = np.array([0.05, 0.09, 0.13, 0.11]), 0.3, np.random.default_rng(11)
    covered = found = 0
    for _ in range(200):
        step, end = np.full(600, 4), np.full(600, "", dtype=object)
        for k in (4, 3, 2, 1):  # the first end that comes is the one that counts
            sold, gone = rng.random(600) < sale[k - 1], rng.random(600) < away
            gone &= ~sold
            step[sold | gone], end[sold], end[gone] = k, "sale", "given up"
        table = step_hazards(step, end)
        table = table[table["end"] == "sale"]
        left = np.cumprod(np.append(1, (1 - sale) * (1 - away)))[:-1]
        covered += (
            table["incidence_low"].iloc[-1]
            <= (left * sale).sum()
            <= table["incidence_high"].iloc[-1]
        )
        found += table["hazard"].idxmax() == table.index[0] + 2
    assert 0.91 <= covered / 200 <= 0.99
    assert found >= 100
