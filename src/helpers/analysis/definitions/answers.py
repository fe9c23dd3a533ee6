"""Did the customer who was asked find the deal well done, and get what was expected of it?

Each answer passes its question or fails it. Who refuses to answer fails the questions it left
open: silence hides a trouble more often than it hides thanks. Who refuses them all has failed
them all.

Value and cost stand against what was expected, 1 being as expected, within a band. Both worse is a
disappointment twice; more for more and less for less is decided by value over cost (after
Oliver 1980).
"""

import numpy as np
import pandas as pd

from helpers.language import N_
from helpers.settings import AnswersSettings

ABOUT = ("date", "customer", "employee", "department", "touchpoint")
DELIGHTED, PLEASED, SATISFIED, EVEN, DISAPPOINTED, TWICE = STATES = (
    N_("delighted"), N_("pleased"), N_("as expected"), N_("evened out"), N_("disappointed"),
    N_("disappointed twice"),
)  # fmt: skip


def answers(surveys: pd.DataFrame, rules: AnswersSettings) -> pd.DataFrame:
    """Each question of each form, passed or failed, with the refusal rule and without.

    Parameters
    ----------
    surveys
        One answer a row: ``response``, ``question``, ``score``, and what else was brought.

    Returns
    -------
    Rows of ``surveys`` with ``refused`` (no score was given), ``refused_all`` (in the whole
    form), ``passed`` (a refusal fails) and ``passed_answered`` (1 or 0; missing where refused).
    """
    if "score" not in surveys:  # only refusals were written down
        surveys = surveys.assign(score=float("nan"))
    refused = surveys["score"].isna()
    if "refused" in surveys:
        refused |= surveys["refused"].eq(True).fillna(value=False).astype(bool)
    passed = ~refused & (surveys["score"] >= rules.passes_from)
    return surveys.assign(
        refused=refused,
        refused_all=refused.groupby(surveys["response"]).transform("all"),
        passed=passed,
        passed_answered=passed.astype(float).mask(refused),
    )


def forms(table: pd.DataFrame, rules: AnswersSettings) -> pd.DataFrame:
    """One row per form: was the deal well done as a whole?

    Parameters
    ----------
    table
        As :func:`answers`.

    Returns
    -------
    Ordered by ``response``: that, the columns of ``ABOUT`` that were brought, ``questions``
    (asked), ``passes`` (share of them passed), ``failed`` (fewer than ``rules.deal_passes`` of
    them), ``refused_all``, ``full_marks`` (every question answered, and with the highest score).
    """
    by = table.assign(full=table["score"] >= rules.full_marks).groupby("response")
    about = {column: (column, "first") for column in ABOUT if column in table}
    made = by.agg(
        **about,
        questions=("passed", "size"),
        passes=("passed", "mean"),
        refused_all=("refused_all", "first"),
        full_marks=("full", "all"),
    ).reset_index()
    return made.assign(failed=made["passes"] < rules.deal_passes)


def another_scale(table: pd.DataFrame, rules: AnswersSettings) -> bool:
    """Whether no score reaches the one that passes: then the scale is not the one supposed.

    Returns
    -------
    Yes or no; no where nobody gave a score.
    """
    scores = table["score"].dropna()
    return bool(len(scores)) and float(scores.max()) < rules.passes_from


def states(
    value: np.ndarray | pd.Series, cost: np.ndarray | pd.Series, *, band: float
) -> np.ndarray:
    """One of ``STATES`` for each pair of value and cost against what was expected.

    >>> states(np.array([1.0, 1.3, 0.8]), np.array([1.0, 0.8, 1.3]), band=0.05).tolist()
    ['as expected', 'delighted', 'disappointed twice']
    """
    v, c = _side(value, band), _side(cost, band)
    ratio = _side(np.asarray(value, float) / np.maximum(np.asarray(cost, float), 1e-9), band)
    same = (v == c) & (v != 0)
    return np.select(
        [
            (v > 0) & (c < 0),
            (v < 0) & (c > 0),
            same & (ratio == 0),
            (v == 0) & (c == 0),
            np.where(same, ratio, v - c) > 0,
        ],
        [DELIGHTED, TWICE, EVEN, SATISFIED, PLEASED],
        DISAPPOINTED,
    )


def _side(number: np.ndarray | pd.Series, band: float) -> np.ndarray:
    """1 above what was expected, −1 below, 0 within the band and where it is not known."""
    away = np.nan_to_num(np.asarray(number, float) - 1)
    return np.where(np.abs(away) <= band + 1e-9, 0, np.sign(away)).astype(int)
