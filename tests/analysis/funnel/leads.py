"""Small logs of leads, and a world whose truths are known."""

import numpy as np
import pandas as pd

DAY = pd.Timedelta(days=1)
AS_OF = pd.Timestamp("2025-12-31")
HAZARD = np.array([0.05, 0.07, 0.09, 0.11, 0.13, 0.13, 0.11, 0.08, 0.05, 0.03, 0.02, 0.02])


def log(*rows, **more):
    """Log of stages: rows are (lead, date, stage)."""
    frame = pd.DataFrame(rows, columns=["lead", "date", "stage"]).assign(**more)
    return frame.assign(date=pd.to_datetime(frame["date"]))


def world(seed, *, leads=2500, hazard=HAZARD, surrender=None, names=("Ann", "Ben", "Cis", "Dan")):
    """Leads whose chance of a sale at each contact is planted, as log of stages and contacts.

    ``surrender``: chance of being given up after a contact, by manager.
    """
    rng = np.random.default_rng(seed)
    surrender = dict.fromkeys(names, 0.33) | (surrender or {})
    managers = rng.choice(names, leads)
    begun = pd.Timestamp("2024-01-01") + rng.integers(0, 700, leads) * DAY
    stages, contacts = [], []
    for n, (manager, start) in enumerate(zip(managers, begun, strict=True)):
        lead, day = f"L{n:05d}", start
        stages.append((lead, start, "lead", manager))
        for k, chance in enumerate(hazard):
            day += rng.integers(3, 9) * DAY
            if day > AS_OF:
                break
            contacts.append((lead, day, manager))
            if k == 1:
                stages.append((lead, day, "suspect", manager))
            if rng.random() < chance:
                stages.append((lead, day, "customer", manager))
                break
            if rng.random() < surrender[manager]:
                break
    return (
        pd.DataFrame(stages, columns=["lead", "date", "stage", "manager"]),
        pd.DataFrame(contacts, columns=["lead", "date", "manager"]),
    )
