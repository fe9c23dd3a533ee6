"""Which language does a test begin in? A plugin: examples in docstrings stand beyond a conftest."""

import pytest

from helpers import language


@pytest.fixture(autouse=True)
def _english():
    """Every test starts in English and in euros, whatever the one before it spoke."""
    language.use("en", "EUR")
    yield
    language.use("en", "EUR")
