"""Which two learners give the churn model its voices?"""

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

LEAST_SURE = 1e-4  # nobody is certain: keeps logits finite
BENT = ("silence_days", "silence_ratio", "none_chance")  # get a square and a slope per stratum


class RidgeOnLogs:
    """Ridge logistic regression on logarithms, with a few bends and strata."""

    def __init__(self, features: list[str], strength: float = 0.003) -> None:
        self.features = features
        self.scale = StandardScaler()
        self.model = LogisticRegression(C=strength, max_iter=2000)

    def fit(
        self, X: pd.DataFrame, y: pd.Series, sample_weight: np.ndarray | None = None
    ) -> "RidgeOnLogs":
        """Learn; columns are put on one scale first, so that the ridge is fair."""
        logs = self._logs(X)
        self.middle = logs.mean(axis=0)
        design = self.scale.fit_transform(self._design(logs, X))
        self.model.fit(design, y, sample_weight=sample_weight)
        return self

    def predict_proba(self, X: pd.DataFrame) -> np.ndarray:
        """Probability to stay and to leave, a column each."""
        design = self.scale.transform(self._design(self._logs(X), X))
        return self.model.predict_proba(np.clip(design, -6, 6))

    def _logs(self, X: pd.DataFrame) -> np.ndarray:
        values = np.nan_to_num(X[self.features].to_numpy(float))
        logs = np.sign(values) * np.log1p(np.abs(values))
        chance = self.features.index("none_chance")
        p = sure(values[:, chance])
        logs[:, chance] = np.log(p / (1 - p))
        return logs

    def _design(self, logs: np.ndarray, X: pd.DataFrame) -> np.ndarray:
        count = X["purchases"].to_numpy()[:, None]
        strata = np.hstack([count == 1, (count > 1) & (count < 4)]).astype(float)
        columns = [logs, strata]
        for name in BENT:
            place = self.features.index(name)
            centred = logs[:, [place]] - self.middle[place]
            columns += [centred * strata, centred**2]
        return np.hstack(columns)


def logistic(features: list[str]) -> RidgeOnLogs:
    """Return the careful voice."""
    return RidgeOnLogs(features)


def boosting(rows: int, seed: int) -> HistGradientBoostingClassifier:
    """Return the sharp-eyed voice, kept small: the same customers come back at each cut-off."""
    return HistGradientBoostingClassifier(
        max_iter=100,
        learning_rate=0.07,
        max_leaf_nodes=8,
        min_samples_leaf=max(20, rows // 400),
        l2_regularization=5.0,
        early_stopping=False,
        random_state=seed,
    )


def sure(probability: np.ndarray) -> np.ndarray:
    """Probability kept away from 0 and 1."""
    return np.clip(probability, LEAST_SURE, 1 - LEAST_SURE)
