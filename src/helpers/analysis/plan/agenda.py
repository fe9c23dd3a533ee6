"""What will we do, and in which order do we talk about it?

The findings of all chapters, the largest money first, and a day cut into items that follow
the money. What a finding is worth was counted where the finding was made.
"""

import pandas as pd

from helpers.language import N_, Number, tr
from helpers.language.findings import Finding, FindingJson, Trail, in_order, ranked

OPENING_MINUTES = 20
CLOSING_MINUTES = 40
SHORTEST_ITEM = 15
STEP_MINUTES = 5


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


def agenda(findings: list[FindingJson], *, minutes: int) -> pd.DataFrame:
    """Cut the working day into an opening, an item per chapter, and the decisions.

    The minutes between opening and closing are shared in proportion to the square root of the
    largest sum that a chapter's findings speak of, so that the largest chapter leads and
    does not swallow the day (by number of findings where no money is known); every item gets at
    least ``SHORTEST_ITEM`` minutes, in steps of ``STEP_MINUTES``, and what rounding leaves
    goes to the decisions, so that the day adds up to ``minutes``. When the day is too
    short for all chapters, those with the least money are left to the handout.

    Parameters
    ----------
    findings
        As plain values, the largest money first, each with ``chapter`` and ``money``.
    minutes
        Working time of the day, breaks apart.

    Returns
    -------
    ``item`` (a chapter's title, or one of our own words), ``findings`` (how many),
    ``minutes``.
    """
    chapters = _weights(findings)
    room = minutes - OPENING_MINUTES - CLOSING_MINUTES
    chapters = chapters.head(max(0, room // SHORTEST_ITEM))
    spare = room - SHORTEST_ITEM * len(chapters)
    extra = (spare * chapters["weight"] // STEP_MINUTES * STEP_MINUTES).astype(int)
    items = chapters.assign(minutes=SHORTEST_ITEM + extra)[["item", "findings", "minutes"]]
    closing = minutes - OPENING_MINUTES - int(items["minutes"].sum())
    return pd.concat(
        [
            _item(tr("Opening: the question of the day"), OPENING_MINUTES),
            items,
            _item(tr("Decisions, owners and dates"), closing),
        ],
        ignore_index=True,
    )


def _item(name: str, minutes: int) -> pd.DataFrame:
    return pd.DataFrame({"item": [name], "findings": [0], "minutes": [minutes]})


def _weights(findings: list[FindingJson]) -> pd.DataFrame:
    """Chapters in the order in which the findings first name them, weights that add up to 1."""
    table = pd.DataFrame(
        {
            "item": pd.Series([f.get("chapter", "") for f in findings], dtype="string"),
            "money": pd.Series([abs(f["money"] or 0) for f in findings], dtype="float64"),
        }
    )
    chapters = table.groupby("item", sort=False, as_index=False).agg(
        findings=("money", "size"), money=("money", "max"), root=("money", lambda m: m.max() ** 0.5)
    )
    total = chapters["root"].sum()
    by_count = chapters["findings"] / max(1, chapters["findings"].sum())
    return chapters.assign(weight=chapters["root"] / total if total > 0 else by_count)


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
            "The most money that can be acted on is %(money)s a year, in '%(chapter)s'; findings "
            "that can be acted on and have money: %(counted)s of %(all)s"
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
