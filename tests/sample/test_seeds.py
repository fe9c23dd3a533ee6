"""Does every seed give a company, with truths of its own that can be found?"""

import numpy as np
import pandas as pd
import pytest
import yaml

from helpers.sample.world import company
from helpers.sample.world.called import names_of
from helpers.sample.world.drawn import planted_of
from helpers.sample.world.planted import Planted
from helpers.sample.world.simulate import simulate
from helpers.study.company import HIDDEN
from tests.study import desks

SEEDS = range(200)
OTHER = desks.OTHERS[0]  # than that of the repository
SIMULATED = SEEDS[::10]
AT_A_TIME = 10
SMALL = 0.2  # of the customers: edges are met sooner, and it takes a third of the time
BRANCH = company.branch_of_manager()


@pytest.fixture(scope="module")
def seven(company_of):
    return company_of(OTHER)


def test_the_company_of_the_repository_keeps_its_truths():
    assert planted_of(2025) == Planted()
    assert names_of(2025) == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_persons_and_places_can_be_told_apart(seed):
    planted = planted_of(seed)
    persons = (
        planted.losing_manager,
        planted.unfairly_judged_manager,
        planted.departed_manager,
        planted.patient_manager,
    )
    assert len(set(persons)) == 4
    assert company.FLEET_MANAGER not in persons
    assert planted.departed_successor in company.colleagues(planted.departed_manager)
    # whatever changes visits at a branch must not stand in the other's comparison
    assert planted.working_branch != planted.idle_branch
    assert BRANCH[planted.departed_manager] == planted.working_branch
    assert BRANCH[planted.unfairly_judged_manager] == planted.idle_branch
    assert BRANCH[planted.losing_manager] not in (planted.working_branch, planted.idle_branch)
    assert min(planted.good_handover, key=planted.good_handover.get) == planted.torn_branch


@pytest.mark.parametrize("seed", SEEDS)
def test_sizes_stay_where_they_can_be_found(seed):
    planted, usual = planted_of(seed), Planted()
    peak = int(np.argmax(planted.sale_hazard)) + 1
    assert 4 <= peak <= 7
    assert sorted(planted.sale_hazard)[-2] < planted.sale_hazard[peak - 1]
    assert 1 <= planted.contact_saturation <= 3
    assert planted.patient_surrender < 0.6 * planted.surrender
    for name in ("losing_manager_hazard", "contact_lift", "working_lift", "price_rise"):
        assert 0.899 < getattr(planted, name) / getattr(usual, name) < 1.251
    assert all(
        0 <= chance < 1 for chance in (*planted.returns.values(), *planted.redeemed.values())
    )


def test_seeds_have_different_answers():
    drawn = [planted_of(seed) for seed in SEEDS]
    for answer in (
        "losing_manager", "unfairly_judged_manager", "departed_manager", "patient_manager",
        "slow_employee", "torn_touchpoint", "torn_branch", "price_branch", "working_branch",
        "idle_branch", "key_region", "disputed_statement", "contact_saturation",
    ):  # fmt: skip
        told = pd.Series([getattr(p, answer) for p in drawn]).value_counts(normalize=True)
        assert told.iloc[0] < 0.5, answer
    assert len({int(np.argmax(p.sale_hazard)) for p in drawn}) == 4


@pytest.mark.slow
def test_everybody_has_another_name(seven):
    ours = set(company.branch_of_manager()) | set(company.ANSWERING)
    told = [
        set(t[c].dropna()) for t in seven.tables.values() for c in t if c in ("manager", "owner")
    ]
    assert not ours & set().union(*told, seven.sales["manager"], seven.people["first_manager"])
    assert seven.planted.losing_manager in set(seven.sales["manager"])
    assert seven.planted.slow_employee in set(seven.tables["requests"]["employee"])
    assert seven.title != company.TITLE


def test_the_place_that_tears_has_no_owner_whichever_it_is(seven):
    points = seven.tables["touchpoints"].set_index("touchpoint")
    torn = seven.planted.torn_touchpoint
    assert torn != "Handover from sales to service"
    assert points.loc[torn, ["owner", "standard"]].eq("").all()
    assert points.loc["Handover from sales to service", "owner"] != ""


@pytest.mark.slow
def test_the_two_channels_that_lose_are_those_that_were_drawn(seven, shared):
    folder = desks.folder_of(OTHER, shared) / "data" / f"study-{OTHER}"
    truths = yaml.safe_load((folder / HIDDEN).read_text("utf-8"))
    dear = sorted(seven.planted.spend, key=lambda name: -_a_year(seven.planted, name))[:2]
    assert set(truths["channels"]["lose_on_first_sale"]) == set(dear)
    assert "Galmere" in (folder / "engagement.yml").read_text("utf-8")


def _a_year(planted, channel):
    """Money of a year for each newcomer of the channel."""
    shares = dict(zip(company.CHANNELS, company.CHANNEL_SHARE, strict=True))
    return planted.spend[channel] * len(company.SPENDS[channel][1]) / shares[channel]


def referred_by_customers(made):
    return set(made.tables["referrals"]["referrer"]) <= set(made.people["customer"])


def test_who_refers_is_a_customer(seven):
    assert referred_by_customers(seven)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 4])
def test_a_seed_that_once_failed_gives_a_company(seed):
    assert referred_by_customers(simulate(seed))


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, len(SIMULATED), AT_A_TIME))
def test_every_seed_gives_a_company(first):
    for seed in SIMULATED[first : first + AT_A_TIME]:
        made = simulate(seed, size=SMALL)
        assert all(len(table) for table in made.tables.values()), seed
        assert made.people["pays_late"].sum() == made.planted.slow_payers, seed
        marked = made.people["signal"].value_counts().drop("")
        assert (marked == made.planted.signal_customers).all(), seed
