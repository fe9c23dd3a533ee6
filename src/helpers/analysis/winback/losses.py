"""Which losses are forgiven: who comes back, by the cause of the loss?"""

from typing import Any

import numpy as np
import pandas as pd
import scipy
from ibis.expr.types import Table

from helpers.estimates import Estimate, ratio_of_shares, share
from helpers.language import N_, tr
from helpers.periods import year_before

CAUSES = {
    "system failure": N_("system failure"),
    "human error": N_("human error"),
    "product or delivery quality": N_("product or delivery quality"),
    "promise not kept": N_("promise not kept"),
    "personal interest at the buyer": N_("personal interest at the buyer"),
    "closed business": N_("closed business"),
    "force majeure": N_("force majeure"),
    "price": N_("price"),
}
WORDS = {  # beginnings of words by which a client's own word for a cause is known
    "force majeure": ("force maj", "форс"),
    "closed business": ("clos", "bankrupt", "закры", "банкрот", "ликвид"),
    "personal interest at the buyer": ("personal", "kickback", "личн", "откат"),
    "promise not kept": ("promise", "обещан", "срок", "обязательств"),
    "product or delivery quality": ("quality", "deliver", "качеств", "достав", "брак"),
    "system failure": ("system", "machine", "software", "сбой", "систем", "техническ"),
    "human error": ("human", "rude", "человеч", "груб", "хамств", "ошибк"),
    "price": ("price", "цен", "дорог"),
}
MACHINES = ("system failure", "force majeure")
PEOPLE = ("human error", "promise not kept")
NOT_NAMED = ""
BANDS = ("small", "middle", "large")
SIGNIFICANT = 0.05


def cause_of(word: Any) -> str:
    """Cause as we call it; the client's own word where we have none, empty where there is none.

    >>> cause_of("Форс-мажор"), cause_of("moved away"), cause_of(None)
    ('force majeure', 'moved away', '')
    """
    text = "" if pd.isna(word) else str(word).strip()
    low = text.lower()
    if low in CAUSES:
        return low
    fitting = (cause for cause, marks in WORDS.items() if any(mark in low for mark in marks))
    return next(fitting, text)


def label(cause: str) -> str:
    """Cause in the language of the reader.

    Returns
    -------
    A word.
    """
    return tr(CAUSES[cause]) if cause in CAUSES else cause or tr("not named")


def attempts(log: pd.DataFrame) -> pd.DataFrame:
    """Losses that somebody tried to win back, and how it ended.

    Parameters
    ----------
    log
        The table ``losses``: ``customer``, ``date``, ``cause``, ``action``, ``returned``; a log
        without actions is taken as a log of attempts.

    Returns
    -------
    ``customer``, ``date``, ``cause`` (ours, or the client's), ``returned`` (yes/no); nothing
    when the log does not say who came back.
    """
    columns = ["customer", "date", "cause", "returned"]
    if "returned" not in log:
        return pd.DataFrame(columns=columns)
    rows = log[log["returned"].notna()]
    if "action" in rows and rows["action"].notna().any():
        rows = rows[rows["action"].fillna("").str.strip() != ""]
    words = rows["cause"] if "cause" in rows else pd.Series(None, index=rows.index, dtype="str")
    causes = pd.Series([cause_of(word) for word in words], index=rows.index, dtype="str")
    rows = rows.assign(cause=causes, returned=rows["returned"].astype(bool))
    return rows[columns].reset_index(drop=True)


def rates(tried: pd.DataFrame) -> pd.DataFrame:
    """Win-back rate per cause with its interval, the highest first.

    Returns
    -------
    ``cause``, ``tried``, ``returned`` (counts), ``rate``, ``low``, ``high`` (0–1).
    """
    counts = tried.groupby("cause")["returned"].agg(["size", "sum"]).reset_index()
    ends = [share(r, n) for n, r in zip(counts["size"], counts["sum"], strict=True)]
    table = pd.DataFrame(
        {
            "cause": counts["cause"],
            "tried": counts["size"].astype("int64"),
            "returned": counts["sum"].astype("int64"),
            "rate": np.array([e.value for e in ends], float),
            "low": np.array([e.low for e in ends], float),
            "high": np.array([e.high for e in ends], float),
        }
    )
    order = ["rate", "tried", "cause"]
    return table.sort_values(order, ascending=[False, False, True], ignore_index=True)


