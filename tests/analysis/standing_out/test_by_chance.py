"""Where nothing is to be found, each question finds something at most as often as it says."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.standing_out import holes, losses, person
from helpers.settings import StandingOutSettings
from tests.analysis.tables import sales

pytestmark = pytest.mark.slow

RULES = StandingOutSettings()
AS_OF = pd.Timestamp("2024-12-31")
MONTHS = pd.date_range("2023-01-01", "2024-12-01", freq="MS")
SEEDS = 60
MOST = 7  # of 60 looks at a rate of 5 % more than 7 come once in a hundred times
CUSTOMERS = 300


def shop(seed):
    """Twelve categories that sell as many pieces a month as chance gives, some of them few."""
    rng = np.random.default_rng(seed)
    rows = []
    for nth, usual in enumerate(np.geomspace(2, 60, 12)):
        for month, many in zip(MONTHS, rng.poisson(usual, len(MONTHS)), strict=True):
            days = rng.integers(1, 28, many)
            rows += [
                (f"{month:%Y-%m}-{day:02}", f"c{rng.integers(200)}", 100.0, f"k{nth:02}")
                for day in days
            ]
    return sales(*rows, category="string")


def test_months_that_chance_leaves_empty_are_no_holes():
    found = [holes.holes(shop(seed), RULES, as_of=AS_OF)[0] for seed in range(SEEDS)]
    assert sum(table["stands_out"].any() for table in found) <= MOST
    assert any(len(table) for table in found)  # some months were empty, and were tried


def lost(seed):
    """Late customers whose last day of buying is any day of the half-year, and all who bought."""
    rng = np.random.default_rng(seed)
    days = pd.Timestamp("2024-07-01") + pd.to_timedelta(rng.integers(0, 180, CUSTOMERS), unit="D")
    late = rng.random(CUSTOMERS) < 0.1
    now = pd.DataFrame(
        {
            "customer": [f"c{n:03}" for n in range(CUSTOMERS)],
            "step": np.where(late, "late", "in_rhythm"),
            "habit": True,
            "chance_of_silence": np.where(late, 0.001, 0.5),
            "last_purchase": days,
            "net_sales_year": 100.0,
            "gross_profit_year": 30.0,
        }
    )
    rows = [(f"{d:%Y-%m-%d}", c, 1.0) for d, c in zip(days, now["customer"], strict=True)]
    manager = pd.Series(rng.choice(list("pqrst"), CUSTOMERS), index=now["customer"])
    return now, sales(*rows), manager


def test_losses_on_any_day_do_not_come_together():
    hits = 0
    for seed in range(SEEDS):
        now, bought, manager = lost(seed)
        week, chance = losses.together(now, bought, manager, RULES)
        hits += losses.one_week(week, chance, now, RULES) is not None
    assert hits <= MOST


def test_losses_with_any_manager_accuse_nobody():
    hits = 0
    for seed in range(SEEDS):
        now, _, manager = lost(seed)
        hits += losses.one_manager(losses.by_manager(now, manager, RULES)) is not None
    assert hits <= 3  # a person is named once in a hundred times


def test_customers_dealt_out_to_managers_give_no_holder():
    hits = 0
    for seed in range(SEEDS):
        now, _, manager = lost(seed)
        rng = np.random.default_rng(1000 + seed)
        now["gross_profit_year"] = rng.lognormal(5, 1.5, CUSTOMERS)
        cells = now[["customer"]].assign(
            cut="manager", item=manager.to_numpy(), sales=1.0, sales_before=1.0
        )
        table = person.managers(now, cells, None, RULES)
        hits += person.holds(table, now, cells) is not None
    assert hits <= 3
