"""Which tables about loyalty does the reader see?"""

import pandas as pd

from helpers.analysis.definitions.answers import STATES
from helpers.analysis.definitions.naming.names_of_staff import Unnamed
from helpers.analysis.loyalty import five_questions
from helpers.analysis.loyalty.at_risk import AtRisk
from helpers.analysis.loyalty.brings import Brings
from helpers.analysis.loyalty.scale import STAYS_FROM
from helpers.language import percent, tr
from helpers.language.cells import Column
from helpers.language.columns import column

RATES = {"before": "pass_without", "after": "pass_with_rule", "kind": "percent"}
POINT = {"value": "share", "low": "low", "high": "high", "kind": "percent"}
SHOWN = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)  # steps of the curve in a table


def curve(found: AtRisk | None) -> pd.DataFrame | None:
    """Result table ``revenue_at_risk``; None without a curve."""
    return None if found is None else found.table


def drawn(found: AtRisk | None, *, until: float) -> pd.DataFrame | None:
    """Steps of the curve for the chart: beyond loyal customers its lines run together at one."""
    return None if found is None else found.table[found.table["better"] < until]


def lines() -> dict[str, str]:
    """Lines of the chart of revenue at risk, in words."""
    return {
        "share": tr("of the revenue we asked about"),
        "bound_low": tr("of all, at least"),
        "bound_high": tr("of all, at most"),
    }


def steps(found: AtRisk | None) -> pd.DataFrame | None:
    """Some steps of the curve, for a table; None without a curve."""
    if found is None:
        return None
    rows = pd.DataFrame([found.at(step) for step in SHOWN])
    return rows.assign(rival=[rival(step) for step in SHOWN])


def rival(better: float) -> str:
    """How much better a rival is, in words."""
    if better == 0:
        return tr("just as good")
    if better >= STAYS_FROM:
        return tr("%(share)s better (they do not leave)") % {"share": percent(better)}
    return tr("%(share)s better") % {"share": percent(better)}


def step_columns() -> list[Column]:
    """Columns of the table of steps."""
    return [
        column("rival", tr("A rival that is")),
        column("share", tr("Of the revenue we asked about"), digits=0),
        column("low", kind="percent", digits=0),
        column("high", kind="percent", digits=0),
        column("bound_low", tr("Of all revenue, at least"), "percent", digits=0),
        column("bound_high", tr("Of all revenue, at most"), "percent", digits=0),
        column("if_alike", tr("If those not asked are alike"), "percent", digits=0),
    ]


def pair() -> tuple[str, str]:
    """What the two bars of a place are: without the refusal rule, and with it."""
    return tr("Of those answered"), tr("A refusal counts as failed")


def places(table: pd.DataFrame | None) -> pd.DataFrame | None:
    """Places that may be judged, for the chart; None where fewer than two are."""
    if table is None:
        return None
    rows = five_questions.whole(table, "touchpoint")
    return rows if len(rows) > 1 else None


def groups(table: pd.DataFrame | None) -> pd.DataFrame | None:
    """Questions, places and departments over all; without people, of whom the guide speaks."""
    if table is None:
        return None
    rows = table[(table["question"] == "") & table["judged"] & (table["cut"] != "employee")]
    return rows.assign(cut=[tr(five_questions.KINDS[cut]) for cut in rows["cut"]])


def group_columns() -> list[Column]:
    """Columns of the table of questions, places and departments."""
    return [
        column("cut", tr("What")),
        column("group", tr("Which")),
        column("forms", tr("Forms"), "count"),
        column("refused", tr("Refused whole"), "percent", digits=0),
        column("pass_with_rule", tr("Passed, refusals failed"), "percent", digits=0),
        column("low", kind="percent", digits=0),
        column("high", kind="percent", digits=0),
        column("pass_without", tr("Passed of those answered"), "percent", digits=0),
    ]


def people(lower: pd.DataFrame | None) -> pd.DataFrame | None:
    """Employees whose forms lie lower beyond chance, for who leads; None where nobody is told."""
    if lower is None or lower.empty:
        return None
    words = [question or tr("all questions") for question in lower["question"]]
    return lower.assign(question=words)


def who(lower: pd.DataFrame | None) -> list[Unnamed]:
    """Employees whose forms lie lower, for who leads; nobody where nobody is told."""
    names = [] if lower is None else sorted(set(lower["group"]))
    return [Unnamed(tr("Whose forms lie lower"), str(name)) for name in names]


def people_columns() -> list[Column]:
    """Columns of the table of employees."""
    return [
        column("group", tr("Employee")),
        column("question", tr("Question")),
        column("forms", tr("Forms"), "count"),
        column("apart", tr("Passed, less others at the place"), "percent", digits=0),
        column("chance", tr("Chance that it is chance"), "percent", digits=1),
    ]


def gone(table: pd.DataFrame | None) -> pd.DataFrame | None:
    """Who went, in words; None where nobody could be followed."""
    if table is None:
        return None
    rows = table[table["forms"] > 0]
    return rows.assign(**{name: [tr(x) for x in rows[name]] for name in ("said", "who")})


def gone_columns() -> list[Column]:
    """Columns of the table of who went."""
    return [
        column("said", tr("Said")),
        column("who", tr("Customers")),
        column("forms", tr("Asked"), "count"),
        column("gone", tr("Bought nothing in the year after"), "count"),
        column("rate", digits=0),
        column("low", kind="percent", digits=0),
        column("high", kind="percent", digits=0),
    ]


def cells(found: Brings | None) -> pd.DataFrame | None:
    """Result table ``loyalty_brings``; None where nobody was asked long enough ago."""
    return None if found is None else found.table


def states(table: pd.DataFrame | None) -> pd.DataFrame | None:
    """Share of each state by place, a column for each state; None where nobody was asked."""
    if table is None:
        return None
    judged = table[table["judged"]]
    wide = judged.pivot_table(index="touchpoint", columns="state", values="share", sort=False)
    many = judged.groupby("touchpoint", sort=False)["customers"].sum()
    return wide.reindex(columns=list(STATES)).assign(customers=many).reset_index()


def state_columns() -> list[Column]:
    """Columns of the table of states."""
    each = [column(state, tr(state), "percent", digits=0) for state in STATES]
    return [
        column("touchpoint", tr("Touchpoint")),
        column("customers", tr("Asked"), "count"),
        *each,
    ]


def next_columns() -> list[Column]:
    """Columns of the list of whom to ask next."""
    return [
        column("customer"),
        column("revenue", tr("Net sales a year"), "money", digits=0),
        column("known_after", tr("Known of our revenue after it"), "percent", digits=1),
    ]


def points_columns() -> list[Column]:
    """Columns of the table of customers by signs."""
    return [
        column("points", tr("Signs"), "count"),
        column("customers"),
        column("share", tr("Share of customers"), digits=0),
        column("revenue_share", tr("Share of revenue"), "percent", digits=0),
        column("each", tr("Revenue of the one in the middle"), "money", digits=0),
    ]


def near_columns() -> list[Column]:
    """Columns of the list of those one step away."""
    return [
        column("customer"),
        column("lacks", tr("What is missing")),
        column("revenue", tr("Net sales a year"), "money", digits=0),
    ]
