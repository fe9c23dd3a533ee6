"""Reasons to write this month, and those who came back."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.winback import reason_findings, returned, triggers

AS_OF = pd.Timestamp("2024-01-31")


def reasons(*rows):
    return pd.DataFrame(rows, columns=triggers.COLUMNS).astype({"date": "datetime64[s]"})


def listed(*tables, unwanted=frozenset()):
    return triggers.triggers(
        list(tables),
        as_of=AS_OF,
        managers=pd.Series({"a": "Ann"}),
        active={"a", "b"},
        unwanted=set(unwanted),
    )


def test_at_most_one_reason_a_customer_and_the_urgent_one_first():
    table = listed(
        reasons(("2024-02-05", "a", "anniversary", "")), reasons(("2024-02-20", "a", "silence", ""))
    )
    assert table["kind"].tolist() == ["silence"]


def test_nobody_is_written_to_who_left_or_does_not_want_it():
    rows = reasons(("2024-02-05", "b", "bonus", ""), ("2024-02-05", "gone", "bonus", ""))
    assert listed(rows, unwanted={"b"}).empty


def test_a_reason_on_a_sunday_is_moved_to_a_working_day():
    assert listed(reasons(("2024-02-11", "a", "bonus", "")))["date"].dt.day_of_week.max() < 5


def test_an_anniversary_of_29_february_is_kept():
    first = pd.DataFrame({"customer": ["a"], "first": [pd.Timestamp("2020-02-29")]})
    later = triggers.anniversaries(first, as_of=pd.Timestamp("2023-01-31"))
    assert later["date"].tolist() == [pd.Timestamp("2023-02-28")]


def test_who_came_this_year_has_no_anniversary_yet():
    first = pd.DataFrame({"customer": ["a"], "first": [pd.Timestamp("2024-01-10")]})
    assert triggers.anniversaries(first, as_of=AS_OF).empty


def test_a_bonus_is_remembered_before_it_expires_and_not_after():
    given_on = pd.to_datetime(["2023-02-20", "2023-01-31", "2023-02-20"])
    rows = pd.DataFrame(
        {
            "date": given_on,
            "customer": ["a", "b", "c"],
            "amount": 5,
            "redeemed": [pd.NaT, pd.NaT, pd.Timestamp("2023-03-01")],
        }
    )
    table = triggers.bonuses(rows, as_of=AS_OF, valid_months=12)
    assert table["customer"].tolist() == ["a"]


def test_a_birthday_is_read_where_the_card_has_the_day():
    cards = pd.DataFrame({"customer": ["a", "b"], "birthday": ["14.02.1980", None]})
    table = triggers.birthdays(cards, as_of=AS_OF)
    assert table[["date", "customer"]].values.tolist() == [[pd.Timestamp("2024-02-14"), "a"]]
    assert triggers.birthdays(cards.drop(columns="birthday"), as_of=AS_OF).empty


def test_no_reasons_make_an_empty_list_and_a_sentence():
    table = listed()
    assert table.empty
    assert reason_findings.to_write(table) is None
    assert "no reason" in reason_findings.nobody_to_write(table).text


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(list(triggers.KINDS)))))
def test_never_two_reasons_for_one_customer(rows):
    table = listed(reasons(*((pd.NaT, c, kind, "") for c, kind in rows)))
    assert not table["customer"].duplicated().any()
    assert (table["date"] > AS_OF).all()


def test_who_bought_again_after_a_long_absence_came_back():
    days = pd.DataFrame(
        {
            "item": ["a", "a", "a", "b", "b"],
            "date": pd.to_datetime(
                ["2022-01-01", "2023-06-01", "2023-07-01", "2023-06-01", "2023-08-01"]
            ),
        }
    )
    table = returned.returned(days, as_of=AS_OF, away_days=365)
    assert table["customer"].tolist() == ["a"]
    assert table["purchases_since"].tolist() == [2]
    assert returned.returned(days.head(0), as_of=AS_OF, away_days=365).empty


def test_a_silence_to_come_is_not_counted_among_the_reasons():
    kinds = pd.DataFrame({"customer": list("abc"), "kind": ["silence", "birthday", "silence"]})
    assert reason_findings.to_write(kinds).numbers["n"].value == 1
    waits = reason_findings.to_wait_for(kinds)
    assert waits.numbers["n"].value == 2
    assert waits.certainty == "estimated"
    assert waits.text.startswith("If nothing comes")
    assert reason_findings.to_write(kinds[kinds["kind"] == "silence"]) is None
    assert reason_findings.to_wait_for(kinds[kinds["kind"] != "silence"]) is None
    assert triggers.KINDS["silence"].startswith("if nothing comes by then")
