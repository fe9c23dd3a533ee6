"""What do we lose by giving leads up: between nothing and how much?

What the dropped would have done nobody has seen. If none of them would have bought, nothing is
lost: that is the lower end (Peterson 1976). If they were as good as those who were kept, they would
have bought at the same chances: that is the upper end. No record tells where between the two the
truth lies (Tsiatis 1975).
"""

import numpy as np
import pandas as pd

AS_GOOD = {"high": 1.0, "half": 0.5, "quarter": 0.25}  # the dropped against the kept
TABLE = ["contact", "leads", "would_buy", "money_high", "money_half", "money_quarter"]


def priced_to(persistence: pd.DataFrame, *, priced_from: int) -> int:
    """Last contact that as many leads had as are needed to price giving up; 0 for none.

    Returns
    -------
    Number of a contact.
    """
    enough = persistence.loc[persistence["at_risk"] >= priced_from, "contact"]
    return int(enough.max()) if len(enough) else 0


def given_up(
    persistence: pd.DataFrame, *, priced_from: int, worth: float, contact_cost: float
) -> pd.DataFrame:
    """Leads given up after each contact, and what they would have brought at most.

    Parameters
    ----------
    persistence
        As :func:`persistence.persistence`.
    worth
        What a new customer brings (money).
    contact_cost
        What a contact costs (money).

    Returns
    -------
    One row per contact before the last that is priced: ``leads`` given up there, ``would_buy`` of
    them up to that contact (upper end), and the money less the contacts it takes, where they are as
    good as the kept, half, and a quarter as good. A loss is none: nobody would have called on.
    """
    last = priced_to(persistence, priced_from=priced_from)
    rows = persistence[persistence["contact"] <= last]
    hazard = (rows["sales"] / rows["at_risk"]).to_numpy()
    table = {"contact": rows["contact"].to_numpy()[:-1], "leads": rows["given_up"].to_numpy()[:-1]}
    for name, good in AS_GOOD.items():
        bought, calls = _called_on(hazard * good)
        if name == "high":
            table["would_buy"] = table["leads"] * bought
        net = table["leads"] * (bought * worth - calls * contact_cost)
        table[f"money_{name}"] = np.maximum(0.0, net)
    return pd.DataFrame(table)[TABLE]


def _called_on(hazard: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Chance of a sale after each contact but the last, and the contacts that it would take."""
    bought, calls = [], []
    for k in range(1, len(hazard)):
        left = np.cumprod(1 - hazard[k:])
        bought.append(1 - left[-1])
        calls.append(np.append(1.0, left[:-1]).sum())
    return np.array(bought), np.array(calls)


def had_nobody_given_up(persistence: pd.DataFrame, *, priced_from: int) -> float:
    """Share that would have bought up to the last priced contact, had all been kept (upper end).

    Returns
    -------
    Share (0–1).
    """
    rows = persistence[persistence["contact"] <= priced_to(persistence, priced_from=priced_from)]
    return float(1 - np.prod(1 - rows["sales"] / rows["at_risk"]))


def sold_at_had_nobody(
    persistence: pd.DataFrame, first: int, last: int, *, priced_from: int
) -> float:
    """Share of the sales at contacts ``first`` to ``last``, had nobody been given up (upper end).

    Returns
    -------
    Share (0–1) of the sales up to the last priced contact; missing where there would be none.
    """
    rows = persistence[persistence["contact"] <= priced_to(persistence, priced_from=priced_from)]
    hazard = (rows["sales"] / rows["at_risk"]).to_numpy()
    sales = np.append(1.0, np.cumprod(1 - hazard)[:-1]) * hazard if len(hazard) else hazard
    whole = sales.sum()
    return (
        float(sales[rows["contact"].between(first, last)].sum() / whole) if whole else float("nan")
    )
