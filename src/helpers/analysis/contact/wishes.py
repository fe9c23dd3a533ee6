"""Who wants a relationship with the company at all, and what for?"""

import pandas as pd

from helpers.estimates import Estimate, share
from helpers.given import when_given
from helpers.language import LANGUAGES, N_, words_of
from helpers.settings import ContactSettings

YES, NO = N_("yes"), N_("no")
WANTED = 0.23  # Freeman, Spenner & Bird 2012, about 7,000 consumers
REASONS = {N_("shared values"): 0.64, N_("frequent contact"): 0.13}  # of those who want one
COLUMNS = ["answer", "reason", "customers", "share", "low", "high", "published"]


def answers(rows: pd.DataFrame) -> pd.DataFrame:
    """One answer of each customer; who has said no once has said no.

    Parameters
    ----------
    rows
        ``customer``, ``wants_relationship`` (yes or no), and ``reason`` where brought.

    Returns
    -------
    One row per customer, by code: ``customer``, ``wants`` (yes or no), ``reason`` (in small
    letters; missing where none was given).
    """
    known = rows.dropna(subset=["customer", "wants_relationship"])
    reason = known["reason"] if "reason" in known else pd.Series(pd.NA, index=known.index)
    told = pd.DataFrame(
        {
            "customer": known["customer"],
            "wants": known["wants_relationship"].astype(bool),
            "reason": reason.str.strip().str.casefold() if reason.notna().any() else pd.NA,
        }
    )
    told = told.sort_values(["customer", "wants"], kind="stable")  # no before yes
    return told.drop_duplicates("customer").reset_index(drop=True)


@when_given
def counted(told: pd.DataFrame, rules: ContactSettings) -> pd.DataFrame | None:
    """Answers and the reasons of those who want a relationship, beside the published shares.

    Returns
    -------
    ``COLUMNS``: the two answers, as shares of all who were asked (``reason`` empty), then the
    reasons, as shares of those who said yes and why, the commonest first. ``published`` is
    missing where nothing was. None where too few were asked.
    """
    if len(told) < rules.least_answers:
        return None
    yes = told[told["wants"]]
    rows = [
        (YES, "", len(yes), *share(len(yes), len(told)), WANTED),
        (NO, "", len(told) - len(yes), *share(len(told) - len(yes), len(told)), 1 - WANTED),
    ]
    said = yes["reason"].dropna()
    counts = said.value_counts().rename_axis("reason").reset_index()
    counts = counts.sort_values(["count", "reason"], ascending=[False, True])
    for reason, count in counts.itertuples(index=False):
        rows.append((YES, reason, count, *share(count, len(said)), published(reason)))
    return pd.DataFrame(rows, columns=COLUMNS)


def published(reason: str) -> float:
    """Share of those who want a relationship that named this reason in the study.

    Returns
    -------
    Missing for a reason that the study did not tell.
    """
    for known, part in REASONS.items():
        if reason in {words_of(language).gettext(known).casefold() for language in LANGUAGES}:
            return part
    return float("nan")


def said(table: pd.DataFrame, answer: str, reason: str = "") -> tuple[int, Estimate]:
    """How many gave an answer, or one of the reasons of the study, and their share.

    Parameters
    ----------
    table
        As :func:`counted` gives it.
    reason
        A key of ``REASONS``; without it the answer alone.

    Returns
    -------
    Nobody, of those who gave any reason, where nobody did.
    """
    rows = table[(table["answer"] == answer) & ((table["reason"] == "") == (reason == ""))]
    told = int(rows["customers"].sum())
    rows = rows[rows["published"] == REASONS[reason]] if reason else rows
    if rows.empty:
        return 0, share(0, told)
    row = rows.iloc[0]
    return int(row["customers"]), Estimate(*(float(row[name]) for name in COLUMNS[3:6]))
