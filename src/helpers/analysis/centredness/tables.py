"""Which tables about one meaning does the reader see?"""

import pandas as pd

from helpers.analysis.centredness.research import DONE, STEPS, Research
from helpers.given import when_given
from helpers.language import tr

MOST_GROUPS = 6
MOST_STATEMENTS = 5
MATURITY = ["statement", "block", "scored_by", "mean_score", "agreement", "top_score",
            "front_score", "p_adjusted"]  # fmt: skip
BLOCK = ["block", "statements", "mean_score", "alpha", "alpha_low", "alpha_high"]
RESEARCH = ["study_step", "studies", "share", "share_low", "share_high", "told_share", "cost"]


@when_given
def groups(told: pd.DataFrame) -> pd.DataFrame:
    """Groups of meanings by their own words, with their votes; by texts where nobody voted.

    Returns
    -------
    ``definition``, ``votes``.
    """
    by = told.groupby("group", sort=True)
    rows = by.agg(definition=("label", "first"), votes=("votes", "sum"), texts=("votes", "size"))
    if not rows["votes"].sum():
        rows = rows.assign(votes=rows["texts"]).sort_values("votes", ascending=False, kind="stable")
    return rows[["definition", "votes"]].head(MOST_GROUPS).reset_index(drop=True)


def first_label(rows: pd.DataFrame | None) -> list[str]:
    """The group that the title speaks of.

    Returns
    -------
    The label alone, or nothing where there is none.
    """
    return [] if rows is None else rows["definition"].head(1).tolist()


@when_given
def definitions(told: pd.DataFrame) -> pd.DataFrame:
    """Definitions by group, without their authors: ``group``, ``definition``, ``votes``.

    Returns
    -------
    One row per definition, in the order of the groups.
    """
    return told[["group", "definition", "votes"]]


@when_given
def sides(table: pd.DataFrame) -> pd.DataFrame | None:
    """Statements on which the room agrees least, as top and as front line score them.

    Returns
    -------
    ``statement`` (words), ``top_score``, ``front_score``, ``agreement``; None where no sides are
    compared.
    """
    rows = table.dropna(subset=["top", "front"]).head(MOST_STATEMENTS)
    if rows.empty:
        return None
    words = [tr(str(statement)) for statement in rows["statement"]]
    rows = rows.assign(statement=words, top_score=rows["top"], front_score=rows["front"])
    return rows[["statement", "top_score", "front_score", "agreement"]].reset_index(drop=True)


@when_given
def maturity(table: pd.DataFrame) -> pd.DataFrame:
    """All statements, the least agreed first: ``MATURITY``.

    Returns
    -------
    One row per statement.
    """
    names = {"n": "scored_by", "mean": "mean_score", "top": "top_score", "front": "front_score"}
    words = {name: [tr(str(x)) for x in table[name]] for name in ("statement", "block")}
    return table.assign(**words).rename(columns=names)[MATURITY]


@when_given
def blocks(table: pd.DataFrame) -> pd.DataFrame:
    """Blocks of statements: ``BLOCK``.

    Returns
    -------
    One row per block.
    """
    names = {"mean": "mean_score", "low": "alpha_low", "high": "alpha_high"}
    words = [tr(str(block)) for block in table["block"]]
    return table.assign(block=words).rename(columns=names)[BLOCK]


@when_given
def departments(table: pd.DataFrame) -> pd.DataFrame:
    """Mean score by department; those too small to be shown alone under one word.

    Returns
    -------
    One row per department that may be shown.
    """
    words = [name or tr("smaller departments, together") for name in table["department"]]
    return pd.DataFrame(
        {"department": words, "people": table["people"], "mean_score": table["mean"]}
    )


@when_given
def research(found: Research, *, least: int) -> pd.DataFrame:
    """Studies by how far they came: ``RESEARCH``; without shares where they are few.

    Returns
    -------
    One row per step, as the studies come to it.
    """
    names = {"low": "share_low", "high": "share_high", "published": "told_share"}
    steps = found.steps
    words = [tr({DONE: DONE, **STEPS}[step]) for step in steps["step"]]
    shown = steps.assign(study_step=words).rename(columns=names)[RESEARCH]
    if found.studies < least:
        return shown[["study_step", "studies", "cost"]]
    return shown.dropna(axis="columns", how="all")


@when_given
def beside(found: Research, *, least: int) -> pd.DataFrame | None:
    """Shares of ours beside those that are told, where both are known; None with few studies."""
    if found.studies < least:
        return None
    rows = found.steps.dropna(subset="published").rename(columns={"published": "told_share"})
    words = [tr({DONE: DONE, **STEPS}[step]) for step in rows["step"]]
    return rows.assign(study_step=words)[["study_step", "told_share", "share"]]


def sheet_lines(told: pd.DataFrame | None) -> list[list[str]]:
    """First lines of the worksheet: what is to be written."""
    proposed = [] if told is None or told.empty else [str(told["label"].iloc[0])]
    return [
        [tr("Proposed by most votes"), *proposed],
        [tr("Our definition")],
        *[[tr("Sign that it is kept: %(n)s") % {"n": n}] for n in (1, 2, 3)],
    ]
