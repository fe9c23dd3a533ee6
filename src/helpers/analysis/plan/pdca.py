"""Which of the ideas that are being tried works? Plan, do, check, act.

Those for whom an idea is tried are held against customers for whom nothing is tried in the same
months, over the same months of two years.
"""

from collections.abc import Mapping
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis.models.compare import chance_of
from helpers.analysis.models.differences import Seen, of_logs, widened
from helpers.estimates import Z95, Estimate
from helpers.language import N_
from helpers.periods import MONTHS_OF_YEAR, add_months
from helpers.settings import PlanSettings

MOST_PLACEBOS = 24  # windows before the start
CHANCE = 0.05
ALONE = 0.5  # share of those for whom an idea is tried that no other idea is tried for
Z99 = NormalDist().inv_cdf(0.995)
WORKS, HARMS, UNSEEN = N_("works"), N_("does harm"), N_("no effect seen")
WHY_NOT = {
    "plan": N_("not measurable yet: it has not begun"),
    "measure": N_("not measurable yet: the workbook does not count this measure"),
    "nobody": N_("not measurable yet: there is no comparison, it is tried for everybody"),
    "unknown": N_("not measurable yet: the records do not say for whom it is tried"),
    "also": N_("not measurable yet: another idea is tried for the same customers"),
    "months": N_("not measurable yet: too few whole months have passed"),
    "history": N_("not measurable yet: the records do not go back to the year before"),
    "few": N_("not measurable yet: too few customers on one side"),
    "noise": N_("not measurable yet: without any idea this number moves by more than the target"),
}
COLUMNS = ["hypothesis", "start", "treated", "comparison", "effect", "low", "high",
           "placebo_spread", "verdict"]  # fmt: skip


class Idea(NamedTuple):
    """A hypothesis as it can be checked.

    ``measure``: a column of the panel, empty where none fits. ``members``: customers for whom it
    is tried; None for everybody. ``first`` and ``end``: its first whole month, and the first that
    does not belong to it. ``target``: the change that is wanted, as a share.
    """

    name: str
    start: pd.Timestamp
    first: pd.Timestamp
    end: pd.Timestamp
    measure: str
    members: frozenset[str] | None
    begun: bool = True
    target: float = np.nan
    groups: Mapping[str, str] | None = None  # customer → its group, of all groups of that kind
    why_not: str = ""


def board(
    ideas: list[Idea], panel: pd.DataFrame, *, last_month: pd.Timestamp, rules: PlanSettings
) -> pd.DataFrame:
    """Check of every idea, in the order of the board.

    Parameters
    ----------
    panel
        One row per customer and month: ``customer``, ``month``, and the measures.

    Returns
    -------
    The columns of ``COLUMNS``: ``treated`` and ``comparison`` (customers), ``effect`` with ``low``
    and ``high`` (a ratio: 1.2 is a fifth more), ``placebo_spread`` (log scale), ``verdict``.
    """
    rows = []
    for idea in ideas:
        others = [other for other in ideas if other is not idea and other.begun]
        found = _checked(idea, others, panel, last_month, rules)
        rows.append({"hypothesis": idea.name, "start": idea.start, **found})
    return pd.DataFrame(rows, columns=COLUMNS).astype({"treated": "Int64", "comparison": "Int64"})


def _checked(
    idea: Idea,
    others: list[Idea],
    panel: pd.DataFrame,
    last_month: pd.Timestamp,
    rules: PlanSettings,
) -> dict[str, object]:
    end = min(idea.end, add_months(last_month, 1), add_months(idea.first, MONTHS_OF_YEAR))
    months = (end.year - idea.first.year) * MONTHS_OF_YEAR + end.month - idea.first.month
    why = _not_yet(idea, months, panel, rules)
    if why or idea.members is None:
        return {"verdict": WHY_NOT[why or "nobody"]}
    also = [o.members for o in others if o.members and _overlap(o, idea.first, end)]
    barred = frozenset[str]().union(*also)
    alone = idea.members - barred
    if len(alone) < ALONE * len(idea.members):
        return {"verdict": WHY_NOT["also"]}
    # a few customers change the branch between the starts of two ideas, and count for neither
    idea = idea._replace(members=alone)
    window = _Window(_wide(panel, idea.measure), months, barred)
    treated, compared = window.sides(idea.first, alone)
    told = {"treated": len(treated), "comparison": len(compared)}
    if min(told.values()) < rules.least_customers:
        return {**told, "verdict": WHY_NOT["few" if len(compared) else "nobody"]}
    return {**told, **_effect(idea, of_logs(treated, compared), window, rules)}


