"""Each threshold takes the ends of its range and nothing beyond; the page says what they are."""

import math

import pytest
from pydantic import ValidationError

from helpers.errors import ClientDataError
from helpers.maintenance import settings_page
from helpers.records.engagement.thresholds import (
    changed,
    expectation,
    read_settings,
    schema_of,
)
from helpers.settings import ASSUMING, AbcSettings, Settings

WORDS = {("centredness", "synonyms")}  # the one setting that is a list of words, and no threshold
SETTINGS = [(subject, name) for subject, values in Settings() for name in dict(values)]
THRESHOLDS = [one for one in SETTINGS if one not in WORDS]


def ends():
    """Every threshold with each end of its range, and the next value beyond that end."""
    for subject, name in THRESHOLDS:
        schema = schema_of(subject, name)
        one = schema.get("items") or schema.get("anyOf", [schema])[0]
        for end, away in (("minimum", -math.inf), ("maximum", math.inf)):
            if end in one:
                edge = one[end]
                beyond = (
                    edge + int(math.copysign(1, away))
                    if one["type"] == "integer"
                    else math.nextafter(edge, away)
                )
                yield subject, name, edge, beyond


@pytest.mark.parametrize(("subject", "name", "edge", "beyond"), list(ends()))
def test_the_end_of_a_range_is_taken_and_the_next_value_is_refused(subject, name, edge, beyond):
    model = type(getattr(Settings(), subject))
    others = {other for pair in model.ordered if name in pair for other in pair}
    taken = model(**{**dict.fromkeys(others, edge), name: edge})
    assert getattr(taken, name) in (edge, (edge,))
    with pytest.raises(ClientDataError, match=rf"settings.{subject}.{name}: expected ") as refused:
        changed(Settings(), **{subject: {name: beyond}})
    assert expectation(subject, name) in str(refused.value)


@pytest.mark.parametrize(("subject", "name"), THRESHOLDS)
def test_every_threshold_has_a_least_value_a_unit_and_a_source(subject, name):
    schema = schema_of(subject, name)
    one = schema.get("items") or schema.get("anyOf", [schema])[0]
    assert one["type"] == "boolean" or "minimum" in one
    assert one["unit"]
    assert schema["source"]
    assert schema["description"]


@pytest.mark.parametrize(("subject", "name"), THRESHOLDS)
def test_no_threshold_takes_a_text_a_switch_or_no_number(subject, name):
    wrong = [math.nan, math.inf, "1", []]
    wrong += [1] if schema_of(subject, name).get("type") == "boolean" else [True]
    for value in wrong:
        with pytest.raises(ClientDataError, match=f"settings.{subject}.{name}: expected"):
            changed(Settings(), **{subject: {name: value}})


ORDERED = [
    (subject, *pair) for subject, values in Settings() for pair in getattr(values, "ordered", ())
]


@pytest.mark.parametrize(("subject", "smaller", "larger"), ORDERED)
def test_two_borders_may_meet_and_not_cross(subject, smaller, larger):
    met = getattr(getattr(Settings(), subject), larger)
    assert changed(Settings(), **{subject: {smaller: met}})
    crossed = met + 1 if isinstance(met, int) else math.nextafter(met, math.inf)
    wanted = f"{subject}.{smaller} must not be larger than {subject}.{larger}"
    with pytest.raises(ClientDataError, match=wanted):
        changed(Settings(), **{subject: {smaller: crossed}})


def test_all_faults_are_told_at_once():
    with pytest.raises(ClientDataError) as refused:
        changed(
            Settings(), abc={"a_below": 80, "b_bellow": 1}, xyz={"x_from": 0.1}, churm={}, run=None
        )
    assert str(refused.value).splitlines() == [
        "settings.abc.a_below: expected a number from 0 to 1, found 80.",
        "settings.abc: unknown threshold 'b_bellow'. Did you mean 'b_below'?"
        " Known: a_below, b_below, window_months, least_items.",
        "settings: xyz.y_from must not be larger than xyz.x_from, found 0.333333 and 0.1.",
        "settings.run: expected thresholds by name, found nothing.",
        "settings: unknown subject 'churm'. Did you mean 'churn'? Known: "
        f"{', '.join(Settings.model_fields)}.",
    ]


def test_no_way_around_the_ranges():
    with pytest.raises(ValidationError):
        AbcSettings(a_below=80)
    with pytest.raises(ValidationError):
        Settings().abc.model_copy(update={"a_below": 80})
    with pytest.raises(ValidationError):
        Settings().model_copy(update={"abc": {"a_bellow": 0.8}})
    with pytest.raises(ValidationError, match="frozen"):
        Settings().abc.a_below = 0.7


def test_a_change_in_a_cell_leaves_the_other_thresholds_as_they_were():
    before = changed(Settings(), abc={"a_below": 0.7}, churn={"horizon_months": 3})
    after = changed(before, abc={"b_below": 0.9})
    assert (after.abc.a_below, after.abc.b_below, after.churn.horizon_months) == (0.7, 0.9, 3)


def test_the_page_says_default_range_unit_and_source():
    line = next(one for one in settings_page.lines() if one.startswith("| `signals.p_below`"))
    assert line == (
        "| `signals.p_below` | 0.05 | a number from 0 to 1 | share "
        "| chance that one customer's fall is an accident, at most | usual |"
    )


def test_words_are_a_list_of_texts_and_nothing_else():
    made = changed(Settings(), centredness={"synonyms": ["given = kept"]})
    assert made.centredness.synonyms == ("given = kept",)
    with pytest.raises(ClientDataError, match="a list, each a text"):
        changed(Settings(), centredness={"synonyms": [1]})


def test_a_margin_said_once_is_assumed_by_every_chapter_that_is_not_told_otherwise():
    problems = []
    told = read_settings({"money": {"margin": 0.2}, "terms": {"margin": 0.5}}, problems)
    assert problems == []
    margins = {name: rules.margin for name, rules in told if hasattr(rules, "margin")}
    assert margins == {**dict.fromkeys(margins, 0.2), "terms": 0.5}
    assert set(margins) == {"money", *ASSUMING}


def test_a_margin_out_of_its_range_is_one_fault():
    problems = []
    read_settings({"money": {"margin": 1.2}, "terms": None}, problems)
    assert [problem.split(":")[0] for problem in problems] == [
        "settings.money.margin", "settings.terms",
    ]  # fmt: skip
