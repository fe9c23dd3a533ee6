"""Which of the six states is a customer in, and where are most disappointed?"""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.definitions.answers import states
from helpers.analysis.loyalty import expectations, voice_findings

AS_OF = pd.Timestamp("2025-12-31")
GRID = {  # value, cost
    (1.2, 0.8): "delighted", (1.2, 1.0): "pleased", (1.0, 0.8): "pleased",
    (1.0, 1.0): "as expected", (0.8, 1.0): "disappointed", (1.0, 1.2): "disappointed",
    (0.8, 1.2): "disappointed twice", (1.2, 1.2): "evened out", (0.8, 0.8): "evened out",
    (1.4, 1.2): "pleased", (1.2, 1.4): "disappointed",
    (0.8, 0.6): "pleased", (0.6, 0.8): "disappointed",
}  # fmt: skip


def state(value, cost, band=0.05):
    return states(np.array([value]), np.array([cost]), band=band)[0]


@pytest.mark.parametrize(("pair", "expected"), GRID.items())
def test_six_states_over_the_grid(pair, expected):
    assert state(*pair) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1.05, "as expected"), (1.06, "pleased"), (0.95, "as expected"), (0.94, "disappointed")],
)
def test_the_band_belongs_to_what_was_expected(value, expected):
    assert state(value, 1.0) == expected


def asked(*rows):
    table = pd.DataFrame(rows, columns=["customer", "date", "value", "cost", "touchpoint"])
    table = table.assign(date=pd.to_datetime(table["date"]))
    return expectations.last_answers(table, as_of=AS_OF, band=0.05)


def test_the_last_answer_at_each_place_counts_and_none_from_the_future():
    told = asked(
        ("a", "2025-01-01", 0.5, 1.0, "desk"),
        ("a", "2025-02-01", 1.0, 1.0, "desk"),
        ("a", "2026-02-01", 0.5, 1.0, "desk"),
        ("a", "2025-01-01", 0.5, 1.0, "door"),
    )
    assert dict(zip(told["touchpoint"], told["state"], strict=True)) == {
        "desk": "as expected", "door": "disappointed",
    }  # fmt: skip


def at(place, customers, worse):
    return [
        (f"{place}{n}", "2025-01-01", 0.5 if n < worse else 1.0, 1.0, place)
        for n in range(customers)
    ]


@pytest.mark.parametrize(("customers", "there"), [(19, False), (20, True)])
def test_a_place_with_fewer_than_twenty_is_not_judged(customers, there):
    told = asked(*at("desk", customers, 5), *at("door", 30, 1))
    places = expectations.disappointed(told, least=20)
    assert ("desk" in set(places["touchpoint"])) == there
    assert (voice_findings.expected(places) is not None) == there


def test_the_place_with_most_disappointment_is_first_and_shares_add_up():
    told = asked(*at("desk", 40, 4), *at("door", 40, 30))
    table = expectations.by_place(told, least=20)
    assert table["touchpoint"].iloc[0] == "door"
    assert table.groupby("touchpoint")["share"].sum().round(9).eq(1).all()
    assert (
        "“door”: 75% of 40"
        in voice_findings.expected(expectations.disappointed(told, least=20)).text
    )
