"""Which findings can be acted on, and which two are one?"""

import pytest

from helpers.language import N_
from helpers.language.findings import MOST_CODES, Finding, Trail, in_order, ranked


def finding(key, role="lever", money=None, customers=None):
    which = "" if money is None else "net sales a year"
    told = Finding(key, N_("Yes"), {}, Trail("t", 1), role, customers, money, which)
    return told.as_json()


def keys(findings):
    return [found["key"] for found in findings]


def test_only_levers_and_changes_are_ranked_the_most_money_first():
    told = [finding("b", "base", 9), finding("c", "change", -2), finding("l", "lever", 1)]
    assert keys(ranked([*told, finding("d", "doubt", 5)])) == ["c", "l"]


def test_money_that_is_ranked_says_which_money_it_is():
    assert finding("b", "base", 9)["money"] == 9
    with pytest.raises(ValueError, match="which money"):
        Finding("c", N_("Yes"), {}, Trail("t", 1), role="lever", money=9.0)
    assert Finding("c", N_("Yes"), {}, Trail("t", 1), role="base", money=9.0).measure == ""


def test_two_findings_about_the_same_customers_are_one():
    told = [finding("less", money=1, customers=["a", "b", "c"]),
            finding("more", money=2, customers=["b", "a", "c", "d"])]  # fmt: skip
    assert keys(ranked(told)) == ["more"]


def test_findings_that_share_half_of_their_customers_are_two():
    told = [finding("one", money=2, customers=["a", "b"]), finding("two", money=1, customers=["a"])]
    assert keys(ranked(told)) == ["one", "two"]


def test_findings_that_speak_of_nobody_or_of_a_number_are_never_the_same():
    told = [finding("one", customers=7), finding("two", customers=7), finding("three")]
    assert keys(ranked(told)) == ["one", "two", "three"]


def test_all_findings_keep_their_order_behind_those_that_are_ranked():
    told = [finding("b", "base", 9), finding("d", "doubt"), finding("l")]
    assert keys(in_order(told)) == ["l", "b", "d"]


@pytest.mark.parametrize(("many", "told"), [(MOST_CODES, list), (MOST_CODES + 1, int)])
def test_customers_are_named_unless_they_are_too_many(many, told):
    codes = [f"C{n:04}" for n in range(many)]
    assert isinstance(finding("k", customers=reversed(codes))["customers"], told)


def test_a_role_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="role must be one of"):
        finding("k", role="news")
