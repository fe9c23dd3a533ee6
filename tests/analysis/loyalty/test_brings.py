"""What do the loyal bring more than others alike, and nothing where thresholds are shuffled?"""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.loyalty import findings, limits
from helpers.analysis.loyalty.brings import brings
from helpers.settings import LoyaltySettings

RULES = LoyaltySettings()
SEEDS, MORE = range(12), 60.0


def world(seed, *, more, customers=600):
    """Loyal customers are oftener large ones; ``more`` is what loyalty itself brings."""
    chance = np.random.default_rng(seed)
    third = chance.integers(1, 4, customers)
    loyal = chance.random(customers) < third / 5
    margin = 100.0 * third + chance.gamma(2, 60, customers) + more * loyal
    return pd.DataFrame({
        "customer": [f"{n:04}" for n in range(customers)], "loyal": loyal, "margin": margin,
        "vintage": chance.integers(0, 3, customers), "segment": "", "third": third,
    })  # fmt: skip


def test_large_customers_who_are_oftener_loyal_are_no_effect():
    asked = world(1, more=0)
    plain = asked.groupby("loyal")["margin"].mean().diff().iloc[-1]
    found = brings(asked, RULES).difference.estimate
    assert plain > 40
    assert found.low < 0 < found.high


def test_what_was_planted_is_covered_by_nine_of_ten_intervals_and_more():
    told = [brings(world(seed, more=MORE), RULES).difference.estimate for seed in SEEDS]
    assert np.mean([one.low > 0 for one in told]) >= 0.9
    assert np.mean([one.low <= MORE <= one.high for one in told]) >= 0.9


def test_with_shuffled_thresholds_there_is_no_difference():
    told = []
    for seed in SEEDS:
        asked = world(seed, more=MORE)
        mixed = np.random.default_rng(seed).permutation(asked["loyal"])
        told.append(brings(asked.assign(loyal=mixed), RULES).difference.estimate)
    outside = [not one.low <= 0 <= one.high for one in told]
    assert np.mean(outside) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / len(told))


def alike(loyal, others):
    rows = pd.DataFrame({"loyal": [True] * loyal + [False] * others, "vintage": 1, "segment": "",
                         "third": 1, "margin": 1.0})  # fmt: skip
    return brings(rows.assign(customer=[f"{n}" for n in range(len(rows))]), RULES)


@pytest.mark.parametrize(
    ("loyal", "others", "told"), [(30, 30, True), (29, 40, False), (40, 29, False)]
)
def test_thirty_on_each_side_must_have_found_their_like(loyal, others, told):
    found = alike(loyal, others)
    assert (findings.brings(found, RULES) is not None) == told
    assert (limits.few_matched(found, RULES) == "") == told
