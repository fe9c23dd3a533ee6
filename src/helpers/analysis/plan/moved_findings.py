"""Which findings have moved since the last session, beyond what chance does?"""

from typing import Any

import numpy as np
import pandas as pd

from helpers.estimates import Z95
from helpers.language import N_, Number, date_short, forms
from helpers.language.findings import Finding, Trail

UP, DOWN, NOISE = N_("up"), N_("down"), N_("within what chance does")
LEAST = 5  # customers then and now; of fewer a change says nothing
COLUMNS = ["key", "finding", "then", "now", "change", "low", "high", "verdict"]


def against(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Findings that stood in both packs and can be held against each other.

    An estimate has moved where the interval of its difference (Donner & Zou 2012, from both
    intervals) leaves out nothing; a number of customers where that of the ratio of two Poisson
    counts does. Other findings have no interval, and are not compared.

    Parameters
    ----------
    then, now
        As :func:`said.findings_of` gives them.

    Returns
    -------
    One row per finding: ``key``, ``finding`` (its sentence today), ``then``, ``now`` (the number),
    ``change`` with ``low`` and ``high`` (of an estimate in its unit, of customers as a share),
    ``verdict`` (a word).
    """
    if then.empty or now.empty:
        return pd.DataFrame(columns=COLUMNS)
    both = now.reindex(columns=then.columns).merge(then, on="key", suffixes=("", "_then"))
    rows = [row for found in both.to_dict("records") if (row := _compared(found)) is not None]
    return pd.DataFrame(rows, columns=COLUMNS)


def _compared(found: dict[str, Any]) -> dict[str, Any] | None:
    told = {"key": found["key"], "finding": found["text"]}
    if not pd.isna([found["value"], found["value_then"]]).any():
        then, now = found["value_then"], found["value"]
        change = now - then
        low = change - np.hypot(now - found["low"], found["high_then"] - then)
        high = change + np.hypot(found["high"] - now, then - found["low_then"])
    elif found["customers"] >= LEAST and found["customers_then"] >= LEAST:
        then, now = found["customers_then"], found["customers"]
        half = Z95 * np.sqrt(1 / then + 1 / now)
        change, low, high = np.exp(np.log(now / then) + np.array([0, -half, half])) - 1
    else:
        return None
    verdict = UP if low > 0 else DOWN if high < 0 else NOISE
    return {**told, "then": then, "now": now, "change": change, "low": low, "high": high,
            "verdict": verdict}  # fmt: skip


def only_moved(table: pd.DataFrame) -> pd.DataFrame:
    """Findings that have moved, in the order of the chapters."""
    return table[table["verdict"] != NOISE].reset_index(drop=True)


def of_findings(table: pd.DataFrame, day: pd.Timestamp | None) -> Finding | None:
    """Say how many findings have moved since the last session; None where none can be compared."""
    if table.empty or day is None:
        return None
    return Finding(
        key="plan.moved",
        message=forms(
            "Of %(n)s finding that can be held against the session of %(day)s %(moved)s moved "
            "beyond what chance does",
            "Of %(n)s findings that can be held against the session of %(day)s %(moved)s moved "
            "beyond what chance does",
        ),
        plural="n",
        numbers={
            "n": Number(len(table)),
            "day": Number(date_short(day), "text"),
            "moved": Number(len(only_moved(table))),
        },
        trail=Trail("since_findings", len(table)),
        certainty="estimated",
    )
