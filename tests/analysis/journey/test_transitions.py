"""Moves add up, and quarters are counted together only where they are alike."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.journey import inputs, tables
from helpers.analysis.journey import transitions as between
from helpers.analysis.journey.stages import STAGES
from helpers.settings import JourneySettings

END = pd.Timestamp("2025-06-30")
NOBODY = pd.DataFrame({"lead": [], "sold": pd.to_datetime([]), "customer": []})


def people(**stages):
    return pd.DataFrame({"who": list(stages), "stage": list(stages.values())})


def sold(lead, day, customer):
    return pd.DataFrame({"lead": [lead], "sold": pd.to_datetime([day]), "customer": [customer]})


def moved(now, then, won=NOBODY):
    table = between.moves(now, then, won, end=END)
    return dict(zip(table["who"], table["to"], strict=True))


def test_a_customer_stands_where_its_code_stands():
    assert moved(people(A="repeat"), people(A="leaving")) == {"A": "leaving"}


def test_a_lead_that_bought_goes_where_its_customer_stands():
    now, won = people(L1="choosing"), sold("L1", "2025-06-01", "A")
    assert moved(now, people(A="repeat"), won) == {"L1": "repeat"}


def test_a_lead_that_bought_under_an_unknown_code_has_made_a_first_purchase():
    assert moved(people(L1="choosing"), people(), sold("L1", "2025-06-01", None)) == {
        "L1": "first purchase"
    }


def test_a_lead_that_is_there_no_more_did_not_buy():
    later = sold("L1", "2025-07-01", "A")
    assert moved(people(L1="choosing"), people(), later) == {"L1": "did not buy"}


@given(
    st.lists(st.sampled_from(STAGES), min_size=1, max_size=30),
    st.lists(st.sampled_from(STAGES), min_size=30, max_size=30),
)
def test_rows_add_up_to_all_of_the_quarter_before(first, second):
    now = people(**{f"P{n}": stage for n, stage in enumerate(first)})
    then = people(**{f"P{n}": stage for n, stage in enumerate(second)})
    counted = between.counts(between.moves(now, then, NOBODY, end=END).assign(quarter=END))
    table = between.transitions(counted, least=1)
    assert table["customers"].sum() == len(first)
    assert np.allclose(table.groupby("from")["rate"].sum(), 1)
    assert (table["of"] == table["from"].map(now["stage"].value_counts())).all()


def quarters(*repeats, of=1000):
    """Moves of several quarters: so many of the customers repeat again, the rest are leaving."""
    rows = []
    for n, stay in enumerate(repeats):
        rows += [(n, "repeat", "repeat", stay), (n, "repeat", "leaving", of - stay)]
    return pd.DataFrame(rows, columns=["quarter", "from", "to", "customers"])


@pytest.mark.parametrize(("of", "judged"), [(50, True), (49, False)])
def test_a_row_is_judged_from_fifty_customers_on(of, judged):
    table = between.transitions(quarters(of - 10, of=of), least=50)
    assert table["judged"].all() == judged


def test_quarters_that_are_alike_are_counted_together():
    same = quarters(900, 905, 895, 900, 898, 902)
    used, p = inputs.used(same, JourneySettings())
    assert p > 0.01
    assert used["quarter"].nunique() == 6


def test_of_quarters_that_differ_the_last_four_are_counted():
    used, p = inputs.used(quarters(900, 700, 900, 700, 900, 700), JourneySettings())
    assert p < 0.01
    assert sorted(used["quarter"].unique()) == [2, 3, 4, 5]


@pytest.mark.slow
def test_quarters_drawn_alike_are_told_apart_no_more_often_than_by_chance():
    rng = np.random.default_rng(7)
    found = [between.alike(quarters(*rng.binomial(1000, 0.9, 8))).p < 0.05 for _ in range(200)]
    assert np.mean(found) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 200)


def test_moves_too_rare_for_the_test_change_nothing():
    same = quarters(900, 905, 895, 900)
    rare = pd.DataFrame({"quarter": [0], "from": "repeat", "to": "advocate", "customers": 1})
    assert between.alike(pd.concat([same, rare])).freedom == between.alike(same).freedom


def test_the_long_run_is_told_only_of_quarters_that_are_alike():
    rows = [(0, "repeat", "repeat", 90), (0, "repeat", "leaving", 10),
            (0, "leaving", "repeat", 20), (0, "leaving", "leaving", 80)]  # fmt: skip
    counted = pd.DataFrame(rows, columns=["quarter", "from", "to", "customers"])
    table = between.transitions(counted, least=50)
    assert tables.long_run(table, 0.009, JourneySettings()) is None
    ends = tables.long_run(table, 0.01, JourneySettings()).set_index("stage")["share"]
    assert ends["repeat"] == pytest.approx(2 / 3)