def value_before(sales: Table, tried: pd.DataFrame) -> pd.Series:
    """Net sales in the 12 months up to each loss, aligned with ``tried``.

    Returns
    -------
    Money, never below 0.
    """
    if tried.empty:
        return pd.Series(dtype="float64")
    codes = tried["customer"].unique().tolist()
    lines = sales.filter(sales.customer.isin(codes))
    days = lines.group_by("customer", "date").aggregate(amount=lines.amount.sum().cast("float64"))
    bought = days.to_pandas().assign(date=lambda t: pd.to_datetime(t["date"]))
    pairs = tried.reset_index().merge(bought, on="customer", suffixes=("", "_bought"))
    bought_on, lost_on = pairs["date_bought"], pairs["date"]
    before = (bought_on > year_before(lost_on)) & (bought_on <= lost_on)
    sums = pairs[before].groupby("index")["amount"].sum()
    return sums.reindex(tried.index).fillna(0.0).clip(lower=0.0)


def band_edges(values: pd.Series) -> tuple[float, float]:
    """Where the middle and the large customers begin, so that each third has as many.

    Returns
    -------
    Two amounts of money.
    """
    if values.empty:
        return 0.0, 0.0
    low, high = np.quantile(values, [1 / 3, 2 / 3])
    return float(low), float(high)


def band(values: pd.Series, edges: tuple[float, float]) -> pd.Series:
    """Value band of each customer: one of ``BANDS``.

    Returns
    -------
    A word for each value.
    """
    place = np.searchsorted(np.array(edges), values.to_numpy(float), side="left")
    return pd.Series(np.array(BANDS)[place], index=values.index, dtype="str")


def chances(tried: pd.DataFrame, bands: pd.Series, *, before: float, weight: float) -> pd.DataFrame:
    """Chance that a lost customer returns when somebody tries, by cause and value band.

    Few attempts say little: each cell is drawn to its cause, each cause to all causes, all
    causes to ``before`` (the assumption of the settings), with the weight of ``weight``
    attempts at each step.

    Returns
    -------
    ``cause`` (``NOT_NAMED`` for all together), ``band``, ``tried``, ``chance`` (0–1).
    """
    rows = tried.assign(band=bands)
    whole = _drawn(rows, before, weight)
    cells = []
    for cause in [*sorted(set(rows["cause"]) - {NOT_NAMED}), NOT_NAMED]:
        mine = rows if cause == NOT_NAMED else rows[rows["cause"] == cause]
        middle = whole if cause == NOT_NAMED else _drawn(mine, whole, weight)
        for name in BANDS:
            cell = mine[mine["band"] == name]
            cells.append((cause, name, len(cell), _drawn(cell, middle, weight)))
    return pd.DataFrame(cells, columns=["cause", "band", "tried", "chance"])


def _drawn(rows: pd.DataFrame, towards: float, weight: float) -> float:
    return float((rows["returned"].sum() + weight * towards) / (len(rows) + weight))


def forgiven(tried: pd.DataFrame) -> tuple[Estimate, float] | None:
    """Rate after failures of machines and nature over that after failures of people.

    The ratio with its interval and Fisher's p-value; None when one side was never tried.

    Returns
    -------
    Ratio of two shares with its interval, and a chance (0–1).
    """
    sides = [tried.loc[tried["cause"].isin(s), "returned"] for s in (MACHINES, PEOPLE)]
    if min(map(len, sides)) == 0 or not any(side.any() for side in sides):
        return None
    (a, n), (b, m) = ((int(side.sum()), len(side)) for side in sides)
    p_value = scipy.stats.fisher_exact([[a, n - a], [b, m - b]]).pvalue
    return ratio_of_shares(a, n, b, m), float(p_value)
