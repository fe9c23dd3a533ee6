"""Which places have nobody who answers for them, or no standard, and how do deals go there?"""

import pandas as pd

from helpers.estimates import share

UNKNOWN = ""
UNASKED = (float("nan"),) * 3
COLUMNS = ["touchpoint", "stage", "kind", "owner", "standard", "forms", "passed", "pass_rate",
           "low", "high"]  # fmt: skip


def same(names: pd.Series) -> pd.Series:
    """Names of places as they are compared: small letters, single blanks.

    Returns
    -------
    One text per name, on the same index.
    """
    return names.fillna("").astype("str").str.split().str.join(" ").str.casefold()


def register(points: pd.DataFrame | None, forms: pd.DataFrame | None) -> pd.DataFrame | None:
    """All touchpoints with who answers for them, and the share of deals that went well there.

    Parameters
    ----------
    points
        The client's register, with what it has of ``stage``, ``owner``, ``standard``; None
        without one.
    forms
        As :func:`definitions.answers.forms`; None where no touchpoint was asked about.

    Returns
    -------
    ``COLUMNS`` in the order of the register, then places that are asked about and stand in no
    register (``kind`` empty). Empty words where nothing is written; ``pass_rate``, ``low`` and
    ``high`` missing where nobody was asked. None without both.
    """
    asked = _asked(forms)
    if points is None and asked.empty:
        return None
    names = ["touchpoint", "stage", "kind", "owner", "standard"]
    told = pd.DataFrame(columns=names) if points is None else points
    told = told.reindex(columns=names).fillna(UNKNOWN).astype("str")
    told = told.apply(lambda column: column.str.strip())
    told = told.drop_duplicates("touchpoint").assign(key=same(told["touchpoint"]))
    more = asked[~asked.index.isin(told["key"])]
    told = pd.concat([told, more[["touchpoint"]].assign(key=more.index)], ignore_index=True)
    counts = asked[["forms", "passed"]].reindex(told["key"]).fillna(0).astype(int)
    told = told.fillna(UNKNOWN).assign(**{name: counts[name].to_numpy() for name in counts})
    rates = [share(k, n) if n else UNASKED for n, k in counts.to_numpy()]
    ends = pd.DataFrame(rates, columns=["pass_rate", "low", "high"], index=told.index)
    return told.join(ends)[COLUMNS]


def _asked(forms: pd.DataFrame | None) -> pd.DataFrame:
    if forms is None or "touchpoint" not in forms:
        return pd.DataFrame(columns=["touchpoint", "forms", "passed"])
    forms = forms.dropna(subset="touchpoint")
    by = forms.groupby(same(forms["touchpoint"]))
    return by.agg(
        touchpoint=("touchpoint", "first"),
        forms=("failed", "size"),
        passed=("failed", lambda failed: int((~failed).sum())),
    )


def without(table: pd.DataFrame, what: str) -> pd.DataFrame:
    """Places of the register for which nothing is written under ``owner`` or ``standard``.

    Returns
    -------
    Rows of the register.
    """
    return table[(table["kind"] != UNKNOWN) & (table[what] == UNKNOWN)]
