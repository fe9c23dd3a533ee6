"""What is known about who is about to leave? Learned once, and kept for whoever asks again.

Chapters on leaving, on winning back, and the sheet of a customer speak of the same
probabilities. They are learned by the first that asks and kept, as tables, beside the
typed records: found again by the content of the sales, the settings, and the code.
"""

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import sklearn
from ibis.expr.types import Table as Rows
from threadpoolctl import threadpool_limits

from helpers import language
from helpers.analysis.definitions.durable import of_categories
from helpers.analysis.definitions.history import History, history
from helpers.analysis.definitions.ladder import bounds
from helpers.analysis.definitions.ledger import nothing_to_learn
from helpers.analysis.leaving import trial
from helpers.analysis.leaving.churn import evaluation as tests
from helpers.analysis.leaving.churn.guards import Leak
from helpers.analysis.leaving.churn.model import Churn, fit_churn, score
from helpers.analysis.leaving.churn.panel import (
    FORMING_FROM,
    horizon_of,
    learned_days,
)
from helpers.cache import code, results
from helpers.periods import add_months, days_in
from helpers.settings import ChurnSettings

if TYPE_CHECKING:
    from helpers.records import Records

TABLES = ("scores", "models", "by_cutoff", "strata", "curves", "drivers", "caught")
STRATA = ["stratum", "customers", "left", "predicted", "auc", "brier", "calibration_error"]
STEPS = 20  # points of the curve of value caught


@dataclass(frozen=True)
class About:
    """What the tables speak of.

    ``guard``: a guard stopped the model. ``blank``: nobody came back, and the records are shorter
    than the horizon. ``one_amount``: every day of purchase brought the same money. ``customers``:
    all of the records; ``still_buy``: those of them who bought within the horizon. ``foretold``,
    ``lost``, ``times``: as :class:`trial.Money`.
    """

    horizon_days: int
    horizon_months: int
    learned_days: int
    still_buy: int
    gap_share: float  # of the gaps between purchases, that fit into the horizon
    customers: int
    came_back: int
    first_day: str
    chosen: str
    tests: int
    training_rows: int
    training_leavers: int
    training_cutoffs: int
    boosting: float
    logistic: float
    bgnbd: float
    one_amount: bool
    foretold: float = 0.0
    lost: float = 0.0
    times: tuple[float, ...] = ()
    guard: bool = False
    blank: bool = False


@dataclass(frozen=True)
class Leaving:
    """Finished tables of the churn model.

    ``scores``: as ``churn_model.score``; none where the trial was not passed. ``models``: one row
    per model, best first. ``by_cutoff``: the same for each test. ``strata``: risk and quality by
    stratum. ``curves``: said against came. ``drivers``: what the model looks at. ``caught``: share
    of the value lost that the first so many customers hold.
    """

    scores: pd.DataFrame
    models: pd.DataFrame
    by_cutoff: pd.DataFrame
    strata: pd.DataFrame
    curves: pd.DataFrame
    drivers: pd.DataFrame
    caught: pd.DataFrame
    about: About


def learned(records: "Records", rules: ChurnSettings) -> Leaving:
    """Churn of the client's customers as of the last known day, from the cache where it is.

    Returns
    -------
    Finished tables; empty ones, with the reason in ``about``, where nothing could be learned.
    """
    tables, about = results.once(
        "leaving",
        records.engagement.client,
        _made_from(records, rules),
        lambda: _tables(records, rules),
    )
    return Leaving(**tables, about=About(**about | {"times": tuple(about["times"])}))


def _tables(records: "Records", rules: ChurnSettings) -> results.Learned:
    # threads that wait for each other beside other chapters cost ten times more
    with threadpool_limits(1):
        leaving = _learn(history(_repeated(records, rules), as_of=records.as_of), rules)
    return {name: getattr(leaving, name) for name in TABLES}, asdict(leaving.about)


def _repeated(records: "Records", rules: ChurnSettings) -> Rows:
    """Sales without durable goods: a car bought last month tells nothing of who comes back."""
    measured = bounds(records.sales, as_of=records.as_of, rules=rules)
    return of_categories(records.sales, measured.durable, durable=False)


def _learn(past: History, rules: ChurnSettings) -> Leaving:
    if nothing_to_learn(past, days=horizon_of(past, rules)):
        return _stopped(past, rules, blank=True)
    try:
        churn = _among_customers(fit_churn(past, rules))
    except Leak:
        return _stopped(past, rules, guard=True)
    evaluation = churn.evaluation
    return Leaving(
        scores=score(churn) if trial.passed(evaluation.table) else _nobody(),
        models=evaluation.table,
        by_cutoff=evaluation.by_cutoff,
        strata=tests.by_stratum(evaluation).reindex(columns=STRATA),
        curves=tests.calibration_curves(evaluation),
        drivers=tests.importance(evaluation, churn.panel) if evaluation.models else _none(),
        caught=value_curve(evaluation.rows, evaluation.chosen),
        about=_about(churn),
    )


