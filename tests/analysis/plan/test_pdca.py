"""An idea works when those for whom it is tried change otherwise than those with no idea at all."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.models.differences import Seen, of_logs, widened
from helpers.analysis.plan import hypotheses, pdca
from helpers.analysis.plan.pdca import HARMS, UNSEEN, WHY_NOT, WORKS, Idea, board
from helpers.settings import PlanSettings

RULES = PlanSettings()
MONTHS = pd.date_range("2022-01-01", "2025-12-01", freq="MS")
START = pd.Timestamp("2025-03-01")


def company(
    *, seed: int, groups=("North", "Riverside", "Harbour"), lifts=None, customers=250, shock=0.0
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Purchases of each customer and month; each branch has a season and shocks of its own."""
    rng, lifts = np.random.default_rng(seed), lifts or {}
    parts, where = [], {}
    season = 1 + 0.3 * np.sin(np.arange(len(MONTHS)) / 12 * 2 * np.pi)
    for group in groups:
        rate = rng.gamma(2.0, 0.5, size=(customers, 1)) * season
        rate = rate * np.exp(rng.normal(0, shock, size=len(MONTHS)))
        if group in lifts:
            lift, since = lifts[group]
            rate = rate * np.where(pd.Timestamp(since) <= MONTHS, lift, 1.0)
        count = rng.poisson(rate)
        names = [f"{group}-{i}" for i in range(customers)]
        where |= dict.fromkeys(names, group)
        wide = pd.DataFrame(count, index=pd.Index(names, name="customer"), columns=MONTHS)
        parts.append(wide.melt(ignore_index=False, var_name="month", value_name="purchases"))
    panel = pd.concat(parts).reset_index()
    return panel[panel["purchases"] > 0], where


def idea(where, group="North", *, name="Idea", first=START, end="2026-01-01", **more) -> Idea:
    members = frozenset(c for c, g in where.items() if g == group)
    told = {"measure": "purchases", "members": members, "groups": where} | more
    return Idea(name, pd.Timestamp(first), pd.Timestamp(first), pd.Timestamp(end), **told)


def checked(panel, *ideas, rules=RULES):
    return board(list(ideas), panel, last_month=MONTHS[-1], rules=rules).set_index("hypothesis")


@pytest.mark.slow
def test_what_works_is_covered_and_an_idle_idea_is_never_named():
    covered = idle_covered = works = 0
    for seed in range(12):
        lifts = {"North": (1.2, "2025-03-01")}
        panel, where = company(seed=seed, lifts=lifts, shock=0.03)
        idle = idea(where, "Riverside", name="Idle", first="2025-04-01")
        told = checked(panel, idea(where), idle)
        covered += told["low"]["Idea"] <= 1.2 <= told["high"]["Idea"]
        works += told["verdict"]["Idea"] == WORKS
        assert told["verdict"]["Idle"] == UNSEEN
        idle_covered += told["low"]["Idle"] <= 1 <= told["high"]["Idle"]
        assert (told["comparison"] <= 250).all()
    assert covered >= 11
    assert idle_covered >= 10
    assert works >= 10


@pytest.mark.slow
def test_without_any_effect_hardly_anything_is_named():
    named = 0
    for seed in range(30):
        panel, where = company(seed=100 + seed, shock=0.05, customers=120)
        named += checked(panel, idea(where))["verdict"]["Idea"] in (WORKS, HARMS)
    assert named <= 4


def test_the_comparison_leaves_out_who_is_treated_by_another_idea():
    lifts = {"North": (1.3, "2025-03-01")}
    panel, where = company(seed=1, lifts=lifts)
    idle = idea(where, "Riverside", name="Idle")
    alone = checked(panel, idle)["effect"]["Idle"]
    clean = checked(panel, idle, idea(where))["effect"]["Idle"]
    assert alone < 0.92
    assert clean == pytest.approx(1.0, abs=0.07)


def test_an_idea_that_is_only_planned_treats_nobody():
    panel, where = company(seed=1)
    planned = idea(where, "Harbour", name="Planned", begun=False)
    told = checked(panel, idea(where), planned)
    assert told["comparison"]["Idea"] > 450
    assert told["verdict"]["Planned"] == WHY_NOT["plan"]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"measure": ""}, "measure"),
        ({"members": None}, "nobody"),
        ({"why_not": "unknown"}, "unknown"),
        ({"first": "2025-11-01"}, "months"),
        ({"first": "2022-12-01"}, "history"),
    ],
)
def test_what_cannot_be_measured_yet_says_why(more, why):
    panel, where = company(seed=2, customers=60)
    assert checked(panel, idea(where, **more))["verdict"]["Idea"] == WHY_NOT[why]


@pytest.mark.parametrize(("end", "told"), [("2025-06-01", True), ("2025-05-01", False)])
def test_three_whole_months_are_the_border(end, told):
    panel, where = company(seed=2)
    verdict = checked(panel, idea(where, end=end))["verdict"]["Idea"]
    assert (verdict != WHY_NOT["months"]) is told


