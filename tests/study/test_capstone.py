"""A capstone is passed by who shows what is there, and failed by who guesses, or accuses."""

import csv
import json

import pytest
import yaml

from helpers import language
from helpers.errors import ClientDataError
from helpers.study.capstone import check as checking
from helpers.study.capstone import raw
from helpers.study.capstone.answers import COUNTED, form, handed
from helpers.study.capstone.parts import ASKED, FORMATS

NAME = "rosewood"
TRUTH = {
    "period": {"last": "2025-12-31"},
    "sales": {"amount_accepted": 1234.56},
    "money": {"revenue_of_last_year_by_first_year": {2022: 800.0, 2025: 200.0}},
    "profitability": {"dear_late_payers": {"015023": -1.0, "015024": -2.0}},
    "funnel": {"patient_manager": "Ilona Brandt", "best_contact": 5},
    "leaving": {"losing_manager": "Viktor Hale", "unfairly_judged_manager": "Dana Petrik"},
    "journey": {"torn_touchpoint": "Handover", "torn_branch": "Harbour"},
    "plan": {"working": {"branch": "North"}},
}
FINDING = {"certainty": "counted", "money": 500.0, "numbers": {"share": 0.5}}


@pytest.fixture(autouse=True)
def _planted(monkeypatch):
    monkeypatch.setattr(checking, "truths", lambda seed: TRUTH)


def write_report(folder, *, money=1234.56, rejected=2):
    (folder / "tables").mkdir(parents=True)
    for name in FORMATS:
        (folder / name).touch()
    source = {
        "table": "sales",
        "amount_accepted": money,
        "rows_read": 100,
        "rows_rejected": rejected,
    }
    told = {"as_of": "2025-12-31", "sources": [source], "chapters": [{"status": "made"}],
            "findings": [FINDING]}  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(told), "utf-8")
    for one in ASKED.values():
        write_table(folder, one.tables[0], [["a"], ["1"], ["2"]])
    write_table(folder, "card_fields", [["field"], ["phone"]])


