"""How well would it have worked? Every model on the same rows of the last cut-offs.

Each test cut-off is scored by models that learned only from windows that were over by then.
Figures are means over the tests, intervals come from drawing customers again (the same draw
for every model, so that differences are paired).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import t

from helpers.analysis.leaving.churn import metrics as metrics
from helpers.analysis.leaving.churn.baselines import BASELINES, Rule, baseline, baselines
from helpers.analysis.leaving.churn.estimator import ChurnModel
from helpers.analysis.leaving.churn.features import GROUPS
from helpers.analysis.leaving.churn.guards import purged
from helpers.analysis.leaving.churn.panel import Panel, known_before
from helpers.estimates import Z95
from helpers.language import N_

OURS = "blend"
NAMES = {OURS: N_("Blend of three voices")} | BASELINES
RESULT = ["model", "auc", "auc_low", "auc_high", "average_precision", "brier",
          "top_decile_lift", "chosen"]  # fmt: skip
KEYS = ["customer", "cutoff", "stratum", "silence_days", "value", "left"]
DRAWS = 200
DRAWN_ROWS = 20_000  # rows of a test that a draw looks at; enough for the second decimal
AUC_MATTERS, BRIER_MATTERS = 0.003, 0.001  # smaller differences are a tie


@dataclass(frozen=True)
class Evaluation:
    """What the tests said.

    ``rows``: one row per test cut-off and customer: ``customer`` (code), ``cutoff``,
    ``stratum``, ``silence_days``, ``value``, ``left`` and a probability column for each model.
    ``table``: one row per model, best first. ``by_cutoff``: the same figures for each test.
    ``models``: the model of each test. ``chosen``: the model to use.
    """

    rows: pd.DataFrame
    table: pd.DataFrame
    by_cutoff: pd.DataFrame
    models: dict[int, ChurnModel]
    chosen: str

    @property
    def result(self) -> pd.DataFrame:
        """Columns of the result table ``churn_evaluation``.

        Returns
        -------
        One row per model, the best first.
        """
        return self.table[RESULT]


def evaluate(panel: Panel, *, tests: int, template: ChurnModel) -> Evaluation:
    """Test on the last ``tests`` cut-offs that have enough to learn from before them.

    Returns
    -------
    Figures and probabilities of every model; empty tables where nothing could be tested.
    """
    parts, models = [], {}
    days = sorted(panel.rows["cutoff"].unique(), reverse=True) if len(panel.rows) else []
    for day in days[:tests]:
        past = known_before(panel.rows, day, horizon_days=panel.horizon_days)
        test = panel.rows[panel.rows["cutoff"] == day]
        if not len(past) or past["left"].nunique() < 2:
            continue
        purged(past["cutoff"], test=day, horizon_days=panel.horizon_days)
        models[int(day)] = ChurnModel(**template.get_params()).fit(past, past["left"], at=int(day))
        scores = {OURS: models[int(day)].predict_proba(test)[:, 1]}
        scores |= baselines(past, test, seed=panel.seed)
        parts.append(test[KEYS].assign(**scores))
    return _compared(pd.concat(parts, ignore_index=True) if parts else None, models, panel.seed)


def among_customers(evaluation: Evaluation, *, horizon_days: int, seed: int) -> Evaluation:
    """Tests on those alone who had not left by the cut-off: on all whom the chapter speaks of.

    The long silent are told from the others by anybody; with them every way looks better than it
    is on those whom a list may still name.

    Returns
    -------
    Figures and probabilities of every model; empty tables where nobody was left to test.
    """
    rows = evaluation.rows
    rows = rows[rows["silence_days"].astype("float64") < horizon_days].reset_index(drop=True)
    days = set(rows["cutoff"])
    models = {day: model for day, model in evaluation.models.items() if day in days}
    return _compared(rows if len(rows) else None, models, seed)


def _compared(rows: pd.DataFrame | None, models: dict[int, ChurnModel], seed: int) -> Evaluation:
    if rows is None:
        return Evaluation(*_nothing(), {}, OURS)
    by_cutoff = _by_cutoff(rows)
    table = _table(rows, by_cutoff, seed)
    chosen = _choose(table)
    table = table.assign(chosen=table["model"] == chosen)
    table = table.sort_values(["auc", "model"], ascending=[False, True], ignore_index=True)
    return Evaluation(rows, table, by_cutoff, models, chosen)


def by_stratum(evaluation: Evaluation) -> pd.DataFrame:
    """Risk and quality of the chosen model in each stratum, which are never mixed.

    Returns
    -------
    One row per stratum: ``stratum``, ``customers``, ``left``, ``predicted``, ``auc``, ``brier``,
    ``calibration_error`` (all but the count 0–1).
    """
    rows = []
    for stratum, part in evaluation.rows.groupby("stratum", sort=False):
        left, score = part["left"].to_numpy(), part[evaluation.chosen].to_numpy()
        rows.append(
            {
                "stratum": stratum,
                "customers": part["customer"].nunique(),
                "left": left.mean(),
                "predicted": score.mean(),
                "auc": metrics.auc(left, score),
                "brier": metrics.brier(left, score),
                "calibration_error": metrics.calibration_error(left, score),
            }
        )
    return pd.DataFrame(rows)


def calibration_curves(evaluation: Evaluation) -> pd.DataFrame:
    """Predicted against actual share of leavers, a curve for each stratum.

    Returns
    -------
    ``stratum``, ``predicted``, ``actual`` (0–1), ``customers``.
    """
    curves = [
        metrics.calibration(part["left"].to_numpy(), part[evaluation.chosen].to_numpy()).assign(
            stratum=stratum
        )
        for stratum, part in evaluation.rows.groupby("stratum", sort=False)
    ]
    empty = pd.DataFrame(columns=["stratum", "predicted", "actual", "customers"])
    return pd.concat(curves, ignore_index=True)[list(empty)] if curves else empty


def importance(
    evaluation: Evaluation, panel: Panel, *, repeats: int = 5, at_most: int = 5_000
) -> pd.DataFrame:
    """AUC lost when a group of features is shuffled among the customers of a test cut-off.

    Asked is the model in use, be it a baseline.
    """
    rng = np.random.default_rng(panel.seed)
    lost: dict[str, list[float]] = {group: [] for group in GROUPS}
    for day in evaluation.models:
        says = _in_use(evaluation, panel, day)
        rows = _tested(evaluation, panel, day).head(at_most).reset_index(drop=True)
        whole = metrics.auc(rows["left"].to_numpy(), says(rows))
        for group, columns in GROUPS.items():
            signs = [c for c in columns if c in rows]
            for _ in range(repeats if signs else 0):
                mixed = rows.copy()
                mixed[signs] = rows[signs].to_numpy()[rng.permutation(len(rows))]
                lost[group].append(whole - metrics.auc(rows["left"].to_numpy(), says(mixed)))
    losses = [(g, np.mean(v), np.min(v), np.max(v)) for g, v in lost.items() if v]
    table = pd.DataFrame(losses, columns=["group", "auc_lost", "lowest", "highest"])
    return table.sort_values("auc_lost", ascending=False, ignore_index=True)


def _in_use(evaluation: Evaluation, panel: Panel, day: int) -> Rule:
    if evaluation.chosen == OURS:
        return evaluation.models[day].leaves
    past = known_before(panel.rows, day, horizon_days=panel.horizon_days)
    return baseline(evaluation.chosen, past, seed=panel.seed)


def _by_cutoff(rows: pd.DataFrame) -> pd.DataFrame:
    lines = []
    for day, part in rows.groupby("cutoff"):
        left, value = part["left"].to_numpy(), part["value"].to_numpy(float)
        for model in NAMES:
            score = part[model].to_numpy(float)
            lines.append(
                {
                    "cutoff": day,
                    "model": model,
                    "customers": len(part),
                    "left": left.mean(),
                    "newcomers": (part["stratum"] == "new").mean(),
                    "auc": metrics.auc(left, score),
                    "average_precision": metrics.average_precision(left, score),
                    "brier": metrics.brier(left, score),
                    "calibration_error": metrics.calibration_error(left, score),
                    "top_decile_lift": metrics.top_decile_lift(left, score),
                    "lift_ceiling": 1 / left.mean() if left.any() else np.nan,
                    "value_caught": metrics.value_caught(left, score, value),
                }
            )
    return pd.DataFrame(lines)


def _table(rows: pd.DataFrame, by_cutoff: pd.DataFrame, seed: int) -> pd.DataFrame:
    figures = by_cutoff.drop(columns=["cutoff", "customers", "left", "newcomers"]).groupby("model")
    table = figures.mean().reindex(list(NAMES))
    table["auc_lowest"], table["auc_highest"] = figures["auc"].min(), figures["auc"].max()
    drawn = _draws(rows, seed)
    wider = _wider(rows)
    table["auc_low"], table["auc_high"] = (
        (table["auc"] + wider * (end - table["auc"])).clip(0, 1) for end in _ends(drawn)
    )
    table["gain_low"], table["gain_high"] = _ends(drawn[OURS].to_numpy()[:, None] - drawn)
    return table.rename_axis("model").reset_index()


def _draws(rows: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Mean AUC of each model over the tests, for each draw of the customers."""
    rng = np.random.default_rng(seed)
    codes, place = np.unique(rows["customer"], return_inverse=True)
    times = rng.poisson(1.0, (DRAWS, codes.size)).astype(np.float32)
    total = np.zeros((DRAWS, len(NAMES)))
    counted = np.zeros((DRAWS, 1))
    for day in rows["cutoff"].unique():
        spot = np.flatnonzero(rows["cutoff"] == day)
        if spot.size > DRAWN_ROWS:
            spot = rng.choice(spot, DRAWN_ROWS, replace=False)
        weights, left = times[:, place[spot]], rows["left"].to_numpy()[spot]
        scores = [rows[model].to_numpy(float)[spot] for model in NAMES]
        aucs = np.column_stack([metrics.aucs(left, score, weights) for score in scores])
        total += np.nan_to_num(aucs)
        counted += ~np.isnan(aucs).any(axis=1, keepdims=True)
    return pd.DataFrame(total / np.where(counted > 0, counted, np.nan), columns=list(NAMES))


