"""How the minutes of the day are shared, to the minute, and what the clock then says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import language
from helpers.analysis.plan import day as plan

MOVES, LEAVING, BACK = plan.MOVES, plan.LEAVING, plan.BACK


@pytest.fixture(autouse=True)
def english():
    language.use("en", "EUR")


def finding(chapter, role="lever", customers=None):
    return {"chapter": chapter, "role": role, "customers": customers, "money": 1.0}


FINDINGS = st.lists(
    st.builds(
        finding,
        st.sampled_from(["Passport", MOVES, LEAVING, BACK, "Worth", "My own"]),
        st.sampled_from(["base", "lever", "change", "doubt"]),
        st.none() | st.integers(0, 500) | st.lists(st.sampled_from("abcdefghijkl"), max_size=12),
    ),
    max_size=30,
)


@given(FINDINGS, st.integers(60, 600), st.none() | st.integers(0, 1439))
def test_the_work_adds_up_to_the_minutes_of_the_day(findings, minutes, starts):
    day = plan.agenda(findings, minutes=minutes, starts=starts)
    work = day[~day["item"].isin(["Break", "Lunch"])]
    assert work["minutes"].sum() == minutes
    assert (day["minutes"] >= plan.SHORTEST_ITEM).all()


@given(st.integers(1, 16), st.integers(360, 480))
def test_any_number_of_chapters_stays_one_day_and_none_is_left_out(chapters, minutes):
    titles = ["Passport", "Feeds", MOVES, LEAVING, BACK, *(f"Chapter {n}" for n in range(5, 16))]
    findings = [finding(title, customers=40) for title in titles[:chapters]]
    day = plan.agenda(findings, minutes=minutes, starts=570)
    assert (day["item"] == "Break").sum() <= 3
    assert day["minutes"].sum() <= minutes + 3 * plan.BREAK_MINUTES + plan.LUNCH_MINUTES
    assert len(plan.shares(findings, minutes=minutes)) == chapters


@given(FINDINGS)
def test_chapters_keep_the_order_of_the_handout(findings):
    order = list(dict.fromkeys(f["chapter"] for f in findings))
    assert plan.shares(findings, minutes=600)["item"].tolist() == order


@given(FINDINGS)
def test_leaving_and_winning_back_are_talked_about_at_once_where_they_follow(findings):
    items = plan.agenda(findings, minutes=600)["item"].tolist()
    both = [(a, b) for a, b in zip(items, items[1:], strict=False) if (a, b) == (LEAVING, BACK)]
    assert both == []


def test_time_goes_with_what_there_is_to_decide_and_not_with_money():
    told = [finding("a") | {"money": 9e9}, finding("b"), finding("b"), finding("b")]
    minutes = plan.shares(told, minutes=360).set_index("item")["minutes"]
    assert minutes.to_dict() == {"a": 15 + 90, "b": 15 + 180 - 0}


def test_five_names_take_as_long_as_one_decision():
    table = plan.shares([finding("a"), finding("b", customers=list("vwxyz"))], minutes=360)
    assert table["decisions"].tolist() == [2, 2]
    assert table["names"].tolist() == [0, 5]
    assert table["minutes"].tolist() == [15 + 105, 15 + 160]


@pytest.mark.parametrize(("told", "names"), [(list("abc"), 3), (4, 4), (300, 10), (None, 0)])
def test_a_room_hands_out_ten_names_a_chapter_at_most(told, names):
    assert plan.shares([finding("a", customers=told)], minutes=360)["names"].tolist() == [names]


@pytest.mark.parametrize("role", ["base", "doubt"])
def test_what_nobody_can_act_on_takes_no_time(role):
    table = plan.shares([finding("a", role, customers=50)], minutes=360)
    assert table[["decisions", "names"]].to_numpy().tolist() == [[1, 0]]


@pytest.mark.parametrize(("day", "items"), [(75, 1), (74, 0), (90, 2), (89, 1)])
def test_a_chapter_gets_a_quarter_of_an_hour_or_is_left_to_the_handout(day, items):
    told = [finding(title) for title in "abc"]
    assert len(plan.shares(told, minutes=day)) == items


def test_the_clock_runs_over_breaks_and_lunch():
    told = [finding(title) for title in ("Passport", MOVES, LEAVING, BACK, "Worth")]
    day = plan.agenda(told, minutes=360, starts=570)
    assert day["item"].tolist() == [
        "Opening: the question of the day", "Passport", MOVES, "Break", f"{LEAVING} · {BACK}",
        "Lunch", "Worth", "Decisions, owners and dates",
    ]  # fmt: skip
    assert day["at"].tolist()[:2] == ["09:30", "09:50"]
    ends = 570 + 360 + plan.BREAK_MINUTES + plan.LUNCH_MINUTES
    assert plan.clock(ends - int(day["minutes"].iloc[-1])) == day["at"].iloc[-1]


@pytest.mark.parametrize(("minutes", "lunch"), [(240, True), (239, False)])
def test_a_short_day_has_no_lunch(minutes, lunch):
    day = plan.agenda([finding(BACK), finding("Worth")], minutes=minutes)
    assert ("Lunch" in day["item"].tolist()) is lunch


@pytest.mark.parametrize(("last", "breaks"), [(30, 0), (31, 1)])
def test_nobody_sits_longer_than_two_hours_after_lunch(last, breaks):
    assert plan.LONGEST_SITTING == 120
    morning = [("Opening", 1, 0, 100), (LEAVING, 1, 0, 100), ("Lunch", None, None, 60)]
    rows = [*morning, ("a", 1, 0, 45), ("b", 1, 0, 45)]
    assert len(plan._rest(rows, ("c", 1, 0, last))) == breaks
    assert plan._rest(morning[:2], ("c", 1, 0, 300)) == []
    rested = [*rows, ("Break", None, None, 15), ("c", 1, 0, 89)]
    assert plan._rest(rested, ("d", 1, 0, 31)) == []
    assert len(plan._rest(rested, ("d", 1, 0, 32))) == 1
    assert plan._rest(morning, ("long", 1, 0, 200)) == []


def test_without_a_beginning_there_is_no_clock():
    assert "at" not in plan.agenda([finding("a")], minutes=360)
