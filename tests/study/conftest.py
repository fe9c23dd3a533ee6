"""Fixtures of the course."""

import pytest

from helpers.study import desk
from tests.study import desks


@pytest.fixture(autouse=True)
def _nobody_sits():
    desk.leave()
    yield
    desk.leave()


@pytest.fixture
def anna(shared, tmp_path):
    """Desk of a trainee on the company of the fast gear."""
    return desks.sit(desks.QUICK, shared, tmp_path)
