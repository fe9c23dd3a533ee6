"""Small logs of requests for tests."""

import numpy as np
import pandas as pd

from helpers.settings import CommitmentSettings

AS_OF = pd.Timestamp("2024-12-31")


def rules(**changed) -> CommitmentSettings:
    return CommitmentSettings(**({"least_requests": 1, "least_employee": 1} | changed))


def log(*rows: tuple) -> pd.DataFrame:
    """Requests from (received, hours to the answer or None, employee, channel)."""
    table = pd.DataFrame(rows, columns=["received", "hours", "employee", "channel"])
    received = pd.to_datetime(table["received"])
    answered = received + pd.to_timedelta(table["hours"].astype(float), unit="h")
    return table.assign(received=received, answered=answered).drop(columns="hours")


def year_of_requests(
    seed: int, *, n: int = 1000, slow: str = "", desks: tuple[str, ...] = ("A", "B", "C", "D")
) -> pd.DataFrame:
    """A year of requests with log-normal waits; one desk is slower than the others."""
    rng = np.random.default_rng(seed)
    received = pd.Timestamp("2024-01-01") + pd.to_timedelta(
        rng.integers(0, 366, n) * 24 * 60 + rng.integers(8 * 60, 19 * 60, n), unit="min"
    )
    employee = rng.choice(desks, n)
    hours = rng.lognormal(np.where(employee == slow, 2.0, 0.9), 1.1)
    answered = pd.Series(received + pd.to_timedelta(hours, unit="h"))
    table = pd.DataFrame({"received": received, "answered": answered, "employee": employee})
    never = rng.random(n) < 0.05
    channel = rng.choice(["phone", "mail"], n)
    return table.assign(answered=answered.mask(never), channel=channel)
