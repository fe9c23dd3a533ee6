"""What does the chapter say about meanings, agreement, and studies that nobody used?"""

import pandas as pd

from helpers.analysis.centredness.research import Research
from helpers.given import when_given
from helpers.language import N_, Number, forms, tr
from helpers.language.findings import Finding, Trail
from helpers.settings import CentrednessSettings

SCALE = 5


@when_given
def meaning(told: pd.DataFrame, rules: CentrednessSettings) -> Finding | None:
    """Say how many meanings the room has, and how many votes the one with most has.

    None where there are too few definitions to group.
    """
    if len(told) < rules.least_definitions:
        return None
    voted = bool(told["votes"].sum())
    return Finding(
        key="centredness.meaning",
        message=_MOST_VOTES if voted else _LARGEST,
        numbers={
            "n": Number(len(told)),
            "groups": Number(told["group"].nunique()),
            **(_most_votes(told) if voted else _largest(told)),
        },
        role="lever",
        so_what=tr("Who means different things by one word keeps different promises."),
        decide=tr("Which sentence do all of us sign?"),
        trail=Trail("definitions", len(told)),
    )


_MOST_VOTES = N_(
    "Definitions of customer focus: %(n)s, groups of meanings: %(groups)s. Most votes go "
    "to “%(label)s” and what is close to it: %(votes)s of %(of)s (%(share)s)"
)
_LARGEST = N_(
    "Definitions of customer focus: %(n)s, groups of meanings: %(groups)s. The largest "
    "is “%(label)s” and what is close to it: %(like)s"
)


def _most_votes(told: pd.DataFrame) -> dict[str, Number]:
    top, votes = told.iloc[0], int(told["votes"].sum())
    return {
        "label": Number(str(top["label"]), "text"),
        "votes": Number(int(top["group_votes"])),
        "of": Number(votes),
        "share": Number(top["group_votes"] / votes, "percent"),
    }


def _largest(told: pd.DataFrame) -> dict[str, Number]:
    size = told.groupby("group").size()
    label = told.loc[told["group"] == size.idxmax(), "label"].iloc[0]
    return {"label": Number(str(label), "text"), "like": Number(int(size.max()))}


@when_given
def dispute(table: pd.DataFrame, *, p_below: float) -> Finding | None:
    """Name the statement that top and front line see most differently; None where not compared."""
    told = table.dropna(subset="p_adjusted")
    if told.empty:
        return None
    size = told["gap"].abs()
    row = told.loc[size.idxmax()]
    if not row["p_adjusted"] < p_below:
        return Finding(
            key="centredness.no_dispute",
            message=forms(
                "Of %(n)s statement none divides top and front line beyond chance",
                "Of %(n)s statements none divides top and front line beyond chance",
            ),
            plural="n",
            numbers={"n": Number(len(told))},
            trail=Trail("maturity", len(told)),
        )
    return Finding(
        key="centredness.dispute",
        message=_TOP_BELIEVES if row["gap"] > 0 else _FRONT_BELIEVES,
        numbers={
            "statement": Number(tr(str(row["statement"])), "text"),
            "top": Number(row["top"], "number", 1),
            "front": Number(row["front"], "number", 1),
            "scale": Number(SCALE),
        },
        role="lever",
        so_what=tr("Who decides and who serves see two different companies here."),
        decide=tr("Who of the top looks this week at what the front line sees?"),
        trail=Trail("maturity", len(told)),
    )


_TOP_BELIEVES = N_(
    "The top believes “%(statement)s” (%(top)s of %(scale)s), the front line does not (%(front)s)"
)
_FRONT_BELIEVES = N_(
    "The front line believes “%(statement)s” (%(front)s of %(scale)s), the top does not (%(top)s)"
)


@when_given
def camps(table: pd.DataFrame) -> Finding | None:
    """Say on how many statements the room agrees no more than by chance; None where on none."""
    split = table[table["agreement"] < 0]
    if split.empty:
        return None
    row = split.iloc[0]
    return Finding(
        key="centredness.camps",
        message=_CAMPS,
        plural="n",
        numbers={
            "n": Number(len(split)),
            "statement": Number(tr(str(row["statement"])), "text"),
            "mean": Number(row["mean"], "number", 1),
        },
        trail=Trail("maturity", len(split)),
    )


_CAMPS = forms(
    "On %(n)s statement the room is split in two camps, first of all “%(statement)s”: its "
    "mean of %(mean)s is nobody's opinion",
    "On %(n)s statements the room is split in two camps, first of all “%(statement)s”: its "
    "mean of %(mean)s is nobody's opinion",
)


@when_given
def lowest(table: pd.DataFrame) -> Finding | None:
    """Say which statement the room scores lowest among those on which it agrees well."""
    agreed = table[table["agreement"] >= AGREED_FROM]
    if agreed.empty:
        return None
    row = agreed.sort_values(["mean", "statement"]).iloc[0]
    return Finding(
        key="centredness.lowest",
        message=N_("The room agrees and scores lowest: “%(statement)s”, %(mean)s of %(scale)s"),
        numbers={
            "statement": Number(tr(str(row["statement"])), "text"),
            "mean": Number(row["mean"], "number", 1),
            "scale": Number(SCALE),
        },
        trail=Trail("maturity", len(agreed)),
    )


AGREED_FROM = 0.7  # usual border of strong agreement (LeBreton & Senter 2008)


@when_given
def studies(found: Research, rules: CentrednessSettings) -> Finding | None:
    """Say what became of the studies, and how much room there is; None where it is not told."""
    steps = found.steps.set_index("step")["studies"]
    if not {"implemented", "measured"} <= set(steps.index):
        return None
    numbers = {
        "n": Number(found.studies),
        "changed": Number(int(steps["implemented"])),
        "measured": Number(int(steps["measured"])),
    }
    told = found.room is not None and found.studies >= rules.least_studies
    return Finding(
        key="centredness.research",
        message=_ROOM if told else _NO_ROOM,
        numbers=numbers | ({"room": Number(found.room)} if told else {}),
        role="lever",
        so_what=tr("A study that changes nothing was paid for by those who were asked."),
        decide=tr("Which study do we not begin, and who measures the effect of the next one?"),
        trail=Trail("research_funnel", len(found.steps)),
    )


_ROOM = N_(
    "Studies of customers: %(n)s. Something was changed after %(changed)s, the effect was "
    "measured of %(measured)s: the room for improvement is %(room)s times that"
)
_NO_ROOM = N_(
    "Studies of customers: %(n)s. Something was changed after %(changed)s, the effect was "
    "measured of %(measured)s"
)


@when_given
def wasted(found: Research, rules: CentrednessSettings) -> Finding | None:
    """Say which share of the money went to studies whose effect nobody measured."""
    whole = found.steps["cost"].iloc[0]
    if not found.wasted > 0 or found.studies < rules.least_studies:
        return None
    return Finding(
        key="centredness.wasted",
        message=N_(
            "Of %(money)s for studies %(share)s went to those whose effect nobody has measured"
        ),
        numbers={"money": Number(whole, "money"), "share": Number(found.wasted, "percent")},
        trail=Trail("research_funnel", len(found.steps)),
    )
