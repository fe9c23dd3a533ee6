"""A desk is named where it is late beyond all chance; where desks are alike, nobody is."""

import numpy as np
import pytest

from helpers.analysis.commitments import answers, desks
from tests.analysis.commitments.requests import AS_OF, rules, year_of_requests

RUNS = 60


def judged(table, **changed):
    asked = rules(**({"least_employee": 20} | changed))
    return desks.desks(answers.answers(table, as_of=AS_OF, rules=asked), asked, limit=4.0)


def test_the_slow_desk_is_first_and_named_and_no_other_is():
    found = [judged(year_of_requests(seed, slow="C")) for seed in range(10)]
    assert [t["employee"].iloc[0] for t in found] == ["C"] * 10
    assert [t.loc[t["named"], "employee"].tolist() for t in found] == [["C"]] * 10


@pytest.mark.slow
def test_desks_that_are_alike_are_left_in_peace():
    named = sum(judged(year_of_requests(seed, n=400))["named"].any() for seed in range(RUNS))
    assert named / RUNS <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / RUNS)


def test_a_desk_that_gets_the_slow_channel_is_not_blamed_for_it():
    rng = np.random.default_rng(3)
    table = year_of_requests(3)
    mail = table["employee"] == "C"
    table["channel"] = np.where(mail | (rng.random(len(table)) < 0.4), "mail", "phone")
    slow = (table["channel"] == "mail").to_numpy()
    wait = (table["answered"] - table["received"]) * np.where(slow, 3, 1)
    table["answered"] = table["received"] + wait
    assert not judged(table)["named"].any()


def test_expected_and_late_have_one_sum():
    found = judged(year_of_requests(5))
    assert found["expected"].sum() == pytest.approx(found["late"].sum())


@pytest.mark.parametrize(("least", "told"), [(3, True), (4, True), (5, False)])
def test_too_few_desks_are_not_compared(least, told):
    assert (judged(year_of_requests(6), least_managers=least) is not None) == told


def test_without_names_of_desks_there_are_none():
    assert judged(year_of_requests(7).drop(columns="employee")) is None
