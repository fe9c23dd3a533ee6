"""Where do the records say too little about the journey?"""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.analysis.definitions import answers
from helpers.analysis.journey.inputs import Journey
from helpers.language import Number, ntr, tr
from helpers.settings import JourneySettings

if TYPE_CHECKING:
    from helpers.records import Records


def too_short(found: Journey | None, rules: JourneySettings) -> str:
    """Say what the flow between stages needs; empty where there is one.

    Returns
    -------
    A sentence in the language in use.
    """
    if found is not None:
        return ""
    text = tr(
        "Who goes from which stage to which is not told: it takes %(n)s whole quarters after the "
        "first year of records."
    )
    return text % {"n": Number(rules.least_quarters + 1)}


def pooled(p: float, rules: JourneySettings) -> str:
    """Say whether the quarters may be counted together; empty where nothing is counted.

    Returns
    -------
    A sentence in the language in use.
    """
    if np.isnan(p):
        return ""
    if p < rules.alike_p_below:
        return tr(
            "Quarters differ beyond chance: only the last four are counted, and what follows in "
            "the long run is not told."
        )
    text = tr("Quarters are alike (chance of such differences: %(p)s): all are counted together.")
    return text % {"p": Number(p, "percent", 1)}


def few_forms(effects: pd.DataFrame | None, rules: JourneySettings) -> str:
    """Say which places have too few answers to tell who stays away; empty where none has.

    Returns
    -------
    A sentence in the language in use.
    """
    if effects is None:
        return ""
    few = effects.loc[~effects["judged"], "touchpoint"]
    if few.empty:
        return ""
    text = ntr(
        "Who stays away after a failed deal is not told of %(n)s place (%(names)s): it takes "
        "%(least)s forms that are old enough, with failed and passed ones among customers alike.",
        "Who stays away after a failed deal is not told of %(n)s places (%(names)s): it takes "
        "%(least)s forms that are old enough, with failed and passed ones among customers alike.",
        len(few),
    )
    named = ", ".join(few.astype("str")[:5])
    return text % {"n": Number(len(few)), "names": named, "least": Number(rules.least_forms)}


def scale(records: "Records") -> str:
    """Say that no score can pass; empty where the scale is the one supposed.

    Returns
    -------
    A sentence in the language in use.
    """
    rules = records.engagement.settings.answers
    if not records.has("surveys.score"):
        return ""
    told = answers.answers(records.frame("surveys"), rules)
    if not answers.another_scale(told, rules):
        return ""
    text = tr(
        "No answer reaches %(passes)s, the score that passes: the scale seems to be another one. "
        "Set answers.passes_from and answers.full_marks in engagement.yml."
    )
    return text % {"passes": Number(rules.passes_from)}
