"""Names and keys that change as a whole on one day are said; those that change one by one not."""

from datetime import date, timedelta

import ibis
import pandas as pd
import pytest

from helpers.records.doubts.replaced import ALL_NEW, OTHER_KEYS, replaced

DAY = date(2024, 1, 1)


def rows(told, name="manager"):
    """Rows of sale, one a day: a customer that is always the same, and what ``told`` gives."""
    frame = pd.DataFrame(told, columns=["date", name])
    frame["date"] = pd.to_datetime(frame["date"]).astype("datetime64[us]")
    if name != "customer":
        frame["customer"] = "one"
    return ibis.memtable(frame.assign(amount=10.0))


def shifts(*names, days=40, start=DAY):
    return [(start + timedelta(days=n), names[n % len(names)]) for n in range(days)]


def test_all_managers_replaced_on_one_day_are_said_with_the_day_and_the_money():
    later = shifts("Berg A.", "Cole B.", start=DAY + timedelta(days=40))
    ((text, values),) = replaced(rows(shifts("Ann Berg", "Bob Cole") + later))
    assert text == ALL_NEW
    assert (values["before"], values["after"], values["rows"]) == (2, 2, 40)
    assert (values["day_first"], values["money"]) == ("2024-02-10", "400.00")


@pytest.mark.parametrize(
    "later",
    [("Ann Berg", "Dan Dale"), ("Dan Dale",)],
    ids=["one stays", "one alone comes"],
)
def test_managers_who_change_one_by_one_are_no_sign(later):
    told = shifts("Ann Berg", "Bob Cole") + shifts(*later, start=DAY + timedelta(days=40))
    assert replaced(rows(told)) == []


def codes(start, n, way, first=0):
    return [(start + timedelta(days=i), way.format(first + i % 20)) for i in range(n)]


def test_keys_that_are_written_in_a_new_way_are_said():
    new = codes(DAY + timedelta(days=100), 100, "K-{:05d}")
    ((text, values),) = replaced(rows(codes(DAY, 100, "{:04d}") + new, "customer"))
    assert text == OTHER_KEYS
    assert (values["old"], values["new"], values["codes"]) == ("9999", "A-99999", 20)
    assert values["day_first"] == "2024-04-10"


def test_codes_that_lost_their_zeros_are_keys_in_a_new_way():
    lost = codes(DAY + timedelta(days=100), 100, "{}")
    ((_, values),) = replaced(rows(codes(DAY, 100, "{:06d}") + lost, "customer"))
    assert values["old"] == "999999"


def test_codes_that_are_counted_up_get_one_figure_more_and_that_is_no_sign():
    old = codes(DAY, 200, "{}", first=980)
    new = codes(DAY + timedelta(days=100), 100, "{}", first=1000)
    assert replaced(rows(old + new, "customer")) == []


def test_names_are_no_keys():
    names = [f"{chr(65 + n % 26)}{n} {'x' * (n % 7)} {n:0{1 + n % 9}d}" for n in range(60)]
    told = [(DAY + timedelta(days=n), names[n]) for n in range(60)]
    assert replaced(rows(told, "customer")) == []
