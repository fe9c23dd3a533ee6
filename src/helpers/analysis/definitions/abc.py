"""Who carries the total? Sort items into A, B and C."""

import numpy as np
import pandas as pd

# a share this near below a border stands on it: sums of money carry rounding of that size
ROUNDING = 1e-9


def abc_classes(totals: pd.Series, *, a_below: float, b_below: float) -> pd.Series:
    """Class of each item by the share of the total that stands before it.

    Items are put in descending order, equal ones by their name. An item is A while the
    cumulative share before it is under ``a_below``, B while under ``b_below``, else C: the
    item that crosses the border still belongs to the better class. Shares are of the sum of
    the positive totals; an item with a total of nothing or less is C.

    Parameters
    ----------
    totals
        One number per item, the item as its index.
    a_below, b_below
        Where A and B end, as the cumulative share before the item (0–1).

    Returns
    -------
    ``A``, ``B`` or ``C`` for each item, in the order of ``totals``.

    >>> totals = pd.Series({"ann": 70, "bob": 25, "cyd": 5})
    >>> abc_classes(totals, a_below=0.80, b_below=0.95).to_dict()
    {'ann': 'A', 'bob': 'A', 'cyd': 'C'}
    """
    by_name = totals.index.argsort()
    before = np.empty(len(totals))
    before[by_name] = share_before(totals.to_numpy(float)[by_name, None])[:, 0]
    letters = abc_letters(before, a_below=a_below, b_below=b_below)
    return pd.Series(letters, index=totals.index, dtype="str", name="abc")


def share_before(totals: np.ndarray) -> np.ndarray:
    """Cumulative share (0–1) of the items that stand before each item, column by column.

    The rows are items in the order of their names, which decides between equal totals; the
    columns are independent of each other (month-ends). Items without a positive total come
    after everything and get 1.

    Returns
    -------
    Items × columns, 0–1.
    """
    positive = np.where(totals > 0, totals, 0.0)
    largest = positive.max(axis=0, initial=0.0)
    scaled = positive / np.where(largest > 0, largest, 1.0)
    order = np.argsort(-scaled, axis=0, kind="stable")
    ranked = np.take_along_axis(scaled, order, axis=0)
    upto = np.cumsum(ranked, axis=0)
    whole = upto[-1:] if len(upto) else upto
    share = np.empty_like(scaled)
    np.put_along_axis(share, order, (upto - ranked) / np.where(whole > 0, whole, 1.0), axis=0)
    return np.where(totals > 0, share, 1.0)


def abc_letters(before: np.ndarray, *, a_below: float, b_below: float) -> np.ndarray:
    """Letter for each cumulative share before the item (0–1); 1 is always C.

    Returns
    -------
    ``A``, ``B`` or ``C``, in the shape of ``before``.
    """
    return np.select(
        [before < min(a_below, 1.0) - ROUNDING, before < min(b_below, 1.0) - ROUNDING],
        ["A", "B"],
        "C",
    )
