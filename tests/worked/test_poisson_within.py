"""Counts within units: the closed form of two periods, and a Poisson with a column per unit."""

import numpy as np
import pytest
from scipy import optimize

from helpers.analysis.models.poisson_within import fit


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
