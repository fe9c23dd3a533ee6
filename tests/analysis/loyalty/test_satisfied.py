"""Of the satisfied, who has gone, and does the claim about them hold?"""

import pandas as pd
import pytest

from helpers.analysis.loyalty import claim, satisfied, voice_findings
from helpers.settings import LoyaltySettings
from tests.analysis.loyalty.forms import told

RULES = LoyaltySettings()
AS_OF = pd.Timestamp("2025-06-01")  # a year after the forms
NOBODY = pd.DataFrame({"customer": [], "day": pd.to_datetime([])})


def said(*scores, as_of=AS_OF):
    forms = told(("a", "1", "x", scores))
    return satisfied.last_forms(forms, as_of=as_of, rules=RULES)["said"].tolist()


@pytest.mark.parametrize(
    ("scores", "word"),
    [
        ((9, 9, 9, 9, 9), "satisfied"),
        ((9, 9, 9, 9, 8), "in between"),
        ((7, 7, 7, 7, 7), "in between"),
        ((7, 7, 7, 7, 6), "not satisfied"),
        ((None,) * 5, "refused to answer"),
        ((9, None, None, None, None), "satisfied"),
    ],
)
def test_who_is_satisfied_is_decided_by_the_mean_score(scores, word):
    assert said(*scores) == [word]


def test_only_a_form_of_a_year_ago_says_what_came_after():
    assert said(9, as_of=pd.Timestamp("2025-05-31")) == []


def days(*rows):
    table = pd.DataFrame(rows, columns=["customer", "day"])
    return table.assign(day=pd.to_datetime(table["day"]))


@pytest.mark.parametrize(
    ("day", "left"),
    [("2024-06-01", 1), ("2024-06-02", 0), ("2025-06-01", 0), ("2025-06-02", 1)],
)
def test_who_bought_within_the_year_after_has_not_gone(day, left):
    forms = satisfied.last_forms(told(("a", "1", "x", [9] * 5)), as_of=AS_OF, rules=RULES)
    table = satisfied.gone(forms, days(("1", day)), RULES)
    assert satisfied.of(table, "satisfied")["gone"] == left


@pytest.mark.parametrize(("before", "who"), [(2, "others"), (3, "regular customers")])
def test_regular_customers_had_bought_three_times(before, who):
    forms = satisfied.last_forms(told(("a", "1", "x", [9] * 5)), as_of=AS_OF, rules=RULES)
    bought = days(*(("1", f"2024-0{n + 1}-01") for n in range(before)))
    table = satisfied.gone(forms, bought, RULES)
    assert table.loc[table["forms"] > 0, "who"].tolist() == ["all", who]


def gone_table(happy, left, sad=30, sad_left=15):
    forms = pd.DataFrame({
        "customer": [f"{n}" for n in range(happy + sad)], "date": pd.Timestamp("2024-01-01"),
        "said": ["satisfied"] * happy + ["not satisfied"] * sad,
    })  # fmt: skip
    stay = [str(n) for n in range(left, happy)] + [
        str(n) for n in range(happy + sad_left, happy + sad)
    ]
    return satisfied.gone(forms, days(*((code, "2024-03-01") for code in stay)), RULES)


@pytest.mark.parametrize(
    ("left", "verdict"), [(10, "does not hold"), (40, "cannot be told"), (60, "holds")]
)
def test_the_claim_that_half_of_the_satisfied_leave(left, verdict):
    assert claim.claim(gone_table(100, left), least=20).verdict == verdict


@pytest.mark.parametrize(("happy", "told_at_all"), [(19, False), (20, True)])
def test_of_few_nothing_is_said(happy, told_at_all):
    table = gone_table(happy, 0)
    assert (claim.claim(table, least=20).verdict == "does not hold") == told_at_all
    assert (voice_findings.gone(table, least=20) is not None) == told_at_all


def test_without_answers_the_claim_cannot_be_told():
    assert claim.claim(None, least=20).verdict == "cannot be told"
