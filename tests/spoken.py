"""In which language does a test begin? A plugin: examples in docstrings stand beyond a conftest."""

import pytest

from helpers import language
from helpers.language import names


@pytest.fixture(autouse=True, scope="module")
def _no_client_of_another_module():
    """Names are read when a table needs them: from a folder that may be gone by then."""
    names.use(lambda: None)


@pytest.fixture(autouse=True)
def _english():
    """Every test starts in English and in euros, whatever the one before it spoke."""
    language.use("en", "EUR")
    yield
    language.use("en", "EUR")
