"""What do this client's records give the chapter on the journey to work on?

Each function takes what the client brought; it returns None where that is not enough.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import ibis
import pandas as pd

from helpers.analysis.definitions import answers as deals
from helpers.analysis.definitions import durable as goods
from helpers.analysis.definitions.activity import purchase_days
from helpers.analysis.definitions.ladder import placed
from helpers.analysis.definitions.margins import margin_days
from helpers.analysis.definitions.standing import standing
from helpers.analysis.funnel import steps
from helpers.analysis.funnel.stages import Ways, ways
from helpers.analysis.journey import coming_back as back
from helpers.analysis.journey import seams as torn
from helpers.analysis.journey import stages as at
from helpers.analysis.journey import transitions as between
from helpers.analysis.journey import wow as delight
from helpers.analysis.journey.stages import BOUGHT, REPEAT, STAGES
from helpers.cache import code, results
from helpers.language import tr
from helpers.periods import YEAR, year_before
from helpers.settings import JourneySettings

if TYPE_CHECKING:
    from helpers.records import Records

DEAL_DAYS = 30  # between a purchase and the form that asks about it, at most
NOBODY_SOLD = pd.DataFrame({"lead": [], "sold": pd.to_datetime([]), "customer": []})


@dataclass(frozen=True)
class Journey:
    """Everybody at the ends of the last quarters, and who went where.

    ``stood``: ``quarter``, ``who``, ``stage``. ``moved``: ``quarter`` (the later end), ``who``,
    ``from``, ``to``. ``ends``: the days.
    """

    stood: pd.DataFrame
    moved: pd.DataFrame
    ends: list[pd.Timestamp]


def journey(records: "Records", rules: JourneySettings) -> Journey | None:
    """Stages at the ends of quarters, from the cache where they are.

    Returns
    -------
    None with fewer quarters than ``rules.least_quarters``.
    """
    first = pd.Timestamp(records.sales.date.min().to_pandas())
    ends = at.quarter_ends(first, records.as_of, most=rules.quarters + 1)
    if len(ends) <= rules.least_quarters:
        return None
    tables, _ = results.once(
        "journey", records.engagement.client, _made_from(records), lambda: _learn(records, ends)
    )
    return Journey(tables["stood"], tables["moved"], ends)


def _made_from(records: "Records") -> dict[str, Any]:
    settings = records.engagement.settings
    subjects = ("journey", "churn", "signals", "funnel")
    return {
        name: records.fingerprint(name)
        for name in ("sales", "leads", "referrals")
        if records.has(name)
    } | {
        "as_of": str(records.as_of.date()),
        "rules": [getattr(settings, name).model_dump() for name in subjects],
        "code": code.digest(__name__),
        "packages": [pd.__version__],
    }


def _learn(records: "Records", ends: list[pd.Timestamp]) -> results.Learned:
    way, patience = _leads(records)
    stood = _customers(records, ends)
    if way is not None:
        prospect = way.reached["prospect"].reset_index(drop=True)
        waiting = [
            at.leads_at(way.leads, prospect, end=end, patience=patience).assign(quarter=end)
            for end in ends
        ]
        stood = pd.concat([*waiting, stood], ignore_index=True)
    sold = NOBODY_SOLD if way is None else way.leads.dropna(subset="sold")
    by = dict(iter(stood.groupby("quarter")))
    moved = [between.moves(by[a], by[b], sold, end=b).assign(quarter=b) for a, b in pairwise(ends)]
    return {"stood": stood, "moved": pd.concat(moved, ignore_index=True)}, {}


def _leads(records: "Records") -> tuple[Ways | None, int]:
    """Leads with the days after which one that has not bought is given up; None without leads."""
    if not records.has("leads"):
        return None, 0
    way = ways(records.frame("leads"), as_of=records.as_of)
    quantile = records.engagement.settings.funnel.step_quantile
    given = steps.days_given(way, quantile=quantile)
    return (way, given[steps.WHOLE]) if steps.WHOLE in given else (None, 0)


def _customers(records: "Records", ends: list[pd.Timestamp]) -> pd.DataFrame:
    measured = standing(records).measured
    names, as_of, settings = measured.durable, records.as_of, records.engagement.settings
    days = purchase_days(records.sales, as_of=as_of)
    repeated = days
    rare = goods.category_days(goods.of_categories(records.sales, names, durable=True), as_of=as_of)
    if names:
        lines = goods.of_categories(records.sales, names, durable=False)
        repeated = purchase_days(lines, as_of=as_of)
    told = records.get("referrals")
    rows = []
    for end in ends:
        steps_then = placed(
            repeated[repeated["date"] <= end], rare[rare["date"] <= end],
            as_of=end, measured=measured, settings=settings,
        )  # fmt: skip
        known = days[days["date"] <= end]
        people = at.customers_at(steps_then, known, _referrers(told, end), end=end)
        rows.append(people.assign(quarter=end))
    return pd.concat(rows, ignore_index=True)


def _referrers(told: pd.DataFrame | None, end: pd.Timestamp) -> set[str]:
    if told is None:
        return set()
    date = pd.to_datetime(told["date"])
    return set(told.loc[(date > year_before(end)) & (date <= end), "referrer"].dropna())


def stages(records: "Records", found: Journey | None) -> pd.DataFrame | None:
    """How many stand at each stage, and what they bought in the year before.

    Returns
    -------
    One row per quarter and stage: ``quarter``, ``stage``, ``customers``, ``revenue``.
    """
    if found is None:
        return None
    sold = _sales_by_month(records)
    rows = []
    for end, people in found.stood.groupby("quarter"):
        year = sold[(sold["month"] <= end) & (sold["month"] > year_before(end))]
        money = people["who"].map(year.groupby("customer")["net"].sum()).fillna(0.0)
        by = people.assign(revenue=money).groupby("stage")["revenue"].agg(["size", "sum"])
        by = by.reindex([s for s in STAGES if s in by.index or s in BOUGHT]).fillna(0.0)
        rows.append(by.reset_index().assign(quarter=end))
    table = pd.concat(rows, ignore_index=True)
    table = table.rename(columns={"size": "customers", "sum": "revenue"})
    return table.astype({"customers": "int64"})[["quarter", "stage", "customers", "revenue"]]


def _sales_by_month(records: "Records") -> pd.DataFrame:
    sales = records.sales.filter(records.sales.customer.notnull())
    sales = sales.filter(sales.date <= ibis.date(records.as_of.date()))
    month = sales.date.truncate("M").name("month")
    table = sales.group_by("customer", month).aggregate(net=sales.amount.sum().cast("float64"))
    frame = table.order_by("customer", "month").to_pandas()
    return frame.assign(month=pd.to_datetime(frame["month"]))


def forms(records: "Records") -> pd.DataFrame | None:
    """One row per form, passed or failed as a whole; None without surveys by touchpoint.

    Returns
    -------
    As :func:`definitions.answers.forms`, with ``branch`` and ``failed_last`` (failed within the
    last year).
    """
    if not records.has("surveys.touchpoint"):
        return None
    rules = records.engagement.settings.answers
    asked = deals.forms(deals.answers(records.frame("surveys"), rules), rules)
    branch = torn.of_branches(asked, _branches(records), within=DEAL_DAYS)
    last = asked["failed"] & (asked["date"] > year_before(records.as_of))
    return asked.assign(branch=branch, failed_last=last)


def followed(records: "Records", asked: pd.DataFrame | None) -> pd.DataFrame | None:
    """Forms whose customers could come back; None where no customer is known to have answered.

    Returns
    -------
    As :func:`coming_back.followed`.
    """
    if asked is None or not records.has("surveys.customer"):
        return None
    segment = records.segments()
    known = pd.Series(dtype="object") if segment is None else segment
    days = purchase_days(records.sales, as_of=records.as_of)
    return back.followed(asked, days, known, as_of=records.as_of, horizon=horizon(records))


def worth(records: "Records", rows: pd.DataFrame | None) -> float | None:
    """What a customer who came back brought in a year; None where nobody is known to have.

    Parameters
    ----------
    rows
        What :func:`followed` gave.

    Returns
    -------
    Money a year, of gross profit.
    """
    if rows is None or rows.empty:
        return None
    margins = _margins(records)
    brought = torn.worth(rows, margins, horizon=horizon(records), year=YEAR)
    return None if pd.isna(brought) else brought


def horizon(records: "Records") -> int:
    """Days of silence that mean that a customer has left.

    Returns
    -------
    Whole days.
    """
    return standing(records).measured.horizon_days


def seams(
    asked: pd.DataFrame | None,
    effects: pd.DataFrame | None,
    brought: float | None,
    rules: JourneySettings,
) -> pd.DataFrame | None:
    """Places at branches with what goes wrong there; None where no touchpoint was asked about.

    Parameters
    ----------
    asked, effects, brought
        What :func:`forms`, :func:`effects` and :func:`worth` gave.

    Returns
    -------
    As :func:`seams.seams`.
    """
    if asked is None:
        return None
    worth_a_year = float("nan") if brought is None else brought
    return torn.seams(
        asked, effects, worth=worth_a_year, least=rules.least_forms, p_below=rules.p_below
    )


def effects(rows: pd.DataFrame | None, rules: JourneySettings) -> pd.DataFrame | None:
    """How much more often customers stay away after a failed form, by touchpoint.

    Returns
    -------
    As :func:`coming_back.effects`.
    """
    if rows is None or rows.empty:
        return None
    return back.effects(rows, least=rules.least_forms, seed=rules.seed)


def wow(records: "Records", asked: pd.DataFrame | None) -> pd.DataFrame:
    """Share of the delighted and of full marks by touchpoint, as :func:`wow.shares`.

    Returns
    -------
    As :func:`wow.shares`.
    """
    band = records.engagement.settings.answers.band
    return delight.shares(records.get("expectations"), asked, band=band)


def _margins(records: "Records") -> pd.DataFrame:
    """Margin of each customer's purchase days, of goods that are bought again and again."""
    names = standing(records).measured.durable
    lines = goods.of_categories(records.sales, names, durable=False)
    lines = lines.filter(lines.customer.notnull() & (lines.date <= ibis.date(records.as_of.date())))
    return margin_days(lines, assumed=records.engagement.settings.lifetime.margin)


