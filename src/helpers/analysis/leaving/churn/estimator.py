"""Who is about to leave? Three voices, and how far each is to be believed.

A small gradient boosting sees steps and turns, a ridge logistic regression on logarithms
cannot be led astray by few customers, and BG/NBD needs no training answers at all. They are
blended in logit space; which of them speak, and how loudly, is decided on cut-offs inside the
training rows that lie later than the rows learned from.
"""

from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import expit, logit
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from helpers.analysis.leaving.churn.calibration import later_shifts, shifts_of
from helpers.analysis.leaving.churn.features import names
from helpers.analysis.leaving.churn.guards import label_is_not_silence, no_feature_tells_all
from helpers.analysis.leaving.churn.panel import known_before
from helpers.analysis.leaving.churn.voices import boosting, logistic, sure
from helpers.periods import DAYS_IN_MONTH, YEAR

VOICES = ("boosting", "logistic", "bgnbd")
STEP = 5  # weights of the voices are tried in steps of 1/STEP
VALIDATIONS = 3  # cut-offs inside the training that choose the weights and calibrate
FEWEST_ROWS = 40  # with both classes, below which only BG/NBD speaks
DOUBT = 0.3  # log loss of one customer by which chance may favour a blend


class ChurnModel(ClassifierMixin, BaseEstimator):
    """Probability of no purchase within the horizon.

    Parameters
    ----------
    horizon_days
        Horizon of the labels: keeps training windows apart from the cut-offs that validate.
    half_life_months
        A cut-off that is older by so much weighs half.
    season
        Weight of the cut-offs around the same day a year ago, beside the newest with 1.
    fewest_leavers
        Rows of leavers, over all cut-offs, below which boosting is not tried.
    seed
        For the boosting.
    taught
        Voices of one panel that have learned already: what a test learns from is what a later
        test is validated on. Shared by all models of the panel, and by no others.
    """

    def __init__(
        self,
        *,
        horizon_days: int,
        seed: int,
        half_life_months: float = 6.0,
        season: float = 2.0,
        fewest_leavers: int = 300,
        taught: dict[Any, Any] | None = None,
    ) -> None:
        self.horizon_days = horizon_days
        self.half_life_months = half_life_months
        self.season = season
        self.fewest_leavers = fewest_leavers
        self.seed = seed
        self.taught = taught

    def fit(
        self, X: pd.DataFrame, y: pd.Series | np.ndarray, *, at: int | None = None
    ) -> "ChurnModel":
        """Learn from the rows of a panel.

        Parameters
        ----------
        X
            Rows of ``churn_panel``: ``customer``, ``cutoff`` and the features.
        y
            1 where the customer left, 0 where it came back.
        at
            Day that will be scored; a horizon after the newest cut-off when left out.

        Returns
        -------
        The model itself.
        """
        y = np.asarray(y, int)
        self.classes_ = np.array([0, 1])
        self.features_ = names(X)
        self.voices_: dict[str, Any] = {}
        self.weights_ = dict.fromkeys(VOICES, 0.0) | {"bgnbd": 1.0}
        self.shifts_: dict[str, float] = {}
        self.validated_on_: list[int] = []
        if min(y.sum(), (1 - y).sum(), len(y) // 2) < FEWEST_ROWS // 2:
            return self
        label_is_not_silence(X["silence_days"], y)
        no_feature_tells_all(X[self.features_], y)
        at = int(X["cutoff"].max()) + self.horizon_days if at is None else at
        rows = X.assign(left=y)
        self.weights_ = self._weigh_voices(rows)
        self.voices_ = self._train(rows, at)
        return self

    def predict_proba(self, X: pd.DataFrame) -> np.ndarray:
        """Probability to stay and to leave, a column each.

        Returns
        -------
        Rows × (stays, leaves), each 0–1.
        """
        check_is_fitted(self, "weights_")
        if not len(X):
            return np.zeros((0, 2))
        chances = self.hear(X)
        total = sum(self.weights_[name] * logit(sure(chances[name])) for name in chances)
        total = total + shifts_of(self.shifts_, X["purchases"])
        leaves = expit(total)
        return np.column_stack([1 - leaves, leaves])

    def leaves(self, X: pd.DataFrame) -> np.ndarray:
        """Probability to leave alone.

        Returns
        -------
        Probability (0–1) of leaving, one per row.
        """
        return self.predict_proba(X)[:, 1]

    def predict(self, X: pd.DataFrame) -> np.ndarray:
        """1 for those who will more probably leave than stay.

        Returns
        -------
        1 where leaving is likelier than staying, else 0; one per row.
        """
        return (self.leaves(X) > 0.5).astype(int)

    def hear(self, X: pd.DataFrame) -> dict[str, np.ndarray]:
        """Probability of leaving that each voice with a weight gives."""
        chances = {"bgnbd": X["none_chance"].to_numpy(float)}
        for name, voice in self.voices_.items():
            chances[name] = voice.predict_proba(X[self.features_])[:, 1]
        return {name: chances[name] for name in VOICES if self.weights_[name] > 0}

    def importance_of_cutoffs(self, cutoff: pd.Series, at: int) -> np.ndarray:
        """Weight of each row: what is near counts more, and what was a year before."""
        age = at - cutoff.to_numpy(float)
        near = 0.5 ** ((age - self.horizon_days) / DAYS_IN_MONTH / self.half_life_months)
        return near + self.season * np.exp(-(((age - YEAR) / DAYS_IN_MONTH) ** 2) / 2)

    def _train(self, rows: pd.DataFrame, at: int) -> dict[str, Any]:
        able = ["logistic", *(["boosting"] if self._enough(rows) else [])]
        return {name: self._voice(name, rows, at) for name in able if self.weights_[name] > 0}

    def _voice(self, name: str, rows: pd.DataFrame, at: int) -> Any:
        """A voice that learned from ``rows`` for the day ``at``; of one panel each learns once."""
        shelf = {} if self.taught is None else self.taught
        key = name, at, len(rows), int(rows["cutoff"].max())
        if key not in shelf:
            weights = self.importance_of_cutoffs(rows["cutoff"], at)
            made = boosting(self.seed) if name == "boosting" else logistic(self.features_)
            shelf[key] = made.fit(rows[self.features_], rows["left"], sample_weight=weights)
        return shelf[key]

    def _enough(self, rows: pd.DataFrame) -> bool:
        return rows["left"].sum() >= self.fewest_leavers

    def _weigh_voices(self, rows: pd.DataFrame) -> dict[str, float]:
        """Weights by the log loss on later slices; equal ones where there are none."""
        trial = ChurnModel(**self.get_params())
        trial.features_, trial.voices_ = self.features_, {}
        trial.weights_ = dict.fromkeys(VOICES, 1.0)
        heard = []
        for day in np.sort(rows["cutoff"].unique())[::-1][: 2 * VALIDATIONS : 2]:
            past, test = (
                known_before(rows, day, horizon_days=self.horizon_days),
                rows["cutoff"] == day,
            )
            few = min(past["left"].sum(), (1 - past["left"]).sum()) if len(past) else 0
            if few < FEWEST_ROWS // 2:
                continue
            trial.voices_ = trial._train(past, int(day))
            chances = {"bgnbd": rows.loc[test, "none_chance"].to_numpy(float)}
            for name, voice in trial.voices_.items():
                chances[name] = voice.predict_proba(rows.loc[test, self.features_])[:, 1]
            heard.append((chances, rows.loc[test, "left"].to_numpy(), rows.loc[test, "purchases"]))
            self.validated_on_.append(int(day))
        # an early slice may have had too few leavers for boosting
        able = [v for v in VOICES if v != "boosting" or self._enough(rows)]
        whole = [h for h in heard if set(able) <= set(h[0])]
        if heard and not whole:
            able, whole = [v for v in able if v != "boosting"], heard
        best = _weights([h[:2] for h in whole], able)
        loud = {name for name, weight in best.items() if weight > 0}
        slices = [
            (_blend(best, chances), left, count)
            for chances, left, count in heard[::-1]
            if loud <= set(chances)
        ]
        self.shifts_ = later_shifts(slices)
        return best


def _weights(heard: list[Any], able: list[str]) -> dict[str, float]:
    """Mean of all blends of two voices and more, the better ones counting for more.

    ``heard``: the validating cut-offs, newest first, each with what the voices said and who
    left. A blend that is worse than the best by as much as chance may do (``DOUBT`` over the
    square root of the customers heard) counts a third: few customers leave the voices equal,
    many let the best ones speak.
    """
    equal = {v: (1 / len(able) if v in able else 0.0) for v in VOICES}
    if not heard:
        return equal
    tried = [
        dict(zip(able, np.array(part) / STEP, strict=True))
        for part in product(range(STEP + 1), repeat=len(able))
        if sum(part) == STEP and np.count_nonzero(part) >= 2
    ]
    tried.append({v: equal[v] for v in able})
    losses = np.array([_loss(weights, heard) for weights in tried])
    doubt = DOUBT / np.sqrt(sum(len(left) for _, left in heard))
    trust = np.exp((losses.min() - losses) / doubt)
    trust /= trust.sum()
    mean = trust @ np.array([[weights[v] for v in able] for weights in tried])
    return dict.fromkeys(VOICES, 0.0) | dict(zip(able, mean.tolist(), strict=True))


def _loss(weights: dict[str, float], heard: list[Any]) -> float:
    """Mean log loss over the validating cut-offs, each older one counting half."""
    losses = []
    for chances, left in heard:
        blend = _blend(weights, chances)
        losses.append(np.logaddexp(0, np.where(left == 1, -blend, blend)).mean())
    return float(np.average(losses, weights=0.5 ** np.arange(len(heard))))


def _blend(weights: dict[str, float], chances: dict[str, np.ndarray]) -> np.ndarray:
    return sum(w * logit(sure(chances[name])) for name, w in weights.items() if w > 0)
