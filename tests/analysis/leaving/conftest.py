"""Customers whose habits are known, and the model learnt from them: once for all tests."""

import pytest

from helpers.analysis.leaving.churn.model import fit_churn
from helpers.settings import ChurnSettings
from tests.analysis.bgnbd_customers import bgnbd_sales


@pytest.fixture(scope="session")
def sales():
    return bgnbd_sales(600, seed=3)


@pytest.fixture(scope="session")
def churn(sales):
    return fit_churn(sales, ChurnSettings(), as_of="2021-12-30", horizon_days=60)
