"""What the chapter says of small tables, and what it keeps silent about."""

import numpy as np
import pandas as pd

from helpers.analysis.journey import findings, limits, register, seams
from helpers.analysis.journey.inputs import Journey
from helpers.settings import JourneySettings

RULES = JourneySettings()
ENDS = list(pd.date_range("2024-12-31", periods=5, freq="QE"))


def stood(then, now):
    """A journey of five quarters, of which the first and the last are known."""
    parts = [
        pd.DataFrame({"quarter": end, "who": list(stages), "stage": list(stages.values())})
        for end, stages in ((ENDS[0], then), (ENDS[-1], now))
    ]
    return Journey(pd.concat(parts, ignore_index=True), pd.DataFrame(), ENDS)


def test_both_sides_of_the_year_are_told():
    then = {"A": "repeat", "B": "repeat", "C": "advocate", "D": "lost", "E": "leaving"}
    now = {"A": "leaving", "B": "repeat", "C": "repeat", "D": "repeat", "E": "lost", "F": "repeat"}
    found = findings.flow(stood(then, now))
    assert found.text == (
        "Of 3 customers who came again and again a year ago 1 are leaving or lost (33%); of 2 who "
        "were leaving or lost then 1 have come back (50%)"
    )
    assert list(found.customers) == ["A"]


def test_a_year_of_leads_alone_says_nothing():
    assert findings.flow(stood({"L1": "first contact"}, {"L1": "choosing"})) is None


POINTS = pd.DataFrame(
    {"touchpoint": ["Call", "Bill"], "kind": "employee", "stage": "repeat",
     "owner": ["Ann", None], "standard": [None, None]}
)  # fmt: skip


def forms(*rows):
    made = [(place, failed, n) for place, failed, many in rows for n in range(many)]
    frame = pd.DataFrame(made, columns=["touchpoint", "failed", "n"])
    customer = frame["touchpoint"] + frame["n"].astype(str)
    return frame.assign(branch="", customer=customer, failed_last=frame["failed"])


def listed(asked):
    found = seams.seams(asked, None, worth=np.nan, least=30, p_below=0.05)
    return seams.listed(found, register.register(POINTS, asked), pd.Series(dtype=float))


def test_the_seam_that_tears_is_named_with_its_blank_and_its_customers():
    asked = forms(("Call", True, 40), ("Bill", False, 300))
    found = findings.seam(listed(asked), asked)
    assert found.text == (
        "It tears at “Call”: 100% of the deals asked about failed (91% to 100%), and the place has "
        "no owner or no standard"
    )
    assert len(found.customers) == 40
    assert found.money is None
    assert findings.no_seam(listed(asked), RULES) is None


def test_where_nothing_tears_it_is_said_of_how_many_places():
    asked = forms(("Call", True, 10), ("Call", False, 90), ("Bill", True, 10), ("Bill", False, 90))
    assert findings.seam(listed(asked), asked) is None
    assert findings.no_seam(listed(asked), RULES).text == (
        "Of 2 places with enough answers none fails more often than the others beyond chance"
    )


def test_blanks_of_the_register_are_counted_and_named():
    table = register.register(POINTS, None)
    assert findings.nobody(table).text == (
        "Of 2 places in the register 1 have no owner and 2 no standard; neither has “Bill”"
    )
    assert findings.unasked(table).role == "doubt"


def test_a_place_without_enough_forms_is_named_as_not_told():
    effects = pd.DataFrame({"touchpoint": ["Call", "Bill"], "judged": [False, True]})
    assert "1 place (Call)" in limits.few_forms(effects, RULES)
    assert limits.few_forms(effects.tail(1), RULES) == ""