def _among_customers(churn: Churn) -> Churn:
    of_these = {"horizon_days": churn.horizon_days, "seed": churn.panel.seed}
    return replace(churn, evaluation=tests.among_customers(churn.evaluation, **of_these))


def _nobody() -> pd.DataFrame:
    columns = ["customer", "probability", "rank", "reasons", "stratum", "silence_days", "value"]
    return pd.DataFrame(columns=columns)


def _still_buy(past: History, horizon_days: int) -> int:
    bought = past.purchases
    return int(np.unique(bought.customer[bought.day > past.as_of - horizon_days]).size)


def _none() -> pd.DataFrame:
    return pd.DataFrame(columns=["group", "auc_lost", "lowest", "highest"])


def _about(churn: Churn) -> About:
    rows, past = churn.panel.rows, churn.history
    some = len(rows) > 0
    money = trial.money(churn.evaluation)
    return About(
        **_habit(past, churn.horizon_days, churn.scored_months),
        chosen=churn.chosen,
        tests=len(churn.evaluation.models),
        foretold=money.expected,
        lost=money.came,
        times=money.times,
        training_rows=len(rows),
        training_leavers=int(rows["left"].sum()) if some else 0,
        training_cutoffs=int(rows["cutoff"].nunique()) if some else 0,
        **_weights(churn),
    )


def _weights(churn: Churn) -> dict[str, Any]:
    return {name: float(weight) for name, weight in churn.model.weights_.items()}


def _habit(past: History, horizon_days: int, scored_months: int) -> dict[str, Any]:
    bought = past.purchases
    same = np.diff(bought.customer) == 0
    gaps = np.diff(bought.day)[same]
    counts = np.bincount(bought.customer, minlength=len(past))
    first = int(past.day.min()) if past.day.size else past.as_of
    return {
        "horizon_days": horizon_days,
        "horizon_months": round(horizon_days / days_in(12) * 12),
        "learned_days": learned_days(horizon_days, scored_months),
        "still_buy": _still_buy(past, horizon_days),
        "gap_share": float((gaps <= horizon_days).mean()) if gaps.size else float("nan"),
        "customers": len(past),
        "one_amount": bool(gaps.size) and float(np.ptp(bought.measures["amount"])) == 0,
        "came_back": int((counts >= FORMING_FROM).sum()),
        "first_day": str(np.datetime64(first, "D")),
    }


def _stopped(past: History, rules: ChurnSettings, **why: Any) -> Leaving:
    about = About(
        **_habit(past, horizon_of(past, rules), rules.scored_months),
        chosen="", tests=0, training_rows=0, training_leavers=0, training_cutoffs=0,
        boosting=0.0, logistic=0.0, bgnbd=0.0, **why,
    )  # fmt: skip
    nothing = tests.Evaluation(*tests._nothing(), {}, tests.OURS)
    return Leaving(
        scores=_nobody(),
        models=nothing.table,
        by_cutoff=nothing.by_cutoff,
        strata=pd.DataFrame(columns=STRATA),
        curves=tests.calibration_curves(nothing),
        drivers=_none(),
        caught=value_curve(nothing.rows, tests.OURS),
        about=about,
    )


def value_curve(rows: pd.DataFrame, chosen: str) -> pd.DataFrame:
    """Share of the value lost among the first customers by probability × value.

    Returns
    -------
    ``customers``, ``caught`` and ``ceiling`` (who would have called only those who left), all
    0–1, means over the tests.
    """
    at = np.linspace(0, 1, STEPS + 1)
    curves = []
    for _, part in rows.groupby("cutoff"):
        value = part["value"].to_numpy(float)
        lost = part["left"].to_numpy(float) * value
        if lost.sum() > 0:
            by = (part[chosen].to_numpy(float) * value, lost)
            curves.append(np.column_stack([_gained(lost, order, at) for order in by]))
    if not curves:
        return pd.DataFrame(columns=["customers", "caught", "ceiling"], dtype="float64")
    mean = np.mean(curves, axis=0)
    return pd.DataFrame({"customers": at, "caught": mean[:, 0], "ceiling": mean[:, 1]})


def _gained(lost: np.ndarray, by: np.ndarray, at: np.ndarray) -> np.ndarray:
    so_far = np.concatenate([[0.0], np.cumsum(lost[np.argsort(-by, kind="stable")])])
    return so_far[np.round(at * lost.size).astype(int)] / lost.sum()


def _made_from(records: "Records", rules: ChurnSettings) -> dict[str, Any]:
    """All that decides what is learned, the code and the words in which it says why included."""
    return {
        "sales": records.fingerprint("sales"),
        "as_of": str(records.as_of.date()),
        "rules": rules.model_dump(),
        "words": [language.current(), language.currency(), code.words(language.current())],
        "code": code.digest(__name__),
        "packages": [np.__version__, sklearn.__version__],
    }


def known_months(about: About, as_of: pd.Timestamp) -> int:
    """Whole months from the first purchase to ``as_of``, both days counted.

    Returns
    -------
    Months.
    """
    first, months = pd.Timestamp(about.first_day), 0
    while add_months(first, months + 1) <= as_of + pd.Timedelta(days=1):
        months += 1
    return months