def write_table(folder, name, rows):
    with (folder / "tables" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def shown(name):
    one = ASKED[name]
    right = one.right(TRUTH)
    return {"answer": right, "certainty": one.certain[0], "table": one.tables[0], "rows": 2}


def all_right():
    hidden = raw.secret(NAME)
    sentence = {"subject": "sales of a year", "number": 500, "unit": "EUR", "interval": None,
                "certainty": "counted", "decision": "who asks"}  # fmt: skip
    work = {"what": "ask", "who": "Anna", "by_when": "Friday", "how_known": "list"}
    return {
        "company": NAME,
        "missing_tables": list(hidden.missing),
        "gaps": {COUNTED[table]: "unknown" for table in hidden.missing},
        "truths": {name: shown(name) for name in ASKED},
        "leak": hidden.leak_header,
        "sentences": [sentence] * 3,
        "worksheet": [work] * 3,
    }


def hand_in(folder, told, **report):
    folder.mkdir()
    (folder / "answers.yml").write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")
    write_report(folder / "report", **report)
    return handed(folder)


def points(found):
    return {one.name: one.points for one in found}


def test_who_shows_everything_has_a_hundred(tmp_path):
    found = checking.marked(hand_in(tmp_path / "a", all_right()))
    assert [reason for one in found for reason in one.reasons] == []
    assert sum(one.points for one in found) == 100
    assert checking.passed(found)


def test_a_wrong_accusation_costs_five_and_the_pass(tmp_path):
    told = all_right()
    told["truths"]["losing_manager"]["answer"] = "Dana Petrik"
    found = checking.marked(hand_in(tmp_path / "a", told))
    assert points(found)["Eight truths"] == 40 - 5 - 5
    assert not checking.passed(found)


def test_a_gap_where_a_person_would_be_named_costs_only_its_points(tmp_path):
    told = all_right()
    told["truths"]["losing_manager"]["answer"] = "unknown"
    given = hand_in(tmp_path / "a", told)
    write_table(given.report, "managers", [["named"], ["yes"], ["no"]])
    found = checking.marked(given)
    assert points(found)["Eight truths"] == 35
    assert checking.passed(found)


@pytest.mark.parametrize(("named", "expected"), [("no", 40), ("yes", 35)])
def test_who_names_nobody_is_right_where_nobody_can_be_named(tmp_path, named, expected):
    told = all_right()
    told["truths"]["losing_manager"]["answer"] = "unknown"
    given = hand_in(tmp_path / "a", told)
    write_table(given.report, "managers", [["named"], ["no"], [named]])
    assert points(checking.marked(given))["Eight truths"] == expected


@pytest.mark.parametrize(("contact", "expected"), [(4, 40), (6, 40), (3, 35), (7, 35)])
def test_the_contact_beside_the_best_is_as_good(tmp_path, contact, expected):
    told = all_right()
    told["truths"]["best_contact"]["answer"] = contact
    found = checking.marked(hand_in(tmp_path / "a", told))
    assert points(found)["Eight truths"] == expected


def test_a_script_of_guesses_crude_numbers_and_causes_fails(tmp_path):
    told = all_right()
    for one in told["truths"].values():
        one |= {"certainty": "counted", "table": "", "rows": ""}
    told["truths"]["losing_manager"]["answer"] = "Dana Petrik"  # looks worst without adjusting
    told["gaps"] = dict.fromkeys(COUNTED.values(), 0.5)
    told["missing_tables"], told["leak"] = [], ""
    causal = {"subject": "They left because of us", "certainty": "estimated", "interval": None}
    told["sentences"] = [{**one, **causal} for one in told["sentences"]]
    found = checking.marked(hand_in(tmp_path / "a", told))
    assert sum(one.points for one in found) < checking.PASS
    assert not checking.passed(found)


@pytest.mark.parametrize(("money", "rejected", "expected"), [
    (1234.56, 5, 15), (1234.57, 5, 6), (1234.56, 6, 12),
])  # fmt: skip
def test_the_intake_is_to_the_cent_and_five_of_a_hundred(tmp_path, money, rejected, expected):
    found = checking.marked(hand_in(tmp_path / "a", all_right(), money=money, rejected=rejected))
    assert points(found)["Intake"] == expected


def test_a_number_for_a_table_that_is_missing_is_asked_about(tmp_path):
    told = all_right()
    told["gaps"][COUNTED[raw.secret(NAME).missing[0]]] = "0.31"
    found = checking.marked(hand_in(tmp_path / "a", told))
    assert points(found)["Honest gaps"] == 8


def test_a_field_that_is_named_and_still_in_the_report_is_half_a_hunt(tmp_path):
    given = hand_in(tmp_path / "a", all_right())
    write_table(given.report, "card_fields", [["field"], [raw.secret(NAME).leak]])
    assert points(checking.marked(given))["Leak hunt"] == 5


def test_the_truths_open_at_the_third_check(tmp_path):
    hand_in(tmp_path / "a", all_right())
    told = ["\n".join(checking.check(tmp_path / "a")) for _ in range(3)]
    assert ["Viktor Hale" in one for one in told] == [False, False, True]


def test_who_teaches_may_open_them_at_once(tmp_path):
    hand_in(tmp_path / "a", all_right())
    assert "Viktor Hale" in "\n".join(checking.check(tmp_path / "a", opened=True))


@pytest.mark.parametrize("spoken", language.LANGUAGES)
def test_the_form_as_it_is_given_can_be_checked_and_is_worth_nothing(tmp_path, spoken):
    language.use(spoken)
    (tmp_path / "answers.yml").write_text(form(NAME), "utf-8")
    found = checking.marked(handed(tmp_path))
    assert sum(one.points for one in found) == 0


@pytest.mark.parametrize("text", ["", "- 1", "company: [", "other: 1", "\x00"])
def test_answers_that_cannot_be_read_are_said_in_a_sentence(tmp_path, text):
    (tmp_path / "answers.yml").write_text(text, "utf-8")
    with pytest.raises(ClientDataError, match="cannot be read"):
        handed(tmp_path)


@pytest.mark.slow
def test_the_raw_folder_has_its_dirt_and_no_truths(tmp_path):
    hidden = raw.secret(NAME)
    folder, path = checking.begin(NAME, tmp_path / "data", tmp_path / "work")
    names = {p.name for p in folder.iterdir()}
    assert not names & {raw.MISSING[table] for table in hidden.missing}
    assert not [name for name in names if "truths" in name]
    assert hidden.leak_header in (folder / "clients.csv").read_text("utf-8-sig").splitlines()[0]
    told = yaml.safe_load((folder / "engagement.yml").read_text("utf-8"))
    assert "as_of" not in told
    assert not {*hidden.missing} & told["tables"].keys()
    assert told["tables"]["sales"]["columns"] == {}
    assert handed(path.parent).company == NAME
    with pytest.raises(ClientDataError, match="already"):
        checking.begin(NAME, tmp_path / "data", tmp_path / "work")
