"""Whose name stands anywhere in what is said, drawn and shown? Only theirs who may be named."""

import pandas as pd
import pytest

from helpers.analysis.commitments import (
    answers,
    desks,
    findings,
    limits,
    manager_findings,
    manager_tables,
    price,
    tables,
)
from helpers.analysis.commitments.depends import Leaving
from helpers.analysis.commitments.judged import managers
from helpers.analysis.commitments.lettered import behind
from helpers.analysis.commitments.promised import Promised
from helpers.analysis.commitments.served import Hanging, Served
from helpers.analysis.definitions.naming import names_of_staff
from helpers.settings import CommitmentSettings
from tests.analysis.commitments.requests import AS_OF, rules, year_of_requests
from tests.analysis.commitments.served import HORIZON, panel_of, where_all_are_alike

EVERYBODY = [f"M{n}" for n in range(8)]

RULES = CommitmentSettings()
DAYS = [pd.Timestamp("2024-06-30"), pd.Timestamp("2023-12-30")]


def served(table, found=None) -> Served:
    before = table.groupby("manager")["lost"].mean() / table["lost"].mean()
    found = managers(table, RULES) if found is None else found
    return Served(found, before, HORIZON, DAYS)


@pytest.fixture(scope="module")
def guilty():
    return served(panel_of(1, times={"M2": 1.8}))


@pytest.fixture(scope="module")
def unfair():
    return served(panel_of(4, passers="M5"))


def all_words(found: Served) -> str:
    """Everything a reader may see of managers."""
    told = [
        manager_findings.named(found), manager_findings.nobody(found),
        manager_findings.before_mix(found), manager_findings.claimed(found),
    ]  # fmt: skip
    words = [str(f.as_json()) for f in told if f is not None]
    words += [manager_tables.points(found).to_csv(), manager_tables.before_after(found).to_csv()]
    return " ".join([*words, limits.lost_when(found, RULES)])


def test_the_culprit_is_told_by_a_letter_and_named_to_who_leads_alone(guilty):
    words = all_words(guilty)
    assert not [name for name in EVERYBODY if name in words]
    assert [one.name for one in behind(guilty, None)] == ["M2"]
    letter = behind(guilty, None)[0].told_as
    assert manager_findings.named(guilty).text.startswith(f"{letter} lost ")
    assert manager_tables.points(guilty)["name"].dropna().tolist() == [letter]
    rows = manager_tables.before_after(guilty).set_index("who")
    assert rows.loc[letter, "ratio"] == rows["ratio"].max()
    assert "M2" in names_of_staff.for_who_leads(behind(guilty, None))
    assert manager_findings.nobody(guilty) is None


def test_who_is_judged_unfairly_stands_nowhere(unfair):
    words = all_words(unfair)
    assert not [name for name in EVERYBODY if name in words]
    assert behind(unfair, None) == []
    assert "8 managers" in manager_findings.nobody(unfair).text


def test_who_looks_worst_before_the_mix_is_a_letter(unfair):
    found = manager_findings.before_mix(unfair)
    assert found.role == "doubt"
    assert found.numbers["before"].value > 1.1 > found.numbers["after"].value
    assert manager_tables.before_after(unfair)["who"].tolist()[:2] == ["Manager A", "Manager B"]


def test_a_name_comes_with_what_to_do_before_it_is_said(guilty, unfair):
    said = names_of_staff.before_a_name(None, manager_findings.named(guilty))
    assert "Before it is said aloud" in said
    assert names_of_staff.before_a_name(None, manager_findings.named(unfair)) == ""
    assert names_of_staff.for_who_leads(behind(unfair, None)) == ""


@pytest.mark.slow
def test_of_companies_in_which_all_are_alike_at_most_one_in_twenty_has_a_name_in_its_guide():
    guides = []
    for seed in range(40):
        found = served(*where_all_are_alike(seed))
        assert not [name for name in EVERYBODY if name in all_words(found)]
        guides.append(names_of_staff.for_who_leads(behind(found, None)) != "")
    assert sum(guides) <= 40 * (0.05 + 2 * (0.05 * 0.95 / 40) ** 0.5)


def test_who_is_not_compared_is_counted_without_a_name():
    found = served(panel_of(6, times={"M7": 3.0}, alone="M7"))
    assert "nobody else serves their customers: 1." in limits.lost_when(found, RULES)
    assert "M7" not in all_words(found)


def test_too_few_managers_are_not_drawn():
    found = served(panel_of(2, customers=300, cutoffs=2, names=("A", "B")))
    assert manager_tables.points(found) is None
    assert manager_findings.named(found) is None
    assert manager_findings.nobody(found) is None
    assert "nobody is judged" in limits.lost_when(found, RULES)


def promised(table) -> Promised:
    asked = rules(least_employee=20)
    found = answers.answers(table, as_of=AS_OF, rules=asked)
    prices = price.promise_price(found, asked, compensation=10.0)
    told = price.affordable(prices, budget=300.0)
    return Promised(
        found, 4.0, 10.0, True, answers.response_times(found, asked, limit=4.0), prices, told,
        price.one_step_faster(found, prices, told, asked, compensation=10.0),
        desks.desks(found, asked, limit=4.0),
    )  # fmt: skip


@pytest.mark.parametrize(("slow", "named"), [("Cora", True), ("", False)])
def test_a_desk_is_said_only_where_it_is_slow(slow, named):
    told = promised(year_of_requests(3, slow=slow, desks=("Abel", "Bert", "Cora", "Dora")))
    found = findings.slow_desk(told)
    assert (found is not None) == named
    assert [one.name for one in behind(None, told)] == [slow] * named
    shown = " ".join(
        [str(found and found.as_json()), tables.waits(told).to_csv(), findings.waiting(told).text]
    )
    assert not [name for name in ("Abel", "Bert", "Cora", "Dora") if name in shown]


def test_a_person_who_is_named_stands_in_the_chapter_and_not_on_the_first_page(guilty):
    told = promised(year_of_requests(3, slow="C"))
    for found in (findings.slow_desk(told), manager_findings.named(guilty)):
        assert (found.so_what, found.decide) == ("", "")


def test_what_hangs_on_a_desk_is_money_and_no_judgement():
    rows = pd.DataFrame(
        {"customer": ["a", "b"], "manager": ["Ann", "Bob"], "money": [900.0, 100.0],
         "at_stake": [90.0, 10.0]}
    )  # fmt: skip
    goes = Leaving(0.1, 0.1, 0.1, known=False)
    found = manager_findings.hangs(Hanging(rows, goes, "gross profit a year"))
    assert found.text == (
        "2 customers with a habit buy at one desk each; the largest, that of Ann, holds 90% of "
        "what they bring, €900 a year, of which €90 may go with it"
    )
    assert found.certainty == "assumed"


def test_without_records_nothing_is_said_drawn_or_shown():
    nothing = [
        findings.waiting(None), findings.price(None), findings.faster(None),
        findings.slow_desk(None), findings.registered(None), tables.prices(None),
        tables.waits(None), tables.register(None), manager_findings.named(None),
        manager_findings.nobody(None), manager_findings.before_mix(None),
        manager_findings.handed_over(None), manager_findings.hangs(None),
        manager_findings.claimed(None), manager_tables.points(None),
        manager_tables.before_after(None), manager_tables.desks(None),
        manager_findings.handed_frame(None),
    ]  # fmt: skip
    assert nothing == [None] * len(nothing)
    assert limits.lost_when(None, RULES) == limits.counted(None) == ""
