"""Which tables about the journey does the reader see?"""

from typing import Any

import pandas as pd

from helpers.analysis.journey.register import UNKNOWN
from helpers.analysis.journey.stages import BOUGHT, FIRST, LEAVING, LOST, REPEAT, STAGES
from helpers.analysis.journey.transitions import LAST_QUARTERS
from helpers.analysis.journey.transitions import long_run as ends_of
from helpers.given import when_given
from helpers.language import Number, date_short, tr
from helpers.settings import JourneySettings

MOST_SEAMS = 8
MOST_SHOWN = 5  # of a chart on a page that has to hold the worksheet too
REGISTER = ["touchpoint", "stage", "owner", "standard", "forms", "pass_rate", "delighted"]
SEAM = ["place", "forms", "fail_rate", "failed_year", "at_stake", "stake_low", "stake_high"]
MOVES = ["from_stage", "to_stage", "customers", "rate", "rate_low", "rate_high", "quarters_stay"]
EFFECT = ["touchpoint", "forms", "failed_forms", "stay_away", "stay_low", "stay_high",
          "p_adjusted"]  # fmt: skip
WOW = ["touchpoint", "asked", "delighted", "forms", "full_marks"]
MATTER = ((FIRST, REPEAT), (FIRST, LEAVING), (REPEAT, LEAVING), (LEAVING, REPEAT), (LEAVING, LOST))
LOSS = (LEAVING, LOST)


@when_given
def flow(table: pd.DataFrame) -> pd.DataFrame:
    """Where customers of each stage of a year ago stand now: a bar each, in shares.

    Returns
    -------
    ``stage`` (words), then one column per stage now, the losses last.
    """
    grid = table.pivot_table(
        index="from", columns="to", values="customers", aggfunc="sum", fill_value=0
    )
    shares = grid.div(grid.sum(axis=1), axis=0)
    order = [stage for stage in STAGES if stage in shares.index]
    parts = [stage for stage in STAGES if stage in shares.columns]
    shares = shares.loc[order, parts].reset_index(names="stage")
    return shares.assign(stage=[tr(stage) for stage in shares["stage"]])


@when_given
def flow_parts(table: pd.DataFrame) -> dict[str, str]:
    """Columns of :func:`flow` with their words.

    Returns
    -------
    Words by column, in the order in which they are drawn.
    """
    return {stage: tr(stage) for stage in STAGES if stage in set(table["to"])}


@when_given
def moves(table: pd.DataFrame) -> pd.DataFrame:
    """Moves within a quarter, in the reader's words: ``MOVES``.

    Returns
    -------
    One row per move that matters.
    """
    shown = table[table["judged"]]
    words = {"from_stage": shown["from"].map(tr), "to_stage": shown["to"].map(tr)}
    return shown.assign(**words).rename(columns={"low": "rate_low", "high": "rate_high"})[MOVES]


@when_given
def long_run(table: pd.DataFrame, p: float, rules: JourneySettings) -> pd.DataFrame | None:
    """Where today's customers end if all moves go on like this; None where quarters differ.

    Returns
    -------
    ``stage`` (words), ``share`` (0–1).
    """
    if not p >= rules.alike_p_below:
        return None
    rows = table[table["from"].isin(BOUGHT) & table["to"].isin(BOUGHT)]
    grid = rows.pivot(index="from", columns="to", values="customers")
    order = [stage for stage in BOUGHT if stage in grid.index]
    grid = grid.reindex(index=order, columns=order).fillna(0.0)
    found = ends_of(grid.div(grid.sum(axis=1), axis=0))
    return pd.DataFrame({"stage": [tr(stage) for stage in found.index], "share": found.to_numpy()})


@when_given
def apart(counted: pd.DataFrame) -> pd.DataFrame:
    """The moves that matter, each of the last four quarters by itself.

    Returns
    -------
    ``move`` (words), and a column for each quarter with its share.
    """
    whole = counted.groupby(["quarter", "from"])["customers"].sum()
    cells = counted.set_index(["quarter", "from", "to"])["customers"]
    quarters = sorted(counted["quarter"].unique())[-LAST_QUARTERS:]
    rows = [
        {"move": f"{tr(a)} → {tr(b)}"}
        | {_day(q): cells.get((q, a, b), 0) / whole.get((q, a), float("nan")) for q in quarters}
        for a, b in MATTER
    ]
    return pd.DataFrame(rows)


def _day(quarter: pd.Timestamp) -> str:
    return date_short(pd.Timestamp(quarter))


@when_given
def seams(table: pd.DataFrame) -> pd.DataFrame:
    """Places that are asked about, the worst first, each with what is at stake: ``SEAM``.

    Returns
    -------
    One row per place and branch.
    """
    rows = table.dropna(subset="forms").head(MOST_SEAMS)
    names = {"at_stake_low": "stake_low", "at_stake_high": "stake_high"}
    return rows.assign(place=[_place(row) for row in rows.itertuples()]).rename(columns=names)[SEAM]


