"""How the minutes of the day are shared, to the minute."""

import pytest

from helpers.analysis.plan import agenda as plan


def finding(chapter, money):
    return {"chapter": chapter, "money": money, "text": "said", "certainty": "counted"}


def minutes(*money, day=360):
    findings = [finding(f"c{k}", one) for k, one in enumerate(money)]
    return plan.agenda(findings, minutes=day)["minutes"].tolist()


def test_time_goes_with_the_root_of_the_money():
    # of 270 spare minutes three quarters, not nine tenths, in steps of five
    assert minutes(900, 100) == [20, 15 + 200, 15 + 65, 45]


def test_without_money_time_goes_with_the_number_of_findings():
    findings = [finding("a", None), finding("a", None), finding("a", None), finding("b", None)]
    assert plan.agenda(findings, minutes=360)["minutes"].tolist() == [20, 215, 80, 45]


def test_the_sign_of_the_money_does_not_matter():
    assert minutes(-900, 100) == minutes(900, 100)


def test_the_opening_takes_twenty_minutes_and_the_decisions_forty():
    assert minutes(day=60) == [20, 40]
    assert (plan.OPENING_MINUTES, plan.CLOSING_MINUTES) == (20, 40)


@pytest.mark.parametrize(("day", "items"), [(75, 1), (74, 0), (90, 2), (89, 1)])
def test_a_chapter_gets_a_quarter_of_an_hour_or_is_left_to_the_handout(day, items):
    assert len(minutes(5, 5, 5, day=day)) == 2 + items


def test_what_is_no_full_step_goes_to_the_decisions():
    assert minutes(1, day=79) == [20, 15, 44]
    assert minutes(1, day=80) == [20, 20, 40]
