"""A sign that files do not fit together is a doubt with its money and its numbers."""

import pandas as pd
import pytest

from helpers.analysis.passport.joins import MESSAGES, sign_of

PASSPORT = pd.DataFrame({"table": ["sales", "sales", "customers"]})
SIGNS = [
    {"sign": "border", "one": "a.csv", "other": "b.csv", "ended": 39, "of_ended": 308,
     "begun": 46, "of_begun": 312, "usual": 13, "weeks": 13, "money": 400.0},
    {"sign": "replaced", "column": "manager", "before": 6, "after": 6,
     "day_first": "2025-01-01", "rows": 10, "money": 900.0},
    {"sign": "keys", "column": "customer", "day_first": "2025-01-01", "old": "9999",
     "new": "A-9", "codes": 20, "money": 5.0},
    {"sign": "totals", "n": 2, "of": 12, "file": "a.csv", "line": "14", "money_said": 12.0,
     "money_summed": 10.0, "money": -2.0, "unread": 3},
]  # fmt: skip


@pytest.mark.parametrize("sign", MESSAGES)
def test_a_sign_is_a_doubt_with_its_money(sign):
    found = sign_of(SIGNS, sign, PASSPORT)
    money = {one["sign"]: abs(one["money"]) for one in SIGNS}
    assert (found.role, found.money, found.trail.rows) == ("doubt", money[sign], 2)
    assert "%" not in found.text


def test_of_several_borders_the_one_with_the_most_money_is_told():
    small = SIGNS[0] | {"one": "0.csv", "money": 1.0}
    assert "Where a.csv ends" in sign_of([small, SIGNS[0]], "border", PASSPORT).text


def test_without_signs_nothing_is_said():
    assert [sign_of([], sign, PASSPORT) for sign in MESSAGES] == [None] * len(MESSAGES)
