"""Why does a customer leave, and who is brought back?

Leaving adds up the hazards of its causes, so that the true cause of each loss is known.
"""

import numpy as np
import pandas as pd

from helpers.sample.world.chance import looked_up
from helpers.sample.world.state import World, events

WHY = ("usual", "manager", "departed manager", "handover", "slow answer", "price rise")
CAUSES = {
    "manager": "human error",
    "departed manager": "human error",
    "handover": "promise not kept",
    "slow answer": "promise not kept",
    "price rise": "price",
}
# what stands behind a usual loss: shares for people, and for firms
USUAL = {
    "system failure": (0.28, 0.15),
    "force majeure": (0.37, 0.10),
    "product or delivery quality": (0.27, 0.20),
    "closed business": (0.06, 0.30),
    "personal interest at the buyer": (0.02, 0.25),
}
RETURN_HAZARD = 2.0  # a returned customer is more sensitive to errors
LOYAL_FORGIVE = 0.6  # share of the hazard of our making that threshold 100 takes away
TRIED = 0.55  # share of the losses that somebody tries to win back


def losses(world: World) -> None:
    """Take out those who leave this month, and settle who will come back and when."""
    state, hazards = world.state, _hazards(world)
    total = hazards.sum(axis=1)
    chance = 1 - np.exp(-total)
    lost = np.flatnonzero(world.here & (world.rng.random(len(total)) < chance))
    pick = world.rng.random(len(lost))[:, None] * total[lost, None]
    why = (hazards[lost].cumsum(axis=1) < pick).sum(axis=1)
    last_day = world.start + world.days - 1
    left = events(lost, np.repeat(last_day, len(lost))).assign(why=np.array(WHY)[why])
    left = _win_back(left, world)
    world.life.losses.append(left)
    state.alive[lost] = False
    state.comes_back[lost] = left["back"]
    state.bad_handover[:] = False
    state.tender_left = np.maximum(state.tender_left - 1, 0)


def _hazards(world: World) -> np.ndarray:
    """Chance a month of each cause, one column for each of ``WHY``."""
    planted, state = world.planted, world.state
    departed = np.datetime64(planted.departed_day, "M")
    price = np.datetime64(planted.price_day, "M")
    late = departed < world.month <= departed + planted.departed_months
    risen = price <= world.month < price + planted.price_months
    orphaned = world.column("first_manager") == planted.departed_manager
    parts = [
        world.column("hazard") * np.where(state.tender_left > 0, RETURN_HAZARD, 1),
        (state.manager == planted.losing_manager) * planted.losing_manager_hazard,
        late * orphaned * planted.departed_hazard,
        state.bad_handover * planted.leaves_after_bad_handover,
        (state.slow_left > 0) * planted.slow_hazard,
        risen * (world.column("branch") == planted.price_branch) * planted.price_hazard,
    ]
    hazards = np.column_stack([np.asarray(part, dtype=float) for part in parts])
    loyal = 1 - LOYAL_FORGIVE * world.column("threshold") / 100
    hazards[:, 1:] *= loyal[:, None]
    hazards[world.column("calm")] = 0
    return hazards


def _win_back(left: pd.DataFrame, world: World) -> pd.DataFrame:
    """Cause in the words of the win-back log, whether anyone tried, and the month of return."""
    rng, kind = world.rng, world.column("kind")[left["who"]]
    words = np.array(list(USUAL))
    shares = np.array(list(USUAL.values())).T
    usual = [rng.choice(words, p=shares[int(k == "fleet")]) for k in kind]
    cause = [CAUSES.get(why, own) for why, own in zip(left["why"], usual, strict=True)]
    tried = (rng.random(len(left)) < TRIED) & (kind != "passer-by")
    back = tried & (rng.random(len(left)) < looked_up(cause, world.planted.returns))
    when = world.number + rng.integers(2, 6, size=len(left))
    return left.assign(cause=cause, tried=tried, back=np.where(back, when, -1))
