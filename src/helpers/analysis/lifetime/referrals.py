"""What is a recommendation worth, and how many of them pay for a thank-you?"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.estimates import Estimate
from helpers.language import N_

DRAWS = 2000
LINES = {
    "margin": N_("Margin of a referred customer so far"),
    "per_referral": N_("Rewards paid, for each recommendation that came"),
    "reward": N_("A reward where one was given"),
    "per_bought": N_("A new customer from the paid channels"),
}


class Referred(NamedTuple):
    """Mean money of referred and other new customers, and how sure the difference is."""

    referred: int
    others: int
    value: float
    value_of_others: float
    ratio: Estimate


def recommenders(referrals: pd.DataFrame, customers: pd.Index) -> pd.DataFrame:
    """Who recommends, the most first: ``customer``, ``referrals``, ``rewards`` (money)."""
    rows = referrals[referrals["referrer"].isin(customers)]
    reward = rows["reward"] if "reward" in rows else pd.Series(0.0, index=rows.index)
    rows = rows.assign(reward=reward.astype("float64").fillna(0.0))
    table = rows.groupby("referrer").agg(
        referrals=("referred", "nunique"), rewards=("reward", "sum")
    )
    table = table.rename_axis("customer").reset_index()
    order = ["referrals", "customer"]
    return table.sort_values(order, ascending=[False, True], ignore_index=True)


def compared(
    value: pd.DataFrame, referrals: pd.DataFrame, *, new_from: pd.Timestamp, seed: int
) -> Referred | None:
    """Money of referred new customers against other new ones, month of coming held equal.

    Parameters
    ----------
    value
        ``customer``, ``first`` (day of the first purchase), ``money`` so far.
    new_from
        Customers who came before are older than the records and are not compared.
    """
    new = value[value["first"] >= new_from]
    was = new["customer"].isin(referrals["referred"])
    # whoever came earlier had more time: only months in which both kinds came, weighed alike
    month = new["first"].dt.to_period("Q")
    both = set(month[was]) & set(month[~was])
    keep = month.isin(both)
    new, was, month = new[keep], was[keep], month[keep]
    if was.sum() < 5 or (~was).sum() < 5:
        return None
    weight = month[was].value_counts() / month[~was].value_counts()
    other_weight = month[~was].map(weight).to_numpy(float)
    mine, others = new.loc[was, "money"].to_numpy(float), new.loc[~was, "money"].to_numpy(float)
    ratio = _ratio(mine, others, other_weight, seed)
    mean_other = float(np.average(others, weights=other_weight))
    return Referred(len(mine), len(others), float(mine.mean()), mean_other, ratio)


def _ratio(mine: np.ndarray, others: np.ndarray, weight: np.ndarray, seed: int) -> Estimate:
    rng = np.random.default_rng(seed)
    means = mine[rng.integers(0, mine.size, (DRAWS, mine.size))].mean(axis=1)
    place = rng.integers(0, others.size, (DRAWS, others.size))
    other = (others[place] * weight[place]).sum(axis=1) / weight[place].sum(axis=1)
    positive = other > 0
    base = np.average(others, weights=weight)
    if not positive.all() or base <= 0:
        return Estimate(float("nan"), 0.0, float("inf"))
    low, high = np.quantile(means / other, [0.025, 0.975])
    return Estimate(float(mine.mean() / base), float(low), float(high))


def break_even(
    compared: Referred,
    people: pd.DataFrame,
    *,
    margin: float,
    lead_cost: float | None,
    reward: float,
) -> pd.DataFrame:
    """What a recommendation costs and brings: ``what`` (a key of ``LINES``), ``amount``.

    Parameters
    ----------
    margin
        Share of sales (0–1).
    lead_cost
        Mean full cost of a new customer of the paid channels; none when not known.
    reward
        Mean reward of a rewarded recommendation.
    """
    rewards = float(people["rewards"].sum())
    count = max(1, int(people["referrals"].sum()))
    lines = {"margin": compared.value * margin, "per_referral": rewards / count, "reward": reward}
    if lead_cost is not None and np.isfinite(lead_cost):
        lines["per_bought"] = lead_cost
    return pd.DataFrame({"what": list(lines), "amount": list(lines.values())})
