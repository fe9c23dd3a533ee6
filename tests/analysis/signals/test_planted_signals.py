"""Are the habits that were changed in the sample client found there?"""

import pytest
import yaml

from helpers import project
from helpers.analysis.definitions.ladder import bounds, ladder
from helpers.analysis.signals.signals import SILENT, leaving_signals

pytestmark = pytest.mark.slow

SAMPLE = project.ROOT / "data"
TRUTHS = yaml.safe_load((SAMPLE / "sample" / "truths.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def found(sample_records):
    records = sample_records
    sales, as_of, settings = records.sales, records.as_of, records.engagement.settings
    measured = bounds(sales, as_of=as_of, rules=settings.churn)
    steps = ladder(sales, as_of=as_of, measured=measured, settings=settings)
    return leaving_signals(sales, as_of=as_of, limits=settings.signals, steps=steps).table


# who stopped buying in October is late or has left by the end of December, and not yet gone
NAMES = {name: [name] for name in ("less", "rarer", "cheaper", "dropped")} | {"gone": [*SILENT]}


@pytest.mark.parametrize("signal", NAMES)
def test_most_changes_of_habit_are_found_by_their_name(found, signal):
    told = set(found.loc[found["signal"].isin(NAMES[signal]), "customer"])
    planted = set(TRUTHS["signals"][signal])
    assert len(planted & told) >= 0.8 * len(planted)


def test_most_of_the_silent_are_really_silent(found):
    gone = set().union(*TRUTHS["leaving"]["gone"].values(), TRUTHS["signals"]["gone"])
    told = found.loc[found["signal"].isin(SILENT), "customer"]
    assert told.isin(gone).mean() >= 0.7
