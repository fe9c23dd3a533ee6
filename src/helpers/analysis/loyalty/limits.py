"""Where do the records say too little about loyalty?"""

import pandas as pd

from helpers.language import Number, ntr
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
