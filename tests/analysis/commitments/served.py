"""Small companies for tests: customers with a habit, managers, and who is lost."""

from functools import cache

import numpy as np
import pandas as pd

from helpers.analysis.commitments import judged
from helpers.settings import CommitmentSettings

MANAGERS = tuple(f"M{n}" for n in range(8))
HORIZON = 183
MEAN, FLEET = 0.15, "M7"


def panel_of(
    seed: int,
    *,
    times: dict[str, float] | None = None,
    passers: str = "",
    alone: str = "",
    customers: int = 1200,
    cutoffs: int = 5,
    names: tuple[str, ...] = MANAGERS,
) -> pd.DataFrame:
    """Rows as the panel gives them: losses follow silence, and the manager's own ``times``.

    ``passers`` gets the customers who buy seldom; ``alone`` has a segment that nobody else serves.
    """
    rng = np.random.default_rng(seed)
    manager = rng.choice(names, customers)
    rate = rng.gamma(2.0, 3.0, customers) + 1
    if passers:
        seldom = np.argsort(rate)[: customers // 4]
        manager[seldom] = np.where(rng.random(len(seldom)) < 0.5, passers, manager[seldom])
    segment = np.where(manager == alone, "fleet", rng.choice(["home", "firm"], customers))
    care = rng.normal(0, 0.3, customers)  # what no record holds, and what makes customers clusters
    here, parts = np.ones(customers, bool), []
    own = np.array([(times or {}).get(m, 1.0) for m in manager])
    for k in reversed(range(cutoffs)):
        silence = np.minimum(rng.exponential(365 / rate), HORIZON)
        chance = MEAN * np.exp(care + 0.6 * (silence / 60 - 1)) * own
        lost = rng.random(customers) < np.clip(chance, 0, 0.9)
        value = rate * rng.lognormal(4, 0.5, customers)
        rows = {
            "customer": np.char.add("C", np.arange(customers).astype(str)),
            "who": np.arange(customers), "cutoff": k, "manager": manager, "lost": lost,
            "silence": silence, "purchases": 3 + rng.poisson(rate * (cutoffs - k) / 2),
            "age": 400 + 183 * (cutoffs - k), "value": value, "before": value / 2,
            "after": value / 2 * ~lost, "main": rng.integers(0, 3, customers),
            "share_0": rng.random(customers), "segment": segment,
        }  # fmt: skip
        parts.append(pd.DataFrame(rows)[here])
        here &= ~lost
    table = pd.concat(parts, ignore_index=True)
    return table.assign(share_1=1 - table["share_0"])


@cache
def where_all_are_alike(seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A company whose managers are alike, and how they are judged: once for all that look."""
    table = panel_of(500 + seed, customers=700, cutoffs=4)
    return table, judged.managers(table, CommitmentSettings())
