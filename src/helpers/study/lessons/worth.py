"""What does lesson 07 ask about what a customer is worth and costs, and what is right?"""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis.definitions.margins import company_margin
from helpers.analysis.lifetime import acquisition as price
from helpers.analysis.lifetime import inputs, worth
from helpers.analysis.revenue.vintages import new_from
from helpers.language import N_
from helpers.periods import year_before
from helpers.records import Records
from helpers.study.answers import Answer, names, number, several, whole
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

DEAR_RATE = 0.30  # a year
NEVER = math.inf

DEAREST_ONLY = Mistake(
    "dearest only",
    N_("That is the dearest one. Others lose on the first sale as well: compare bar with bar."),
    N_(
        "A channel loses on the first sale where the cost of a newcomer is above what his first "
        "purchase leaves. Ask it of every channel."
    ),
)
ALL_CHANNELS = Mistake(
    "all channels",
    N_("Some channels earn their newcomer back with the first purchase."),
    N_("Where the bar of the margin is longer than the bar of the cost, nothing is lost."),
)
PER_LEAD = Mistake(
    "cost of a lead",
    N_("That is the price of a lead. Most leads never buy."),
    N_("A newcomer costs all the money, divided by those who bought for the first time."),
)
LEADS_ONLY = Mistake(
    "leads only",
    N_("Only what was paid for the leads. The rest of the campaign was paid too."),
    N_(
        "The stand at the fair, the texts and the wages bring newcomers as well. Full cost "
        "is all "
        "that the channel took in these months."
    ),
)
UNDISCOUNTED = Mistake(
    "no discounting",
    N_("That is the plain sum, whatever the rate. Later money counts for less."),
    N_(
        "Money of a year later is divided by one plus the rate. A sum that does not change with "
        "the rate has not been discounted."
    ),
)
MONTHS_AS_YEARS = Mistake(
    "months as years",
    N_("You discounted each month by the rate of a whole year."),
    N_("The rate is one of a year. Month t lies t / 12 years ahead: divide the exponent by 12."),
)
YOUNG_AS_NOTHING = Mistake(
    "young as nothing",
    N_("Who came last month has had no tenth month. You counted it as nothing."),
    N_(
        "The mean of month m is taken over those who have been there for longer than m "
        "months. The "
        "others say nothing about it, least of all that nothing came."
    ),
)
FIRST_MONTH_ON = Mistake(
    "first month on and on",
    N_("You took every month for one like the first. After the first purchase it goes slower."),
    N_("The first month holds the first purchase of everybody. Add up month by month instead."),
)
ROUNDED_DOWN = Mistake(
    "rounded down",
    N_("So many do not quite pay for it. A part of a customer does not exist: round up."),
    N_("The first whole number at which nothing is lost is asked for."),
)
NEW_ONES_ONLY = Mistake(
    "new ones only",
    N_("Those who would have come anyway get the thank-you as well. Who pays for theirs?"),
    N_(
        "A reward for every recommendation is paid for those too that come today without "
        "one. The "
        "further ones must earn all of it."
    ),
)


class Came(NamedTuple):
    """Newcomers of the months of which spending is known, and what was spent on them.

    ``each``: ``customer``, ``first`` (day), ``channel``. ``cost`` as
    :func:`acquisition.acquisition`, ``margins`` as :func:`acquisition.margins_by_month`; ``start``
    and ``end`` are the days between which both are counted.
    """

    each: pd.DataFrame
    cost: pd.DataFrame
    margins: pd.DataFrame
    start: pd.Timestamp
    end: pd.Timestamp


@lru_cache(maxsize=4)
def came(records: Records) -> Came:
    """Newcomers by channel, and what each channel took, as the chapter counts it."""
    assumed, spend = records.engagement.settings.lifetime.margin, records.frame("spend")
    entry = price.entries(records.sales, margin=assumed)
    entry = entry.assign(channel=price.came_by(entry, records.frame("leads")))
    margins = price.margins_by_month(records.sales, margin=assumed)
    span = price.window(spend, entry, new_from=pd.Timestamp(new_from(records.sales)))
    cost = price.acquisition(entry, spend, margins, span=span)
    each = entry.loc[entry["first"].between(*span), ["customer", "first", "channel"]]
    return Came(each, cost, margins, *span)


