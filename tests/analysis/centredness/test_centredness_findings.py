"""What the chapter says of definitions and scores, and what it does not say of few."""

import numpy as np
import pandas as pd

from helpers.analysis.centredness import findings, tables
from helpers.settings import CentrednessSettings

RULES = CentrednessSettings()


def told(*groups, votes=1):
    """Definitions: one group for each list of texts."""
    rows = [(n + 1, texts[0], text, votes) for n, texts in enumerate(groups) for text in texts]
    return pd.DataFrame(rows, columns=["group", "label", "definition", "votes"]).assign(
        group_votes=lambda t: t.groupby("group")["votes"].transform("sum")
    )


def test_the_meaning_with_most_votes_is_told_with_its_share():
    found = findings.meaning(told(["a", "b", "c"], ["d"], ["e"]), RULES)
    assert found.text == (
        "Definitions of customer focus: 5, groups of meanings: 3. Most votes go to “a” and what is "
        "close to it: 3 of 5 (60%)"
    )


def test_without_votes_the_largest_group_is_told():
    table = told(["d"], ["a", "b", "c"], ["e"], votes=0)
    assert findings.meaning(table, RULES).text.endswith(
        "The largest is “a” and what is close to it: 3"
    )
    assert tables.groups(table)["votes"].tolist() == [3, 1, 1]


def test_of_four_definitions_no_meaning_is_told():
    assert findings.meaning(told(["a", "b"], ["c", "d"]), RULES) is None
    assert findings.meaning(told(["a", "b"], ["c", "d", "e"]), RULES) is not None


def scored(*rows):
    names = ["statement", "top", "front", "p_adjusted"]
    table = pd.DataFrame(rows, columns=names)
    return table.assign(gap=table["top"] - table["front"])


def test_the_side_that_believes_is_named():
    high = findings.dispute(scored(("We are kind", 4.5, 1.5, 0.01)), p_below=0.05)
    low = findings.dispute(scored(("We are kind", 1.5, 4.5, 0.01)), p_below=0.05)
    assert high.text == "The top believes “We are kind” (4.5 of 5), the front line does not (1.5)"
    assert low.text == "The front line believes “We are kind” (4.5 of 5), the top does not (1.5)"


def test_a_gap_that_chance_could_make_is_not_named():
    found = findings.dispute(scored(("a", 4.0, 2.0, 0.05), ("b", 3.0, 3.0, 1.0)), p_below=0.05)
    assert found.text == "Of 2 statements none divides top and front line beyond chance"


def test_where_sides_are_not_compared_nothing_is_said():
    assert findings.dispute(scored(("a", np.nan, np.nan, np.nan)), p_below=0.05) is None


def test_authors_of_definitions_stand_on_no_page():
    table = told(["a", "b"]).assign(participant=["P-01", "P-02"], role="top manager")
    assert "participant" not in tables.definitions(table)
    assert "role" not in tables.definitions(table)
