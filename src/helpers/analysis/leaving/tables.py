"""Which tables about leaving does the reader see?"""

import pandas as pd

from helpers.analysis.leaving.churn.evaluation import NAMES, RESULT
from helpers.analysis.leaving.findings import GROUPS, STRATA
from helpers.analysis.leaving.learning import Leaving
from helpers.estimates import share
from helpers.language import N_, number, tr

RISK = ["stratum", "scored", "risk", "value", "left_in_tests"]
TESTED = ["stratum", "predicted", "left", "auc", "calibration_error"]
SAID_AND_CAME = {"said": "predicted", "came": "actual", "low": "low", "high": "high"}
MODELS = ["way", "auc", "brier", "top_decile_lift", "lift_ceiling", "value_caught", "chosen"]


def models(leaving: Leaving) -> pd.DataFrame:
    """Models and simple rules, best first, the one in use marked.

    Returns
    -------
    The rows of ``Leaving.models`` with ``way``: the model in the reader's words.
    """
    return leaving.models.assign(way=[tr(NAMES[name]) for name in leaving.models["model"]])


def strata(leaving: Leaving) -> pd.DataFrame:
    """Scored customers, their risk, and how the tests went: the result table ``churn_strata``.

    Returns
    -------
    One row per stratum, the new ones first: ``stratum``, ``scored`` (customers), ``risk`` (mean
    chance of leaving, 0–1), ``value`` (money), and the columns of ``Leaving.strata``.
    """
    now = leaving.scores.groupby("stratum").agg(
        scored=("customer", "size"), risk=("probability", "mean"), value=("value", "sum")
    )
    tested = leaving.strata.set_index("stratum").drop(columns="customers", errors="ignore")
    table = now.join(tested, how="outer")
    return table.reindex([name for name in STRATA if name in table.index]).reset_index()


def risk(leaving: Leaving) -> pd.DataFrame:
    """Strata in words, with their risk (0–1) and money; none where nobody is scored."""
    table = _in_words(strata(leaving)).rename(columns={"left": "left_in_tests"})[RISK]
    return table if len(leaving.scores) else table.head(0)


def tested_strata(leaving: Leaving) -> pd.DataFrame:
    """Strata in words that the tests have spoken of: what was expected, and what came (0–1)."""
    return _in_words(strata(leaving).dropna(subset="left"))[TESTED]


def _in_words(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(stratum=[tr(STRATA[name]) for name in table["stratum"]])


def drivers(leaving: Leaving) -> pd.DataFrame:
    """Groups of signs in words (``sign``), with ``auc_lost``; what was not brought is left out."""
    return leaving.drivers.assign(sign=[tr(GROUPS[name]) for name in leaving.drivers["group"]])


def calibration(leaving: Leaving) -> pd.DataFrame:
    """Said against came, all strata in one table, with the ends ``low`` and ``high`` (0–1)."""
    table = leaving.curves
    ends = [
        share(round(came * n), n)
        for came, n in zip(table["actual"], table["customers"], strict=True)
    ]
    return _in_words(table).assign(low=[e.low for e in ends], high=[e.high for e in ends])


def caught(leaving: Leaving) -> pd.DataFrame:
    """Share of the money lost (0–1) that so many customers hold (``most_at_risk``, 0–1)."""
    return leaving.caught.rename(columns={"customers": "most_at_risk"})


def result(leaving: Leaving) -> pd.DataFrame:
    """Columns of the result table ``churn_scores``."""
    return leaving.scores[["customer", "probability", "rank", "reasons"]]


def evaluation(leaving: Leaving) -> pd.DataFrame:
    """Columns of the result table ``churn_evaluation``."""
    return leaving.models[RESULT]


def scored_note(leaving: Leaving) -> str:
    """Say who is looked at, and who is not; nothing where nobody is scored."""
    if leaving.scores.empty:
        return ""
    about = leaving.about
    text = tr(
        "Looked at are customers who bought within the last %(days)s days: %(scored)s of "
        "%(all)s. Whoever has been silent for longer has left and stands in the chapter on "
        "winning back."
    )
    return text % {
        "days": number(about.horizon_days),
        "scored": number(len(leaving.scores)),
        "all": number(about.customers),
    }


def model_card(leaving: Leaving, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """What was learned from what, for whom it is meant, and for whom not."""
    about = leaving.about
    voices = {
        tr("small boosting"): about.boosting,
        tr("ridge logistic regression"): about.logistic,
        tr("BG/NBD"): about.bgnbd,
    }
    spoken = ", ".join(f"{name} {number(w, 1)}" for name, w in voices.items() if w > 0)
    lines = {
        tr("Answers"): tr("Chance of no purchase within the horizon after the cut-off"),
        tr("Horizon, days"): number(about.horizon_days),
        tr("Looked at: bought within, days"): number(about.horizon_days),
        tr("Learned from: bought within, days"): number(about.learned_days),
        tr("Model in use"): tr(NAMES.get(about.chosen, N_("none"))),
        tr("Voices of the blend and their weights"): spoken or "–",
        tr("Learned from: cut-offs"): number(about.training_cutoffs),
        tr("Learned from: customers at cut-offs"): number(about.training_rows),
        tr("Of these left"): number(about.training_leavers),
        tr("Tests held out"): number(about.tests),
        tr("Scored as of"): str(as_of.date()),
        tr("Not meant for"): tr("credit, prices, or any judgement of a person"),
        tr("Not used"): tr("fields of the card: they are written after the fact"),
    }
    return pd.DataFrame({"what": list(lines), "entry": list(lines.values())})