def _place(row: Any) -> str:
    return f"{row.touchpoint} · {row.branch}" if row.branch else str(row.touchpoint)


@when_given
def failing(table: pd.DataFrame) -> pd.DataFrame:
    """Share of failed deals of each place, with who answers for it; ``torn`` to be seen first.

    Returns
    -------
    ``place``, ``fail_rate``, ``fail_low``, ``fail_high``, ``torn``.
    """
    rows = table.dropna(subset="forms").sort_values("fail_rate", ascending=False).head(MOST_SHOWN)
    words = [_place(row) + _gap(row) for row in rows.itertuples()]
    told = rows.assign(place=words, torn=rows["torn"].eq(True))
    return told[["place", "fail_rate", "fail_low", "fail_high", "torn"]]


def _gap(row: Any) -> str:
    """What nobody has written down for a place of the register."""
    if row.owner == UNKNOWN and row.standard == UNKNOWN:
        return " — " + tr("no owner, no standard")
    if row.owner == UNKNOWN:
        return " — " + tr("no owner")
    return " — " + tr("no standard") if row.standard == UNKNOWN else ""


@when_given
def register(table: pd.DataFrame, wow: pd.DataFrame | None) -> pd.DataFrame:
    """The register with how deals go at each place: ``REGISTER``.

    Returns
    -------
    One row per place of the register.
    """
    share = pd.Series(dtype=float) if wow is None else wow.set_index("touchpoint")["delighted"]
    asked = table["forms"].where(table["forms"] > 0)
    return table.assign(delighted=table["touchpoint"].map(share), forms=asked)[REGISTER]


@when_given
def effects(table: pd.DataFrame) -> pd.DataFrame:
    """How much more often customers stay away after a failed deal: ``EFFECT``.

    Returns
    -------
    One row per touchpoint that was compared.
    """
    names = {"failed": "failed_forms", "difference": "stay_away", "low": "stay_low",
             "high": "stay_high"}  # fmt: skip
    return table[table["judged"]].rename(columns=names)[EFFECT]


@when_given
def dots(effects: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame | None:
    """Pass rate of each place against how much more often customers stay away after a failure.

    Returns
    -------
    One row per place that was compared.
    """
    told = effects[effects["judged"]]
    passed = register.set_index("touchpoint")["pass_rate"]
    found = told.assign(pass_rate=told["touchpoint"].map(passed))
    return found[["touchpoint", "pass_rate", "difference"]] if len(found) > 1 else None


@when_given
def wow(table: pd.DataFrame) -> pd.DataFrame:
    """Share of the delighted and of full marks, by touchpoint: ``WOW``.

    Returns
    -------
    One row per touchpoint.
    """
    return table[WOW]


def sheet_lines(table: pd.DataFrame) -> list[list[str]]:
    """First lines of the worksheet: the seams that tear, and places without owner or standard.

    Returns
    -------
    Texts of each line.
    """
    blank = table["owner"].eq(UNKNOWN) | table["standard"].eq(UNKNOWN)
    rows = table[table["torn"].eq(True) | blank].fillna({"branch": UNKNOWN})
    kept = rows.drop_duplicates("touchpoint").head(MOST_SHOWN)
    return [
        [
            _place(row) if row.torn is True else str(row.touchpoint),
            str(row.owner),
            str(row.standard),
        ]
        for row in kept.fillna({"owner": UNKNOWN, "standard": UNKNOWN}).itertuples()
    ]


@when_given
def worth_note(worth: float, *, days: int) -> str:
    """Say within how many days a customer comes back, and what one then brings a year.

    Returns
    -------
    A sentence; empty where nobody came back.
    """
    if pd.isna(worth):
        return ""
    text = tr(
        "Comes back: buys within %(days)s days after the answer. Who came back brought "
        "%(money)s a year of goods that are bought again and again."
    )
    return text % {"days": Number(days), "money": Number(worth, "money")}


@when_given
def employees(table: pd.DataFrame) -> pd.DataFrame:
    """Share of full marks by employee.

    Returns
    -------
    One row per employee with forms enough.
    """
    return table[["employee", "forms", "full_marks"]]


def dot_words() -> dict[str, str]:
    """How the two scales of :func:`dots` are called and written.

    Returns
    -------
    Words and kinds by the argument of the chart that takes them.
    """
    return {
        "x_name": tr("Deals that went well"),
        "y_name": tr("Stay away in addition"),
        "x_kind": "percent",
        "y_kind": "percent",
        "name": "touchpoint",
    }
