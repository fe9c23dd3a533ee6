"""Where are people, texts or studies too few to say more?"""

import pandas as pd

from helpers.analysis.centredness.inputs import Room
from helpers.analysis.centredness.reliability import Between
from helpers.analysis.centredness.research import Research
from helpers.analysis.centredness.room import LEAST_SIDE
from helpers.language import Number, tr
from helpers.settings import CentrednessSettings


def few_definitions(told: pd.DataFrame | None, rules: CentrednessSettings) -> str:
    """Say that no groups are proposed; empty where they are.

    Returns
    -------
    A sentence in the language in use.
    """
    if told is None or len(told) >= rules.least_definitions:
        return ""
    text = tr("No groups are proposed: it takes %(least)s definitions, and there are %(n)s.")
    return text % {"least": Number(rules.least_definitions), "n": Number(len(told))}


def few_people(found: Room | None, rules: CentrednessSettings) -> str:
    """Say why agreement, or the gap of top and front line, is not told; empty where it is.

    Returns
    -------
    A sentence in the language in use.
    """
    if found is None:
        return ""
    if len(found.grid) < rules.least_people:
        text = tr("Only scores are told: agreement takes %(least)s people, and %(n)s have scored.")
        return text % {"least": Number(rules.least_people), "n": Number(len(found.grid))}
    top = int(found.is_top.sum())
    if min(top, len(found.grid) - top) >= LEAST_SIDE:
        return ""
    text = tr(
        "Top and front line are not compared: it takes %(least)s people on each side, so that "
        "nobody can be told from the others. Departments that are the top need that name."
    )
    return text % {"least": Number(LEAST_SIDE)}


def one_thing(between: Between | None) -> str:
    """Say how far departments differ as wholes; empty where that cannot be told.

    Returns
    -------
    A sentence in the language in use.
    """
    if between is None:
        return ""
    text = tr(
        "Of the differences between people %(share)s lie between departments (ICC(1), departments "
        "of three people and more: %(groups)s)."
    )
    share = Number(max(between.icc, 0.0), "percent")
    return text % {"share": share, "groups": Number(between.groups)}


def few_studies(found: Research | None, rules: CentrednessSettings) -> str:
    """Say that studies are too few for shares, or contradict themselves; empty where neither.

    Returns
    -------
    A sentence in the language in use.
    """
    if found is None:
        return ""
    if found.studies < rules.least_studies:
        text = tr("Shares of studies are not told: it takes %(least)s, and there are %(n)s.")
        return text % {"least": Number(rules.least_studies), "n": Number(found.studies)}
    if not found.contradictions:
        return ""
    text = tr(
        "Studies with a yes after a no: %(n)s. They count as having come through the steps between."
    )
    return text % {"n": Number(found.contradictions)}
