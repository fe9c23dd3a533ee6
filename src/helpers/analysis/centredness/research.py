"""What became of our studies of customers: how many changed anything, and was that measured?"""

from typing import NamedTuple

import pandas as pd

from helpers.estimates import share
from helpers.language import N_

DONE = N_("done")
STEPS = {
    "distributed": N_("sent round"),
    "read": N_("read"),
    "discussed": N_("discussed"),
    "implemented": N_("something changed"),
    "measured": N_("effect measured"),
}
# of a hundred studies, as told among those who sell them; nobody can source it
PUBLISHED = {DONE: 1.0, "distributed": 0.50, "discussed": 0.33, "implemented": 0.10,
             "measured": 0.05}  # fmt: skip


class Research(NamedTuple):
    """How far studies came.

    ``steps``: ``step``, ``studies``, ``share``, ``low``, ``high``, ``published``, ``cost`` (of
    those that came so far; missing where no cost is known). ``contradictions``: studies with a yes
    after a no.
    """

    steps: pd.DataFrame
    contradictions: int

    @property
    def studies(self) -> int:
        """Studies that were done.

        Returns
        -------
        A count.
        """
        return int(self.steps["studies"].iloc[0])

    @property
    def measured(self) -> float:
        """Share of the studies whose effect was measured; missing where nobody says.

        Returns
        -------
        A share (0–1).
        """
        return _of(self.steps, "measured", "share")

    @property
    def room(self) -> float | None:
        """How many times more could be measured: 1/p − 1; None where none was.

        >>> steps = pd.DataFrame({"step": ["done", "measured"], "studies": [20, 1],
        ...                       "share": [1.0, 0.05]})
        >>> Research(steps, 0).room
        19.0
        """
        return round(1 / self.measured - 1, 9) if self.measured > 0 else None

    @property
    def wasted(self) -> float:
        """Share of the budget spent on studies whose effect nobody measured.

        Returns
        -------
        A share (0–1); missing where no cost is told.
        """
        whole = self.steps["cost"].iloc[0]
        return 1 - _of(self.steps, "measured", "cost") / whole if whole > 0 else float("nan")


def _of(steps: pd.DataFrame, step: str, column: str) -> float:
    rows = steps.loc[steps["step"] == step, column]
    return float(rows.iloc[0]) if len(rows) else float("nan")


def research(rows: pd.DataFrame) -> Research:
    """Studies counted step by step; who came to a later step has come to those before it.

    Parameters
    ----------
    rows
        One study a row: ``study``, and as far as brought ``cost`` and the steps (yes or no).

    Returns
    -------
    Steps that were brought, after ``done``.
    """
    brought = [step for step in STEPS if step in rows]
    said = rows[brought].fillna(value=False).astype(bool)
    came = said.iloc[:, ::-1].cummax(axis=1).iloc[:, ::-1]
    odd = int((came & ~said).any(axis=1).sum())
    came.insert(0, DONE, value=True)
    cost = rows["cost"].astype(float) if "cost" in rows else pd.Series(float("nan"), rows.index)
    told = []
    for step in came:
        n = int(came[step].sum())
        money = cost[came[step]].sum(min_count=1) if n else (0.0 if cost.notna().any() else None)
        told.append((step, n, *share(n, len(rows)), PUBLISHED.get(step), money))
    names = ["step", "studies", "share", "low", "high", "published", "cost"]
    steps = pd.DataFrame(told, columns=names)
    return Research(steps.astype({"published": float, "cost": float}), odd)
