"""What can these records not tell about prices and terms, and what is assumed?"""

import pandas as pd

from helpers.analysis.terms.bonuses import compared
from helpers.analysis.terms.inputs import Ranked, Studied
from helpers.analysis.terms.ranks import DECILES
from helpers.language import number, percent, tr
from helpers.settings import TermsSettings


def assumed(found: Studied, rules: TermsSettings) -> str:
    """Say that the margin is a setting; empty where it is counted."""
    if found.costed:
        return ""
    said = tr("The margin is assumed: %(share)s of the full price, the same for all goods.")
    return said % {"share": percent(rules.margin)}


def groups(found: Studied, terms: Ranked | None, rules: TermsSettings) -> str:
    """Say why terms are not compared, or by how many groups; empty where nothing is to be said."""
    if terms is None:
        if not found.given.cells["given"].sum() > 0:
            return ""
        said = tr(
            "Who gets the best terms is not told: %(least)s customers with a line sold in these "
            "months are needed."
        )
        return said % {"least": number(rules.least_compared)}
    if terms.rank.groups == DECILES:
        return ""
    said = tr("Customers are put in thirds: tenths need %(least)s of them, and there are %(n)s.")
    return said % {"least": number(rules.least_customers), "n": number(len(terms.each))}


def bonuses(kinds: pd.DataFrame | None, *, least: int) -> str:
    """Say which kinds are left out of the comparison; empty where none is."""
    if kinds is None:
        return ""
    kept = compared(kinds, least=least)
    left = kinds[~kinds["kind"].isin(kept["kind"])] if kept is not None else kinds
    if left.empty:
        return ""
    said = tr(
        "Not compared: %(kinds)s. A kind must be a discount, cashback or a gift, and have been "
        "given %(least)s times."
    )
    named = ", ".join(tr(str(kind)) or tr("without a kind") for kind in left["kind"])
    return said % {"kinds": named, "least": number(least)}
