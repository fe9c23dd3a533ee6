"""Fixtures that every test may use."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from helpers import language, project

# a busy machine is no fault of the code
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def _english():
    """Every test starts in English and in euros, whatever the one before it spoke."""
    language.use("en", "EUR")
    yield
    language.use("en", "EUR")


@pytest.fixture(scope="session")
def clients_root() -> Path:
    """Folder of the real client records that stand beside the project on some machines."""
    root = Path(os.environ.get("WORKBOOK_CLIENTS") or project.ROOT.parent / "shared" / "clients")
    if not root.is_dir():
        pytest.skip("the real client records do not stand beside the project")
    return root
