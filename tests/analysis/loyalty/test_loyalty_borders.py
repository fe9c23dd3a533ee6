"""Each border of the chapter on loyalty from both sides."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.loyalty import (
    apart,
    at_risk,
    expectations,
    findings,
    five_questions,
    limits,
    satisfied,
    scale,
    signs,
    voice_findings,
)
from helpers.analysis.loyalty.brings import Brings
from helpers.analysis.models.compare import Difference
from helpers.estimates import Estimate
from helpers.settings import LoyaltySettings
from tests.analysis.loyalty.forms import told

RULES = LoyaltySettings()
AS_OF = pd.Timestamp("2025-12-31")


def test_a_distance_is_a_mean_and_its_errors_fall_with_the_root_of_the_many():
    filled = np.array([[2.0], [2.0], [-2.0], [-2.0]])
    there = np.ones_like(filled)
    distance, errors = apart._scores(there, filled, np.array([0, 0, 1, 1]), 2)
    assert distance.ravel().tolist() == [2.0, -2.0]
    assert errors.ravel().tolist() == pytest.approx([np.sqrt(2), -np.sqrt(2)])


@pytest.mark.parametrize(("far", "chance", "seen"), [
    (-0.1, 0.0499, True), (-0.1, 0.05, False), (0.0, 0.01, False), (-0.001, 0.01, True),
])  # fmt: skip
def test_who_is_told_lies_lower_and_beyond_chance(far, chance, seen):
    table = pd.DataFrame({"group": ["Ann"], "question": "", "apart": far, "chance": chance})
    assert len(apart.told(table, below=0.05)) == seen


@pytest.mark.parametrize(("day", "counts"), [("2025-12-31", True), ("2026-01-01", False)])
def test_an_answer_of_the_last_known_day_counts(day, counts):
    rows = pd.DataFrame(
        {"customer": ["a"], "date": [pd.Timestamp(day)], "value": 1.0, "cost": 1.0,
         "threshold": 10.0}
    )  # fmt: skip
    assert len(expectations.last_answers(rows, as_of=AS_OF, band=0.05)) == counts
    assert len(scale.last_answers(rows, as_of=AS_OF, months=18)) == counts


@pytest.mark.parametrize(("many", "judged"), [(20, True), (19, False)])
def test_a_place_is_judged_from_so_many_expectations_on(many, judged):
    rows = pd.DataFrame({"touchpoint": ["x"] * many, "state": "disappointed"})
    assert expectations.by_place(rows, least=20)["judged"].all() == judged
    assert len(expectations.disappointed(rows, least=20)) == judged


def customers(revenue):
    """Six customers alike, of whom five were asked; the sixth of them brings all the rest."""
    table = pd.DataFrame({"customer": list("abcdef"), "revenue": [1.0, 1.0, 1.0, 1.0, revenue, 4]})
    asked = [0.0, 0.0, 0.0, 0.0, 0.5, None]
    cells = {"tenth": 1, "segment": "", "vintage": 2024}
    other = pd.DataFrame(
        {"customer": ["x"], "revenue": 5.0, "threshold": 1.0, "tenth": 2, "segment": "",
         "vintage": 2024}
    )  # fmt: skip
    return pd.concat([table.assign(threshold=asked, **cells), other], ignore_index=True)


@pytest.mark.parametrize(("revenue", "speaks"), [(1.0, True), (0.0, False)])
def test_who_brings_nothing_does_not_speak_for_those_alike(revenue, speaks):
    row = at_risk.at_risk(customers(revenue), seed=1).at(0.1)
    theirs = (4 / (4 + revenue)) * (8 + revenue)
    rest = row["share"] * 5
    expected = (theirs + rest) / (13 + revenue) if speaks else row["share"]
    assert row["if_alike"] == pytest.approx(expected)


def curve():
    return at_risk.AtRisk(pd.DataFrame(index=range(101)), 10, 1.0, 1.0)


def test_nought_goes_for_an_equal_offer_and_ninety_does_not_go_at_all():
    table = pd.DataFrame(
        {"threshold": [0.0, 0.01, 0.89, 0.9], "share": [0.1, 0.2, 0.3, 0.4],
         "revenue_share": [0.4, 0.3, 0.2, 0.1]}
    )  # fmt: skip
    text = findings.stay(table, curve()).text
    assert "equal offer 10% of those asked would go, with 40%" in text
    assert "40% with 10% of it stay even if a rival is 90% better" in text


def brought(low, high):
    difference = Difference(Estimate((low + high) / 2, low, high), 30, 30, 0)
    return findings.brings(Brings(difference, pd.DataFrame()), RULES).text


def test_more_or_less_is_said_where_nought_is_outside():
    assert "€2 a year more" in brought(1.0, 3.0)
    assert "€2 a year less" in brought(-3.0, -1.0)
    assert "cannot be told" in brought(0.0, 2.0)
    assert "cannot be told" in brought(-2.0, 0.0)


@pytest.mark.parametrize(("many", "said"), [(4, True), (3, False)])
def test_the_best_are_spoken_of_where_four_signs_can_be_told(many, said):
    names = list(signs.SIGNS)[:many]
    table = pd.DataFrame({name: [True, pd.NA] for name in names})
    table = table.reindex(columns=[*signs.SIGNS]).assign(
        customer=["a", "b"], points=many - 1, short_of_best=names[0], revenue=1.0
    )
    assert len(signs.told(table)) == many
    assert (findings.best(table) is not None) == said


def test_places_are_told_though_some_forms_name_none():
    answers = told(("a", "1", "x", [9] * 5), ("b", "2", None, [9] * 5))
    table = five_questions.five_questions(answers, least_forms=1)
    assert "x" in set(table.loc[table["cut"] == "touchpoint", "group"])


def test_answers_of_one_customer_that_are_all_alike_are_worth_one():
    passed, whose = np.array([1.0] * 4 + [0.0] * 4), np.array(["a"] * 4 + ["b"] * 4)
    one_each = five_questions.pass_rate(np.array([1.0, 0.0]), np.array(["a", "b"]))
    same = five_questions.pass_rate(passed, whose)
    assert same.high - same.low > 0.8 * (one_each.high - one_each.low)


@pytest.mark.parametrize(("day", "who"), [("2024-06-01", "regular customers"),
                                          ("2024-06-02", "others")])  # fmt: skip
def test_the_purchase_of_the_day_of_the_form_counts_as_before_it(day, who):
    forms = satisfied.last_forms(told(("a", "1", "x", [9] * 5)), as_of=AS_OF, rules=RULES)
    bought = pd.DataFrame({"customer": "1", "day": ["2024-01-01", "2024-02-01", day]})
    table = satisfied.gone(forms, bought.assign(day=pd.to_datetime(bought["day"])), RULES)
    assert table.loc[table["forms"] > 0, "who"].tolist() == ["all", who]


def asked(*places):
    rows = [(f"{n}", f"{n}", place, [9 if place != "y" else None] * 5)
            for n, place in enumerate(places)]  # fmt: skip
    return five_questions.five_questions(told(*rows), least_forms=1)


def test_the_lowest_place_is_told_of_two():
    assert voice_findings.lowest_place(asked("x", "y"), None) is not None
    assert voice_findings.lowest_place(asked("x"), None) is None


def test_whole_refusals_are_those_of_the_question_most_often_refused():
    table = asked("x", "y")
    table.loc[(table["cut"] == "question") & (table["group"] == "Q1"), "refused"] = 0.1
    assert voice_findings.refusals(table).text.startswith("50% of the forms")


def test_another_scale_is_said_where_it_is():
    assert "no score reaches" in limits.scores_of_another_scale(other=True)
    assert limits.scores_of_another_scale(other=False) == ""
