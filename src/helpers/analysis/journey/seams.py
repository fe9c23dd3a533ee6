"""Which seam costs most, where does it tear, and who answers for it?

A place at a branch is a seam as far as deals go wrong there. Its money is what customers who stay
away after such a deal would have brought: failed deals of the last year, times how much more
often customers stay away after a failed deal of that place, times what one brings in a year who
comes back.
"""

import numpy as np
import pandas as pd
import scipy

from helpers.analysis.journey.register import UNKNOWN, same
from helpers.estimates import false_discovery, share

COLUMNS = ["touchpoint", "branch", "forms", "failed", "fail_rate", "fail_low", "fail_high", "torn",
           "failed_year", "difference", "low", "high", "beyond_chance", "at_stake", "at_stake_low",
           "at_stake_high", "stage", "stage_revenue", "owner", "standard"]  # fmt: skip
ENDS = ("difference", "low", "high")
STAKES = ("at_stake", "at_stake_low", "at_stake_high")


def of_branches(forms: pd.DataFrame, bought: pd.DataFrame | None, *, within: int) -> pd.Series:
    """Branch at which the deal of each form was made: that of the last purchase before it.

    Parameters
    ----------
    bought
        ``customer``, ``date``, ``branch`` of purchases; None where branches are not known.
    within
        Days between the purchase and the form, at most.

    Returns
    -------
    Word by the rows of ``forms``, empty where it is not known.
    """
    if bought is None or "customer" not in forms:
        return pd.Series(UNKNOWN, index=forms.index)
    asked = forms[["customer", "date"]].rename_axis("form").reset_index().dropna()
    asked = asked.astype({"customer": "str", "date": "datetime64[s]"}).sort_values("date")
    days = bought.astype({"customer": "str", "date": "datetime64[s]"}).sort_values("date")
    found = pd.merge_asof(
        asked, days, on="date", by="customer", tolerance=pd.Timedelta(days=within)
    )
    branch = found.set_index("form")["branch"].reindex(forms.index)
    return branch.fillna(UNKNOWN).astype("str")


def worth(rows: pd.DataFrame, margins: pd.DataFrame, *, horizon: int, year: int) -> float:
    """What a customer who comes back brings in a year, of goods that are bought again and again.

    Parameters
    ----------
    rows
        As :func:`coming_back.followed`.
    margins
        ``customer``, ``date``, ``margin`` of purchase days.

    Returns
    -------
    Mean money a year of those who passed and came back; missing where nobody did.
    """
    back = rows.loc[~rows["failed"] & ~rows["away"], ["customer", "date"]]
    if back.empty:
        return float("nan")
    by = back.merge(margins.rename(columns={"date": "day"}), on="customer")
    ago = (by["day"] - by["date"]).dt.days
    brought = by.loc[(ago > 0) & (ago <= horizon), "margin"].sum()
    return float(brought) / len(back) * year / horizon


def seams(
    forms: pd.DataFrame, effects: pd.DataFrame | None, *, worth: float, least: int, p_below: float
) -> pd.DataFrame:
    """Each place at each branch, with what goes wrong there and what that costs.

    Parameters
    ----------
    forms
        As :func:`definitions.answers.forms`, with ``branch`` and ``failed_last``.
    effects
        As :func:`coming_back.effects`; None where nobody could be followed.
    worth
        What a customer who comes back brings in a year.
    least
        Forms below which a place is not said to tear.

    Returns
    -------
    One row per touchpoint and branch, those that tear first, then by money: the columns of
    ``COLUMNS`` up to ``at_stake_high``. ``torn``: deals fail there more often than elsewhere,
    beyond chance (Fisher's exact test against all other places, all of them one family). The
    branch is empty where it is not known.
    """
    asked = forms.dropna(subset=["touchpoint"])
    by = asked.assign(key=same(asked["touchpoint"]))
    table = by.groupby(["key", "branch"], sort=True).agg(
        touchpoint=("touchpoint", "first"), forms=("failed", "size"), failed=("failed", "sum"),
        failed_year=("failed_last", "sum"),
    )  # fmt: skip
    table = table.reset_index()
    rates = [share(k, n) for k, n in zip(table["failed"], table["forms"], strict=True)]
    table[["fail_rate", "fail_low", "fail_high"]] = pd.DataFrame(rates, index=table.index)
    table["torn"] = _more_often(table, least=least) < p_below
    return _priced(table, effects, worth=worth, p_below=p_below)


def _more_often(table: pd.DataFrame, *, least: int) -> np.ndarray:
    """Chance that a place fails so much more often than all others together by accident."""
    failed, forms = table["failed"].sum(), table["forms"].sum()
    chances = [
        scipy.stats.fisher_exact(
            [[k, n - k], [failed - k, forms - n - failed + k]], alternative="greater"
        ).pvalue
        if n >= least
        else np.nan
        for k, n in zip(table["failed"], table["forms"], strict=True)
    ]
    return false_discovery(chances)


def _priced(
    table: pd.DataFrame, effects: pd.DataFrame | None, *, worth: float, p_below: float
) -> pd.DataFrame:
    told = pd.DataFrame(columns=[*ENDS, "p_adjusted"], dtype=float)
    if effects is not None:
        told = effects.assign(key=same(effects["touchpoint"])).set_index("key")
    for name, stake in zip(ENDS, STAKES, strict=True):
        table[name] = table["key"].map(told[name]).astype(float)
        table[stake] = table["failed_year"] * table[name].clip(lower=0) * worth
    table["beyond_chance"] = table["key"].map(told["p_adjusted"]).astype(float) < p_below
    order = ["torn", "at_stake", "fail_rate", "touchpoint", "branch"]
    ascending = [False, False, False, True, True]
    return table.sort_values(order, ascending=ascending, ignore_index=True)


def listed(
    found: pd.DataFrame | None, register: pd.DataFrame | None, revenue: pd.Series
) -> pd.DataFrame:
    """Seams with who answers for them, then the places that nobody asks about and nobody owns.

    Parameters
    ----------
    found
        As :func:`seams`; None without forms.
    register
        As :func:`register.register`; None without a register and without forms.
    revenue
        Net sales of the year of those who stand at a stage, by stage.

    Returns
    -------
    ``COLUMNS``: first what is asked about, in its order; then, by the revenue of their stage, the
    places without owner or without standard that are not asked about.
    """
    asked = pd.DataFrame(columns=["key", "touchpoint"]) if found is None else found
    known = pd.DataFrame(columns=["touchpoint", "stage", "owner", "standard", "forms", "kind"])
    known = known if register is None else register
    known = known.assign(key=same(known["touchpoint"]))
    facts = known.set_index("key")[["stage", "owner", "standard"]]
    rows = asked.join(facts, on="key")
    blank = (known["owner"] == UNKNOWN) | (known["standard"] == UNKNOWN)
    silent = known[blank & (known["forms"] == 0)].drop(columns="forms")
    silent = silent.assign(branch=UNKNOWN, stage_revenue=_of_stage(silent["stage"], revenue))
    silent = silent.sort_values(
        ["stage_revenue", "touchpoint"], ascending=[False, True], na_position="last"
    )
    rows = rows.assign(stage_revenue=_of_stage(rows["stage"], revenue))
    return pd.concat([rows, silent], ignore_index=True).reindex(columns=COLUMNS)


def _of_stage(stage: pd.Series, revenue: pd.Series) -> pd.Series:
    """Net sales of those who stand at the stage that the register names; missing where none is."""
    return same(stage).map({name.casefold(): money for name, money in revenue.items()})