def _branches(records: "Records") -> pd.DataFrame | None:
    """Branch of each purchase; where a day has several, the one with most money."""
    if not records.has("sales.branch"):
        return None
    sales = records.sales
    lines = sales.filter(sales.customer.notnull() & sales.branch.notnull())
    table = lines.group_by("customer", "date", "branch").aggregate(net=lines.amount.sum())
    table = table.filter(table.net > 0)
    frame = table.order_by("customer", "date", "net", "branch").to_pandas()
    return frame.drop_duplicates(["customer", "date"], keep="last").drop(columns="net")


def revenue_of_stages(table: pd.DataFrame | None) -> pd.Series:
    """Net sales of the last year by stage, at the last end of a quarter; in both languages.

    Returns
    -------
    Money a year by the name of the stage.
    """
    if table is None:
        return pd.Series(dtype=float)
    last = table[table["quarter"] == table["quarter"].max()].set_index("stage")["revenue"]
    return pd.concat([last, last.rename(tr)]) if tr(REPEAT) != REPEAT else last


def used(counted: pd.DataFrame | None, rules: JourneySettings) -> tuple[pd.DataFrame | None, float]:
    """Moves that may be counted together: those of all quarters, or of the last four.

    Returns
    -------
    The moves, and the chance that quarters which are alike would differ so much.
    """
    if counted is None:
        return None, float("nan")
    p = between.alike(counted).p
    if not p < rules.alike_p_below:
        return counted, p
    last = sorted(counted["quarter"].unique())[-between.LAST_QUARTERS :]
    return counted[counted["quarter"].isin(last)], p
