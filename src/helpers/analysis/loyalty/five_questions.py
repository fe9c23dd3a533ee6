"""Which questions are passed, and where? With the refusal rule, and without it.

With the rule a question that is not answered is failed; without it only answers count. Forms of
one customer are alike, so the interval counts customers, not answers.
"""

from typing import Any

import numpy as np
import pandas as pd

from helpers.estimates import Estimate, share
from helpers.given import when_given
from helpers.language import N_

KINDS = {
    "question": N_("question"), "touchpoint": N_("place"), "department": N_("department"),
    "employee": N_("employee"),
}  # fmt: skip
COLUMNS = ["cut", "group", "question", "forms", "refused", "pass_with_rule", "low", "high",
           "pass_without", "judged"]  # fmt: skip


@when_given
def five_questions(answers: pd.DataFrame, *, least_forms: int) -> pd.DataFrame:
    """Pass rates of each question, place, department and employee.

    Parameters
    ----------
    answers
        As :func:`helpers.analysis.definitions.answers.answers` gives them.
    least_forms
        With fewer forms a group is not judged.

    Returns
    -------
    ``COLUMNS``: each group over all its questions (``question`` empty) and question by question;
    ``refused`` is the share of forms without any answer. Employees who are not judged are not
    named either. Groups in the order of their pass rate
    with the rule, the lowest first.
    """
    known = answers.assign(whose=pd.factorize(of_whom(answers))[0])
    rows = []
    for cut in KINDS:
        if cut in known and known[cut].notna().any():
            rows += _groups(known, cut)
    table = pd.DataFrame(rows, columns=COLUMNS[:-1])
    table = table.assign(judged=table["forms"] >= least_forms)
    few = (table["cut"] == "employee") & ~table["judged"]  # nobody is named for a few forms
    return table[~few].reset_index(drop=True)


def _groups(known: pd.DataFrame, cut: str) -> list[tuple[Any, ...]]:
    """Rows of each group: over all its questions, the lowest first, then question by question."""
    named = known.dropna(subset=[cut])
    whole: list[tuple[Any, ...]] = [
        (cut, str(name), "", *rates(group)) for name, group in named.groupby(cut)
    ]
    whole.sort(key=lambda row: (row[5], row[1]))
    if cut == "question":
        return whole
    parts = named.groupby([cut, "question"])
    return whole + [(cut, str(name), str(asked), *rates(g)) for (name, asked), g in parts]


def rates(answers: pd.DataFrame) -> tuple[int, float, float, float, float, float]:
    """Forms, share of them refused, pass rate with the rule and its ends, pass rate without.

    Parameters
    ----------
    answers
        ``response``, ``whose``, ``passed``, ``passed_answered``, ``refused_all``.

    Returns
    -------
    A count and shares; the last is missing where nobody answered.
    """
    _, first = np.unique(answers["response"].to_numpy(object).astype(str), return_index=True)
    refused = answers["refused_all"].to_numpy(bool)[first]
    told = pass_rate(answers["passed"].to_numpy(float), answers["whose"].to_numpy())
    answered = answers["passed_answered"].to_numpy(float)
    without = np.nanmean(answered) if np.isfinite(answered).any() else np.nan
    return len(first), float(refused.mean()), *told, float(without)


def of_whom(answers: pd.DataFrame) -> pd.Series:
    """Whose answer it is: the customer, or the form where none is named.

    Returns
    -------
    A code for each answer.
    """
    form = answers["response"].astype("str")
    return answers["customer"].fillna(form) if "customer" in answers else form


def pass_rate(passed: np.ndarray, whose: np.ndarray) -> Estimate:
    """Share of answers passed; Wilson's interval for as many answers as their customers are worth.

    Parameters
    ----------
    passed
        1 or 0 for each answer.
    whose
        Customer of each.

    Returns
    -------
    Share with its interval.
    """
    rate, code = float(passed.mean()), np.unique(whose, return_inverse=True)[1]
    apart = np.bincount(code, passed - rate)
    groups = len(apart)
    spread = float((apart**2).sum()) * groups / max(groups - 1, 1)
    # answers of one customer that are all alike are worth one answer
    worth = rate * (1 - rate) * len(passed) ** 2 / spread if spread > 0 else groups
    worth = min(worth, len(passed))
    return share(rate * worth, of=worth)


def whole(table: pd.DataFrame, cut: str) -> pd.DataFrame:
    """Groups of one cut over all their questions that may be judged, the lowest first.

    Returns
    -------
    Rows of :func:`five_questions`.
    """
    rows = table[(table["cut"] == cut) & (table["question"] == "") & table["judged"]]
    return rows.reset_index(drop=True)


def order_changes(groups: pd.DataFrame) -> bool:
    """Whether groups stand in another order when refusals do not count.

    Returns
    -------
    Yes or no.
    """
    other = groups.sort_values(["pass_without", "group"])["group"].tolist()
    return groups["group"].tolist() != other
