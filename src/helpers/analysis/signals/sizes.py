"""Are a customer's purchases smaller than they used to be?"""

import numpy as np
import pandas as pd
import scipy

from helpers.analysis.signals.spans import Spans

# nothing is exact to the cent for ever: a spread below this (log scale) is not believed
LEAST_SPREAD = 0.01


def smaller_purchases(days: pd.DataFrame, of: Spans, *, least: int) -> pd.DataFrame:
    """Fall of the average purchase, one row per customer that can be judged.

    Parameters
    ----------
    days
        Purchases: ``item``, ``date``, ``amount``.
    least
        Purchases in base and recent months under which nothing is said.

    Returns
    -------
    ``customer``, ``base`` and ``recent`` (average purchase), ``change``, ``p`` (one-sided,
    not corrected; of the mean logarithm, so that a single giant does not decide).
    """
    month = days["date"].to_numpy("datetime64[M]").astype("datetime64[s]")
    place = of.months.get_indexer(pd.DatetimeIndex(month))
    looked = (place >= 0) & (of.base | of.recent)[place]
    seen = days[looked].assign(recent=of.recent[place[looked]]).astype({"item": "str"})
    seen = seen.assign(log=np.log(seen["amount"])).rename(columns={"item": "customer"})
    p = log_drop_p(seen, least=least)
    mean = seen.groupby(["customer", "recent"])["amount"].mean().unstack()
    # nobody may have bought in one of the windows
    mean = mean.reindex(index=p.index, columns=[False, True])
    table = {"base": mean[False], "recent": mean[True], "change": mean[True] / mean[False] - 1}
    return pd.DataFrame({**table, "p": p}).rename_axis("customer").reset_index()


def log_drop_p(seen: pd.DataFrame, *, least: int) -> pd.Series:
    """One-sided p-value of a fall of the mean ``log``: Student's t with a pooled spread.

    ``seen`` has rows ``customer``, ``recent`` (yes/no), ``log``; customers with fewer than
    ``least`` rows, or none in one of the windows, are left out.

    Returns
    -------
    Chance (0–1) by customer.
    """
    parts = seen.groupby(["customer", "recent"])["log"].agg(["mean", "count", "var"])
    wide = parts.unstack().reindex(
        columns=pd.MultiIndex.from_product([parts.columns, [False, True]])
    )
    base, recent = (wide.xs(side, axis=1, level=1) for side in (False, True))
    told = (base["count"] > 0) & (recent["count"] > 0)
    told &= base["count"] + recent["count"] >= least
    base, recent = base[told], recent[told]
    free = base["count"] + recent["count"] - 2
    squares = sum(part["var"].fillna(0) * (part["count"] - 1) for part in (base, recent))
    spread = np.sqrt(squares / free.clip(lower=1)).clip(lower=LEAST_SPREAD)
    error = spread * np.sqrt(1 / base["count"] + 1 / recent["count"])
    p = scipy.stats.t.cdf((recent["mean"] - base["mean"]) / error, free.clip(lower=1))
    return pd.Series(p, index=base.index)
