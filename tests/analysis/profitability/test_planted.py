"""Who was made dear to serve is found, first and by name; who was not is left in peace."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.definitions import claims
from helpers.analysis.definitions.claims import of_largest
from helpers.analysis.definitions.serving import Window
from helpers.analysis.profitability import claim, inputs, tables
from helpers.analysis.profitability.inputs import Studied
from helpers.analysis.profitability.quadrants import Cuts
from helpers.settings import ProfitabilitySettings
from tests.analysis.profitability.small_client import SmallClient

LATE = 6
DAYS = pd.date_range("2025-01-15", periods=12, freq="MS")


def drawn(seed, *, late):
    """Customers of many sizes; the first ``late`` cost 1.3 times what they earn to be reminded."""
    rng = np.random.default_rng(seed)
    codes = [f"{number:03d}" for number in range(150)]
    size = rng.lognormal(5, 1.0, len(codes))
    size[:LATE] = rng.uniform(2000, 4000, LATE)
    lines = [
        (f"2025-{month:02d}-10", code, sold, sold * rng.uniform(0.6, 0.8))
        for code, sold in zip(codes, size, strict=True)
        for month in range(1, 13)
    ]
    earned = dict.fromkeys(codes, 0.0)
    for _, code, sold, cost in lines:
        earned[code] += sold - cost
    share = np.where(np.arange(len(codes)) < late, 1.3, 0.1) * (rng.random(len(codes)) < 0.5)
    share[:late] = 1.3
    rows = [
        (code, day, earned[code] * part / 12)
        for code, part in zip(codes, share, strict=True)
        if part
        for day in DAYS
    ]
    costs = pd.DataFrame(rows, columns=["customer", "date", "amount"])
    return SmallClient(lines, {"service_costs": costs}), codes[:late]


@pytest.mark.parametrize("seed", range(10))
def test_late_payers_are_under_the_line_and_first_of_the_list(seed):
    records, planted = drawn(seed, late=LATE)
    listed = tables.losers(inputs.studied(records, ProfitabilitySettings()))
    assert sorted(listed["customer"].head(LATE)) == planted


@pytest.mark.parametrize("seed", range(10))
def test_where_nobody_is_dear_nobody_is_named(seed):
    records, _ = drawn(seed, late=0)
    assert tables.losers(inputs.studied(records, ProfitabilitySettings())).empty


def studied(profit):
    customers = pd.DataFrame({"customer": [str(n) for n in range(len(profit))], "profit": profit})
    return Studied(customers, Window(()), cuts=Cuts(0, 0, of_served=False))


def whale_of(rng, n, *, steep):
    """Profits of which the best fifth make far more than all, or, not steep, far less."""
    takers = rng.random(n) < (0.3 if steep else 0.0)
    return np.where(takers, -rng.exponential(2.0, n), rng.exponential(1.0, n))


@pytest.mark.slow
def test_the_interval_of_the_best_fifth_covers_the_truth_in_about_95_of_100_samples():
    truth = of_largest(whale_of(np.random.default_rng(1), 400_000, steep=False), top=claim.BEST)
    covered = []
    for seed in range(100):
        profit = whale_of(np.random.default_rng(1000 + seed), 300, steep=False)
        ours = claim.best_fifth(studied(profit), seed=seed).ours
        covered.append(ours.low <= truth <= ours.high)
    assert 0.90 <= np.mean(covered) <= 0.99


@pytest.mark.parametrize("seed", range(10))
def test_the_claim_holds_where_it_was_planted_and_not_where_it_was_not(seed):
    rng = np.random.default_rng(seed)
    verdicts = [
        claims.table(claim.tested(studied(whale_of(rng, 1500, steep=steep)), seed=1), chapter="05")
        for steep in (True, False)
    ]
    assert [table["verdict"].item() for table in verdicts] == ["holds", "does not hold"]


def test_gross_profit_alone_cannot_tell_the_claim():
    found = studied(np.ones(50))._replace(cuts=None)
    assert claim.best_fifth(found, seed=1).verdict == "cannot be told"
    assert claim.tested(studied(np.ones(0)), seed=1) == []
