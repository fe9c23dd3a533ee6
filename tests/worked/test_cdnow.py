"""Published figures of the CDNOW customers (Fader, Hardie & Lee 2005; Fader & Hardie 2013)."""

import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.models.bgnbd import fit_bgnbd
from helpers.analysis.models.gamma_gamma import fit_gamma_gamma

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def customers() -> pd.DataFrame:
    found = importlib.util.find_spec("lifetimes")
    if found is None:
        pytest.skip("the package with the CDNOW files is not installed")
    folder = Path(found.origin).parent / "datasets"
    return pd.read_csv(folder / "cdnow_customers_summary_with_transactions.csv")


@pytest.fixture(scope="module")
def fitted(customers):
    return fit_bgnbd(customers["x"], customers["t_x"], customers["T"])


def test_bgnbd_finds_the_published_parameters(fitted):
    found = [fitted.r, fitted.alpha, fitted.a, fitted.b]
    assert found == pytest.approx([0.243, 4.414, 0.793, 2.426], abs=6e-4)
    assert fitted.log_likelihood == pytest.approx(-9582.4, abs=0.05)
    assert fitted.converged


def test_the_unit_of_time_does_not_matter(customers, fitted):
    days = fit_bgnbd(customers["x"], customers["t_x"] * 7, customers["T"] * 7)
    assert [days.r, days.alpha / 7] == pytest.approx([fitted.r, fitted.alpha], rel=1e-4)


def test_the_first_customer_of_the_paper_is_expected_to_buy_1_226_times(fitted):
    bought = fitted.expected_purchases(np.array([2]), np.array([30.43]), np.array([38.86]), 39)
    assert bought[0] == pytest.approx(1.226, abs=1e-3)


def test_gamma_gamma_finds_the_published_parameters(customers):
    again = customers[customers["x"] > 0]
    found = fit_gamma_gamma(again["x"], again["zbar"])
    assert [found.p, found.q, found.v] == pytest.approx([6.25, 3.74, 15.44], abs=0.01)
