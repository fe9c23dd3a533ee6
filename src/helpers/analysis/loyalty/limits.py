"""Where do the records say too little about loyalty?"""

import pandas as pd

from helpers.analysis.loyalty.brings import Brings
from helpers.language import Number, ntr, tr
from helpers.settings import LoyaltySettings


def enough(customers: pd.DataFrame, rules: LoyaltySettings) -> bool:
    """Whether enough customers were asked on the loyalty scale for a curve."""
    return int(customers["threshold"].notna().sum()) >= rules.least_asked


def few_asked(customers: pd.DataFrame, rules: LoyaltySettings) -> str:
    """Say how many were asked and how many a curve needs; nothing where they are enough."""
    if enough(customers, rules):
        return ""
    asked = int(customers["threshold"].notna().sum())
    text = ntr(
        "What would make them go cannot be told: %(n)s customer was asked in the last %(months)s "
        "months, %(least)s are needed.",
        "What would make them go cannot be told: %(n)s customers were asked in the last "
        "%(months)s months, %(least)s are needed.",
        asked,
    )
    told = {"n": asked, "months": rules.asked_within, "least": rules.least_asked}
    return text % {name: Number(value) for name, value in told.items()}


def few_matched(found: Brings | None, rules: LoyaltySettings) -> str:
    """Say how many found their like and how many are needed; nothing where they are enough."""
    if found is None or found.enough(rules):
        return ""
    text = tr(
        "What loyalty brings cannot be told: %(n)s loyal customers and %(others)s others found "
        "their like, %(least)s are needed on each side."
    )
    counted = {"n": found.difference.matched, "others": found.difference.others}
    told = counted | {"least": rules.least_matched}
    return text % {name: Number(value) for name, value in told.items()}


def scores_of_another_scale(other: bool) -> str:
    """Say that no score reaches the one that passes; nothing where some do."""
    if not other:
        return ""
    return tr(
        "The answers after deals are left out: no score reaches the one from which a question is "
        "passed. Say in the settings which score passes (answers.passes_from)."
    )
