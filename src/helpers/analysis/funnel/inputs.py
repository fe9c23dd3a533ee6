"""What do this client's records give the chapter on the funnel to work on?

Each function takes what the client brought; it returns None where that is not enough.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from helpers.analysis.funnel import channels as by_channel
from helpers.analysis.funnel import giving_up, groups, needed, newcomers, persistence, steps
from helpers.analysis.funnel.newcomers import Worth
from helpers.analysis.funnel.persistence import Contacted
from helpers.analysis.funnel.stages import Ways, ways
from helpers.analysis.lifetime import acquisition as price
from helpers.periods import MONTHS_OF_YEAR, add_months, last_complete_month
from helpers.settings import FunnelSettings, Settings

if TYPE_CHECKING:
    from helpers.records import Records


@dataclass(frozen=True)
class Funnel:
    """Leads of a client before each step, and what a lead that buys is worth.

    ``tried`` has every lead before every step (:func:`steps.tried`), empty where the leads are too
    few to say more than counts; ``given`` the days that a step is given.
    """

    way: Ways
    tried: pd.DataFrame
    given: dict[tuple[str, str], int]
    worth: Worth | None

    @property
    def enough(self) -> bool:
        """Whether there are leads and sales enough to say more than counts."""
        return len(self.tried) > 0


def funnel(records: "Records", settings: Settings) -> Funnel:
    """Way of each lead through the steps.

    Returns
    -------
    The funnel, without tries where leads or sales are too few.
    """
    rules = settings.funnel
    way = ways(records.frame("leads"), as_of=records.as_of)
    sold = int(way.leads["sold"].notna().sum())
    days = newcomers.purchase_days(records.sales, way, margin=settings.lifetime.margin)
    again = newcomers.again(way, days, records.get("referrals"))
    given = steps.days_given(way, quantile=rules.step_quantile)
    rows = steps.tried(way, again, given)
    few = len(way.leads) < rules.least_leads or sold < rules.least_sales
    return Funnel(way, rows.head(0) if few else rows, given, newcomers.worth(way, days))


def contacted(records: "Records", whole: Funnel, rules: FunnelSettings) -> Contacted | None:
    """Leads by the contacts they had; None without a log of contacts with leads, or too few."""
    if not (whole.enough and records.has("contacts.lead")):
        return None
    rows = records.contacts.filter(records.contacts.lead.notnull()).select("lead", "date")
    found = persistence.contacted(whole.way, rows.to_pandas(), quantile=rules.silent_quantile)
    sales = int((found.leads["end"] == persistence.SALE).sum())
    few = len(found.leads) < rules.least_leads or sales < rules.least_sales
    return None if few else found


def given_up(
    table: pd.DataFrame | None, worth: Worth | None, settings: Settings
) -> pd.DataFrame | None:
    """What giving up costs at most; None without contacts, or without any new customer's worth."""
    if table is None or worth is None:
        return None
    return giving_up.given_up(
        table,
        priced_from=settings.funnel.priced_from,
        worth=worth.profit,
        contact_cost=settings.winback.contact_cost,
    )


def needed_leads(records: "Records", whole: Funnel, rules: FunnelSettings) -> pd.DataFrame | None:
    """Leads needed for each of the next twelve months; None where nothing can be told."""
    if not whole.enough:
        return None
    table = steps.funnel(steps.mature(whole.tried)).set_index("step")
    key = steps.key(steps.WHOLE)
    if key not in table.index:
        return None
    start = add_months(last_complete_month(records.as_of), 1 - MONTHS_OF_YEAR)
    target = rules.target_month
    if target is None and whole.worth is not None:
        sold = whole.way.leads["sold"].between(start, records.as_of).sum()
        target = float(sold) * whole.worth.sales / MONTHS_OF_YEAR
    return needed.months_ahead(
        _by_month(records, start), target, whole=table.loc[key], worth=whole.worth,
        as_of=records.as_of,
    )  # fmt: skip


def _by_month(records: "Records", start: pd.Timestamp) -> pd.Series:
    sales = records.sales.filter(records.sales.date >= start.date())
    month = sales.date.truncate("M").name("month")
    sums = sales.group_by(month).aggregate(net=sales.amount.sum().cast("float64")).to_pandas()
    months = pd.date_range(start, periods=MONTHS_OF_YEAR, freq="MS")
    return sums.set_index(pd.to_datetime(sums["month"]))["net"].reindex(months, fill_value=0.0)


def channels(records: "Records", *, margin: float) -> pd.DataFrame | None:
    """Share of each channel in the year, and what its spending brought back.

    Returns
    -------
    None where neither leads nor sales have a channel.
    """
    if not records.has("sales.channel") and not records.has("leads.channel"):
        return None
    entry = price.entries(records.sales, margin=margin)
    entry = entry.assign(channel=price.came_by(entry, records.get("leads")))
    if entry["channel"].isna().all():
        return None
    money = by_channel.money(records.sales, entry, margin=margin, as_of=records.as_of)
    return by_channel.channels(money, records.get("spend"), as_of=records.as_of)


def persistence_of(found: Contacted | None, rules: FunnelSettings) -> pd.DataFrame | None:
    """Chance of a sale at each contact: what :func:`persistence.persistence` returns."""
    if found is None:
        return None
    return persistence.persistence(found.leads, drawn_from=rules.drawn_from)


def best_contact(table: pd.DataFrame | None, rules: FunnelSettings) -> int | None:
    """Contact around which leads buy most easily; None where they do not differ."""
    return None if table is None else persistence.best_contact(table, p_below=rules.p_below)


def patience(
    found: Contacted | None, by_manager: pd.DataFrame, rules: FunnelSettings
) -> pd.DataFrame | None:
    """Who gives up later: what :func:`groups.patience` returns, of those who may be judged."""
    if found is None:
        return None
    names = by_manager.loc[by_manager["judged"], "manager"].unique()
    return groups.patience(found.leads, sorted(names), p_below=rules.p_below)
