"""What is true about the invented wholesaler, so that each chapter can be held against it?

Nothing here is as with the car dealers: contacts change nothing, no manager and no channel is
better than another, the second contact sells best, satisfied customers leave too, and whoever
costs most is not who pays late but who orders little and often.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from helpers.sample.world.chance import SEED, stream
from helpers.sample.world.names import people_names, pool_of

FIRST_DAY = np.datetime64("2022-01-01")
AS_OF = np.datetime64("2025-12-31")
MONTHS = np.arange("2022-01", "2026-01", dtype="datetime64[M]")
REGIONS = ("Coast", "Plain", "Hills", "Border")
TITLES = (
    "Norvik Supply", "Aldermark Fasteners", "Brenna Wholesale", "Estra Supply", "Fenholt Trade",
    "Gravik Wholesale",
)  # fmt: skip


@dataclass(frozen=True)
class Planted:
    """Causes and effects of the simulation; a hazard is a chance a month (0–1)."""

    title: str = TITLES[0]
    managers: tuple[str, ...] = ()
    answering: tuple[str, ...] = ()
    usual_hazard: float = 0.009
    # a rival opens: customers of the region who can be moved by little leave, satisfied or not
    rival_region: str = "Coast"
    rival_from: str = "2025-02-01"
    rival_moves_up_to: int = 25  # per cent of the loyalty scale
    rival_hazard: float = 0.09
    # contracts: share of the list price that is taken off
    depth: dict[str, float] = field(
        default_factory=lambda: {"none": 0.0, "silver": 0.05, "gold": 0.09}
    )
    # old contracts that nobody has looked at since: sold below cost
    legacy_customers: int = 14
    legacy_depth: float = 0.36
    # small firms that have a little brought by courier every few days
    courier_customers: int = 12
    courier_rate: float = 4.0  # orders a month
    # contacts, managers and channels make no difference
    contact_lift: float = 0.0
    # leads: chance of a sale at each contact, chance that it is given up after it
    sale_hazard: tuple[float, ...] = (0.10, 0.17, 0.12, 0.08, 0.05, 0.03, 0.02, 0.02)
    surrender: float = 0.22
    # requests
    slow_employee: str = ""
    slow_times: float = 6.0  # as long as the others take


def planted_of(seed: int) -> Planted:
    """What is planted in the wholesaler of a seed."""
    rng = stream(seed, "wholesale truths")
    people = people_names(11, rng, pool_of(seed))
    named = Planted(
        managers=tuple(map(str, people[:7])),
        answering=tuple(map(str, people[7:])),
        slow_employee=str(people[7]),
    )
    if seed == SEED:
        return named
    peak = int(rng.choice((1, 2, 3)))
    contacts = np.arange(1, 9)
    hazard = np.where(contacts < peak, 0.10, 0.17 * 0.7 ** (contacts - peak).clip(0))
    return replace(
        named,
        title=str(rng.choice(TITLES)),
        rival_region=str(rng.choice(REGIONS)),
        rival_from=f"2025-{rng.integers(1, 5):02d}-01",
        rival_hazard=round(rng.uniform(0.08, 0.11), 3),
        legacy_customers=int(rng.integers(11, 18)),
        legacy_depth=round(rng.uniform(0.34, 0.40), 2),
        courier_customers=int(rng.integers(10, 15)),
        sale_hazard=tuple(round(float(h), 3) for h in hazard.clip(0.02)),
        surrender=round(rng.uniform(0.18, 0.26), 2),
        slow_employee=str(rng.choice(people[7:])),
    )
