"""What share of the revenue would leave, and what do those never asked leave open?"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.loyalty import findings, limits, scale
from helpers.analysis.loyalty.ask_next import ask_next
from helpers.analysis.loyalty.at_risk import LEAST_ALIKE, at_risk
from helpers.settings import LoyaltySettings
from tests.laws import examples

RULES = LoyaltySettings()
AS_OF = pd.Timestamp("2025-12-31")
STEPS = [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0]


def customers_of(thresholds, revenue, **more):
    """Customers with an answer (None where nobody asked), all alike unless said otherwise."""
    rows = pd.DataFrame({"customer": [f"{n:03}" for n in range(len(revenue))], "revenue": revenue})
    alike = {"tenth": 1, "segment": "", "vintage": 2024}
    return rows.assign(threshold=np.array(thresholds, float), **(alike | more))


def answers_of(*rows):
    """Answers on the scale: customer, day, per cent."""
    table = pd.DataFrame(rows, columns=["customer", "date", "threshold"])
    return table.assign(date=pd.to_datetime(table["date"]))


def last(*rows, months=18):
    return scale.last_answers(answers_of(*rows), as_of=AS_OF, months=months)


def test_the_last_answer_counts():
    told = last(("a", "2025-01-01", 0), ("a", "2025-06-01", 50))
    assert told["threshold"].tolist() == [0.5]


def test_an_answer_of_eighteen_months_and_a_day_is_none():
    assert last(("a", "2024-06-30", 10)).empty
    assert len(last(("a", "2024-07-01", 10))) == 1


def test_an_answer_after_the_last_known_day_changes_nothing():
    told = last(("a", "2025-06-01", 50), ("a", "2026-01-01", 0))
    assert told["threshold"].tolist() == [0.5]


def test_shares_of_the_scale_are_of_those_asked():
    table = scale.scale(customers_of([0, 0, 0.5, 0.9], [1.0, 1.0, 2.0, 4.0]))
    assert table["share"].tolist() == [0.5, 0.25, 0.25]
    assert table["revenue_share"].tolist() == [0.25, 0.25, 0.5]


def test_who_was_never_asked_opens_the_bounds_by_as_much_as_he_brings():
    found = at_risk(customers_of([0, 0.5, None], [1.0, 1.0, 2.0]), seed=1)
    row = found.at(0.1)
    assert (found.known, row["share"]) == (0.5, 0.5)
    assert (row["bound_low"], row["bound_high"]) == (0.25, 0.75)


def test_without_revenue_of_those_asked_there_is_no_curve():
    assert at_risk(customers_of([0, None], [0.0, 5.0]), seed=1) is None


@examples(25)
@given(st.lists(st.tuples(st.sampled_from([*STEPS, None]), st.floats(0, 1e6)), min_size=1))
def test_the_curve_never_falls_and_stays_within_its_bounds(rows):
    found = at_risk(customers_of(*(list(column) for column in zip(*rows, strict=True))), seed=1)
    if found is None:
        return
    table = found.table
    for name in ("share", "bound_low", "bound_high", "if_alike"):
        assert (table[name].diff().dropna() >= -1e-9).all()
    assert (table["bound_low"] <= table["share"] + 1e-9).all()
    assert (table["share"] <= table["bound_high"] + 1e-9).all()
    assert table["if_alike"].between(-1e-9, 1 + 1e-9).all()


def test_those_alike_speak_for_the_revenue_of_their_kind():
    kinds = ["big"] * 10 + ["small"] * 10
    thresholds = [0.0] * 5 + [None] * 5 + [0.9] * 5 + [None] * 5
    revenue = [1.0] * 5 + [9.0] * 5 + [1.0] * 10
    found = at_risk(customers_of(thresholds, revenue, segment=kinds, tenth=kinds), seed=1)
    assert found.at(0.1)["share"] == 0.5
    assert found.at(0.1)["if_alike"] == pytest.approx(50 / 60)


@pytest.mark.parametrize(("asked", "expected"), [(LEAST_ALIKE, 1.0), (LEAST_ALIKE - 1, 0.5)])
def test_a_kind_of_which_too_few_were_asked_takes_the_share_of_all(asked, expected):
    kinds = ["big"] * (asked + 1) + ["small"] * asked
    thresholds = [0.0] * asked + [None] + [0.9] * asked
    revenue = [1.0] * asked + [1e9] + [1.0] * asked
    found = at_risk(customers_of(thresholds, revenue, segment=kinds, tenth=kinds), seed=1)
    assert found.at(0.1)["if_alike"] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(("asked", "said"), [(29, "29 customers were asked"), (30, "")])
def test_with_fewer_than_thirty_asked_nothing_is_told(asked, said):
    assert said in limits.few_asked(customers_of([0.1] * asked, [1.0] * asked), RULES)
    assert bool(said) != limits.enough(customers_of([0.1] * asked, [1.0] * asked), RULES)


def test_the_headline_says_of_how_much_nothing_is_known():
    found = at_risk(customers_of([0.1, 0.9, None], [1.0, 1.0, 2.0]), seed=1)
    assert findings.at_risk(found, better=0.1).text == (
        "A rival 10% better would take 50% of the revenue we asked about (0% to 100%); of 50% of "
        "our revenue we know nothing"
    )
    assert findings.between(found, better=0.1).certainty == "bounded"


def test_next_are_those_who_bring_most_and_were_never_asked():
    rows = customers_of([0.1, None, None, None], [4.0, 1.0, 3.0, 2.0])
    listed = ask_next(rows, not_asked={"003"}, most=5)
    assert listed["customer"].tolist() == ["002", "001"]
    assert listed["known_after"].tolist() == [0.7, 0.8]


def test_nobody_is_asked_who_brings_nothing_and_the_list_has_an_end():
    assert ask_next(customers_of([None], [0.0]), not_asked=set(), most=5).empty
    assert len(ask_next(customers_of([None] * 9, [1.0] * 9), not_asked=set(), most=5)) == 5
