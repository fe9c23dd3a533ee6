"""What would a simple rule have said?

Six baselines on the very rows of the model. Rules that are scores (days of silence, a sum of
quintiles) become probabilities by a logistic regression on the training rows.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from helpers.analysis.leaving.churn.features import names
from helpers.language import N_

RFM = ("silence_days", "purchases", "amount")
BASELINES = {
    "recency": N_("Days of silence alone"),
    "silence_ratio": N_("Silence against the usual gap"),
    "rfm_sum": N_("Sum of RFM quintiles"),
    "rfm_logistic": N_("Logistic regression on RFM"),
    "bgnbd": N_("BG/NBD: chance of no purchase"),
    "default_boosting": N_("Gradient boosting as it comes"),
}


Rule = Callable[[pd.DataFrame], np.ndarray]


def baselines(training: pd.DataFrame, test: pd.DataFrame, *, seed: int) -> dict[str, np.ndarray]:
    """Probability of leaving for each row of ``test``, by the name of the baseline.

    Parameters
    ----------
    training, test
        Rows of a churn panel; ``training`` with ``left`` of both classes.
    seed
        For the gradient boosting, which is otherwise as the library brings it.
    """
    return {name: baseline(name, training, seed=seed)(test) for name in BASELINES}


def baseline(name: str, training: pd.DataFrame, *, seed: int) -> Rule:
    """One baseline that has learned from ``training`` and may be asked about any rows."""
    if name == "bgnbd":
        return lambda rows: rows["none_chance"].to_numpy(float)
    if name == "default_boosting":
        return _boosting(training, seed)
    if name == "rfm_sum":
        return _logistic(training, lambda rows: _quintiles(training, rows))
    columns = {"recency": RFM[:1], "silence_ratio": ("silence_ratio",), "rfm_logistic": RFM}
    return _logistic(training, lambda rows: _logs(rows, columns[name]))


def _boosting(training: pd.DataFrame, seed: int) -> Rule:
    columns = names(training)
    model = HistGradientBoostingClassifier(random_state=seed)
    model.fit(training[columns], training["left"])
    return lambda rows: model.predict_proba(rows[columns])[:, 1]


def _logs(rows: pd.DataFrame, columns: tuple[str, ...]) -> np.ndarray:
    return np.log1p(np.maximum(rows[list(columns)].to_numpy(float), 0))


def _quintiles(training: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    """Sum of the quintiles of recency (turned round), frequency and money, each 1 to 5."""
    total = np.zeros(len(rows))
    for name, sign in zip(RFM, (-1, 1, 1), strict=True):
        edges = np.quantile(sign * training[name].to_numpy(float), [0.2, 0.4, 0.6, 0.8])
        total += 1 + np.searchsorted(edges, sign * rows[name].to_numpy(float))
    return total[:, None]


def _logistic(training: pd.DataFrame, design: Rule) -> Rule:
    model = make_pipeline(StandardScaler(), LogisticRegression())
    model.fit(design(training), training["left"])
    return lambda rows: model.predict_proba(design(rows))[:, 1]
