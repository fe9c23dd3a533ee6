"""Status: who waits, who is given what, and since when a customer is one."""

import pandas as pd
import pytest

from helpers.analysis.terms import service
from helpers.analysis.terms.ranks import Rank

EACH = pd.DataFrame({"customer": ["a", "b", "c"], "decile": [1, 2, 3], "net_sales": [10, 50, 100]})
THIRDS = Rank(3, 1, 1)


def waits(*rows):
    frame = pd.DataFrame(rows, columns=["customer", "received", "answered"])
    times = {name: pd.to_datetime(frame[name]) for name in ("received", "answered")}
    told = service.waits(frame.assign(**times), EACH, THIRDS, as_of=pd.Timestamp("2025-12-31"))
    return told.set_index("decile")


def test_median_wait_of_top_and_bottom():
    told = waits(
        ("a", "2025-12-01 10:00", "2025-12-01 16:00"), ("c", "2025-12-01 10:00", "2025-12-01 11:00")
    )
    assert told["median_hours"].to_dict() == {"bottom": 6, "top": 1}


def test_an_open_request_counts_as_long_as_it_was_watched():
    told = waits(
        ("a", "2025-12-22 00:00", None), ("a", "2025-12-01 00:00", "2025-12-04 00:00"),
        ("a", "2025-12-01 00:00", "2025-12-06 00:00"),
    )  # fmt: skip
    assert told.loc["bottom", "median_hours"] == 5 * 24
    assert told.loc["bottom", "never"] == 0


@pytest.mark.parametrize(("received", "never"), [("2025-12-01 23:59", 1), ("2025-12-02 00:00", 0)])
def test_an_answer_that_has_not_come_in_thirty_days_does_not_come(received, never):
    assert waits(("c", received, None)).loc["top", "never"] == never


def test_privileges_are_held_against_what_is_bought():
    told = service.privileges(EACH, THIRDS, {"bonuses": pd.Series({"a": 1.0, "c": 1.0})})
    assert told[["top_share", "bottom_share"]].to_numpy().tolist() == [[0.01, 0.1]]
    assert told[["top_customers", "bottom_customers"]].to_numpy().tolist() == [[1, 1]]


def age(first, *, before=False):
    since = pd.DataFrame({"customer": ["a"], "first": [pd.Timestamp(first)], "before": [before]})
    return int(service.age(since, EACH.head(1), start=pd.Timestamp("2025-01-01")).iloc[0])


@pytest.mark.parametrize(
    ("first", "years"),
    [("2025-06-01", 0), ("2024-01-03", 0), ("2024-01-02", 1),
     ("2022-01-02", 3), ("2021-01-01", 3)],
)  # fmt: skip
def test_full_years_at_the_beginning(first, years):
    assert age(first) == years


def test_who_came_before_the_records_is_of_the_oldest():
    assert age("2024-12-01", before=True) == 3
