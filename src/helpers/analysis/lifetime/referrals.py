"""What is a recommendation worth, and how many of them pay for a thank-you?"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.estimates import Estimate, share
from helpers.language import N_, Number, tr
from helpers.language.findings import Finding, Trail

DRAWS = 2000


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


def who_recommends(table: pd.DataFrame, customers: int) -> Finding | None:
    """Say what share of the customers recommend, and how often; None when there is nobody."""
    if not customers or table.empty:
        return None
    sure = share(len(table), customers)
    return Finding(
        key="referrals.share",
        message=N_(
            "Customers who have recommended the company: %(n)s, %(share)s of all (%(low)s to "
            "%(high)s); recommendations for each of them: %(each)s"
        ),
        numbers={
            "n": Number(len(table)),
            "share": Number(sure.value, "percent", 1),
            "low": Number(sure.low, "percent", 1),
            "high": Number(sure.high, "percent", 1),
            "each": Number(float(table["referrals"].mean()), "number", 1),
        },
        trail=Trail("referrals", len(table)),
    )


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
    known = other > 0
    base = np.average(others, weights=weight)
    if not known.all() or base <= 0:
        return Estimate(float("nan"), 0.0, float("inf"))
    low, high = np.quantile(means / other, [0.025, 0.975])
    return Estimate(float(mine.mean() / base), float(low), float(high))


def worth(found: Referred) -> Finding:
    """Say what a referred customer brings against another, and whether that may be chance."""
    sure = found.ratio.low > 1 or found.ratio.high < 1
    return Finding(
        key="referrals.worth",
        message=N_(
            "A referred customer brings %(value)s so far, another who came in the same months "
            "%(other)s: %(ratio)s times as much (%(low)s to %(high)s)"
        )
        if sure
        else N_(
            "A referred customer brings %(value)s so far, another who came in the same months "
            "%(other)s; the difference may be chance (%(low)s to %(high)s times)"
        ),
        numbers={
            "value": Number(found.value, "money"),
            "other": Number(found.value_of_others, "money"),
            "ratio": Number(found.ratio.value, "number", 1),
            "low": Number(found.ratio.low, "number", 2),
            "high": Number(found.ratio.high, "number", 2),
        },
        trail=Trail("referrals", found.referred + found.others),
        money=max(0.0, found.value - found.value_of_others) * found.referred if sure else None,
        certainty="estimated",
    )


def break_even(
    found: Referred, table: pd.DataFrame, *, margin: float, lead_cost: float | None, reward: float
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
    rewards = float(table["rewards"].sum())
    count = max(1, int(table["referrals"].sum()))
    lines = {"margin": found.value * margin, "per_referral": rewards / count, "reward": reward}
    if lead_cost is not None and np.isfinite(lead_cost):
        lines["per_bought"] = lead_cost
    return pd.DataFrame({"what": list(lines), "amount": list(lines.values())})


LINES = {
    "margin": N_("Margin of a referred customer so far"),
    "per_referral": N_("Rewards paid, for each recommendation that came"),
    "reward": N_("A reward where one was given"),
    "per_bought": N_("A new customer from the paid channels"),
}


def pays(lines: pd.DataFrame) -> Finding | None:
    """Say how many recommendations pay for one thank-you worth a bought customer."""
    told = lines.set_index("what")["amount"]
    if "per_bought" not in told or not told["margin"] > 0:
        return None
    needed = int(np.ceil(told["per_bought"] / told["margin"]))
    return Finding(
        key="referrals.break_even",
        message=N_(
            "A new customer costs %(bought)s through paid channels and %(referral)s through a "
            "recommendation; referred customers whose margin pays for a thank-you of the price of "
            "a bought one: %(needed)s"
        ),
        numbers={
            "bought": Number(float(told["per_bought"]), "money"),
            "referral": Number(float(told["per_referral"]), "money"),
            "needed": Number(max(1, needed)),
        },
        trail=Trail("referrals", len(lines)),
        certainty="estimated",
    )


def in_words(lines: pd.DataFrame) -> pd.DataFrame:
    """Add ``name`` for the reader."""
    return lines.assign(name=[tr(LINES[what]) for what in lines["what"]])
