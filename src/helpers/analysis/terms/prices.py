"""How much more must be sold for a discount to cost nothing?"""

import numpy as np
import pandas as pd

MANY = "all"  # the row of the whole company


def growth_needed(margin: float, cut: float) -> float:
    """Growth of the quantity sold at which a lower price earns as much as before.

    With the unit margin *m* and the cut *d*, both shares of the full price, it is
    *m / (m - d) - 1* (Nagle & Müller 2018).

    Returns
    -------
    Share (0.25 is a quarter more); infinite where the cut takes the whole margin, or more.

    >>> round(growth_needed(0.25, 0.05), 4), round(growth_needed(0.25, 0.10), 4)
    (0.25, 0.6667)
    >>> growth_needed(0.25, 0.25)
    inf
    """
    return margin / (margin - cut) - 1 if round(margin - cut, 9) > 0 else float("inf")


def fall_allowed(margin: float, rise: float) -> float:
    """Share of the quantity sold that may be lost to a higher price before it earns less.

    Returns
    -------
    Share below nothing; all of it where there is no margin to begin with: what is sold at a loss
    may be lost.

    >>> round(fall_allowed(0.42, 0.10), 3)
    -0.192
    >>> fall_allowed(-0.05, 0.10)
    -1.0
    """
    return margin / (margin + rise) - 1 if margin > 0 else -1.0


def by_category(sums: pd.DataFrame, *, assumed: float, least_lines: int) -> pd.DataFrame:
    """Margin, depth of discount and growth needed for it, of the company and of each category.

    Parameters
    ----------
    sums
        One row per category: ``category``, ``lines`` (count), ``full`` (sales at full price),
        ``given`` (discounts), ``full_costed`` and ``cost`` (of the lines with a cost), money.
    assumed
        Margin at full price where nothing is costed.
    least_lines
        Categories of fewer lines count in the company's row only.

    Returns
    -------
    The company first, then the categories with the most given: ``category`` (``all``: the
    company), ``margin``, ``depth``, ``growth_needed`` (shares), ``given`` (money).
    """
    numbers = sums.drop(columns="category")
    whole = numbers.sum().to_frame().T.assign(category=MANY)
    large = sums[sums["lines"] >= least_lines].sort_values(
        ["given", "full", "category"], ascending=[False, False, True]
    )
    rows = pd.concat([whole, large], ignore_index=True)
    rows = rows[rows["full"] > 0].reset_index(drop=True)
    margin = 1 - rows["cost"] / rows["full_costed"].where(rows["full_costed"] > 0)
    rows["margin"] = margin if margin.notna().any() else assumed
    rows["depth"] = rows["given"] / rows["full"]
    rows["growth_needed"] = [
        growth_needed(m, d) if np.isfinite(m) else np.nan
        for m, d in zip(rows["margin"], rows["depth"], strict=True)
    ]
    return rows[["category", "margin", "depth", "given", "growth_needed"]]


def ladder(prices: pd.DataFrame, cuts: tuple[float, ...]) -> pd.DataFrame:
    """Growth needed by each category for each cut.

    Returns
    -------
    One row per category whose margin is known: ``category``, ``margin``, and a column per cut
    named by its number (share; infinite where the cut takes the margin).
    """
    known = prices[prices["margin"].notna()].reset_index(drop=True)
    needed = {str(cut): [growth_needed(m, cut) for m in known["margin"]] for cut in cuts}
    return known[["category", "margin"]].assign(**needed)
