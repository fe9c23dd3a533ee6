"""Did the customer who was asked after a deal find it well done?

Each answer passes its question or fails it. Who refuses to answer fails the questions it left
open: silence hides a trouble more often than it hides thanks. Who refuses them all has failed
them all.
"""

import pandas as pd

from helpers.settings import AnswersSettings

ABOUT = ("date", "customer", "employee", "department", "touchpoint")


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
    """Whether no score reaches the one that passes: then the scale is not the one supposed."""
    scores = table["score"].dropna()
    return bool(len(scores)) and float(scores.max()) < rules.passes_from
