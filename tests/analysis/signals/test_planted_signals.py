"""Are the habits that were changed in the sample client found there?"""

import pytest
import yaml

from helpers import project
from helpers.analysis.signals.signals import SIGNALS, leaving_signals

pytestmark = pytest.mark.slow

SAMPLE = project.ROOT / "data"
TRUTHS = yaml.safe_load((SAMPLE / "sample" / "truths.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def found(sample_records):
    records = sample_records
    limits = records.engagement.settings.signals
    return leaving_signals(records.sales, as_of=records.as_of, limits=limits).table


@pytest.mark.parametrize("signal", SIGNALS)
def test_most_changes_of_habit_are_found_by_their_name(found, signal):
    told = set(found.loc[found["signal"] == signal, "customer"])
    planted = set(TRUTHS["signals"][signal])
    assert len(planted & told) >= 0.8 * len(planted)


def test_most_of_the_silent_are_really_gone(found):
    gone = set().union(*TRUTHS["leaving"]["gone"].values(), TRUTHS["signals"]["gone"])
    told = found.loc[found["signal"] == "gone", "customer"]
    assert told.isin(gone).mean() >= 0.7
