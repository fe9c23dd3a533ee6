"""Which firms buy from the wholesaler, on what terms, and until when?"""

import numpy as np
import pandas as pd

from helpers.sample.wholesale.planted import AS_OF, FIRST_DAY, MONTHS, REGIONS, Planted
from helpers.sample.world.chance import stream, workday
from helpers.sample.world.names import firm_names, people_names, pool_of

# size: how many, orders a month, pieces of a line
SIZES = {"major": (26, 5.0, 36.0), "middle": (140, 1.6, 13.0), "small": (310, 0.6, 5.0)}
CONTRACT = {"major": ("gold", 0.9), "middle": ("silver", 0.6), "small": ("silver", 0.05)}
SEGMENTS = ("Installers", "Builders", "Workshops", "Retail shops")
CHANNELS = ("Trade fair", "Catalogue", "Web shop", "Recommendation", "Cold calls")
THRESHOLDS = (0, 10, 25, 50, 75, 90)
KNOWN_BEFORE = 0.6
CONTACTS_A_MONTH = {"major": 2.2, "middle": 0.9, "small": 0.35}
SEASON = np.array([0.7, 0.8, 1.0, 1.15, 1.2, 1.15, 1.05, 1.0, 1.15, 1.1, 0.95, 0.75])


def draw_customers(seed: int, planted: Planted) -> pd.DataFrame:
    """One row per firm, the first to come first."""
    rng = stream(seed, "wholesale customers")
    size = np.repeat(list(SIZES), [row[0] for row in SIZES.values()])
    table = pd.DataFrame({"size": size})
    count, number = len(table), table["size"].map({k: v[1] for k, v in SIZES.items()})
    before = rng.random(count) < KNOWN_BEFORE
    came = FIRST_DAY + rng.integers(0, 1400, size=count)
    pick = {k: rng.random(count) < share for k, (_, share) in CONTRACT.items()}
    contract = np.array(
        [CONTRACT[s][0] if pick[s][n] else "none" for n, s in enumerate(size)], dtype=object
    )
    table = table.assign(
        rate=rng.gamma(6.0, number / 6.0),
        before=before,
        arrival=np.where(before, FIRST_DAY, came),
        since=np.where(before, FIRST_DAY - rng.integers(60, 4000, size=count), came),
        contract=contract,
        region=rng.choice(REGIONS, size=count),
        segment=rng.choice(SEGMENTS, size=count, p=(0.35, 0.25, 0.25, 0.15)),
        manager=rng.choice(planted.managers, size=count),
        channel=rng.choice(CHANNELS, size=count),
        threshold=rng.choice(THRESHOLDS, size=count, p=(0.15, 0.2, 0.25, 0.2, 0.12, 0.08)),
        name=firm_names(count, rng, pool_of(seed)),
        person=people_names(count, rng, pool_of(seed)),
        wants=rng.random(count) < 0.35,
    )
    table = _odd_ones(table, planted, rng).sort_values("since", kind="stable", ignore_index=True)
    codes = np.sort(rng.choice(np.arange(20100, 79999), size=count, replace=False))
    return table.assign(customer=codes.astype(str))


def _odd_ones(table: pd.DataFrame, planted: Planted, rng: np.random.Generator) -> pd.DataFrame:
    """Old contracts below cost, and small firms that order a little every few days."""
    middle = table.index[(table["size"] == "middle") & table["before"]]
    legacy = rng.permutation(middle)[: planted.legacy_customers]
    small = table.index[(table["size"] == "small") & table["before"]]
    courier = table.index.isin(rng.permutation(small)[: planted.courier_customers])
    contract = table["contract"].copy()
    contract[legacy] = "legacy"
    return table.assign(
        contract=contract,
        courier=courier,
        rate=table["rate"].mask(courier, planted.courier_rate),
        calm=courier | (contract == "legacy"),
    )


def live(customers: pd.DataFrame, seed: int, planted: Planted) -> tuple[pd.DataFrame, ...]:
    """Orders, contacts and losses, month by month.

    Contacts go to those who are customers, as always; here they change nothing.
    """
    rng, count = stream(seed, "wholesale life"), len(customers)
    arrival = customers["arrival"].to_numpy().astype("datetime64[M]")
    mean = customers["size"].map(CONTACTS_A_MONTH).to_numpy() * rng.gamma(3, 1 / 3, size=count)
    easily = customers["threshold"].to_numpy() <= planted.rival_moves_up_to
    near = (customers["region"] == planted.rival_region).to_numpy()
    calm, alive = customers["calm"].to_numpy(), np.ones(count, dtype=bool)
    orders, contacts, losses = [], [], []
    for month in MONTHS:
        here = alive & (arrival <= month)
        pace = customers["rate"].to_numpy() * SEASON[month.astype(int) % 12]
        orders.append(_days(rng.poisson(np.where(here, pace, 0)), month, rng))
        contacts.append(_days(rng.poisson(np.where(here, mean, 0)), month, rng))
        rival = near & easily & (month >= np.datetime64(planted.rival_from, "M"))
        hazard = np.where(calm, 0, planted.usual_hazard + rival * planted.rival_hazard)
        lost = here & (rng.random(count) < hazard)
        losses.append(_days(lost.astype(int), month, rng).assign(rival=rival[lost]))
        alive &= ~lost
    made = []
    for events in (orders, contacts, losses):
        table = pd.concat(events, ignore_index=True)
        fit = table["day"].to_numpy() >= customers["arrival"].to_numpy()[table["who"]]
        made.append(table[fit].sort_values(["day", "who"], kind="stable", ignore_index=True))
    return (*made, customers.assign(alive=alive))


def _days(count: np.ndarray, month: np.datetime64, rng: np.random.Generator) -> pd.DataFrame:
    who = np.repeat(np.arange(len(count)), count)
    start = month.astype("datetime64[D]")
    day = workday(start + rng.integers(0, 28, size=len(who)))
    return pd.DataFrame({"who": who, "day": np.minimum(day, AS_OF)})
