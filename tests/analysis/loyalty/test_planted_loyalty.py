"""Is what the sample plants found on every seed, and nobody accused who should not be?"""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.definitions.answers import answers
from helpers.analysis.loyalty import apart, expectations, five_questions
from helpers.analysis.loyalty.scale import last_answers
from helpers.settings import AnswersSettings, LoyaltySettings

pytestmark = pytest.mark.slow

RULES = LoyaltySettings()
SEEDS = range(1, 13)
ASKED_UNTIL = pd.Timestamp("2025-06-30")


@pytest.fixture(scope="module")
def companies(company_of):
    """Twelve companies: what is planted, answers with branches, expectations, and who left."""
    made = []
    for seed in SEEDS:
        company = company_of(seed)
        surveys = company.tables["surveys"].assign(refused=False)
        branch = company.people.set_index("customer")["branch"]
        told = answers(surveys.assign(branch=surveys["customer"].map(branch)), AnswersSettings())
        made.append((company.planted, told, company.tables["expectations"], asked_early(company)))
    return made


def asked_early(company) -> pd.DataFrame:
    """Who was asked on the scale half a year before the end, and who had left by the end.

    Left is what happened. That no purchase follows the answer would tell half as much: most of
    those who only buy seldom have not bought again either.
    """
    asked = last_answers(company.tables["switching"], as_of=ASKED_UNTIL, months=None)
    here = pd.Series(company.life.present[-1], index=company.people["customer"])
    gone = ~asked["customer"].map(here).astype(bool)
    return asked.assign(loyal=asked["threshold"] >= RULES.loyal_from, gone=gone)


def apart_in_leaving(asked: pd.DataFrame) -> tuple[float, float]:
    """How much less often the loyal go than the others, and its standard error."""
    by = asked.groupby("loyal")["gone"].agg(["mean", "size"])
    error = np.sqrt((by["mean"] * (1 - by["mean"]) / by["size"]).sum())
    return float(by.loc[False, "mean"] - by.loc[True, "mean"]), float(error)


def lower(told, cut, cells):
    table = apart.apart(told, cut, cells, least_forms=RULES.least_forms, seed=RULES.seed)
    return apart.told(table, below=RULES.apart_below)


def test_the_torn_place_passes_least_with_the_rule_and_without(companies):
    found = []
    for planted, told, _, _ in companies:
        table = five_questions.five_questions(told, least_forms=RULES.least_forms)
        places = five_questions.whole(table, "touchpoint").set_index("group")
        worst = {places["pass_with_rule"].idxmin(), places["pass_without"].idxmin()}
        beyond = lower(told, "touchpoint", ["branch"])
        found.append(worst == {planted.torn_touchpoint} == set(beyond["group"]))
    assert np.mean(found) >= 0.9


def test_the_manager_without_respect_is_found_and_the_unfairly_judged_one_never(companies):
    named = [
        set(lower(told, "employee", ["branch", "touchpoint"])["group"])
        for _, told, _, _ in companies
    ]
    planted = [one for one, _, _, _ in companies]
    assert (
        np.mean([p.losing_manager in names for p, names in zip(planted, named, strict=True)]) >= 0.9
    )
    assert not any(
        p.unfairly_judged_manager in names for p, names in zip(planted, named, strict=True)
    )
    others = [names - {p.losing_manager} for p, names in zip(planted, named, strict=True)]
    assert np.mean([bool(names) for names in others]) <= 0.05 + 2 * np.sqrt(
        0.05 * 0.95 / len(others)
    )


def test_refused_forms_are_counted_to_the_last(companies):
    for _, told, _, _ in companies:
        table = five_questions.five_questions(told, least_forms=1)
        forms = told.groupby("response")["score"].apply(lambda scores: scores.isna().all())
        row = five_questions.whole(table, "question").iloc[0]
        assert row["refused"] == pytest.approx(forms.mean())


def test_where_most_is_given_nobody_is_disappointed_most(companies):
    for planted, told, rows, _ in companies:
        asked = expectations.last_answers(
            rows, as_of=rows["date"].max(), band=AnswersSettings().band
        )
        places = expectations.disappointed(asked, least=RULES.least_forms)
        assert places["touchpoint"].iloc[-1] == "Car return after service"
        assert planted.torn_touchpoint in set(places["touchpoint"].iloc[:3])
        assert told["passed"].mean() < told["passed_answered"].mean()


def test_thresholds_tell_who_leaves_later(companies):
    asked = pd.concat([one for *_, one in companies])
    less, error = apart_in_leaving(asked)
    assert less > 3 * error  # a company alone is apart by less than two
    right = [apart_in_leaving(one)[0] > 0 for *_, one in companies]
    assert np.mean(right) >= 0.9


def test_shuffled_thresholds_tell_nothing(companies):
    rng, beyond = np.random.default_rng(7), []
    for *_, asked in companies:
        for _ in range(10):
            mixed = asked.assign(loyal=rng.permutation(asked["loyal"]))
            less, error = apart_in_leaving(mixed)
            beyond.append(less > 1.64 * error)
    assert np.mean(beyond) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / len(beyond))
