"""Each border of the chapter on one meaning from both sides: few people, few texts, few studies."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.centredness import (
    findings,
    inputs,
    limits,
    meanings,
    reliability,
    research,
    tables,
)
from helpers.settings import CentrednessSettings

RULES = CentrednessSettings()


def stated(*agreements):
    names = [f"s{n}" for n in range(len(agreements))]
    return pd.DataFrame({"statement": names, "mean": 3.0, "agreement": agreements})


@pytest.mark.parametrize(("agreement", "split"), [(-0.001, True), (0.0, False)])
def test_two_camps_agree_less_than_by_chance(agreement, split):
    assert (findings.camps(stated(agreement)) is not None) == split


@pytest.mark.parametrize(("agreement", "agreed"), [(0.7, True), (0.699, False)])
def test_the_room_agrees_strongly_from_seven_tenths_on(agreement, agreed):
    assert (findings.lowest(stated(agreement)) is not None) == agreed


def funnel(many, *, cost=100.0, measured=1):
    """Studies that were all read and changed something; the first of them were measured."""
    rows = pd.DataFrame({"study": range(many), "implemented": True, "cost": cost})
    return research.research(rows.assign(measured=rows["study"] < measured))


@pytest.mark.parametrize(("many", "told"), [(5, True), (4, False)])
def test_shares_of_studies_are_told_of_five(many, told):
    found = funnel(many)
    assert ("room for improvement" in findings.studies(found, RULES).text) == told
    assert (findings.wasted(found, RULES) is not None) == told
    assert ("share" in tables.research(found, least=5)) == told
    assert (tables.beside(found, least=5) is not None) == told


def test_where_all_were_measured_no_money_was_wasted():
    assert findings.wasted(funnel(5, measured=5), RULES) is None


def room(people, *, top=0, named=""):
    names = [f"P{n}" for n in range(people)]
    grid = pd.DataFrame({"s": 3.0, "t": 4.0}, index=names)
    is_top = pd.Series([n < top for n in range(people)], index=names)
    departments = named if isinstance(named, list) else [named] * people
    return inputs.Room(grid, pd.Series(departments, index=names), is_top)


def test_few_people_are_fewer_than_five_and_than_three_on_a_side():
    assert limits.few_people(room(4), RULES).startswith("Only scores are told")
    assert limits.few_people(room(5), RULES).startswith("Top and front line are not compared")
    assert limits.few_people(room(6, top=3), RULES) == ""
    assert limits.few_people(room(6, top=2), RULES) != ""


@pytest.mark.parametrize(("many", "few"), [(5, False), (4, True)])
def test_groups_are_proposed_from_five_definitions_on(many, few):
    told = pd.DataFrame({"definition": ["x"] * many})
    assert bool(limits.few_definitions(told, RULES)) == few


@pytest.mark.parametrize("people", [9, 10, 11])
def test_alpha_takes_ten_people_with_all_scores(people):
    grid = pd.DataFrame({"s": np.arange(people) % 5 + 1.0, "t": np.arange(people) % 4 + 1.0})
    assert np.isfinite(reliability.cronbach(grid).value) == (people >= 10)
    grid.iloc[0, 0] = np.nan
    assert np.isfinite(reliability.cronbach(grid).value) == (people >= 11)


def test_alpha_is_one_of_statements_that_are_scored_alike():
    grid = np.tile(np.arange(10.0)[:, None], 2)
    assert reliability.cronbach(grid).value == pytest.approx(1)
    assert np.isnan(reliability.cronbach(grid[:, :1]).value)


def test_departments_alike_within_and_apart_are_wholly_apart():
    each, named = pd.Series([1.0] * 3 + [3.0] * 3 + [5.0] * 3), pd.Series(list("aaabbbccc"))
    assert reliability.icc1(each, named).icc == 1.0
    mixed = reliability.icc1(pd.Series([1.0, 2.0, 3.0] * 3), named)
    assert (mixed.icc, mixed.groups, mixed.people) == (-0.5, 3, 9)


@pytest.mark.parametrize(("texts", "shown"), [(3, ["coffee"]), (2, [])])
def test_a_term_is_shared_by_three_texts(texts, shown):
    told = pd.DataFrame({"definition": ["Coffee"] * texts + ["Tea"], "language": "english"})
    assert meanings.terms(told)["term"].tolist() == shown


def test_a_single_letter_is_no_word():
    assert meanings.words("vitamin C 4 x", "english") == ["vitamin"]


def test_two_texts_are_one_group_or_two():
    same = np.array([[1.0, 0.0], [1.0, 0.0]])
    assert meanings._grouped(same).tolist() == [0, 0]
    assert len({*meanings._grouped(np.eye(2))}) == 2


def test_a_rare_stem_weighs_more_and_one_said_again_hardly():
    texts = [
        [("rare", ""), ("common", "")],
        [("common", ""), ("other", "")],
        [("x", "")],
        [("y", "")],
    ]
    row = meanings._vectors(texts)[0]
    rare, common = sorted(row[row > 0])[::-1]
    assert rare / common == pytest.approx((np.log(5 / 2) + 1) / (np.log(5 / 3) + 1))
    again = meanings._vectors([[("a", "")] * 3 + [("b", "")], [("c", "")]])[0]
    assert max(again) / min(again[again > 0]) == pytest.approx(1 + np.log(3))


@pytest.mark.parametrize(("share", "kept"), [(2, True), (3, False)])
def test_a_stem_of_more_than_half_of_the_texts_tells_nothing(share, kept):
    texts = [[("s", ""), (f"o{n}", "")] if n < share else [(f"o{n}", "")] for n in range(4)]
    assert (np.count_nonzero(meanings._vectors(texts)[0]) == 2) == kept


class Brought:
    """Records with these tables alone."""

    def __init__(self, **tables):
        self.tables = tables

    def has(self, name):
        table, _, column = name.partition(".")
        return table in self.tables and (not column or column in self.tables[table])

    def frame(self, name):
        return self.tables[name]


def test_the_top_is_known_by_department_or_else_by_role():
    scored = pd.DataFrame({"participant": ["A", "B"], "statement": "s", "score": 3})
    roles = pd.DataFrame({"participant": ["A", "B"], "role": ["Top", "Sales"]})
    told = inputs.room_of(Brought(maturity=scored, definitions=roles))
    assert told.is_top.tolist() == [True, False]
    named = scored.assign(department=["Sales", "Top"])
    told = inputs.room_of(Brought(maturity=named, definitions=roles))
    assert told.is_top.tolist() == [False, True]
    assert inputs.room_of(Brought()) is None


def test_departments_are_shown_where_one_is_told():
    assert inputs.departments(room(3)) is None
    assert inputs.departments(room(4, named=["a", "a", "a", ""])) is not None


def test_studies_are_told_where_they_were_brought():
    assert inputs.research(Brought()) is None
    rows = pd.DataFrame({"study": ["x"], "read": [True]})
    assert inputs.research(Brought(research=rows)).studies == 1


def test_the_interval_of_alpha_is_that_of_f():
    """Ten people, two statements: 1 − α = 1/32, and F(9, 9) has its end at 4.026."""
    one = np.arange(1, 11)
    other = one.reshape(5, 2)[:, ::-1].ravel()  # neighbours change places
    told = reliability.cronbach(pd.DataFrame({"one": one, "other": other}))
    assert told.value == pytest.approx(1 - 1 / 32)
    assert told.low == pytest.approx(1 - 4.026 / 32, abs=1e-5)
    assert told.high == pytest.approx(1 - 1 / 4.026 / 32, abs=1e-5)


def test_departments_of_other_sizes_count_by_their_people():
    """By hand: mean squares of 16.5 between and 8/9 within, and 3.75 people a department."""
    each = pd.Series([1, 2, 3, 3, 4, 5, 5, 5, 6, 6, 7, 7], dtype=float)
    named = pd.Series([*"AAABBBCCCCCC"])
    wanted = (16.5 - 8 / 9) / (16.5 + 2.75 * 8 / 9)
    assert reliability.icc1(each, named).icc == pytest.approx(wanted)


def test_departments_are_compared_by_the_mean_score_of_each_of_their_people():
    names = [f"P{n}" for n in range(9)]
    grid = pd.DataFrame({"s": [1.0] * 3 + [3.0] * 3 + [5.0] * 3, "t": 3.0}, index=names)
    named = pd.Series(list("aaabbbccc"), index=names)
    found = inputs.Room(grid, named, pd.Series([False] * 9, index=names))
    assert inputs.between_departments(found) == (1.0, 3, 9)
    assert inputs.between_departments(None) is None