def _effect(
    idea: Idea, seen: Seen, window: "_Window", rules: PlanSettings
) -> dict[str, float | str]:
    """Effect with its interval; named only where no window before has shown as much."""
    placebos, p = _before(window, idea), 0.0
    beyond = all(abs(seen.value) > abs(one.value) for one in placebos)
    if idea.groups and len({*idea.groups.values()}) >= rules.permute_from:
        dealt = _elsewhere(window, idea)
        p = float(chance_of(abs(seen.value), np.array([abs(s.value) for s in dealt])))
        placebos += dealt
    effect, spread = widened(seen, placebos)
    told = {"effect": effect.value, "low": effect.low, "high": effect.high}
    noisy = np.isfinite(idea.target) and spread > abs(np.log1p(idea.target))
    sure = beyond and p <= CHANCE
    verdict = WHY_NOT["noise"] if noisy else _verdict(effect) if sure else UNSEEN
    return {**told, "placebo_spread": spread, "verdict": verdict}


def _verdict(effect: Estimate) -> str:
    """Named is what lies beyond the 99 % interval: an idea has an owner, who is judged by it."""
    error = np.log(effect.high / effect.low) / (2 * Z95)
    if abs(np.log(effect.value)) <= Z99 * error:
        return UNSEEN
    return WORKS if effect.value > 1 else HARMS


def _not_yet(idea: Idea, months: int, panel: pd.DataFrame, rules: PlanSettings) -> str:
    if idea.why_not:
        return idea.why_not
    if not idea.begun:
        return "plan"
    if not idea.measure:
        return "measure"
    if idea.members is None:
        return "nobody"
    if months < rules.least_months:
        return "months"
    # the year before the start, and the months that are held against those of the idea
    return "history" if panel["month"].min() > add_months(idea.first, -MONTHS_OF_YEAR) else ""


def _overlap(other: Idea, first: pd.Timestamp, end: pd.Timestamp) -> bool:
    """Whether another idea was under way for a whole month of this window, or a year before."""
    year = [add_months(day, -MONTHS_OF_YEAR) for day in (first, end)]
    return any(other.first < b and other.end > a for a, b in ((first, end), year))


def _wide(panel: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Measure by customer (row) and month (column), nothing where nothing was bought."""
    table = panel.pivot_table(index="customer", columns="month", values=measure, aggfunc="sum")
    months = pd.date_range(panel["month"].min(), panel["month"].max(), freq="MS")
    return table.reindex(columns=months).fillna(0.0)


class _Window(NamedTuple):
    """Months that are compared: the measure by customer and month, and who is no comparison."""

    wide: pd.DataFrame
    months: int
    barred: frozenset[str]

    def sides(self, first: pd.Timestamp, members: frozenset[str]) -> tuple[np.ndarray, np.ndarray]:
        """Before and after of each customer who bought in the year before, on both sides."""
        places = [add_months(first, -MONTHS_OF_YEAR), first]
        place = [int(x) for x in self.wide.columns.get_indexer(places)]
        values = self.wide.to_numpy()
        active = (values[:, place[0] : place[1]] != 0).any(axis=1)
        both = np.column_stack([values[:, at : at + self.months].sum(axis=1) for at in place])
        inside = self.wide.index.isin(list(members))
        apart = self.wide.index.isin(list(self.barred))
        return both[active & inside], both[active & ~inside & ~apart]


def _before(window: _Window, idea: Idea) -> list[Seen]:
    """The same comparison in windows that end before the idea began."""
    earliest = add_months(window.wide.columns[0], MONTHS_OF_YEAR)
    found: list[Seen] = []
    first = add_months(idea.first, -window.months)
    while first >= earliest and len(found) < MOST_PLACEBOS:
        found.append(of_logs(*window.sides(first, idea.members or frozenset())))
        first = add_months(first, -1)
    return [one for one in found if np.isfinite(one.value)]


def _elsewhere(window: _Window, idea: Idea) -> list[Seen]:
    """Each group for which nothing is tried, as if the idea had been tried there."""
    groups = pd.Series(dict(idea.groups or {}))
    out = window.barred | (idea.members or frozenset())
    untouched = groups[~groups.index.isin(list(out))]
    without = window._replace(barred=out)
    seen = [
        of_logs(*without.sides(idea.first, frozenset(rows.index)))
        for _, rows in untouched.groupby(untouched)
    ]
    return [one for one in seen if np.isfinite(one.value)]
