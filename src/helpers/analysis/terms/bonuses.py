"""Discount, cashback or gift: what does each cost us at one face value, and what goes with it?"""

import numpy as np
import pandas as pd

from helpers.analysis.models.compare import Difference, standardised_difference
from helpers.analysis.models.survival import happened_by, kaplan_meier
from helpers.language import N_
from helpers.periods import YEAR, days_in

DISCOUNT, CASHBACK, GIFT = "discount", "cashback", "gift"
KINDS = (N_("discount"), N_("cashback"), N_("gift"))
WRITTEN = {
    DISCOUNT: {"discount", "rebate", "скидка"},
    CASHBACK: {"cashback", "cash back", "cash-back", "points", "bonus points", "кэшбэк", "кешбэк",
               "кэшбек", "кешбек", "баллы", "бонусы"},
    GIFT: {"gift", "present", "подарок", "подарки"},
}  # fmt: skip
FOLLOW_DAYS = 180  # in which another purchase is looked for
RESULT = ["kind", "issued", "face", "redeemed", "redeemed_low", "redeemed_high", "median_days",
          "cost_today"]  # fmt: skip


def kind_of(written: pd.Series) -> pd.Series:
    """Which of the three kinds the client's word means; his own word where it is none of them.

    >>> kind_of(pd.Series(["Gift", "Скидка ", "voucher"])).tolist()
    ['gift', 'discount', 'voucher']
    """
    words = written.fillna("").astype(str).str.strip()
    known = {word: kind for kind, many in WRITTEN.items() for word in many}
    return words.str.casefold().map(known).fillna(words)


def by_kind(
    rows: pd.DataFrame, *, as_of: pd.Timestamp, valid_months: int, margin: float, rate: float
) -> pd.DataFrame:
    """How much of each kind is used, how soon, and what one unit of face value costs today.

    A discount costs its face. Cashback costs goods at cost, if and when it is used:
    *r (1 - m) / (1 + i)^t*. A gift costs the goods, used or not: *1 - m*. What is not used yet
    may be used still (Kaplan & Meier 1958); after ``valid_months`` it is gone.

    Parameters
    ----------
    rows
        Table ``bonuses`` with ``kind`` as :func:`kind_of` says.
    margin, rate
        Margin of the goods, and what money of next year is worth less (shares).

    Returns
    -------
    One row per kind, the cheapest first: ``kind``, ``issued`` (count), ``face`` (money),
    ``redeemed`` (share), ``redeemed_low``, ``redeemed_high``, ``median_days`` (of those used),
    ``cost_today`` (share of the face; missing of a kind that is none of the three).
    """
    lasting = days_in(valid_months)
    told = []
    for kind, part in rows.groupby("kind", sort=True):
        curve = _until_used(part, as_of=as_of, lasting=lasting)
        used = happened_by(curve, lasting)
        median = _median_of_used(curve, used.value)
        cost = _cost(str(kind), used.value, median, margin=margin, rate=rate)
        told.append((kind, len(part), float(part["amount"].sum()), *used, median, cost))
    table = pd.DataFrame(told, columns=RESULT)
    return table.sort_values(["cost_today", "kind"], ignore_index=True)


def _until_used(part: pd.DataFrame, *, as_of: pd.Timestamp, lasting: int) -> pd.DataFrame:
    used = part["redeemed"].notna() & (part["redeemed"] <= as_of)
    until = part["redeemed"].where(used, as_of)
    days = (until - part["date"]).dt.days.to_numpy(float)
    return kaplan_meier(np.minimum(days, lasting), used.to_numpy(bool) & (days <= lasting))


def _median_of_used(curve: pd.DataFrame, used: float) -> float:
    """Days after which half of those that are ever used have been; missing where none is."""
    half = curve.loc[1 - curve["left"] >= used / 2, "time"]
    return float(half.iloc[0]) if used > 0 else float("nan")


def _cost(kind: str, used: float, days: float, *, margin: float, rate: float) -> float:
    goods = 1 - margin
    if kind == CASHBACK:
        return used * goods / (1 + rate) ** (days / YEAR) if used > 0 else 0.0
    return {DISCOUNT: 1.0, GIFT: goods}.get(kind, float("nan"))


def with_redeeming(
    rows: pd.DataFrame, days: pd.DataFrame, *, as_of: pd.Timestamp, seed: int
) -> Difference | None:
    """Purchases of those who used a bonus, less those of holders of the same month and kind.

    The day of using is no purchase of its own: it would be counted for the one and not for the
    other. It goes together; nobody was given a bonus to use by lot.

    Parameters
    ----------
    rows
        Table ``bonuses`` with ``kind`` as :func:`kind_of` says.
    days
        Days of purchase: ``customer``, ``date``.

    Returns
    -------
    Days of purchase in ``FOLLOW_DAYS`` after the bonus was given; None where too few were watched
    so long.
    """
    span = pd.Timedelta(days=FOLLOW_DAYS)
    known = rows[rows["date"] + span <= as_of].reset_index(drop=True)
    if known.empty:
        return None
    until = known["date"] + span
    used = known["redeemed"].notna() & (known["redeemed"] <= until)
    pairs = known.assign(nr=known.index, until=until, used=used).merge(
        days.rename(columns={"date": "day"}), on="customer"
    )
    after = (pairs["day"] > pairs["date"]) & (pairs["day"] <= pairs["until"])
    own = pairs["used"] & (pairs["day"] == pairs["redeemed"])
    count = pairs[after & ~own].groupby("nr").size().reindex(known.index, fill_value=0)
    month = known["date"].dt.to_period("M").astype(str)
    table = known.assign(bought=count.astype(float), used=used, month=month)
    return standardised_difference(
        table, outcome="bought", exposed="used", cells=["month", "kind"], unit="customer",
        draws=500, seed=seed,
    )  # fmt: skip


def compared(kinds: pd.DataFrame | None, *, least: int) -> pd.DataFrame | None:
    """Kinds that are known and were given often enough to be compared."""
    if kinds is None:
        return None
    known = kinds["kind"].isin([DISCOUNT, CASHBACK, GIFT])
    return kinds[known & (kinds["issued"] >= least)].reset_index(drop=True)
