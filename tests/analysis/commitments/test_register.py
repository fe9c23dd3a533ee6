"""A duty has neither a name nor a price; a commitment has both, and is kept or broken."""

import pandas as pd
import pytest

from helpers.analysis.commitments import answers, register
from tests.analysis.commitments.requests import AS_OF, log, rules

COLUMNS = ["commitment", "measure", "limit", "compensation", "owner"]
ANSWER = ("Answer within four hours", "hours to answer", 4, 15.0, "Ann")


def table(*rows, found=None):
    return register.register(pd.DataFrame(rows, columns=COLUMNS), found, day=24.0)


def some():
    rows = [("2024-11-04 10:00", 3.0), ("2024-12-02 10:00", 4.0), ("2024-12-02 10:00", 4.1)]
    rows += [("2024-12-31 22:00", None)]  # too young to be kept or broken
    return answers.answers(log(*[(*r, "A", "mail") for r in rows]), as_of=AS_OF, rules=rules())


def test_kept_and_broken_are_counted_for_the_month_and_for_the_year():
    row = table(ANSWER, found=some()).iloc[0]
    assert row[["kept", "of", "kept_year", "of_year", "cost"]].tolist() == [1, 2, 2, 3, 15.0]
    assert row["measured"]


@pytest.mark.parametrize(
    ("owner", "price", "binding"),
    [("Ann", 15.0, True), ("", 15.0, False), (None, 15.0, False), ("Ann", 0.0, False),
     ("Ann", None, False)],
)  # fmt: skip
def test_a_commitment_has_a_name_and_a_price(owner, price, binding):
    assert table((*ANSWER[:3], price, owner))["binding"].tolist() == [binding]


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("hours to answer", 2.0), ("minutes until we reply", 1 / 30), ("days to respond", 48.0),
        ("часов до ответа", 2.0), ("минут до ответа", 1 / 30), ("дней до ответа", 48.0),
        ("days to deliver", None), ("hours late", None), ("answer rate", None),
    ],
)  # fmt: skip
def test_a_measure_is_read_in_words(words, hours):
    found = register.hours_promised(words, 2)
    assert found == (None if hours is None else pytest.approx(hours))


def test_a_day_has_the_hours_that_are_worked():
    assert register.hours_promised("days to answer", 2, day=9.0) == 18.0


def test_what_no_record_tells_is_not_measured():
    row = table(("Ready on time", "hours late", 1, 30.0, "Ann"), found=some()).iloc[0]
    assert not row["measured"]
    assert row[["kept", "of", "cost"]].isna().all()


def test_without_requests_nothing_is_measured():
    assert not table(ANSWER)["measured"].any()


def test_a_register_without_prices_and_owners_can_be_read():
    rows = pd.DataFrame([ANSWER[:3]], columns=COLUMNS[:3])
    assert not register.register(rows, some(), day=24.0)["binding"].any()


def test_the_fastest_promise_with_a_price_is_the_one_to_price():
    slow = ("In a day", "hours to answer", 24, 40.0, "Bob")
    free = ("At once", "minutes to answer", 5, None, "Bob")
    assert register.answer_promise(table(slow, ANSWER, free))["limit"] == 4
    assert register.answer_promise(table(free)) is None
    assert register.answer_promise(None) is None
