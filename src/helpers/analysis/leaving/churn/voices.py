"""Which two learners give the churn model its voices?"""

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

STEPS = 100  # of a feature, for the boosting
BINS = 128  # more than steps, so that each has its own; the library would look at twice as many
STEPS_FROM = 20_000  # rows that decide where the steps are
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
        """Learn; columns are put on one scale first, so that the ridge is fair.

        Returns
        -------
        The model itself.
        """
        logs = self._logs(X)
        self.middle = logs.mean(axis=0)
        design = self.scale.fit_transform(self._design(logs, X))
        self.model.fit(design, y, sample_weight=sample_weight)
        return self

    def predict_proba(self, X: pd.DataFrame) -> np.ndarray:
        """Probability to stay and to leave, a column each.

        Returns
        -------
        Rows × (stays, leaves), each 0–1.
        """
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
    """Return the careful voice.

    Returns
    -------
    A model that has not learned yet.
    """
    return RidgeOnLogs(features)


class SmallBoosting:
    """Gradient boosting on features cut into steps of equal size.

    The library would look for the steps itself, feature by feature and by weighted
    percentiles: that costs ten times the boosting. It is kept small because the same
    customers come back at each cut-off.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def fit(
        self, X: pd.DataFrame, y: pd.Series, sample_weight: np.ndarray | None = None
    ) -> "SmallBoosting":
        """Learn the steps, then the trees.

        Returns
        -------
        The model itself.
        """
        some = X.iloc[:: max(1, len(X) // STEPS_FROM)].to_numpy(float)
        levels = np.linspace(0, 1, STEPS + 1)[1:-1]
        self.edges = [
            np.unique(np.nanquantile(c, levels)) if _seen(c) else np.array([]) for c in some.T
        ]
        self.model = HistGradientBoostingClassifier(
            max_iter=100,
            learning_rate=0.07,
            max_leaf_nodes=8,
            min_samples_leaf=max(20, len(X) // 400),
            l2_regularization=5.0,
            max_bins=BINS,
            early_stopping=False,
            random_state=self.seed,
        )
        self.model.fit(self._steps(X), y, sample_weight=sample_weight)
        return self

    def predict_proba(self, X: pd.DataFrame) -> np.ndarray:
        """Probability to stay and to leave, a column each.

        Returns
        -------
        Rows × (stays, leaves), each 0–1.
        """
        return self.model.predict_proba(self._steps(X))

    def _steps(self, X: pd.DataFrame) -> np.ndarray:
        values = X.to_numpy(np.float32)
        steps = np.empty(values.shape, np.float32)
        for k, edges in enumerate(self.edges):
            steps[:, k] = np.searchsorted(edges, values[:, k])
        steps[np.isnan(values)] = np.nan
        return steps


def _seen(column: np.ndarray) -> bool:
    return bool((~np.isnan(column)).any())


def boosting(seed: int) -> SmallBoosting:
    """Return the sharp-eyed voice.

    Returns
    -------
    A model that has not learned yet.
    """
    return SmallBoosting(seed)


def sure(probability: np.ndarray) -> np.ndarray:
    """Probability kept away from 0 and 1.

    Returns
    -------
    Probabilities in the shape that came.
    """
    return np.clip(probability, LEAST_SURE, 1 - LEAST_SURE)
