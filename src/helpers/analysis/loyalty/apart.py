"""Whose forms lie apart from those of others at the same place, beyond what chance deals out?

A place that tears pulls down everybody who works there. So forms are compared within place and
branch, whole customers are dealt out anew among those who serve there, and the largest distance of
all groups and questions decides: where all are alike, anybody at all is told apart in five of a
hundred cases at most (Westfall and Young 1993).
"""

import numpy as np
import pandas as pd

from helpers.analysis.loyalty.five_questions import of_whom
from helpers.analysis.models.compare import chance_of, dealt_anew
from helpers.given import when_given

ALL = ""  # all questions together
COLUMNS = ["group", "question", "forms", "apart", "chance"]


def apart(
    answers: pd.DataFrame, cut: str, cells: list[str], *, least_forms: int, seed: int
) -> pd.DataFrame:
    """Distance of each group from others in the same cells, and how likely chance makes one.

    Parameters
    ----------
    answers
        One row per answer: ``response``, ``customer``, ``question``, ``passed`` and the columns
        ``cut`` and ``cells``.
    cut, cells
        Column of the groups that are held against each other, and columns that must agree.

    Returns
    -------
    ``COLUMNS``: ``apart`` is the pass rate less that of the same cells (a share, below nought
    where it is lower), ``chance`` that any group and question lies so far off where all are alike.
    Groups with fewer than ``least_forms`` forms are compared with, and not told.
    """
    known = answers.dropna(subset=[cut]).assign(whose=of_whom(answers))
    forms = known.groupby(cut)["response"].nunique()
    judged = sorted(forms.index[forms >= least_forms])
    if len(forms) < 2 or not judged:
        return pd.DataFrame(columns=COLUMNS)
    units = _units(known, cut, cells)
    questions = [name for name in units if name not in (cut, "cell")]
    values, cell = units[questions].to_numpy(float), units["cell"].to_numpy()
    values = _less_cell(values, cell)
    there, filled = np.isfinite(values).astype(float), np.nan_to_num(values)
    code = pd.Categorical(units[cut], judged).codes
    distance, seen = _scores(there, filled, code, len(judged))
    chance = np.array([
        np.nanmax(np.abs(_scores(there, filled, dealt, len(judged))[1]), initial=0.0)
        for dealt in dealt_anew(code, cell, seed=seed)
    ])  # fmt: skip
    told = [
        (group, question, int(forms[group]), distance[g, q],
         float(chance_of(abs(seen[g, q]), chance)))
        for g, group in enumerate(judged) for q, question in enumerate(questions)
        if np.isfinite(seen[g, q])
    ]  # fmt: skip
    return pd.DataFrame(told, columns=COLUMNS)


def _units(known: pd.DataFrame, cut: str, cells: list[str]) -> pd.DataFrame:
    """One row per customer and group: share passed of each question, and of all of them.

    A customer with forms in several cells counts in that of its first form.
    """
    cell = known[cells].fillna("").astype(str).agg("\x1f".join, axis=1)
    by = known.assign(cell=cell, passed=known["passed"].astype(float)).groupby([cut, "whose"])
    wide = known.assign(passed=known["passed"].astype(float)).pivot_table(
        index=[cut, "whose"], columns="question", values="passed", aggfunc="mean"
    )
    whole = pd.DataFrame({ALL: by["passed"].mean()})
    if wide.shape[1] > 1:
        whole = whole.join(wide)
    return whole.assign(cell=by["cell"].first()).reset_index().drop(columns="whose")


def _less_cell(values: np.ndarray, cell: np.ndarray) -> np.ndarray:
    """Values less the mean of their cell; a question that was not asked is no distance."""
    frame = pd.DataFrame(values)
    return (frame - frame.groupby(cell).transform("mean")).to_numpy()


def _scores(
    there: np.ndarray, filled: np.ndarray, code: np.ndarray, groups: int
) -> tuple[np.ndarray, np.ndarray]:
    """Mean distance of each group and question, and the same in standard errors."""
    mine = (np.arange(groups)[:, None] == code).astype(float)
    many, sums = mine @ there, mine @ filled
    spread = np.sqrt((filled**2).sum(axis=0) / there.sum(axis=0))
    with np.errstate(divide="ignore", invalid="ignore"):
        return sums / many, sums / (np.sqrt(many) * spread)


@when_given
def told(table: pd.DataFrame, *, below: float) -> pd.DataFrame:
    """Groups and questions that lie lower than others beyond chance, the farthest first.

    Returns
    -------
    Rows of :func:`apart`.
    """
    rows = table[(table["chance"] < below) & (table["apart"] < 0)]
    return rows.sort_values(["apart", "group", "question"], ignore_index=True)
