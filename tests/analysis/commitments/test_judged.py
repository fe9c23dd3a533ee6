"""Who may be named? The culprit of many companies, and nobody else, ever."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.commitments import alike, expected, judged
from helpers.settings import CommitmentSettings
from tests.analysis.commitments.served import MANAGERS, panel_of, where_all_are_alike

RULES = CommitmentSettings()
SEEDS = range(12)
NULLS = 40


def rules(**changed):
    return RULES.model_copy(update=changed)


def named(table, asked=RULES):
    found = judged.managers(table, asked)
    return found.loc[found["named"], "manager"].tolist()


def small(seed=1, **told):
    return panel_of(seed, customers=500, cutoffs=3, **told)


@pytest.fixture(scope="module")
def one():
    return judged.managers(panel_of(1, times={"M2": 1.8}), RULES).set_index("manager")


def test_the_culprit_is_first_and_named(one):
    assert one.index[0] == "M2"
    assert one.index[one["named"]].tolist() == ["M2"]


def test_the_ratio_of_the_culprit_is_about_what_was_planted(one):
    assert 1.4 < one.loc["M2", "ratio"] < 2.1


def test_the_ratio_drawn_to_all_lies_between_its_own_and_the_middle(one):
    mean = one["shrunk"].mean()
    inside = (one["shrunk"] - one["ratio"]) * (one["shrunk"] - mean)
    assert (inside <= 1e-2).all()
    assert one.loc["M2", "shrunk"] < one.loc["M2", "ratio"]


def test_who_loses_less_is_not_named():
    assert named(panel_of(2, times={"M3": 0.4})) == []


def test_who_gets_those_who_buy_seldom_is_not_blamed_for_it():
    table = panel_of(4, passers="M5")
    plain = table.groupby("manager")["lost"].mean()
    assert plain.idxmax() == "M5"
    assert named(table) == []


def test_a_bad_manager_does_not_become_the_standard():
    table = panel_of(5, times={"M1": 1.8})
    without = table[table["manager"] != "M1"]
    mine = pd.Series(expected.expected(table).chance, index=table.index)
    alone = expected.expected(without).chance
    assert mine[table["manager"] != "M1"].mean() == pytest.approx(alone.mean(), rel=0.06)


def test_who_serves_customers_that_nobody_else_serves_is_not_compared():
    found = judged.managers(panel_of(6, times={"M7": 3.0}, alone="M7"), RULES)
    row = found.set_index("manager").loc["M7"]
    assert row["overlap"] == 0
    assert not row["judged"]
    assert not row["named"]
    assert np.isnan(row["shrunk"])


def test_three_who_can_be_compared_are_enough_and_two_are_not():
    table = small(names=("A", "B", "C"))
    assert judged.managers(table, RULES)["judged"].all()
    assert not judged.managers(table, rules(least_managers=4))["judged"].any()


@pytest.mark.parametrize("rule", ["least_customers", "least_expected"])
def test_both_sides_of_what_is_needed_to_be_judged(rule):
    table = small()
    column = "customers" if rule == "least_customers" else "expected"
    have = judged.managers(table, RULES)[column]
    exactly = int(np.floor(have.min()))
    assert judged.managers(table, rules(**{rule: exactly}))["judged"].all()
    judged_with_more = judged.managers(table, rules(**{rule: int(np.floor(have.max())) + 1}))
    assert not judged_with_more["judged"].any()


def test_overlap_counts_customers_of_others():
    table = pd.DataFrame(
        {
            "who": [*range(20), 20, 21],
            "manager": ["A"] * 20 + ["B"] * 2,
            "main": 0, "purchases": 3, "segment": [*["home"] * 21, "firm"],
        }
    )  # fmt: skip
    found = alike.overlap(table, alike.cells(table), RULES)
    assert found.to_dict() == {"A": 0.0, "B": 0.5}
    closer = alike.overlap(table, alike.cells(table), rules(cell_customers=21))
    assert closer["B"] == 0.0


def test_cells_tell_customers_of_three_of_five_and_of_ten_purchases_apart():
    table = pd.DataFrame({"main": 0, "purchases": [3, 4, 5, 9, 10, 90]})
    assert alike.cells(table).tolist() == [0, 0, 1, 1, 2, 2]


def test_wilder_managers_widen_the_limits():
    assert judged.dispersion(np.array([-3.0, 3.0, -3.0, 3.0])) == pytest.approx(9.0)
    # one far out is drawn in to the end of the others
    calm = np.array([-1.0, 1.0] * 10 + [30.0])
    assert judged.dispersion(calm) == pytest.approx(1.0)


def test_names_of_managers_and_the_order_of_rows_change_nothing():
    table = small(7, times={"M2": 1.8})
    found = judged.managers(table, RULES).set_index("manager")
    other = judged.managers(
        table.sample(frac=1.0, random_state=1).reset_index(drop=True), RULES
    ).set_index("manager")
    columns = ["observed", "expected", "ratio", "shrunk", "low", "high", "overlap"]
    pd.testing.assert_frame_equal(found[columns].sort_index(), other[columns].sort_index())


def test_the_same_records_give_the_same_chances():
    table = small(8)
    first, again = (judged.managers(table, RULES) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)


def test_where_everybody_is_shared_nobody_is_judged():
    found = judged.managers(small().assign(manager="shared"), RULES)
    assert found.empty


@pytest.mark.slow
def test_the_culprit_is_found_in_nine_of_ten_companies_and_nobody_else_is_named():
    told = [named(panel_of(100 + s, times={"M2": 1.7}, passers="M5")) for s in SEEDS]
    assert np.mean(["M2" in names for names in told]) >= 0.9
    assert not [names for names in told if set(names) - {"M2"}]


@pytest.mark.slow
def test_where_all_are_alike_at_most_one_run_in_twenty_names_anybody():
    told = [where_all_are_alike(seed)[1]["named"].any() for seed in range(NULLS)]
    assert np.mean(told) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / NULLS)


@pytest.mark.slow
def test_managers_shuffled_over_whole_customers_are_left_in_peace():
    table = panel_of(900, customers=700, cutoffs=4, times={"M2": 1.7})
    rng, hits = np.random.default_rng(5), 0
    owner = table.drop_duplicates("who").set_index("who")["manager"]
    for _ in range(NULLS):
        mixed = pd.Series(rng.permutation(owner.to_numpy()), index=owner.index)
        hits += bool(named(table.assign(manager=table["who"].map(mixed))))
    assert hits / NULLS <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / NULLS)


def test_all_managers_are_told():
    assert set(judged.managers(small(), RULES)["manager"]) == set(MANAGERS)


@pytest.mark.parametrize("lost", [False, True])
def test_where_none_or_all_are_lost_nobody_is_named(lost):
    assert named(small().assign(lost=lost)) == []
