"""The sample client as it stands in the repository, and its planted truths."""

from pathlib import Path

import pytest
import yaml

from helpers import project


@pytest.fixture(scope="session")
def folder() -> Path:
    return project.ROOT / "data" / "sample"


@pytest.fixture(scope="session")
def truths(folder) -> dict:
    return yaml.safe_load((folder / "truths.yml").read_text("utf-8"))


@pytest.fixture(scope="session")
def sample(sample_records):
    """Records of the sample client, read by the intake."""
    return sample_records


@pytest.fixture(scope="session")
def sales(sample):
    """Accepted lines of sales as pandas, money as float."""
    frame = sample.frame("sales")
    money = ["amount", "cost", "discount", "quantity"]
    return frame.assign(**{column: frame[column].astype(float) for column in money})
