"""Which claims about contact are put to the test here?"""

from typing import TYPE_CHECKING

import pandas as pd

from helpers.analysis.contact import wishes
from helpers.analysis.contact.curve import Curve
from helpers.analysis.definitions.claims import UNKNOWN, Claim, table, told
from helpers.estimates import Estimate
from helpers.language import tr

if TYPE_CHECKING:
    from helpers.records import Records

CHAPTER = "09"
MOST = 0.5  # of customers
INFINITE = float("inf")


def gathered(client: str, relationship: pd.DataFrame | None, curve: Curve | None) -> pd.DataFrame:
    """Claims of the chapters before this one, and its own.

    Returns
    -------
    As :func:`~helpers.analysis.definitions.claims.table`, in the order of the chapters.
    """
    others = told(client, before=CHAPTER)
    own = table(claims(relationship, curve), chapter=CHAPTER)
    return pd.concat([others, own], ignore_index=True) if len(others) else own


def untold(records: "Records", *, before: str) -> pd.DataFrame | None:
    """Claims that this chapter does not print: those of later ones, and all where it is left out.

    Returns
    -------
    As :func:`gathered`; None where none is left.
    """
    others = told(records.engagement.client, before=before)
    if records.has("contacts"):
        others = others[others["chapter"] > CHAPTER].reset_index(drop=True)
    return others if len(others) else None


def claims(relationship: pd.DataFrame | None, curve: Curve | None) -> list[Claim]:
    """Three myths (Freeman, Spenner and Bird 2012), as far as the records can tell.

    Parameters
    ----------
    relationship
        As :func:`wishes.counted` gives it, or None.
    curve
        The curve where it may be told, or None.
    """
    wanted, named = UNKNOWN, UNKNOWN
    asked = reasons = 0
    if relationship is not None:
        asked = int(relationship.loc[relationship["reason"] == "", "customers"].sum())
        reasons = int(relationship.loc[relationship["reason"] != "", "customers"].sum())
        wanted = wishes.said(relationship, wishes.YES)[1]
        named = wishes.said(relationship, wishes.YES, "frequent contact")[1]
    source = tr("often said; denied by a survey of about 7,000 (Freeman, Spenner and Bird 2012)")
    compared = 0 if curve is None else int(curve.table["customer_months"].sum())
    return [
        Claim(
            tr("Most customers want a relationship with the company: more than half of them"),
            source, MOST, (MOST, INFINITE), wanted, asked,
        ),
        Claim(
            tr("Contact makes the relationship: more than half of those who want one say so"),
            source, MOST, (MOST, INFINITE), named, reasons,
        ),
        Claim(
            tr("The more contact the better: a further contact adds as much as the first"),
            source, 1.0, (MOST, INFINITE), further(curve), compared,
        ),
    ]  # fmt: skip


def further(curve: Curve | None) -> Estimate:
    """What a further contact adds, as a share of what the first adds (both on the log scale).

    It is the contact after the saturation, or the last that was counted.

    Returns
    -------
    Missing where the first adds nothing, or no other was counted.
    """
    if curve is None or not curve.rises or len(curve.steps) < 2:
        return UNKNOWN
    last = len(curve.steps) - 1 if curve.saturation is None else curve.saturation
    first, step = curve.steps["value"].iloc[0], curve.steps.iloc[last]
    return Estimate(*(float(step[name] / first) for name in ("value", "low", "high")))
