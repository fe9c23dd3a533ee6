"""Do the customers of today differ from those that the model was tried on?

What was true of a shop that has changed since need not be true of it now. Compared are the share
of newcomers, today against the days of the tests, and the share that did not return, in the last
test against those before.
"""

import numpy as np
import pandas as pd

from helpers.analysis.leaving.learning import Leaving
from helpers.estimates import Z95
from helpers.language import percent, tr

MATTERS = 0.1  # of the customers; a smaller difference changes little


def changed(leaving: Leaving) -> str:
    """Say what is different now; empty where nothing is, or nothing was tried.

    Returns
    -------
    Sentences.
    """
    told = [*_newcomers(leaving), *_returns(leaving)]
    if not told:
        return ""
    return " ".join([*told, tr("How well the order will do now, the tests do not tell.")])


def _tests(leaving: Leaving) -> pd.DataFrame:
    """One row per test, the oldest first: ``customers``, ``left`` and ``newcomers`` (0–1)."""
    table = leaving.by_cutoff
    if table.empty:
        return pd.DataFrame(columns=["customers", "left", "newcomers"], dtype="float64")
    return table.groupby("cutoff")[["customers", "left", "newcomers"]].first().astype("float64")


def _newcomers(leaving: Leaving) -> list[str]:
    tests, scores = _tests(leaving), leaving.scores
    if tests.empty or scores.empty:
        return []
    then, now = float(tests["newcomers"].mean()), float((scores["stratum"] == "new").mean())
    if not _differs(then, float(tests["customers"].mean()), now, len(scores)):
        return []
    text = tr(
        "Of the customers of today %(now)s have bought once, of those of the tests %(then)s had."
    )
    return [text % {"now": percent(now), "then": percent(then)}]


def _returns(leaving: Leaving) -> list[str]:
    tests = _tests(leaving)
    if len(tests) < 2:
        return []
    last, before = tests.iloc[-1], tests.iloc[:-1].mean()
    if not _differs(before["left"], before["customers"], last["left"], last["customers"]):
        return []
    text = tr("In the last test %(now)s came back, in those before it %(then)s.")
    return [text % {"now": percent(1 - last["left"]), "then": percent(1 - before["left"])}]


def _differs(then: float, of_then: float, now: float, of_now: float) -> bool:
    """Whether two shares differ by what matters, and by more than luck."""
    luck = np.sqrt(then * (1 - then) / of_then + now * (1 - now) / of_now)
    return bool(abs(now - then) >= MATTERS and abs(now - then) > Z95 * luck)
