"""Does the funnel find what was planted, and nothing where nothing was? Many seeds."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.funnel import groups, persistence, steps
from helpers.analysis.funnel.stages import ways
from helpers.estimates import share
from tests.analysis.funnel.leads import AS_OF, HAZARD, world

pytestmark = pytest.mark.slow

SEEDS = range(12)
SHUFFLES = 200
MANAGERS = [f"M{n}" for n in range(8)]
ALIKE = dict.fromkeys(MANAGERS, 0.33)
CHANCE = 0.05 + 2 * np.sqrt(0.05 * 0.95 / SHUFFLES)  # and two standard errors


def contacted(log, contacts):
    return persistence.contacted(ways(log, as_of=AS_OF), contacts, quantile=0.95).leads


@pytest.fixture(scope="module")
def worlds():
    """Twelve companies in which one manager gives up late and all sell alike."""
    patient = ALIKE | {"M3": 0.12}
    made = [world(seed, leads=3400, surrender=patient, names=MANAGERS) for seed in SEEDS]
    return [contacted(*parts) for parts in made]


def test_the_best_contact_is_found_to_within_one(worlds):
    found = [
        persistence.best_contact(persistence.persistence(leads, drawn_from=20), p_below=0.05)
        for leads in worlds
    ]
    assert np.mean([best is not None and abs(best - 5) <= 1 for best in found]) >= 0.9


def test_intervals_of_hazards_hold_the_planted_chances(worlds):
    held = []
    for leads in worlds:
        table = persistence.persistence(leads, drawn_from=50).dropna(subset="hazard")
        truth = HAZARD[table["contact"] - 1]
        held += list((table["low"] <= truth) & (truth <= table["high"]))
    assert 0.9 <= np.mean(held) <= 0.99


def test_the_patient_manager_is_first_and_named_and_nobody_sells_better(worlds):
    tables = [groups.patience(leads, MANAGERS, p_below=0.05) for leads in worlds]
    named = [set(t.loc[t["p_gives_up"] < 0.05, "manager"]) for t in tables]
    assert np.mean([t["manager"].iloc[0] == "M3" for t in tables]) >= 0.9
    assert np.mean(["M3" in names for names in named]) >= 0.9
    assert np.mean([t["rate"].iloc[0] for t in tables]) == pytest.approx(0.39, abs=0.03)
    assert np.mean([t["rate"].iloc[1:].mean() for t in tables]) == pytest.approx(0.20, abs=0.02)


def test_shuffled_managers_are_left_in_peace():
    leads = contacted(*world(99, leads=1500, surrender=ALIKE, names=MANAGERS))
    rng = np.random.default_rng(1)
    found = 0
    for _ in range(SHUFFLES):
        mixed = leads.assign(manager=rng.permutation(leads["manager"].to_numpy()))
        found += groups.patience(mixed, MANAGERS, p_below=0.05)["apart"].any()
    assert found / SHUFFLES <= CHANCE


def test_shuffled_channels_are_left_in_peace():
    rng = np.random.default_rng(2)
    passed = rng.random(1200) < 0.2
    rows = pd.DataFrame({"passed": passed}).assign(
        step=steps.key(steps.WHOLE), told=True, mature=True, days=1.0, left=True
    )
    found = 0
    for _ in range(SHUFFLES):
        mixed = rows.assign(channel=rng.choice(["web", "show", "ads", "radio", "mail"], len(rows)))
        table = groups.judged(mixed, "channel", least=30)
        found += (groups.apart(table, "channel")["p"] < 0.05).any()
    assert found / SHUFFLES <= CHANCE


def test_contacts_that_sell_alike_have_no_best_one():
    rng = np.random.default_rng(3)
    found = 0
    for _ in range(SHUFFLES):
        contacts = np.minimum(rng.geometric(0.4, 1500), 8)
        sold = rng.random(1500) < 0.25  # whichever contact was the last
        leads = pd.DataFrame({"contacts": contacts, "end": np.where(sold, "sale", "given up")})
        table = persistence.persistence(leads, drawn_from=20)
        table = table[table["contact"] < 8]  # the last one ends all that came so far
        found += persistence.best_contact(table, p_below=0.05) is not None
    assert found / SHUFFLES <= CHANCE


def test_shares_of_a_step_are_held_by_their_interval():
    held = []
    for seed in range(60):
        log, _ = world(seed, leads=150, names=MANAGERS)
        way = ways(log, as_of=AS_OF)
        given = {("lead", "suspect"): 60}
        again = pd.Series(pd.NaT, index=range(len(way.leads)), dtype="datetime64[s]")
        row = steps.funnel(steps.mature(steps.tried(way, again, given))).iloc[0]
        truth = (1 - HAZARD[0]) * 0.67 + HAZARD[0]  # second contact, or bought at the first
        held.append(row["low"] <= truth <= row["high"])
    assert share(sum(held), len(held)).high >= 0.95
    assert np.mean(held) >= 0.9


def test_the_funnel_of_the_sample_is_exactly_the_one_that_was_written(sample_records):
    import yaml

    from helpers import project

    truths = yaml.safe_load((project.ROOT / "data/sample/truths.yml").read_text("utf-8"))["funnel"]
    way = ways(sample_records.frame("leads"), as_of=sample_records.as_of)
    stages = way.reached.notna().sum().to_dict() | {"client": way.leads["again"].notna().sum()}
    assert stages == truths["stages"]
    rows = sample_records.frame("contacts").dropna(subset="lead")
    found = persistence.contacted(way, rows, quantile=0.95)
    ends = found.leads["end"].value_counts()
    assert ends["sale"] == truths["won"]
    assert len(found.leads) == truths["leads"]
    dropped = found.leads[found.leads["end"] == "given up"]
    assert (dropped["contacts"] < 5).mean() == pytest.approx(
        truths["lost_before_fifth_contact"], abs=0.01
    )
    table = persistence.persistence(found.leads, drawn_from=20)
    assert abs(persistence.best_contact(table, p_below=0.05) - truths["best_contact"]) <= 1
    late = persistence.sold_at(found.leads, 5, 12)[0]
    assert late == pytest.approx(truths["won_at_fifth_contact_or_later"], abs=1e-4)