def dearest(records: Records) -> str:
    """Channel whose newcomers cost the most."""
    return str(came(records).cost["channel"].iloc[0])


def paid_back(records: Records) -> str:
    """Dearest channel whose money has come back within two years."""
    cost = came(records).cost
    return str(cost.loc[cost["payback_month"].notna(), "channel"].iloc[0])


def campaign(records: Records, channel: str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """What a channel took, its leads, and its newcomers, of the same months.

    Returns
    -------
    Spending (``date``, ``amount``); leads (``lead``, ``cost``: paid for this lead, missing where
    nothing was); newcomers (``customer``, ``first``).
    """
    found = came(records)
    spend, leads = records.frame("spend"), records.frame("leads")
    paid = spend[(spend["channel"] == channel) & spend["date"].between(found.start, found.end)]
    paid = paid[["date", "amount"]].astype({"amount": "float64"})
    begun = leads.sort_values("date", kind="stable").groupby("lead", as_index=False)
    begun = begun.agg(date=("date", "first"), channel=("channel", "first"), cost=("cost", "sum"))
    mine = begun[(begun["channel"] == channel) & begun["date"].between(found.start, found.end)]
    new = found.each[found.each["channel"] == channel]
    return paid, mine[["lead", "cost"]].astype({"cost": "float64"}), new[["customer", "first"]]


def month_by_month(records: Records) -> pd.Series:
    """Mean margin of a newcomer in each month of 30 days, of those who were there for all of them.

    Returns
    -------
    Money by month, from 0.
    """
    found = came(records)
    wide, age = _wide(found, found.each)
    return wide[age >= price.PAYBACK_MONTHS].mean()


def newcomers_of(records: Records, channel: str) -> tuple[pd.DataFrame, pd.Series, float]:
    """Margin of each newcomer by month of 30 days, how many months each was there, and his cost."""
    found = came(records)
    wide, age = _wide(found, found.each[found.each["channel"] == channel])
    cost = found.cost.set_index("channel").loc[channel, "cost_per_customer"]
    return wide, age, float(cost)


def _wide(found: Came, new: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    rows = found.margins[found.margins["customer"].isin(new["customer"])]
    wide = rows.pivot_table(index="customer", columns="month", values="margin", aggfunc="sum")
    wide = wide.reindex(index=new["customer"], columns=range(price.PAYBACK_MONTHS)).fillna(0.0)
    age = (found.end - new.set_index("customer")["first"]).dt.days // 30
    return wide, age


def thanks(records: Records) -> dict[str, float]:
    """Recommendations of the last year, a reward, and the margin of a referred customer so far."""
    settings, rows = records.engagement.settings, records.frame("referrals")
    pair = inputs.compared(records, seed=settings.churn.seed)
    assert pair is not None
    margin = company_margin(records.sales, assumed=settings.lifetime.margin)
    reward = rows["reward"].astype("float64")
    return {
        "recommendations": float((rows["date"] > year_before(records.as_of)).sum()),
        "reward": float(reward[reward > 0].mean()),
        "margin": pair.value * margin,
    }


def _month_of(total: pd.Series, cost: float) -> float:
    """First month (from 1) in which the sum so far has reached the cost."""
    reached = total.cumsum().to_numpy() >= cost
    return float(np.argmax(reached) + 1) if reached.any() else NEVER


guess_of("07", Guess(lambda company: price.mean_cost(came(company.records).cost) or 0.0, "money"))


@exercise(
    "07.1",
    kind="read",
    hints=[
        N_("The wide pale bar is the cost, the narrow dark one the margin of the first order."),
        N_('In the table: `cost.loc[cost["loses_on_first"], "channel"]`.'),
    ],
)
def losing_channels(company: Company) -> Answer:
    """Channels whose newcomers cost more than their first order leaves."""
    cost = came(company.records).cost
    return names(
        cost.loc[cost["loses_on_first"], "channel"],
        wrong={
            DEAREST_ONLY: [cost["channel"].iloc[0]],
            ALL_CHANNELS: cost["channel"].tolist(),
        },
    )


@exercise(
    "07.2",
    kind="count",
    hints=[
        N_("All that the channel took in these months: sum `amount`."),
        N_("Divide it by the newcomers: by who bought, not by who asked."),
    ],
)
def full_cost(company: Company) -> Answer:
    """Full cost of a newcomer of the dearest channel."""
    paid, leads, new = campaign(company.records, dearest(company.records))
    took = float(paid["amount"].sum())
    return number(
        took / len(new),
        wrong={
            PER_LEAD: took / len(leads),
            LEADS_ONLY: float(leads["cost"].sum()) / len(new),
        },
    )


@exercise(
    "07.3",
    kind="count",
    points=2,
    hints=[
        N_("Money of month t, from 0, comes in its middle: (t + 0.5) / 12 years from today."),
        N_("Multiply each month by `(1 + rate) ** -((t + 0.5) / 12)` and add up."),
    ],
)
def two_rates(company: Company) -> Answer:
    """Value today of a newcomer's first two years, under two rates."""
    months = month_by_month(company.records)
    usual = company.records.engagement.settings.lifetime.discount_rate_year
    rates, t = (usual, DEAR_RATE), months.index.to_numpy() + 0.5
    right = [float(months @ worth.discounts(len(months), rate_year=rate)) for rate in rates]
    steep = [float((months * (1 + rate) ** -t).sum()) for rate in rates]
    return several(
        {N_("at the usual rate"): number(right[0]), N_("at 30 %"): number(right[1])},
        wrong={UNDISCOUNTED: [float(months.sum())] * 2, MONTHS_AS_YEARS: steep},
    )


@exercise(
    "07.4",
    kind="doubt",
    points=2,
    hints=[
        N_("For month m take the mean over the rows with `age > m`."),
        N_("Add the means up until the sum reaches the cost; the first month is number 1."),
    ],
)
def payback_month(company: Company) -> Answer:
    """Month in which the money of a channel is back."""
    channel = paid_back(company.records)
    wide, age, cost = newcomers_of(company.records, channel)
    told = came(company.records).cost.set_index("channel").loc[channel, "payback_month"]
    first = float(wide.loc[age > 0, 0].mean())
    return whole(
        int(told),
        wrong={
            YOUNG_AS_NOTHING: _month_of(wide.mean(), cost),
            FIRST_MONTH_ON: float(math.ceil(cost / first)),
        },
    )


@exercise(
    "07.5",
    kind="count",
    hints=[
        N_("The rewards of those who come anyway: recommendations times reward."),
        N_("Each further one leaves its margin less its own reward. Divide, and round up."),
    ],
)
def pays_for_thanks(company: Company) -> Answer:
    """Further recommendations that pay for a reward of every recommendation."""
    told = thanks(company.records)
    each = told["margin"] - told["reward"]
    needed = told["recommendations"] * told["reward"] / each
    return whole(
        math.ceil(needed),
        wrong={
            ROUNDED_DOWN: math.floor(needed),
            NEW_ONES_ONLY: math.ceil(told["reward"] / told["margin"]),
        },
    )


@exercise(
    "07.6",
    kind="tell",
    hints=[
        N_("All spending of all channels, over all their newcomers."),
        N_("`cost` has both as columns: `spend` and `new_customers`."),
    ],
)
def told(company: Company) -> Answer:
    """Full cost of a newcomer over all channels, for the owner."""
    mean = price.mean_cost(came(company.records).cost)
    assert mean is not None
    return tell(mean, money=True)
