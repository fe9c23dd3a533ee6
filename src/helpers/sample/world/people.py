"""Who are the customers, and what drives each of them?"""

import numpy as np
import pandas as pd

from helpers.sample.world import company
from helpers.sample.world.chance import stream
from helpers.sample.world.names import Pool, firm_names, people_names, pool_of
from helpers.sample.world.planted import FIRST_DAY, SIGNALS, Planted

# kind: how many, visits a year (mean), spread of the rate (gamma shape), share known before
KINDS = {
    "owner": (1400, 2.6, 2.5, 0.50),
    "visitor": (800, 1.9, 2.0, 0.45),
    "passer-by": (450, 1.0, 4.0, 0.0),
    "regular": (170, 9.5, 4.0, 0.40),
    "fleet": (70, 22.0, 4.0, 0.75),
}
MARKED = ("regular", "fleet")  # kinds among whom habits change, or bills are paid late
THRESHOLDS = np.array([0, 10, 25, 50, 75, 90, 100])  # per cent by which a rival must be better
THRESHOLD_SHARE = (0.16, 0.20, 0.22, 0.18, 0.10, 0.09, 0.05)
MOST_HAZARD = 1.6  # of a customer with threshold 0, relative to the usual one


def draw_people(seed: int, planted: Planted, size: float = 1.0) -> pd.DataFrame:
    """One row per customer: the card as it truly is, and what nobody wrote on it.

    ``rate`` is visits a month, ``rhythm`` the gamma shape of the gaps (large = regular),
    ``hazard`` the chance a month to leave without any cause of the company's making. ``size``
    scales the kinds of which no customer is marked: a small company is drawn in no time.
    """
    rng = stream(seed, "people")
    counts = [round(row[0] * (1 if kind in MARKED else size)) for kind, row in KINDS.items()]
    kinds = np.repeat(list(KINDS), counts)
    people = pd.DataFrame({"kind": kinds})
    people = people.pipe(_habits, rng).pipe(_arrivals, rng).pipe(_marked, planted, rng)
    people = people.pipe(_loyalty, planted, rng).pipe(_place, planted, rng)
    people = people.pipe(_card, pool_of(seed), rng).pipe(_channel, planted, rng)
    return people.sort_values("arrival", kind="stable", ignore_index=True).pipe(_codes, rng)


