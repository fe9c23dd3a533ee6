"""Which tables about leaving does the reader see?"""

import pandas as pd

from helpers.analysis.leaving.churn.evaluation import NAMES, RESULT
from helpers.analysis.leaving.churn.reasons import NOTHING
from helpers.analysis.leaving.findings import GROUPS, STRATA
from helpers.analysis.leaving.learning import Leaving
from helpers.estimates import share
from helpers.language import N_, ntr, number, tr

SAID = 2  # reasons that a list has room for
LISTED = 200  # customers of the list to watch


def models_in_words(known: Leaving) -> pd.DataFrame:
    """Models with their names for the reader, the one in use marked."""
    return known.models.assign(name=[tr(NAMES[name]) for name in known.models["model"]])


def strata_in_words(known: Leaving) -> pd.DataFrame:
    """Scored customers, their risk, and how the tests went, one row per stratum, in order."""
    now = known.scores.groupby("stratum").agg(
        scored=("customer", "size"), risk=("probability", "mean"), value=("value", "sum")
    )
    tested = known.strata.set_index("stratum").drop(columns="customers", errors="ignore")
    table = now.join(tested, how="outer")
    table = table.reindex([name for name in STRATA if name in table.index]).reset_index()
    return table.assign(name=[tr(STRATA[name]) for name in table["stratum"]])


def drivers_in_words(known: Leaving) -> pd.DataFrame:
    """Groups of signs with their names; what the records do not bring is left out."""
    return known.drivers.assign(name=[tr(GROUPS[name]) for name in known.drivers["group"]])


def curve_in_words(known: Leaving) -> pd.DataFrame:
    """Said against came with intervals, all strata in one table: ``name``, ``low``, ``high``."""
    table = known.curves
    ends = [
        share(round(came * n), n)
        for came, n in zip(table["actual"], table["customers"], strict=True)
    ]
    return table.assign(
        name=[tr(STRATA[s]) for s in table["stratum"]],
        low=[e.low for e in ends],
        high=[e.high for e in ends],
    )


def to_watch(known: Leaving, names: pd.Series, *, first: int = LISTED) -> pd.DataFrame:
    """List of customers with the most money at risk: probability × what they brought.

    Returns
    -------
    The rows of ``scores`` with ``name``, ``at_risk`` (money) and ``why`` (the first reasons).
    """
    table = known.scores.assign(at_risk=known.scores["probability"] * known.scores["value"])
    order = ["at_risk", "probability", "customer"]
    table = table.sort_values(order, ascending=[False, False, True], ignore_index=True)
    table = table[table["at_risk"] > 0].head(first)
    return table.assign(
        name=table["customer"].map(names).fillna(table["customer"]),
        why=[
            _why(text, days)
            for text, days in zip(table["reasons"], table["silence_days"], strict=True)
        ],
    )


def _why(reasons: str, silence_days: float) -> str:
    """First reasons; where none stands out, the silence: it is what nearly all models look at."""
    if reasons in ("", tr(NOTHING)):
        text = ntr("silent for %(days)s day", "silent for %(days)s days", round(silence_days))
        return text % {"days": number(silence_days)}
    return "; ".join(reasons.split("; ")[:SAID])


def first_names(table: pd.DataFrame, first: int) -> list[list[str]]:
    """Names of the first rows, as the lines of a worksheet."""
    return [[name] for name in table["name"].head(first)]


def result(known: Leaving) -> pd.DataFrame:
    """Columns of the result table ``churn_scores``."""
    return known.scores[["customer", "probability", "rank", "reasons"]]


def evaluation(known: Leaving) -> pd.DataFrame:
    """Columns of the result table ``churn_evaluation``."""
    return known.models[RESULT]


def scored_note(known: Leaving) -> str:
    """Say who is looked at, and who is not."""
    about = known.about
    text = tr(
        "Looked at are customers who bought within the last %(days)s days: %(scored)s of "
        "%(all)s. Whoever has been silent for longer stands in the chapter on winning back."
    )
    return text % {
        "days": number(about.scored_days),
        "scored": number(len(known.scores)),
        "all": number(about.customers),
    }


def model_card(known: Leaving, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """What was learned from what, for whom it is meant, and for whom not."""
    about = known.about
    voices = {
        tr("small boosting"): about.boosting,
        tr("ridge logistic regression"): about.logistic,
        tr("BG/NBD"): about.bgnbd,
    }
    spoken = ", ".join(f"{name} {number(w, 1)}" for name, w in voices.items() if w > 0)
    lines = {
        tr("Answers"): tr("Chance of no purchase within the horizon after the cut-off"),
        tr("Horizon, days"): number(about.horizon_days),
        tr("Looked at: bought within, days"): number(about.scored_days),
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
    return pd.DataFrame({"what": list(lines), "told": list(lines.values())})
