"""What will we do? The findings of all chapters, the largest money first.

What a finding is worth was counted where the finding was made.
"""

import pandas as pd

from helpers.language import N_, Number, tr
from helpers.language.findings import Finding, FindingJson, Trail, in_order, ranked


def findings_table(findings: list[FindingJson]) -> pd.DataFrame:
    """One row per finding: those that are ranked first, then the others as they came.

    Returns
    -------
    ``rank`` (from 1; missing where nobody can act on it), ``role``, ``chapter`` (its title),
    ``finding`` (the sentence), ``customers`` (how many it speaks of; missing where it speaks of
    none), ``money`` (a year; missing where it cannot be counted), ``certainty``.
    """
    rank = {f["key"]: place for place, f in enumerate(ranked(findings), 1)}
    rows = [
        {
            "rank": rank.get(f["key"]),
            "role": f.get("role", "base"),
            "chapter": f.get("chapter", ""),
            "finding": f["text"],
            "customers": _how_many(f),
            "money": f["money"],
            "certainty": f["certainty"],
        }
        for f in in_order(findings)
    ]
    columns = ["rank", "role", "chapter", "finding", "customers", "money", "certainty"]
    kinds = {"rank": "Int64", "customers": "Int64", "money": "float64"}
    return pd.DataFrame(rows, columns=columns).astype(kinds)


def _how_many(found: FindingJson) -> int | None:
    customers = found.get("customers")
    return len(customers) if isinstance(customers, list) else customers


def largest(findings: list[FindingJson]) -> Finding | None:
    """Say where the most money lies that can be acted on; None when none has money.

    Returns
    -------
    The largest sum, in money.
    """
    counted = [(f, f["money"]) for f in ranked(findings) if f["money"] is not None]
    if not counted:
        return None
    first, money = counted[0]
    return Finding(
        key="plan.largest",
        message=N_(
            "The most money that can be acted on is %(money)s a year, in '%(chapter)s'; "
            "%(counted)s of %(all)s findings can be acted on and have money"
        ),
        numbers={
            "money": Number(abs(money), "money"),
            "chapter": Number(first.get("chapter", ""), "text"),
            "counted": Number(len(counted)),
            "all": Number(len(findings)),
        },
        trail=Trail("findings", len(findings)),
        money=None,
    )


def nothing_yet(findings: list[FindingJson]) -> str:
    """Say what to do where no finding has money; empty where one has.

    Returns
    -------
    A sentence in the language in use, or an empty string.
    """
    if largest(findings):
        return ""
    return tr(
        "No finding has money to weigh. Where only some chapters were made, make all of them."
    )
