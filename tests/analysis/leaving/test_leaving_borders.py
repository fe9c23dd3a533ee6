"""Each border of the chapter on leaving, from both sides."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.definitions.history import history
from helpers.analysis.definitions.ledger import Ledger, nothing_to_learn
from helpers.analysis.leaving import findings
from helpers.analysis.leaving.churn import calibration, features, guards, panel, reasons
from helpers.settings import ChurnSettings

START = pd.Timestamp("2023-01-01")


def buyer(*gaps, customer="a"):
    day = np.concatenate([[0], np.cumsum(gaps)])
    return pd.DataFrame(
        {"date": START + pd.to_timedelta(day, "D"), "customer": customer, "amount": 1.0}
    )


def horizon(gaps, **rules):
    return panel.horizon_of(history(buyer(*gaps)), ChurnSettings(**rules))


def test_a_gap_of_as_many_days_as_the_months_have_fits_into_them():
    assert horizon([61] * 10) == 61
    assert horizon([62] * 10) == 91


def test_nine_of_ten_gaps_decide():
    assert horizon([10] * 9 + [80]) == 61
    assert horizon([10] * 8 + [80] * 2) == 91


def test_the_horizon_stays_within_its_ends():
    assert horizon([5] * 10) == 61
    assert horizon([5] * 10, horizon_least=3) == 91
    assert horizon([400] * 3) == 365
    assert horizon([400] * 3, horizon_most=6) == 183


def test_months_of_the_consultant_come_before_the_gaps():
    assert horizon([400] * 3, horizon_months=1) == 30


def test_learned_from_is_who_bought_within_a_year_or_two_horizons():
    assert panel.learned_days(182, 12) == 365
    assert panel.learned_days(183, 12) == 366
    assert panel.learned_days(30, 6) == 182


def test_who_is_silent_for_the_whole_horizon_has_left_and_is_not_scored():
    parts = [buyer(*[30] * 10, gap, customer=c) for c, gap in (("a", 30), ("b", 31), ("c", 90))]
    past = history(pd.concat(parts), as_of=START + pd.Timedelta(days=390))
    for horizon_days, scored in ((60, ["b"]), (59, []), (61, ["a", "b"])):
        rows = panel.scored_now(past, horizon_days=horizon_days, seed=0)
        assert past.customers[rows["customer"]].tolist()[:-1] == scored


def test_strata_begin_with_the_second_and_the_fourth_purchase():
    found = panel.strata(pd.Series([1, 2, 3, 4, 5])).tolist()
    assert found == ["new", "forming", "forming", "regular", "regular"]


def test_the_first_cutoff_leaves_a_horizon_of_records_before_it_and_two_months_at_least():
    past = history(buyer(400))
    days = panel.cutoffs(past, horizon_days=90)
    assert min(days) - int(past.day.min()) >= 90
    short = panel.cutoffs(past, horizon_days=10)
    assert 61 <= min(short) - int(past.day.min()) < 92


def test_two_years_of_cutoffs_and_the_tests_are_enough():
    assert len(panel.cutoffs(history(buyer(2000)), horizon_days=60)) == 27


def test_an_answer_is_known_on_the_day_on_which_the_horizon_ends():
    rows = pd.DataFrame({"cutoff": [100, 101]})
    assert panel.known_before(rows, 160, horizon_days=60)["cutoff"].tolist() == [100]


def test_nothing_can_be_learned_from_short_records_in_which_nobody_came_back():
    once = history(
        pd.concat([buyer(), buyer().assign(customer="b")]), as_of=START + pd.Timedelta(days=60)
    )
    assert nothing_to_learn(once, days=61)
    assert not nothing_to_learn(once, days=60)
    assert not nothing_to_learn(history(buyer(10)), days=61)


def test_a_training_window_ends_before_the_test():
    guards.purged(np.array([40]), test=100, horizon_days=60)
    with pytest.raises(guards.Leak):
        guards.purged(np.array([41]), test=100, horizon_days=60)


def told_by_silence(count):
    left = np.repeat([0, 1], count)
    guards.label_is_not_silence(left * 100.0, left)


def test_twenty_leavers_can_show_a_leak_and_nineteen_cannot():
    told_by_silence(19)
    with pytest.raises(guards.Leak):
        told_by_silence(20)


def ranking(errors):
    """A feature that ranks 20 of each side with so many pairs of 400 the wrong way round."""
    stayed = np.arange(20.0)
    left = np.full(20, 100.0)
    left[0] = 19.5 - errors
    return pd.DataFrame({"odd": np.concatenate([stayed, left])}), np.repeat([0, 1], 20)


def test_a_feature_may_rank_95_of_100_pairs():
    features, left = ranking(20)  # 380 of 400 pairs
    guards.no_feature_tells_all(features, left)
    features, left = ranking(19)
    with pytest.raises(guards.Leak):
        guards.no_feature_tells_all(features, left)


def slices(count, push=1.0):
    """Cut-offs on which one stratum leaves more often than was said."""
    said = np.zeros(400)
    left = (np.arange(400) % 100 < 100 / (1 + np.exp(-push))).astype(int)
    return [(said, left, pd.Series(np.ones(400)))] * count


def test_three_cutoffs_can_agree_on_a_push_and_two_cannot():
    assert any(calibration.later_shifts(slices(3)).values())
    assert not any(calibration.later_shifts(slices(2)).values())


def test_a_push_is_drawn_to_none_by_two_hundred_customers():
    [push] = {v for v in calibration._shifts(*slices(1)[0]).values() if v}
    assert 0 < push <= calibration.FURTHEST


def scored(*probability):
    return pd.DataFrame({"probability": probability, "value": 10.0})


def test_half_a_chance_is_likelier_to_leave_than_to_stay():
    about = SimpleNamespace(foretold=1.0, lost=1.0, times=(1.0,))
    known = SimpleNamespace(scores=scored(0.5, 0.5 - 1e-9), about=about)
    numbers = findings.scored(known).numbers
    assert (numbers["n"].value, numbers["likely"].value) == (2, 1)


def test_a_push_is_drawn_to_none_by_the_doubt_of_two_hundred_customers():
    said, left = np.zeros(200), np.repeat([0, 1], [80, 120])
    assert calibration._shift(said, left) == pytest.approx(np.log(0.6 / 0.4) / 2)


def test_a_push_goes_no_further_than_one_and_a_half():
    assert calibration._shift(np.zeros(200), np.ones(200)) == pytest.approx(1.5 / 2)
    assert calibration._shift(np.zeros(200), np.zeros(200)) == pytest.approx(-1.5 / 2)


@pytest.mark.parametrize(("left_of_100", "helps"), [(52, False), (58, True)])
def test_a_push_must_help_on_the_next_cutoff(left_of_100, helps):
    left = (np.arange(400) % 100 < left_of_100).astype(int)
    same = [(np.zeros(400), left, pd.Series(np.ones(400)))] * 3
    assert bool(calibration.later_shifts(same)) is helps


def test_a_feature_may_rank_little_better_than_the_clock():
    odd, left = ranking(11)
    for errors, stops in ((14, False), (16, True)):
        clock = ranking(errors)[0].rename(columns={"odd": "silence_days"})
        both = pd.concat([odd, clock], axis=1)
        if stops:
            with pytest.raises(guards.Leak):
                guards.no_feature_tells_all(both, left)
        else:
            guards.no_feature_tells_all(both, left)


def test_everybodys_habit_weighs_two_gaps_beside_ones_own():
    past = history(buyer(10, 10))
    rhythm = features._rhythm(Ledger(past), past.as_of, np.array([0]), 40.0)
    assert rhythm["gap_mean"].tolist() == [(20 + 2 * 40) / (2 + 2)]


ROW = {
    "silence_days": 29.0, "purchases": 5.0, "age_days": 99.0, "gap_longest": 20.0,
    "purchases_182": 1.0, "purchases_365": 5.0, "amount_182": 10.0, "amount_365": 50.0,
}  # fmt: skip


def said(monkeypatch, row=(), **weights):
    table = pd.DataFrame([weights])
    monkeypatch.setattr(reasons, "contributions", lambda *_, **__: table)
    return reasons.reasons(None, pd.DataFrame([ROW | dict(row)]), typical=None).iloc[0]


@pytest.mark.parametrize(
    ("sign", "speaks", "does_not"),
    [
        ("silence", {"silence_days": 20.0}, {"silence_days": 19.0, "age_days": 99.0}),
        ("silence", {"purchases": 1.0, "silence_days": 1.0}, {"purchases": 1.0, "silence_days": 0}),
        ("frequency", {"purchases_182": 2.0}, {"purchases_182": 2.5}),
        ("money", {"amount_182": 24.0}, {"amount_182": 25.0}),
        ("season", {"year_ago": 0.0, "year_ago_known": 1}, {"year_ago": 1.0, "year_ago_known": 1}),
        ("discounts", {"discount_share": 0.1}, {"discount_share": 0.0}),
    ],
)
def test_a_number_that_speaks_for_staying_is_no_reason_to_leave(
    monkeypatch, sign, speaks, does_not
):
    assert said(monkeypatch, speaks, **{sign: 0.9})
    assert said(monkeypatch, does_not, **{sign: 0.9}) == ""


def test_a_reason_speaks_from_a_tenth_of_a_logit_on(monkeypatch):
    assert "silent" in said(monkeypatch, silence=0.11)
    assert said(monkeypatch, silence=0.1) == ""


def test_three_reasons_are_told_and_a_fourth_is_not(monkeypatch):
    text = said(monkeypatch, silence=0.9, frequency=0.8, age=0.7, money=0.6)
    assert "first purchase" in text
    assert "net sales" not in text
