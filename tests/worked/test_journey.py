"""Numbers of the textbook: a chain of two stages, and how long one stays."""

import pandas as pd
import pytest

from helpers.analysis.journey.transitions import long_run, transitions

CHAIN = pd.DataFrame([[0.9, 0.1], [0.2, 0.8]], index=["repeat", "leaving"],
                     columns=["repeat", "leaving"])  # fmt: skip


def test_the_long_run_of_the_chain_is_two_thirds_and_a_third():
    assert long_run(CHAIN).tolist() == pytest.approx([2 / 3, 1 / 3])


def test_who_leaves_a_stage_with_one_in_ten_stays_ten_quarters():
    rows = [("repeat", "repeat", 90), ("repeat", "leaving", 10),
            ("leaving", "repeat", 20), ("leaving", "leaving", 80)]  # fmt: skip
    counted = pd.DataFrame(rows, columns=["from", "to", "customers"]).assign(quarter=1)
    table = transitions(counted, least=1).drop_duplicates("from").set_index("from")
    assert table.loc["repeat", "quarters_stay"] == pytest.approx(10)
    assert table.loc["leaving", "quarters_stay"] == pytest.approx(5)
