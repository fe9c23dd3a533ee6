"""Agreement, the gap of top and front line, and people whom nobody shall recognise."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.centredness import findings, inputs, limits, reliability, research, room
from helpers.settings import CentrednessSettings

RULES = CentrednessSettings()


def grid(*columns, people=None):
    people = people or [f"P{n}" for n in range(len(columns[0]))]
    return pd.DataFrame(dict(enumerate(columns)), index=people).astype(float).rename(columns=str)


def tops(count, of):
    return pd.Series([n < count for n in range(of)], index=[f"P{n}" for n in range(of)])


def test_scores_off_the_scale_are_left_out_and_the_last_of_two_counts():
    rows = pd.DataFrame(
        [("A", "s", 0), ("A", "s", 4), ("A", "s", 2), ("B", "s", 6), ("B", "t", 5)],
        columns=["participant", "statement", "score"],
    )
    table, named = room.scores(rows)
    assert table.loc["A", "s"] == 2
    assert np.isnan(table.loc["B", "s"])
    assert (named == "").all()


def test_two_camps_come_first_and_have_an_agreement_below_zero():
    table = room.maturity(grid([1, 1, 5, 5, 5, 1], [3, 3, 4, 3, 3, 4]), tops(3, 6), seed=1)
    assert table["statement"].tolist() == ["0", "1"]
    assert table["agreement"].iloc[0] < 0 < table["agreement"].iloc[1]


@pytest.mark.parametrize(("top", "compared"), [(2, False), (3, True), (4, True), (5, False)])
def test_a_gap_takes_three_people_on_each_side(top, compared):
    table = room.maturity(grid([5, 5, 5, 1, 1, 1, 1]), tops(top, 7), seed=1)
    assert table["gap"].notna().all() == compared


def test_the_only_way_to_so_large_a_gap_has_the_least_chance_there_is():
    values = np.array([[5.0]] * 4 + [[1.0]] * 10)
    chance = room.gap_chance(values, np.arange(14) < 4, seed=1)
    assert chance.item() == pytest.approx(1 / 1001)


def test_many_people_are_dealt_out_at_random_and_few_exactly():
    assert len(room.ways(14, 4, seed=1)) == 1001
    assert len(room.ways(60, 20, seed=1)) == room.DRAWS
    assert (room.ways(60, 20, seed=1).sum(axis=1) == 20).all()


@given(st.lists(st.integers(1, 5), min_size=2, max_size=12))
def test_agreement_is_one_exactly_where_all_scores_are_the_same(scores):
    found = room.agreement(scores)
    assert (found == 1) == (len(set(scores)) == 1)
    assert found <= 1


NAMED = {"Top": 4, "Sales": 4, "Service": 3, "Calls": 2, "Parts": 1}


def departments(**sizes):
    names = [name for name, size in sizes.items() for _ in range(size)]
    people = [f"P{n}" for n in range(len(names))]
    table = pd.DataFrame({"s": np.linspace(1, 5, len(names))}, index=people)
    return room.departments(table, pd.Series(names, index=people))


def test_departments_of_one_or_two_stand_together():
    table = departments(**NAMED)
    assert set(table["department"]) == {"Top", "Sales", "Service", ""}
    assert table.set_index("department").loc["", "people"] == 3


def test_one_person_left_over_takes_the_smallest_department_along():
    table = departments(Top=4, Sales=5, Parts=1)
    assert set(table["department"]) == {"Sales", ""}
    assert table.set_index("department").loc["", "people"] == 5


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6))
def test_nobody_is_shown_alone_and_nobody_is_left_over(sizes):
    table = departments(**{f"D{n}": size for n, size in enumerate(sizes)})
    assert (table["people"] >= 3).all()
    left_over = sum(sizes) - table["people"].sum()
    assert left_over == 0 or (left_over < 3 and table.empty)


@pytest.mark.parametrize(("people", "told"), [(5, True), (4, False)])
def test_agreement_is_told_from_five_people_on(people, told):
    scores = pd.DataFrame(
        {"s": np.arange(people) % 5 + 1.0}, index=[f"P{n}" for n in range(people)]
    )
    found = inputs.Room(scores, pd.Series("", index=scores.index), tops(0, people))
    table = inputs.maturity(found, RULES)
    assert table["agreement"].notna().all() == told
    assert table["mean"].notna().all()
    assert bool(limits.few_people(found, RULES))


@pytest.mark.parametrize(("people", "told"), [(10, True), (9, False)])
def test_alpha_is_told_from_ten_people_on(people, told):
    values = np.random.default_rng(1).normal(size=(people, 1)) + np.zeros((1, 3))
    found = reliability.cronbach(values + np.random.default_rng(2).normal(size=values.shape) / 3)
    assert np.isfinite(found.value) == told


def test_departments_differ_as_wholes_only_from_three_of_three():
    each = pd.Series([1.0, 1.1, 0.9, 3.0, 3.1, 2.9, 5.0, 5.1, 4.9])
    assert reliability.icc1(each, pd.Series(list("aaabbbccc"))).icc > 0.9
    assert reliability.icc1(each, pd.Series(list("aaabbbcc") + [""])) is None


def studies(*rows, **more):
    """Studies: rows are yes and no from the sending round to the measuring."""
    frame = pd.DataFrame(rows, columns=list(research.STEPS)) if rows else pd.DataFrame()
    return frame.assign(study=[str(n) for n in range(len(frame))], **more)


def test_a_later_yes_implies_the_earlier_ones():
    found = research.research(studies((False, False, False, False, True), (True,) * 5))
    assert found.steps["studies"].tolist() == [2] * 6
    assert found.contradictions == 1


def test_where_nothing_was_measured_the_room_is_not_endless_but_untold():
    found = research.research(studies(*[(True, True, False, False, False)] * 6))
    assert found.room is None
    sentence = findings.studies(found, RULES).text
    assert "the effect was measured of 0" in sentence
    assert "room" not in sentence


def test_money_for_what_nobody_measured_is_a_share_of_all_money():
    rows = [(True,) * 5] + [(True, False, False, False, False)] * 4
    found = research.research(studies(*rows, cost=[100.0, 100, 200, 300, 300]))
    assert found.wasted == pytest.approx(0.9)


@pytest.mark.parametrize(("many", "few"), [(5, False), (4, True)])
def test_under_five_studies_only_counts_are_told(many, few):
    found = research.research(studies(*[(True,) * 5] * many))
    assert bool(limits.few_studies(found, RULES)) == few


@pytest.mark.parametrize("word", ["Top", " top ", "Руководство", "Дирекция"])
def test_the_top_is_known_by_its_name(word):
    assert inputs._is_top(word)
    assert not inputs._is_top("Sales")


def test_seeds_of_the_sample_find_the_disputed_statement_and_no_other():
    from helpers.sample.world.drawn import planted_of
    from helpers.sample.world.room import maturity

    right, seeds = 0, range(1, 13)
    for seed in seeds:
        planted = planted_of(seed)
        table, named = room.scores(maturity(seed, planted))
        told = room.maturity(table, named.eq("Top"), seed=1)
        below = set(told.loc[told["p_adjusted"] < 0.05, "statement"])
        right += below == {planted.disputed_statement}
    assert right >= 11


def test_departments_dealt_out_by_chance_divide_nobody():
    rng, found, rounds = np.random.default_rng(5), 0, 200
    base = rng.integers(1, 6, size=(14, 23)).astype(float)
    for _ in range(rounds):
        top = rng.permutation(14) < 4
        found += (room.gap_chance(base, top, seed=1) < 0.05).any()
    assert found / rounds <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / rounds)


@pytest.mark.parametrize(("unnamed", "shown"), [(3, ["B", "A", ""]), (2, ["B", ""])])
def test_a_department_is_put_to_the_unnamed_until_they_are_three(unnamed, shown):
    named = pd.Series([*[""] * unnamed, *"AAABBBB"])
    scores = pd.DataFrame({"x": [*[1.0] * unnamed, 2.0, 2.0, 2.0, 3.0, 3.0, 3.0, 3.0]})
    assert room.departments(scores, named)["department"].tolist() == shown
