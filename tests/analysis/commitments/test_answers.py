"""How long a customer waits: open requests count, the future does not, young ones are no breach."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.commitments import answers
from helpers.analysis.commitments.working_hours import hours_between
from tests.analysis.commitments.requests import AS_OF, log, rules, year_of_requests


def of(*rows, **changed):
    return answers.answers(log(*rows), as_of=AS_OF, rules=rules(**changed))


def test_an_answer_takes_the_hours_between():
    found = of(("2024-12-02 10:00", 3.5, "A", "mail"))
    assert found.rows["hours"].tolist() == [3.5]


def test_an_open_request_has_waited_until_the_last_day():
    found = of(("2024-12-31 12:00", None, "A", "mail"))
    assert found.rows[["hours", "answered", "never"]].values.tolist() == [[12.0, False, False]]


@pytest.mark.parametrize(("received", "never"), [("2024-12-01 23:00", True), ("2024-12-02", False)])
def test_never_is_open_for_more_than_thirty_days(received, never):
    found = of((received, None, "A", "mail"))
    assert found.rows["never"].tolist() == [never]


def test_one_younger_than_the_limit_is_no_breach():
    found = of(("2024-12-31 22:00", None, "A", "mail"), ("2024-12-31 10:00", None, "A", "mail"))
    assert answers.breaks(found.rows, 4.0).tolist() == [False, True]


def test_an_answer_of_tomorrow_is_not_known_today():
    found = of(("2024-12-31 12:00", 15.0, "A", "mail"))
    assert found.rows[["hours", "answered"]].values.tolist() == [[12.0, False]]


def test_an_answer_before_the_request_is_left_out_and_counted():
    found = of(("2024-12-02 10:00", -1.0, "A", "mail"), ("2024-12-02 10:00", 0.0, "A", "mail"))
    assert (len(found.rows), found.turned) == (1, 1)


@pytest.mark.parametrize(("n", "told"), [(49, False), (50, True)])
def test_of_too_few_nothing_is_said(n, told):
    rows = [("2024-12-02 10:00", 1.0, "A", "mail")] * n
    assert (of(*rows, least_requests=50) is not None) == told


def test_the_last_twelve_months_count():
    found = of(
        ("2023-12-31 10:00", 1.0, "A", "mail"),
        ("2024-01-01 10:00", 1.0, "A", "mail"),
        ("2024-12-31 10:00", 1.0, "A", "mail"),
    )
    assert (len(found.rows), len(found.months)) == (2, 12)


def test_without_a_clock_only_days_are_known():
    assert of(("2024-12-02", 24.0, "A", "mail")).by_day
    assert not of(("2024-12-02 09:00", 24.0, "A", "mail")).by_day


def test_half_of_them_wait_longer_than_the_median():
    rows = [("2024-12-02 10:00", float(h), "A", "mail") for h in (1, 2, 3, 4)]
    times = answers.response_times(of(*rows), rules(), limit=3.0)
    whole = answers.all_of_them(times)
    assert (whole["median_hours"], whole["within"]) == (2.0, 0.75)


def test_where_half_have_no_answer_the_median_is_not_known():
    rows = [("2024-12-01 00:30", h, "A", "mail") for h in (1.0, None, None)]
    whole = answers.all_of_them(answers.response_times(of(*rows), rules(), limit=3.0))
    assert math.isinf(whole["median_hours"])
    assert whole["never"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(("least", "told"), [(2, True), (3, False)])
def test_a_group_needs_requests_enough(least, told):
    rows = [("2024-12-02 10:00", 1.0, "A", "mail")] * 2
    times = answers.response_times(of(*rows), rules(least_employee=least), limit=3.0)
    assert (times["employee"] == "A").any() == told


def test_later_answers_that_lie_change_nothing():
    table = year_of_requests(1)
    early = table[table["received"] < "2024-07-01"]
    as_of = pd.Timestamp("2024-06-30")
    known = answers.answers(early, as_of=as_of, rules=rules())
    later = early["answered"] > as_of + pd.Timedelta(days=1)
    lie = early.assign(answered=early["answered"].mask(later, pd.Timestamp("2030-01-01")))
    more = pd.concat([lie, table[table["received"] >= "2024-07-01"]])
    told = answers.answers(more, as_of=as_of, rules=rules())
    pd.testing.assert_frame_equal(known.rows, told.rows)


OFFICE = {"work_from": 9.0, "work_hours": 9.0, "work_days": 5}


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2024-12-02 10:00", "2024-12-02 12:30", 2.5),
        ("2024-12-02 17:00", "2024-12-03 10:00", 2.0),
        ("2024-12-06 17:00", "2024-12-09 10:00", 2.0),  # over a weekend
        ("2024-12-07 10:00", "2024-12-08 23:00", 0.0),
        ("2024-12-02 06:00", "2024-12-02 23:00", 9.0),
        ("2024-12-02 00:00", "2024-12-09 00:00", 45.0),
    ],
)
def test_working_hours_are_those_of_the_office(start, end, hours):
    start = pd.Series([pd.Timestamp(start)])
    found = hours_between(start, pd.Timestamp(end), rules(**OFFICE))
    assert found.tolist() == pytest.approx([hours])


MOMENTS = st.datetimes(min_value=pd.Timestamp("2020-01-01"), max_value=pd.Timestamp("2026-01-01"))


@given(st.tuples(MOMENTS, MOMENTS, MOMENTS).map(sorted))
def test_hours_add_up_and_are_never_more_than_the_clock_shows(moments):
    a, b, c = (pd.Series([pd.Timestamp(m)]) for m in moments)
    office, clock = rules(**OFFICE), rules()
    parts = hours_between(a, b, office) + hours_between(b, c, office)
    assert parts[0] == pytest.approx(hours_between(a, c, office)[0], abs=1e-6)
    assert -1e-6 <= hours_between(a, c, office)[0] <= hours_between(a, c, clock)[0] + 1e-6
    assert hours_between(a, c, clock)[0] == pytest.approx((c - a)[0] / pd.Timedelta(hours=1))
