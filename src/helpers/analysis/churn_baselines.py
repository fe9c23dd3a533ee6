"""What would a simple rule have said?

Six baselines on the very rows of the model. Rules that are scores (days of silence, a sum of
quintiles) become probabilities by a logistic regression on the training rows.
"""

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from helpers.analysis.churn_features import names
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


def baselines(training: pd.DataFrame, test: pd.DataFrame, *, seed: int) -> dict[str, np.ndarray]:
    """Probability of leaving for each row of ``test``, by the name of the baseline.

    Parameters
    ----------
    training, test
        Rows of a churn panel; ``training`` with ``left`` of both classes.
    seed
        For the gradient boosting, which is otherwise as the library brings it.
    """
    columns = names(training)
    boosting = HistGradientBoostingClassifier(random_state=seed)
    boosting.fit(training[columns], training["left"])
    return {
        "recency": _logistic(_logs(training, RFM[:1]), training["left"], _logs(test, RFM[:1])),
        "silence_ratio": _logistic(
            _logs(training, ["silence_ratio"]), training["left"], _logs(test, ["silence_ratio"])
        ),
        "rfm_sum": _logistic(
            _quintiles(training, training), training["left"], _quintiles(training, test)
        ),
        "rfm_logistic": _logistic(_logs(training, RFM), training["left"], _logs(test, RFM)),
        "bgnbd": test["none_chance"].to_numpy(float),
        "default_boosting": boosting.predict_proba(test[columns])[:, 1],
    }


def _logs(rows: pd.DataFrame, columns: list[str] | tuple[str, ...]) -> np.ndarray:
    return np.log1p(np.maximum(rows[list(columns)].to_numpy(float), 0))


def _quintiles(training: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    """Sum of the quintiles of recency (turned round), frequency and money, each 1 to 5."""
    total = np.zeros(len(rows))
    for name, sign in zip(RFM, (-1, 1, 1), strict=True):
        edges = np.quantile(sign * training[name].to_numpy(float), [0.2, 0.4, 0.6, 0.8])
        total += 1 + np.searchsorted(edges, sign * rows[name].to_numpy(float))
    return total[:, None]


def _logistic(train: np.ndarray, left: pd.Series, test: np.ndarray) -> np.ndarray:
    model = make_pipeline(StandardScaler(), LogisticRegression())
    return model.fit(train, left).predict_proba(test)[:, 1]
