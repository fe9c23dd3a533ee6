"""Who wants a relationship: small tables of answers."""

import pandas as pd
import pytest

from helpers.analysis.contact import findings, limits, wishes
from helpers.estimates import share
from helpers.settings import ContactSettings

RULES = ContactSettings()


def asked(yes, no, reasons=()):
    """Answers of so many who say yes and no; the first of them name reasons."""
    wants = [True] * yes + [False] * no
    named = [*reasons, *[None] * (len(wants) - len(reasons))]
    rows = {"customer": range(len(wants)), "wants_relationship": wants, "reason": named}
    return wishes.answers(pd.DataFrame(rows).astype({"customer": "str", "reason": "str"}))


def test_the_published_share_of_seven_thousand_is_known_to_a_point():
    known = share(0.23 * 7000, 7000)
    assert (round(known.low, 3), round(known.high, 3)) == (0.220, 0.240)


def test_who_has_said_no_once_has_said_no():
    rows = pd.DataFrame(
        {
            "customer": ["ann", "ann", "bob", "bob"],
            "wants_relationship": [True, False, True, True],
            "reason": ["Shared values ", None, None, "good prices"],
        }
    )
    told = wishes.answers(rows)
    assert told["customer"].tolist() == ["ann", "bob"]
    assert told["wants"].tolist() == [False, True]


@pytest.mark.parametrize(("answers", "counted"), [(30, True), (29, False)])
def test_fewer_than_thirty_answers_tell_nothing(answers, counted):
    told = asked(10, answers - 10)
    assert (wishes.counted(told, RULES) is not None) == counted
    assert (limits.few_answers(told, RULES) == "") == counted


def test_without_the_table_nothing_is_said_of_it():
    assert wishes.counted(None, RULES) is None
    assert limits.few_answers(None, RULES) == ""
    assert findings.wants(None) is findings.reasons(None) is None


def test_reasons_are_shares_of_those_who_say_why():
    table = wishes.counted(asked(20, 20, ["Shared values"] * 6 + ["cheap"] * 2), RULES)
    rows = table[table["reason"] != ""]
    assert rows["reason"].tolist() == ["shared values", "cheap"]
    assert rows["share"].tolist() == [0.75, 0.25]
    assert rows["published"].fillna(0).tolist() == [0.64, 0]
    assert wishes.said(table, wishes.YES)[0] == 20
    assert wishes.said(table, wishes.YES, "frequent contact")[0] == 0
    assert "75% name shared values and 0% frequent contact" in findings.reasons(table).text


def test_reasons_of_the_study_are_known_in_both_languages():
    assert wishes.published("общие ценности") == wishes.published("shared values") == 0.64


def test_reasons_that_the_study_does_not_know_are_not_held_against_it():
    table = wishes.counted(asked(20, 20, ["cheap"] * 5), RULES)
    assert findings.reasons(table) is None


def test_the_share_stands_beside_the_published_one():
    said = findings.wants(wishes.counted(asked(10, 30), RULES)).text
    assert said.startswith("25% of 40 customers who were asked want a relationship")
    assert said.endswith("in the published survey it was 23%")
