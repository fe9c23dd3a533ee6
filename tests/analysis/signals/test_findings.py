"""A finding of nothing says of how many."""

import pandas as pd
import pytest

from helpers.analysis.signals.findings import leaving

NONE = pd.DataFrame({"customer": [], "signal": [], "at_stake": []})


def test_where_nothing_was_found_it_is_said_of_how_many():
    tried = pd.DataFrame({"signal": ["less", "rarer"], "tried": [84, 2]})
    assert leaving(NONE, tried).text.endswith("purchases enough to tell: 84")


@pytest.mark.parametrize("counts", [[], [0, 0]])
def test_where_nobody_could_be_tried_nothing_was_found_out(counts):
    tried = pd.DataFrame({"signal": ["less", "rarer"][: len(counts)], "tried": counts})
    assert "could not be tried" in leaving(NONE, tried).text
