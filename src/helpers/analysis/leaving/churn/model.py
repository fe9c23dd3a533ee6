"""Who is about to leave, and how far is the answer to be believed?

Plain functions over the estimator: sales in, finished tables out. They work on any table of
``date``, ``customer`` and ``amount``.
"""

from dataclasses import dataclass

import ibis
import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from helpers.analysis.definitions.history import History, as_date, as_day, history
from helpers.analysis.leaving.churn.baselines import Rule, baseline
from helpers.analysis.leaving.churn.estimator import ChurnModel
from helpers.analysis.leaving.churn.evaluation import OURS, Evaluation, evaluate
from helpers.analysis.leaving.churn.panel import (
    Panel,
    churn_panel,
    horizon_of,
    scored_now,
)
from helpers.analysis.leaving.churn.reasons import reasons
from helpers.settings import ChurnSettings

EXPLAINED = 10_000  # customers, riskiest first, who get their reasons in words

__all__ = ["Churn", "ChurnModel", "fit_churn", "score"]


@dataclass(frozen=True)
class Churn:
    """Everything that was learned about leaving, up to ``as_of``.

    ``model`` learned from all that is known and will score; ``evaluation`` says how its like
    did on the last cut-offs; ``panel`` has the rows of both.
    """

    history: History
    horizon_days: int
    scored_months: int
    panel: Panel
    evaluation: Evaluation
    model: ChurnModel

    @property
    def chosen(self) -> str:
        """Name of the model that scores: ours, or the baseline that won.

        Returns
        -------
        Name of a model.
        """
        return self.evaluation.chosen

    @property
    def as_of(self) -> pd.Timestamp:
        """Last day that is known.

        Returns
        -------
        A day.
        """
        return as_date(self.history.as_of)


def fit_churn(
    sales: ibis.Table | pd.DataFrame | History,
    rules: ChurnSettings,
    *,
    as_of: pd.Timestamp | str | None = None,
    horizon_days: int | None = None,
) -> Churn:
    """Learn who leaves from the customers' own past, and test it on the last cut-offs.

    Parameters
    ----------
    sales
        One row per line of sale: ``date``, ``customer``, ``amount``, and what else there is of
        ``product``, ``discount``; or a :class:`History` of them.
    rules
        Who is scored, and on how many past days the model is tried.
    as_of
        Last day that is known; later rows do not exist.
    horizon_days
        No purchase within so many days = left; what ``rules`` say when left out.

    Raises
    ------
    ValueError
        When the horizon is under a day, or ``as_of`` lies after the end of a history.

    Examples
    --------
    >>> sales = pd.DataFrame({"date": ["2024-01-05"], "customer": ["ann"], "amount": [10.0]})
    >>> len(score(fit_churn(sales, ChurnSettings(), as_of="2024-03-01")))
    1
    """
    if horizon_days is not None and horizon_days < 1:
        raise ValueError(f"horizon_days must be a day or more, found {horizon_days}.")
    past = _known(sales, as_of) if isinstance(sales, History) else history(sales, as_of=as_of)
    if horizon_days is None:
        horizon_days = horizon_of(past, rules)
    reach = {"horizon_days": horizon_days, "scored_months": rules.scored_months}
    template = ChurnModel(horizon_days=horizon_days, seed=rules.seed, taught={})
    # one thread: sums come out the same on every machine, and chapters that run side by side
    # do not wait for each other's threads, which costs ten times what a second one gains
    with threadpool_limits(1):
        panel = churn_panel(past, **reach, seed=rules.seed)
        evaluation = evaluate(panel, tests=rules.tests, template=template)
        answers = panel.rows["left"] if len(panel.rows) else []
        template.fit(panel.rows, answers, at=past.as_of)
    return Churn(past, **reach, panel=panel, evaluation=evaluation, model=template)


def _known(past: History, as_of: pd.Timestamp | str | None) -> History:
    if as_of is None:
        return past
    if as_day(as_of) > past.as_of:
        raise ValueError(
            f"This history ends on {as_date(past.as_of).date()}; what came later it does not know. "
            "Make one with history(sales, as_of=...)."
        )
    return past.until(as_day(as_of))


def score(churn: Churn, *, explained: int = EXPLAINED) -> pd.DataFrame:
    """Probability of leaving within the horizon after ``as_of``, the riskiest first.

    Scored is who bought within the horizon before: whoever is silent for longer has left.

    Returns
    -------
    One row per scored customer: ``customer``, ``probability`` (0–1), ``rank`` (1 = riskiest),
    ``reasons`` (in words, for the first ``explained``), ``stratum``, ``silence_days``,
    ``value`` (net sales of the last year).
    """
    rows = scored_now(churn.history, horizon_days=churn.horizon_days, seed=churn.panel.seed)
    if not len(rows):
        return pd.DataFrame(
            columns=[
                "customer",
                "probability",
                "rank",
                "reasons",
                "stratum",
                "silence_days",
                "value",
            ]
        )
    with threadpool_limits(1):
        says = _in_use(churn)
        rows = rows.assign(probability=says(rows).round(6))
    rows = rows.sort_values(["probability", "customer"], ascending=[False, True], ignore_index=True)
    typical = churn.panel.rows
    typical = typical[typical["silence_days"] < churn.horizon_days] if len(typical) else rows
    with threadpool_limits(1):
        words = reasons(says, rows.head(explained), typical=typical)
    return pd.DataFrame(
        {
            "customer": churn.history.customers.to_numpy()[rows["customer"]],
            "probability": rows["probability"],
            "rank": np.arange(1, len(rows) + 1),
            "reasons": words.reindex(rows.index, fill_value=""),
            "stratum": rows["stratum"],
            "silence_days": rows["silence_days"].astype(int),
            "value": rows["value"].astype(float).round(2),
        }
    )


def _in_use(churn: Churn) -> Rule:
    if churn.chosen == OURS:
        return churn.model.leaves
    return baseline(churn.chosen, churn.panel.rows, seed=churn.panel.seed)
