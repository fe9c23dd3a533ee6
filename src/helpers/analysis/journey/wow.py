"""Where are customers delighted: more than they expected, for less than they expected?

Beside it stand full marks: every question after the deal answered, and each with the highest score.
"""

import pandas as pd

from helpers.analysis.definitions.answers import DELIGHTED, states
from helpers.analysis.journey.register import same
from helpers.estimates import share

COLUMNS = ["touchpoint", "asked", "delighted", "low", "high", "forms", "full_marks",
           "full_low", "full_high"]  # fmt: skip
MISSING = (float("nan"),) * 3


def shares(
    expectations: pd.DataFrame | None, forms: pd.DataFrame | None, *, band: float
) -> pd.DataFrame:
    """Share of the delighted and of full marks, by touchpoint.

    Parameters
    ----------
    expectations
        ``value``, ``cost`` (1 is as expected) and ``touchpoint``; None where nobody was asked.
    forms
        As :func:`definitions.answers.forms`; None where nobody was asked.

    Returns
    -------
    ``COLUMNS``, the most delighted first; missing where nobody was asked. ``asked``: who told what
    they had expected.
    """
    parts = {}
    if expectations is not None and "touchpoint" in expectations:
        state = states(expectations["value"], expectations["cost"], band=band)
        told = expectations.assign(hit=state == DELIGHTED)
        parts["asked", "delighted", "low", "high"] = told
    if forms is not None and "touchpoint" in forms:
        told = forms.assign(hit=forms["full_marks"])
        parts["forms", "full_marks", "full_low", "full_high"] = told
    names = pd.concat([rows["touchpoint"] for rows in parts.values()] or [pd.Series(dtype=str)])
    named = pd.Series(names.dropna().to_numpy(), index=same(names.dropna()).to_numpy())
    table = named[~named.index.duplicated()].rename("touchpoint").to_frame()
    for columns, rows in parts.items():
        table = table.join(_counted(rows, list(columns)))
    table = table.reindex(columns=COLUMNS)
    order = ["delighted", "full_marks", "touchpoint"]
    return table.sort_values(order, ascending=[False, False, True], ignore_index=True)


def _counted(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    rows = rows.dropna(subset="touchpoint")
    by = rows["hit"].groupby(same(rows["touchpoint"])).agg(["size", "sum"])
    told = [(n, *share(k, n)) for n, k in by.to_numpy()]
    return pd.DataFrame(told, columns=columns, index=by.index)


def of_employees(forms: pd.DataFrame | None, *, least: int) -> pd.DataFrame | None:
    """Share of full marks by employee with ``least`` forms or more; None without employees.

    Returns
    -------
    The highest share first: ``employee``, ``forms``, ``full_marks`` with ``low``, ``high``.
    """
    if forms is None or "employee" not in forms:
        return None
    by = forms["full_marks"].groupby(forms["employee"]).agg(["size", "sum"])
    by = by[by["size"] >= least]
    told = [(name, int(n), *share(k, n)) for name, n, k in by.itertuples()]
    table = pd.DataFrame(told, columns=["employee", "forms", "full_marks", "low", "high"])
    return table.sort_values(["full_marks", "employee"], ascending=[False, True], ignore_index=True)