def _ends(drawn: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    return drawn.quantile(0.025), drawn.quantile(0.975)


def _wider(rows: pd.DataFrame) -> float:
    """Times an interval of draws is too narrow: few who left, or few who stayed, vary too little.

    As Student's t is wider than the normal, by the customers of the rarer of the two outcomes.
    """
    rarer = int(rows.groupby("left")["customer"].nunique().min())
    return float(t.ppf(0.975, max(rarer - 1, 1))) / Z95


def _choose(table: pd.DataFrame) -> str:
    """Ours, unless a simple rule is better in one figure and not worse in the other."""
    figures = table.set_index("model")
    ours = figures.loc[OURS]
    better = figures["auc"] - ours["auc"]
    closer = ours["brier"] - figures["brier"]
    wins = ((better > AUC_MATTERS) & (closer > -BRIER_MATTERS)) | (
        (closer > BRIER_MATTERS) & (better > -AUC_MATTERS)
    )
    return str(figures[wins]["brier"].idxmin()) if wins.any() else OURS


def _tested(evaluation: Evaluation, panel: Panel, day: int) -> pd.DataFrame:
    rows, tested = panel.rows, evaluation.rows
    who = tested.loc[tested["cutoff"] == day, "customer"]
    return rows[(rows["cutoff"] == day) & rows["customer"].isin(who)]


def _nothing() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    rows = pd.DataFrame(columns=[*KEYS, *NAMES])
    figures = ["calibration_error", "lift_ceiling", "value_caught", "auc_lowest", "auc_highest",
               "gain_low", "gain_high"]  # fmt: skip
    return rows, pd.DataFrame(columns=RESULT + figures), pd.DataFrame(columns=["cutoff", *RESULT])
