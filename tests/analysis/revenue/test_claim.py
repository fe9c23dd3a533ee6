"""The rule of Pareto, put to small tables of customers."""

import pandas as pd
import pytest

from helpers.analysis.revenue import claim


def of(*amounts):
    return claim.tested(pd.DataFrame({"amount": [float(x) for x in amounts]}), seed=1)


@pytest.mark.parametrize(
    ("falls", "verdict"), [(1.2, "holds"), (1.083, "cannot be told"), (1.0, "does not hold")]
)
def test_a_fifth_that_brings_four_fifths_or_does_not(falls, verdict):
    told = of(*[1e6 * falls**-nth for nth in range(100)])[0]
    assert told.verdict == verdict
    assert told.ours.low <= told.ours.value <= told.ours.high


def test_too_few_customers_and_customers_without_money_claim_nothing():
    assert claim.tested(None, seed=1) == of(0, 0) == []
