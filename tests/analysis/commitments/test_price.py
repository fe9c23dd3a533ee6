"""What a promise costs, which one can be afforded, and what one step faster would take."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.commitments import answers, price
from tests.analysis.commitments.requests import AS_OF, log, rules, year_of_requests

LIMITS = (1.0, 4.0, 24.0)


def found(table, **changed):
    return answers.answers(table, as_of=AS_OF, rules=rules(**changed))


def december(*hours):
    return found(log(*[("2024-12-02 10:00", h, "A", "mail") for h in hours]))


def priced(told, *, paid=10.0, limits=LIMITS):
    return price.promise_price(told, rules(limits=limits), compensation=paid)


def test_each_broken_promise_costs_what_it_says():
    table = priced(december(0.5, 2.0, 5.0, 30.0))
    assert table["breaches"].tolist() == [3, 2, 1]
    assert table["cost"].tolist() == [30, 20, 10]
    assert table["within"].tolist() == [0.25, 0.5, 0.75]


def test_a_month_is_the_mean_of_the_months():
    rows = [(f"2024-{m:02}-05 10:00", 2.0, "A", "mail") for m in (10, 11, 11, 12)]
    table = priced(found(log(*rows)), limits=(1.0,))
    assert table["breaches"].tolist() == [pytest.approx(4 / 3)]


def test_without_a_clock_shorter_promises_are_not_priced():
    told = found(log(("2024-12-02", 24.0, "A", "mail"), ("2024-12-03", 48.0, "A", "mail")))
    assert priced(told)["limit"].tolist() == [24.0]


@given(st.lists(st.floats(0, 400), min_size=1, max_size=30), st.floats(0.5, 100))
def test_a_longer_promise_never_costs_more(hours, paid):
    table = priced(december(*hours), paid=paid)
    assert (table["cost"].diff().dropna() <= 1e-9).all()
    assert (table["within"].diff().dropna() >= -1e-9).all()


@pytest.mark.parametrize(("budget", "limit"), [(30.0, 1.0), (29.9, 4.0), (10.0, 24.0)])
def test_the_fastest_within_the_budget_can_be_afforded(budget, limit):
    told = price.affordable(priced(december(0.5, 2.0, 5.0, 30.0)), budget=budget)
    assert told.row["limit"] == limit


def test_nothing_can_be_afforded_for_nothing():
    table = priced(december(0.5, 2.0, 5.0, 30.0))
    told = price.affordable(table, budget=9.9)
    assert told.row is None
    assert price.one_step_faster(december(1.0), table, told, rules(), compensation=10.0) is None


def test_one_step_faster_says_how_many_must_be_sooner():
    told = december(0.5, 2.0, 5.0, 30.0)
    table = priced(told)
    step = price.one_step_faster(
        told, table, price.affordable(table, budget=25.0), rules(), compensation=10.0
    )
    assert (step.limit, step.requests, step.of, step.part) == (1.0, 1, 3.0, None)


def test_the_fastest_has_no_step_before_it():
    told = december(0.5, 2.0)
    table = priced(told)
    best = price.affordable(table, budget=1000.0)
    assert price.one_step_faster(told, table, best, rules(), compensation=10.0) is None


def test_a_part_of_the_day_is_named_where_it_is_slower():
    slow = [("2024-12-02 09:00", 30.0, "A", "mail")] * 20
    quick = [("2024-12-02 14:00", 0.5, "A", "mail")] * 20
    told = found(log(*slow, *quick))
    table = priced(told)
    best = price.affordable(table, budget=199.0)
    assert best.row is None  # as many are late at each limit
    best = price.Affordable(150.0, table.iloc[-1])
    step = price.one_step_faster(told, table, best, rules(), compensation=10.0)
    assert (step.part, step.part_share) == (0, 1.0)


@pytest.mark.slow
def test_parts_that_are_alike_are_not_named():
    named = 0
    for seed in range(60):
        told = found(year_of_requests(seed, n=300))
        named += (
            price._part(told.rows["part"], answers.breaks(told.rows, 4.0), p_below=0.05) is not None
        )
    assert named / 60 <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 60)


@pytest.mark.slow
def test_intervals_of_the_cost_hold_the_planted_rate():
    held = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        weeks = rng.poisson(20, 53)
        day = np.repeat(np.arange(53) * 7, weeks)[: weeks.sum()]
        received = pd.Timestamp("2024-01-01") + pd.to_timedelta(
            np.minimum(day, 365) * 24 + 9, unit="h"
        )
        hours = np.where(rng.random(len(day)) < 0.3, 10.0, 1.0)
        table = pd.DataFrame({"received": received}).assign(employee="A", channel="mail")
        table["answered"] = table["received"] + pd.to_timedelta(hours, unit="h")
        row = priced(found(table), limits=(4.0,)).iloc[0]
        held.append(row["low"] <= 0.3 * 20 * 53 / 12 * 10 <= row["high"])
    assert 0.85 <= np.mean(held) <= 1.0
