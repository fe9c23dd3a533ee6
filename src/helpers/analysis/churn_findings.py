"""What must the room know about those who may leave?

Sentences with their numbers, each made from a finished table of the churn model.
"""

import numpy as np
import pandas as pd

from helpers.analysis.churn_evaluation import NAMES, OURS, Evaluation
from helpers.analysis.churn_model import Churn
from helpers.findings import Finding, Trail
from helpers.language import N_, Number, forms

RISKIEST = 0.10  # share of the scored customers that is looked at first


def definition(churn: Churn) -> Finding:
    """What 'left' means for this client."""
    return Finding(
        key="churn.definition",
        message=forms(
            "Left means: no purchase within %(days)s day after a cut-off",
            "Left means: no purchase within %(days)s days after a cut-off",
        ),
        numbers={"days": Number(churn.horizon_days)},
        trail=Trail("churn_scores", len(churn.history)),
        plural="days",
    )


def expected_to_leave(scores: pd.DataFrame, *, horizon_days: int) -> Finding:
    """How many of the scored customers will probably leave, and with how much money."""
    leaving = scores["probability"].sum()
    money = float((scores["probability"] * scores["value"]).sum())
    return Finding(
        key="churn.expected",
        message=N_(
            "Of the customers scored (%(scored)s) about %(share)s will not buy in the coming "
            "%(days)s days; their net sales of the last year: %(money)s"
        ),
        numbers={
            "scored": Number(len(scores)),
            "share": Number(leaving / max(len(scores), 1), "percent"),
            "days": Number(horizon_days),
            "money": Number(money, "money"),
        },
        trail=Trail("churn_scores", len(scores)),
        money=money,
        certainty="estimated",
    )


def quality(evaluation: Evaluation) -> Finding:
    """Whether the model can rank at all, and how well, on cut-offs that it had not seen."""
    if not len(evaluation.table) or evaluation.table["auc"].isna().all():
        return Finding(
            key="churn.quality",
            message=N_(
                "The records are too short, or too much alike, to test a churn model on their "
                "own past: the list follows BG/NBD and is not tested"
            ),
            numbers={},
            trail=Trail("churn_evaluation", 0),
            certainty="assumed",
        )
    row = evaluation.table[evaluation.table["chosen"]].iloc[0]
    blind = row["auc_low"] <= 0.5
    return Finding(
        key="churn.quality",
        message=N_(
            "Nobody can be told from anybody else: the AUC of %(auc)s (%(low)s to %(high)s) may "
            "be chance"
        )
        if blind
        else N_(
            "Of two customers, one who left and one who stayed, the model names the right one in "
            "%(auc)s of cases (%(low)s to %(high)s)"
        ),
        numbers={
            "auc": Number(row["auc"], "percent", 1),
            "low": Number(row["auc_low"], "percent", 1),
            "high": Number(row["auc_high"], "percent", 1),
        },
        trail=Trail("churn_evaluation", len(evaluation.rows)),
        certainty="estimated",
    )


def caught(evaluation: Evaluation) -> Finding:
    """What calling the first tenth would have been worth."""
    row = evaluation.table[evaluation.table["chosen"]].iloc[0]
    return Finding(
        key="churn.value_caught",
        message=N_(
            "Calling the first %(tenth)s by probability and money would have reached %(share)s of "
            "the sales that were lost"
        ),
        numbers={
            "tenth": Number(RISKIEST, "percent"),
            "share": Number(np.nan_to_num(row["value_caught"]), "percent"),
        },
        trail=Trail("churn_evaluation", len(evaluation.rows)),
        certainty="estimated",
    )


def winner(evaluation: Evaluation) -> Finding:
    """Which model is used, and by how much it is ahead of the best simple rule."""
    table = evaluation.table.set_index("model")
    rules = table.drop(index=OURS).sort_values("auc", ascending=False)
    ours = table.loc[OURS]
    return Finding(
        key="churn.winner",
        message=N_(
            "The model used is: %(model)s. AUC on the same rows: %(ours)s for the blend, %(rule)s "
            "for the best simple rule (%(name)s)"
        ),
        numbers={
            "model": Number(NAMES[evaluation.chosen], "word"),
            "ours": Number(ours["auc"], "number", 3),
            "rule": Number(rules["auc"].iloc[0], "number", 3),
            "name": Number(NAMES[rules.index[0]], "word"),
        },
        trail=Trail("churn_evaluation", len(table)),
        certainty="estimated",
    )
