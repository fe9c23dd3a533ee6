"""Which fields of a card have an order, and does it go with being a key customer?

Bands of an income or of an age are one question, not five: tried band by band, a slow rise is
missed in each of them, or the one band that sticks out by chance is told.
"""

import re

import pandas as pd
import scipy

from helpers.language import N_

GENERATIONS = [
    N_("Silent generation"),
    N_("Baby boomers"),
    N_("Generation X"),
    N_("Millennials"),
    N_("Generation Z"),
]
MANY = 10  # different numbers; more are told in quarters
WORDS = r"(?:[<>≤≥]=?|up to|under|below|over|above|from|до|от|менее|более|свыше)?"
BAND = re.compile(rf"(?i){WORDS}\s*(\d[\d\s]*(?:[.,]\d+)?)\s*(?:[-–—+<>]|to\b|до\b|$).*")  # noqa: RUF001
BELOW = re.compile(r"(?i)[<≤]|up to|under|below|до|менее")


def generations(birth_years: pd.Series, *, starts: tuple[int, ...]) -> pd.Series:
    """Generation of each year of birth; the first begins before ``starts[0]``.

    >>> generations(pd.Series([1950, 1990]), starts=(1946, 1965, 1981, 1997)).tolist()
    ['Baby boomers', 'Millennials']
    """
    edges = [-float("inf"), *starts, float("inf")]
    years = pd.to_numeric(birth_years).astype("float64")
    return pd.cut(years, edges, right=False, labels=GENERATIONS).astype("string")


def bands(values: pd.Series) -> pd.Series:
    """Quarters of a field that holds more than ten different numbers; any other as it is.

    >>> bands(pd.Series(["2", "4", None])).tolist()[:2]
    ['2', '4']
    >>> sorted(set(bands(pd.Series(range(1, 21)))))
    ['11–15', '16–20', '1–5', '6–10']
    """
    numbers = pd.to_numeric(values, errors="coerce").astype("float64")
    if (numbers.notna() != values.notna()).any() or numbers.nunique() <= MANY:
        return values
    quarter = pd.qcut(numbers, 4, duplicates="drop")
    ends = numbers.groupby(quarter, observed=True).agg(["min", "max"])
    names = {q: f"{low:g}–{high:g}" for q, low, high in ends.itertuples(name=None)}
    return quarter.map(names).astype("string")


def order(values: pd.Index) -> list[str]:
    """Values from the lowest band to the highest; none where they are no bands.

    >>> order(pd.Index(["26-35", "<18", "18-25", "36+"]))
    ['<18', '18-25', '26-35', '36+']
    >>> order(pd.Index(["1", "2", "3"])), order(pd.Index(["Zone 1", "Zone 2"]))
    ([], [])
    """
    if set(values) <= set(GENERATIONS):
        return [name for name in GENERATIONS if name in set(values)]
    found = {value: BAND.fullmatch(value.strip()) for value in values}
    if not all(found.values()) or all(value.strip().isdigit() for value in values):
        return []
    return sorted(values, key=lambda v: (_number(found[v]), not BELOW.match(v.strip()), v))


def _number(found: re.Match[str] | None) -> float:
    return float(re.sub(r"\s", "", found[1]).replace(",", ".")) if found else 0.0


def trends(counts: pd.DataFrame) -> dict[str, float]:
    """Chance that key customers and the rest differ so in the order of a field by accident.

    Parameters
    ----------
    counts
        ``attribute``, ``value``, ``key`` and ``rest`` (customers with the value).

    Returns
    -------
    For each field with three bands or more the p-value of the rank test of Mann and Whitney.
    """
    found = {}
    for field, rows in counts.groupby("attribute"):
        ranks = {value: n for n, value in enumerate(order(pd.Index(rows["value"])))}
        some = min(rows["key"].sum(), rows["rest"].sum()) > 0
        if len(ranks) > 2 and some:
            place = rows["value"].map(ranks)
            sides = (place.repeat(rows["key"]), place.repeat(rows["rest"]))
            test = scipy.stats.mannwhitneyu(*sides, method="asymptotic")
            found[str(field)] = float(test.pvalue)
    return found
