"""Counts within units: the closed form of two periods, and a Poisson with a column per unit."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import optimize
from statsmodels.discrete.conditional_models import ConditionalPoisson

from helpers.analysis.models.poisson_within import fit


def unlike_customers(seed):
    """Counts of customers who differ, and what goes with them."""
    chance = np.random.default_rng(seed)
    unit = np.repeat(np.arange(40), 6)
    columns = chance.normal(size=(240, 3))
    mean = np.exp(columns @ [0.5, -0.3, 0.1]) * chance.gamma(1, 1, 40)[unit]
    return chance.poisson(mean), columns, unit


def test_of_two_months_and_one_contact_it_is_the_logarithm_of_the_ratio():
    counts = np.array([3, 5, 2, 7, 4, 1])
    contact, customer = np.array([[0], [1]] * 3), np.repeat(["a", "b", "c"], 2)
    found = fit(counts, contact, customer)
    assert found.coefficients[0] == pytest.approx(np.log((5 + 7 + 1) / (3 + 2 + 4)), abs=1e-12)


def test_it_is_the_poisson_with_a_column_for_each_unit():
    chance = np.random.default_rng(7)
    unit = np.repeat(np.arange(12), 6)
    columns = chance.normal(size=(72, 2))
    mean = np.exp(columns @ [0.5, -0.3]) * chance.gamma(2, 1, 12)[unit]
    counts = chance.poisson(mean)
    everything = np.hstack([columns, np.eye(12)[unit]])
    bought = np.bincount(unit, counts)[unit] > 0

    def loss(b):
        log_mean = everything[bought] @ b
        return np.exp(log_mean).sum() - counts[bought] @ log_mean

    def slope(b):
        return everything[bought].T @ (np.exp(everything[bought] @ b) - counts[bought])

    best = optimize.minimize(loss, np.zeros(14), jac=slope, method="BFGS", options={"gtol": 1e-9})
    assert fit(counts, columns, unit).coefficients == pytest.approx(best.x[:2], abs=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_it_is_the_conditional_poisson_of_statsmodels(seed):
    counts, columns, unit = unlike_customers(seed)
    # theirs leaves out units whose counts are all alike, though these tell something as well
    differs = np.array([counts[unit == one].std() > 0 for one in unit])
    counts, columns, unit = counts[differs], columns[differs], unit[differs]
    model = ConditionalPoisson(counts, columns, groups=unit)
    theirs = optimize.root(model.score, np.zeros(3), tol=1e-10)  # its own search stops too early
    assert theirs.success
    assert fit(counts, columns, unit).coefficients == pytest.approx(theirs.x, abs=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_its_errors_are_those_of_a_generalised_model_clustered_by_unit(seed):
    counts, columns, unit = unlike_customers(seed)
    bought = np.bincount(unit, counts)[unit] > 0
    everything = np.hstack([columns, np.eye(unit.max() + 1)[unit]])[bought]
    everything = everything[:, everything.any(axis=0)]
    model = sm.GLM(counts[bought], everything, family=sm.families.Poisson())
    groups = {"groups": unit[bought], "use_correction": False}
    theirs = model.fit(tol=1e-12, cov_type="cluster", cov_kwds=groups)
    units = len(np.unique(unit[bought]))
    ours = np.sqrt(np.diag(fit(counts, columns, unit).covariance) * (units - 1) / units)
    assert ours == pytest.approx(theirs.bse[: columns.shape[1]], rel=1e-6)