@pytest.mark.parametrize(("least", "told"), [(240, True), (251, False)])
def test_too_few_customers_on_a_side_are_the_border(least, told):
    panel, where = company(seed=2)
    rules = RULES.model_copy(update={"least_customers": least})
    assert (checked(panel, idea(where), rules=rules)["verdict"]["Idea"] != WHY_NOT["few"]) is told


def test_two_ideas_for_the_same_customers_cannot_be_told_apart():
    panel, where = company(seed=2)
    told = checked(panel, idea(where), idea(where, name="Other"))
    assert told["verdict"].tolist() == [WHY_NOT["also"]] * 2


@pytest.mark.parametrize(("shared", "told"), [(125, True), (126, False)])
def test_customers_of_two_ideas_count_for_neither_and_half_is_the_border(shared, told):
    panel, where = company(seed=2)
    moved = [c for c, g in where.items() if g == "North"][:shared]
    other = idea(where, "Riverside", name="Other")
    other = other._replace(members=other.members | frozenset(moved))
    found = checked(panel, idea(where), other)
    assert (found["verdict"]["Idea"] != WHY_NOT["also"]) is told
    if told:
        assert found["treated"]["Idea"] <= 250 - shared


def test_where_nobody_is_left_to_compare_with_nothing_is_measured():
    panel, where = company(seed=2, groups=("North", "Riverside"))
    told = checked(panel, idea(where), idea(where, "Riverside", name="Other"))
    assert told["verdict"].tolist() == [WHY_NOT["nobody"]] * 2


def test_a_target_smaller_than_the_usual_wobble_is_not_measurable_yet():
    panel, where = company(seed=3, shock=0.4)
    told = checked(panel, idea(where, target=0.02))
    assert told["placebo_spread"]["Idea"] > 0.02
    assert told["verdict"]["Idea"] == WHY_NOT["noise"]


def test_with_many_groups_chance_is_what_other_groups_show():
    groups = [f"Shop {i}" for i in range(24)]
    lifts = {"Shop 0": (1.5, "2025-03-01")}
    panel, where = company(seed=4, groups=groups, lifts=lifts, customers=55)
    assert checked(panel, idea(where, "Shop 0"))["verdict"]["Idea"] == WORKS
    assert checked(panel, idea(where, "Shop 1"))["verdict"]["Idea"] == UNSEEN


def test_months_after_the_last_one_change_nothing():
    panel, where = company(seed=5)
    lying = panel[panel["month"] == MONTHS[-1]].assign(
        month=pd.Timestamp("2026-01-01"), purchases=99
    )
    one, other = (
        board([idea(where, end="2026-06-01")], p, last_month=MONTHS[-1], rules=RULES)
        for p in (panel, pd.concat([panel, lying]))
    )
    pd.testing.assert_frame_equal(one, other)


def test_the_interval_is_never_narrower_for_its_placebos():
    seen = Seen(0.1, 0.05)
    alone, nothing = widened(seen, [])
    wide, spread = widened(seen, [Seen(0.2, 0.05), Seen(-0.2, 0.05)])
    calm, _ = widened(seen, [Seen(0.0, 0.05)])
    assert np.isnan(nothing)
    assert spread == pytest.approx(0.2)
    assert wide.low < alone.low
    assert calm == alone


def test_a_side_that_bought_nothing_has_no_ratio():
    assert np.isnan(of_logs(np.zeros((3, 2)), np.ones((3, 2))).value)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Визиты на клиента", "purchases"),
        ("net sales of the branch", "net"),
        ("валовая прибыль", "profit"),
        ("share of repeat orders", ""),
        ("the mood of the team", ""),
    ],
)
def test_a_measure_is_known_by_its_words(text, column):
    assert hypotheses.measure_of(text, costed=True) == column


def test_profit_is_no_measure_without_costs():
    assert hypotheses.measure_of("gross profit", costed=False) == ""


@pytest.mark.parametrize(("text", "share"), [("-1 %", -0.01), ("+ 10,5%", 0.105), ("−5 %", -0.05)])
def test_a_target_is_a_share(text, share):
    assert hypotheses.target_of(text) == pytest.approx(share)


@pytest.mark.parametrize("text", ["80 %", "more", None, float("nan"), ""])
def test_a_level_is_no_change(text):
    assert np.isnan(hypotheses.target_of(text))


def test_what_chance_does_is_seen_in_another_window_each_time():
    """From December 2024 back to January 2023: before, there is no year to hold it against."""
    table, where = company(seed=3, customers=30)
    window = pdca._Window(pdca._wide(table, "purchases"), 3, frozenset())
    seen = pdca._before(window, idea(where))
    assert len(seen) == 24
    assert len({round(one.value, 6) for one in seen}) == 24
    late = pdca._before(window, idea(where, first="2023-06-01"))
    assert len(late) == 3