def _habits(people: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    mean, shape = (people["kind"].map({k: row[i] for k, row in KINDS.items()}) for i in (1, 2))
    size = len(people)
    return people.assign(
        rate=rng.gamma(shape, mean / shape / 12),
        rhythm=rng.choice([8.0, 2.5, 0.9], size=size, p=[0.4, 0.4, 0.2]),
        contact_mean=rng.gamma(1.5, 0.25 / 1.5, size=size),
        basket=rng.lognormal(0, 0.25, size=size),
    )


def _arrivals(people: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    known = people["kind"].map({k: row[3] for k, row in KINDS.items()})
    before = rng.random(len(people)) < known
    day = FIRST_DAY + rng.integers(0, 1461 - 5, size=len(people))
    years_before = rng.gamma(2, 1.8, size=len(people))
    since = np.where(before, FIRST_DAY - (years_before * 365).astype(int), day)
    return people.assign(before=before, arrival=np.where(before, FIRST_DAY, day), since=since)


def _marked(people: pd.DataFrame, planted: Planted, rng: np.random.Generator) -> pd.DataFrame:
    """Customers whose habit will change: frequent and even before, so that it can be seen."""
    fit = people.index[people["kind"].isin(MARKED) & people["before"]]
    chosen = rng.permutation(fit)[: planted.signal_customers * len(SIGNALS)]
    signal = pd.Series("", index=people.index, dtype=object)
    signal[chosen] = np.repeat(SIGNALS, planted.signal_customers)
    marked = signal != ""
    fleets = people.index[(people["kind"] == "fleet") & people["before"] & ~marked]
    pays_late = people.index.isin(rng.permutation(fleets)[: planted.slow_payers])
    calm = marked | pays_late
    return people.assign(
        signal=signal,
        pays_late=pays_late,
        calm=calm,
        rate=people["rate"].mask(calm, rng.uniform(2.4, 3.6, size=len(people))),
        rhythm=people["rhythm"].mask(marked, 8.0),
    )


def _loyalty(people: pd.DataFrame, planted: Planted, rng: np.random.Generator) -> pd.DataFrame:
    threshold = rng.choice(THRESHOLDS, size=len(people), p=THRESHOLD_SHARE)
    slope = (MOST_HAZARD - planted.loyal_hazard) / 100
    own = rng.gamma(2, planted.usual_hazard / 2, size=len(people))
    hazard = own * (MOST_HAZARD - slope * threshold)
    hazard = np.where(people["kind"] == "passer-by", 0.5, hazard)
    wants = rng.random(len(people)) < np.where(threshold >= 75, 0.45, 0.20)
    return people.assign(
        threshold=threshold, hazard=np.where(people["calm"], 0.0, hazard), wants=wants
    )


def _place(people: pd.DataFrame, planted: Planted, rng: np.random.Generator) -> pd.DataFrame:
    branch = rng.choice(company.BRANCHES, size=len(people), p=company.BRANCH_SHARE)
    manager = np.array([rng.choice(company.MANAGERS[b]) for b in branch], dtype=object)
    # newcomers and passers-by of a branch mostly land on one desk
    unfair_branch = company.branch_of_manager()[planted.unfairly_judged_manager]
    sent = (people["kind"] == "passer-by") & (rng.random(len(people)) < 0.7)
    branch = np.where(sent, unfair_branch, branch)
    manager = np.where(sent, planted.unfairly_judged_manager, manager)
    manager = np.where(people["kind"] == "fleet", company.FLEET_MANAGER, manager)
    relief = company.colleagues(planted.losing_manager)[0]
    manager = np.where(people["calm"] & (manager == planted.losing_manager), relief, manager)
    return people.assign(branch=branch, first_manager=manager)


def _card(people: pd.DataFrame, pool: Pool, rng: np.random.Generator) -> pd.DataFrame:
    size, fleet = len(people), people["kind"] == "fleet"
    person = people_names(size, rng, pool)
    name = person.copy()
    name[fleet] = firm_names(fleet.sum(), rng, pool)
    born = np.clip(rng.normal(1977, 13, size=size), 1940, 2004).astype(int)
    sole = (rng.random(size) < 0.12) & ~fleet
    segment = np.select([fleet, sole], ["Fleet", "Sole trader"], "Private")
    region = rng.choice(company.REGIONS, size=size, p=(0.26, 0.16, 0.2, 0.2, 0.18))
    return people.assign(
        name=name,
        person=person,
        birth_year=born,
        segment=segment,
        region=region,
    )


def _channel(people: pd.DataFrame, planted: Planted, rng: np.random.Generator) -> pd.DataFrame:
    channel = rng.choice(company.CHANNELS, size=len(people), p=company.CHANNEL_SHARE)
    referred = (channel == "Referral") & ~people["calm"]
    key = (people["region"] == planted.key_region) | (people["segment"] == "Sole trader")
    haggler = rng.random(len(people)) < planted.haggler_share
    haggler &= ~people["calm"] & (people["kind"] != "fleet")
    return people.assign(
        channel=channel,
        referred=referred,
        haggler=haggler,
        key=key,
        rate=people["rate"] * np.where(referred, planted.referred_rate, 1.0),
        hazard=people["hazard"] * np.where(referred, planted.referred_hazard, 1.0),
    )


def _codes(people: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Codes of six digits with leading zeros, older customers first."""
    numbers = np.sort(rng.choice(np.arange(101, 39000), size=len(people), replace=False))
    return people.assign(customer=[f"{n:06d}" for n in numbers])
