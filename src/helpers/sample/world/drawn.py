"""Which truths does a seed draw, so that no two companies have the same answers?

The company of the repository (seed 2025) keeps the truths of :class:`Planted`. Every other seed
draws its persons, places and sizes of effects, under what makes each of them possible to find:

- the three branches have three parts: in one an idea works, in one another idea does nothing, the
  third is tried on by nobody and can be compared with;
- who has left worked where the idea works, who only looks bad where the other idea does nothing,
  who loses customers at the third branch: no two of these change the same comparison;
- the patient manager is none of them; only managers of branches are accused, never the fleet's;
- effects that are hard to see vary less downwards than upwards.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from helpers.records.schema.questionnaire import RULES
from helpers.sample.world import company
from helpers.sample.world.chance import SEED, stream
from helpers.sample.world.planted import Planted

AROUND = (0.75, 1.25)  # of the size in seed 2025
CLEAR = (0.90, 1.25)  # for what would be hard to see if it were smaller
SATURATION = (1, 2, 3)
PEAKS = (4, 5, 6, 7)  # contact at which a sale is likeliest
FALL, FIRST_HAZARD, PEAK_HAZARD = 0.72, 0.05, 0.14
# what a new customer costs by channel: two are dear, whichever they are
DEAR, DEARER, CHEAP = 280.0, 850.0, (22.0, 32.0, 42.0)
NEWCOMERS = 400  # a year, by all channels


def planted_of(seed: int) -> Planted:
    """What is planted in the company of a seed.

    >>> planted_of(2025) == Planted()
    True
    """
    if seed == SEED:
        return Planted()
    rng = stream(seed, "truths")
    drawn: dict[str, Any] = _people(rng) | _places(rng) | _effects(rng) | _leads(rng)
    return replace(Planted(), **drawn)


def _people(rng: np.random.Generator) -> dict[str, Any]:
    """Branches by what is tried there, and who is what."""
    working, idle, other = map(str, rng.permutation(company.BRANCHES))
    departed, successor = map(str, rng.choice(company.MANAGERS[working], size=2, replace=False))
    unfair = str(rng.choice(company.MANAGERS[idle]))
    losing = str(rng.choice(company.MANAGERS[other]))
    rest = [m for m in company.branch_of_manager() if m not in (departed, unfair, losing)]
    return {
        "working_branch": working,
        "idle_branch": idle,
        "losing_manager": losing,
        "unfairly_judged_manager": unfair,
        "departed_manager": departed,
        "departed_successor": successor,
        "patient_manager": str(rng.choice([m for m in rest if m != company.FLEET_MANAGER])),
        "slow_employee": str(rng.choice(company.ANSWERING)),
    }


def _places(rng: np.random.Generator) -> dict[str, Any]:
    """Where it tears, where it got dear, where the best live, and what the room disputes."""
    torn = str(rng.choice(company.BRANCHES))
    good = {b: round(rng.uniform(0.87, 0.93), 2) for b in company.BRANCHES}
    return {
        "torn_touchpoint": str(rng.choice(list(company.SEAMS))),
        "torn_branch": torn,
        "good_handover": good | {torn: round(rng.uniform(0.38, 0.52), 2)},
        "price_branch": str(rng.choice(company.BRANCHES)),
        "price_day": f"2024-{rng.integers(4, 10):02d}-01",
        "departed_day": str(rng.choice(["2025-04-30", "2025-05-31", "2025-06-30", "2025-07-31"])),
        "working_from": f"2025-{rng.integers(2, 5):02d}-01",
        "idle_from": f"2025-{rng.integers(3, 6):02d}-01",
        "key_region": str(rng.choice(company.REGIONS)),
        "disputed_statement": str(rng.choice(RULES)),
        "spend": _spend(rng),
    }


def _spend(rng: np.random.Generator) -> dict[str, float]:
    """Money of a month in which a channel spends: two of the channels lose on the first sale."""
    names = [str(name) for name in rng.permutation(list(company.SPENDS))]
    costs = (DEARER, DEAR, *CHEAP)
    shares = dict(zip(company.CHANNELS, company.CHANNEL_SHARE, strict=True))
    return {
        name: float(
            round(cost * rng.uniform(*AROUND) * shares[name] * NEWCOMERS / _months(name), -1)
        )
        for name, cost in zip(names, costs, strict=True)
    }


def _months(channel: str) -> int:
    return len(company.SPENDS[channel][1])


def _effects(rng: np.random.Generator) -> dict[str, Any]:
    """Sizes around those of seed 2025."""
    usual = Planted()
    around = (
        "usual_hazard", "leaves_after_bad_handover", "slow_hazard", "price_hazard",
        "loyal_hazard", "haggler_share", "usual_discount",
    )  # fmt: skip
    clear = (
        "losing_manager_hazard", "departed_hazard", "price_rise", "contact_lift", "working_lift",
        "haggler_discount",
    )  # fmt: skip
    sizes = {name: _scaled(getattr(usual, name), AROUND, rng) for name in around}
    sizes |= {name: _scaled(getattr(usual, name), CLEAR, rng) for name in clear}
    return sizes | {
        "contact_saturation": int(rng.choice(SATURATION)),
        "referred_rate": round(rng.uniform(1.3, 1.6), 2),
        "referred_hazard": round(rng.uniform(0.4, 0.6), 2),
        "redeemed": {k: min(0.98, _scaled(v, AROUND, rng)) for k, v in usual.redeemed.items()},
        "car_chance": tuple(_scaled(chance, CLEAR, rng) for chance in usual.car_chance),
        "key_car_chance": round(rng.uniform(1.7, 2.1), 2),
        "returns": {cause: _scaled(v, AROUND, rng) for cause, v in usual.returns.items()},
    }


def _scaled(size: float, bounds: tuple[float, float], rng: np.random.Generator) -> float:
    """Size within bounds around it, to three figures."""
    return float(f"{size * rng.uniform(*bounds):.3g}")


def _leads(rng: np.random.Generator) -> dict[str, Any]:
    """Chance of a sale by contact, with one peak, and how soon managers give up."""
    peak, contacts = int(rng.choice(PEAKS)), np.arange(1, len(Planted().sale_hazard) + 1)
    up = FIRST_HAZARD + (PEAK_HAZARD - FIRST_HAZARD) * (contacts - 1) / (peak - 1)
    down = PEAK_HAZARD * FALL ** (contacts - peak).clip(0)
    hazard = np.where(contacts <= peak, up, down).clip(0.02)
    return {
        "sale_hazard": tuple(round(float(h), 3) for h in hazard),
        "surrender": round(rng.uniform(0.26, 0.36), 2),
        "patient_surrender": round(rng.uniform(0.08, 0.14), 2),
    }
