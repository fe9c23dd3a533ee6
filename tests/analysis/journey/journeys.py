"""Small worlds in which it is known where deals fail, and who stays away after them."""

import numpy as np
import pandas as pd

AS_OF = pd.Timestamp("2025-12-31")
HORIZON = 180
DAY = pd.Timedelta(days=1)
PLACES = ("handover", "counter", "call", "waiting")
BRANCHES = ("North", "Harbour", "River")


def days(*rows):
    """Purchases: rows are (customer, date) or (customer, date, amount)."""
    frame = pd.DataFrame([(*r, 100.0)[:3] for r in rows], columns=["item", "date", "amount"])
    return frame.assign(date=pd.to_datetime(frame["date"])).sort_values(["item", "date"])


def world(seed, *, fails=0.2, torn=0.2, leaves=0.0, customers=1200):
    """Forms of one deal a customer, and the purchases before and after it.

    ``torn``: share that fails at the handover of Harbour; ``leaves``: by how much a failure there,
    or at the handover of any branch, raises the share that stays away.
    """
    rng = np.random.default_rng(seed)
    place, branch = rng.choice(PLACES, customers), rng.choice(BRANCHES, customers)
    here = (place == "handover") & (branch == "Harbour")
    failed = rng.random(customers) < np.where(here, torn, fails)
    date = pd.Timestamp("2024-01-01") + rng.integers(0, 500, customers) * DAY
    names = [f"C{n:05d}" for n in range(customers)]
    forms = pd.DataFrame(
        {
            "response": names, "date": date, "customer": names, "touchpoint": place,
            "branch": branch, "failed": failed,
            "failed_last": failed & (date > AS_OF - 365 * DAY),
        }
    )  # fmt: skip
    before = rng.integers(1, 6, customers)
    stays = rng.random(customers) < 0.2 + 0.05 * (before == 1) + leaves * (
        failed & (place == "handover")
    )
    bought = [(n, d - 10 * k * DAY) for n, d, b in zip(names, date, before, strict=True)
              for k in range(b)]  # fmt: skip
    bought += [(n, d + 30 * DAY) for n, d, away in zip(names, date, stays, strict=True) if not away]
    frame = pd.DataFrame(bought, columns=["item", "date"])
    frame = frame.assign(amount=rng.lognormal(4, 1, len(frame)))
    segment = pd.Series(rng.choice(["a", "b"], customers), index=names)
    return forms, frame.sort_values(["item", "date"], ignore_index=True), segment
