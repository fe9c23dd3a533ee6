"""Is the seam that was planted found, and is nothing found where nothing was planted?"""

import numpy as np
import pytest

from helpers.analysis.definitions.answers import answers, forms
from helpers.analysis.journey import coming_back, register, seams
from helpers.settings import AnswersSettings
from tests.analysis.journey.journeys import AS_OF, HORIZON, world

pytestmark = pytest.mark.slow

SEEDS = range(12)


def found_in(seed, **planted):
    asked, bought, segment = world(seed, **planted)
    rows = coming_back.followed(asked, bought, segment, as_of=AS_OF, horizon=HORIZON)
    return coming_back.effects(rows, least=30, seed=1, draws=200, rounds=199), asked


def test_the_torn_place_is_first_and_alone_on_every_seed():
    right = 0
    for seed in SEEDS:
        told, asked = found_in(seed, torn=0.6, leaves=0.3)
        table = seams.seams(asked, told, worth=500, least=30, p_below=0.05)
        named = table.loc[table["torn"], ["touchpoint", "branch"]].to_numpy().tolist()
        right += named == [["handover", "Harbour"]]
    assert right >= 11


def test_the_effect_is_found_and_its_interval_holds_it():
    held, named = [], []
    for seed in SEEDS:
        told, _ = found_in(seed, torn=0.5, fails=0.3, leaves=0.3)
        row = told.set_index("touchpoint").loc["handover"]
        held.append(row["low"] <= 0.3 <= row["high"])
        named.append(row["p_adjusted"] < 0.05)
    assert np.mean(held) >= 0.8  # twelve of which 95 in 100 should hold it
    assert np.mean(named) >= 0.9


def test_failures_dealt_out_by_chance_are_left_in_peace():
    asked, bought, segment = world(3, torn=0.3, fails=0.3, customers=500)
    rows = coming_back.followed(asked, bought, segment, as_of=AS_OF, horizon=HORIZON)
    rng, found, rounds = np.random.default_rng(1), 0, 100
    for _ in range(rounds):
        mixed = rows.assign(failed=rng.permutation(rows["failed"].to_numpy()))
        told = coming_back.effects(mixed, least=30, seed=1, draws=10, rounds=99)
        found += (told["p_adjusted"] < 0.05).any()
    assert found / rounds <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / rounds)


def test_places_dealt_out_by_chance_do_not_tear():
    asked, _, _ = world(4, torn=0.6)
    rng, found, rounds = np.random.default_rng(2), 0, 200
    for _ in range(rounds):
        order = rng.permutation(len(asked))
        mixed = asked.assign(
            touchpoint=asked["touchpoint"].to_numpy()[order],
            branch=asked["branch"].to_numpy()[order],
        )
        table = seams.seams(mixed, None, worth=np.nan, least=30, p_below=0.05)
        found += table["torn"].any()
    assert found / rounds <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / rounds)


def test_the_seam_of_the_sample_is_found_on_every_seed(company_of):
    rules, right = AnswersSettings(), 0
    for seed in SEEDS:
        made = company_of(seed + 1)
        asked = made.tables["surveys"]
        asked = forms(answers(asked.assign(refused=asked["refused"].eq("yes")), rules), rules)
        lines = made.accepted.dropna(subset=["customer"]).rename(columns={"day": "date"})
        sums = lines.groupby(["customer", "date", "branch"], as_index=False)["amount"].sum()
        bought = sums[sums["amount"] > 0].drop_duplicates(["customer", "date"], keep="last")
        branch = seams.of_branches(asked, bought.drop(columns="amount"), within=30)
        asked = asked.assign(branch=branch, failed_last=asked["failed"])
        table = seams.seams(asked, None, worth=np.nan, least=30, p_below=0.05)
        named = table.loc[table["torn"], ["touchpoint", "branch"]].to_numpy().tolist()
        planted = made.planted
        right += named == [[planted.torn_touchpoint, planted.torn_branch]]
    assert right >= 11


def test_the_register_of_the_sample_is_exactly_the_one_that_was_written(sample_records):
    import yaml

    from helpers import project

    truths = yaml.safe_load((project.ROOT / "data/sample/truths.yml").read_text("utf-8"))["room"]
    table = register.register(sample_records.frame("touchpoints"), None)
    for what in ("owner", "standard"):
        names = register.without(table, what)["touchpoint"].tolist()
        assert names == truths[f"without_{what}"]
