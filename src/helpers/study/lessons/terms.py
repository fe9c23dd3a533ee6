"""What does lesson 06 ask about prices and terms, and what is right?"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd

from helpers.analysis.definitions.margins import company_margin
from helpers.analysis.terms import bonuses, inputs, inversions, prices, ranks
from helpers.analysis.terms.inputs import Studied
from helpers.estimates import false_discovery
from helpers.language import N_
from helpers.records import Records
from helpers.study.answers import Answer, function, names, share
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

NEVER = float("inf")
MANY = 4  # customers of each sort to look at
LIKELY = 0.05  # chance of so little by luck, above which nobody is named
MARGINS = ((0.25, 0.05), (0.25, 0.10), (0.50, 0.20), (0.25, 0.25), (0.05, 0.10))

LAST_BAR = Mistake(
    "last bar",
    N_("This cut still has a bar: it needs a lot of growth, but not without end."),
    N_("A cut that takes the whole margin has no bar at all: no growth is enough. Look for it."),
)
ANY_CUT = Mistake(
    "any cut",
    N_("The smallest cut leaves most of the margin. It can be earned back."),
    N_(
        "As long as a unit sold at the lower price leaves something, more units make up for it. "
        "Only where it leaves nothing there is no way back."
    ),
)
SHARE_OF_MARGIN = Mistake(
    "share of margin",
    N_("That is the share of margin given away, not the growth."),
    N_(
        "With a margin of 25 and a cut of 5, a fifth of the margin is gone. What is left, 20, "
        "must be earned a quarter more often to make 25 again: divide by what is left."
    ),
)
GROWTH_BELOW_ZERO = Mistake(
    "growth below zero",
    N_("Where the cut takes the whole margin your function promises a growth that helps."),
    N_(
        "If the cut is larger than the margin, every unit sold makes the loss larger. The "
        "formula gives a negative number there, which means nothing. Say never: `inf`, or None."
    ),
)
ALL_USED = Mistake(
    "all used",
    N_("You took all cashback for used. A part of it is never spent."),
    N_(
        "Cashback costs something only on the day it is used. Multiply by the share that is ever "
        "used, as `redeemed` says."
    ),
)
FACE_FOR_COST = Mistake(
    "face for cost",
    N_("A euro of cashback is paid in goods, and goods cost us less than their price."),
    N_(
        "Who spends ten euros of cashback takes goods for ten euros. They cost us ten euros less "
        "the margin on them."
    ),
)
RAW_DEPTH = Mistake(
    "raw depth",
    N_("You compared raw discounts. Small baskets hold other goods."),
    N_(
        "Who buys cars gets a small discount in per cent, since all car buyers do. Hold each "
        "customer against what others get for the same goods, `expected_depth`."
    ),
)
LUCK_AS_TERMS = Mistake(
    "luck as terms",
    N_("Some of these had only few lines: so little can be luck. Nobody is named for bad luck."),
    N_(
        "Most lines carry no discount at all, so somebody with three lines often gets none. "
        "`p_adjusted` says how likely so little is by luck."
    ),
)


@lru_cache(maxsize=4)
def studied(records: Records) -> Studied:
    """Prices and discounts of the last year, as the chapter counts them; once for each company."""
    return inputs.studied(records, records.engagement.settings.terms)


guess_of("06", Guess(lambda company: _needed(studied(company.records), 0.10), "percent"))


def cashback(records: Records) -> pd.Series:
    """Cashback of this company: share ever used, days until then, margin, and interest a year."""
    settings = records.engagement.settings
    rows = inputs.bonus_kinds(records, settings.terms)
    if rows is None:
        raise ValueError("the company gives no bonuses")
    known = rows.set_index("kind").loc[bonuses.CASHBACK, ["redeemed", "median_days"]]
    margin = company_margin(records.sales, assumed=settings.terms.margin)
    told = {"days": known["median_days"], "margin": margin}
    rate = settings.lifetime.discount_rate_year
    return pd.Series({"redeemed": known["redeemed"], **told, "rate": rate})


def compared(records: Records) -> tuple[pd.DataFrame, float, float]:
    """Some of the largest customers; terms of the small ones for equal goods; and their raw depth.

    Returns
    -------
    One row per customer: ``customer``, ``net_sales``, ``depth``, ``expected_depth`` (shares: what
    others get for the same goods), ``p_adjusted`` (chance of so little by luck). The level of the
    small ones as times what others get, and their discount as a share of the full price.
    """
    found, settings = studied(records), records.engagement.settings
    rank = ranks.rank_of(len(found.customers), least=settings.terms.least_customers)
    each = ranks.terms_of_each(found.given, found.customers, rank)
    bottom = each[rank.is_bottom(each["decile"])]
    sums = bottom.groupby("decile")[["given", "expected"]].sum()
    level = float((sums["given"] / sums["expected"]).median())
    rows = each[rank.is_top(each["decile"])].copy()
    rows["p_adjusted"] = false_discovery(inversions.by_luck(rows, found.given))
    columns = ["customer", "net_sales", "depth", "expected_depth", "p_adjusted"]
    raw = float(bottom["given"].sum() / bottom["full"].sum())
    chosen = _chosen(rows, level, raw)[columns]
    return chosen.sort_values("customer", ignore_index=True), level, raw


def _chosen(rows: pd.DataFrame, level: float, raw: float) -> pd.DataFrame:
    """Largest of each sort: treated worse, perhaps by luck, and only at first sight."""
    rows = rows.sort_values(["net_sales", "customer"], ascending=[False, True])
    below = rows["depth"] < level * rows["expected_depth"]
    sure = rows["p_adjusted"] <= LIKELY
    sorts = (below & sure, below & ~sure, ~below & (rows["depth"] < raw))
    return pd.concat([rows[which].head(MANY) for which in sorts])


def _needed(found: Studied, cut: float) -> float:
    return float(prices.growth_needed(float(found.prices["margin"].iloc[0]), cut))


@exercise(
    "06.1",
    kind="read",
    hints=[
        N_("The cuts of the settings are 5, 10, 15 and 20 per cent. Which of them have a bar?"),
        N_("A cut that is at least as large as the margin has none."),
    ],
)
def never_earned_back(company: Company) -> Answer:
    """Smallest cut of the ladder that no growth can pay for."""
    cuts = sorted(company.records.engagement.settings.terms.cuts)
    found = studied(company.records)
    paid = [cut for cut in cuts if _needed(found, cut) < NEVER]
    right = next(cut for cut in cuts if cut not in paid)
    return share(right, wrong={LAST_BAR: paid[-1], ANY_CUT: paid[0]})


@exercise(
    "06.2",
    kind="count",
    points=2,
    hints=[
        N_("Before: margin times quantity. After: (margin less cut) times a larger quantity."),
        N_("Growth is `margin / (margin - cut) - 1`."),
        N_("Where `cut >= margin`, return `float('inf')`."),
    ],
)
def growth(company: Company) -> Answer:
    """Growth that a cut needs, as a function of margin and cut."""
    margin = round(float(studied(company.records).prices["margin"].iloc[0]), 3)
    answer = function(
        prices.growth_needed,
        [*MARGINS, (margin, 0.05)],
        wrong={SHARE_OF_MARGIN: _given_away, GROWTH_BELOW_ZERO: _unbounded},
    )
    read: Callable[[Any], list[Any]] = answer.read
    return replace(answer, read=lambda given: [NEVER if x is None else x for x in read(given)])


def _given_away(margin: float, cut: float) -> float:
    return cut / margin if cut < margin else NEVER


def _unbounded(margin: float, cut: float) -> float:
    return margin / (margin - cut) - 1 if margin != cut else NEVER


@exercise(
    "06.3",
    kind="count",
    points=2,
    hints=[
        N_("Three things make it cheaper: not all is used, goods cost less, and it is paid later."),
        N_("`redeemed * (1 - margin) / (1 + rate) ** (days / 365)`"),
    ],
)
def cashback_cost(company: Company) -> Answer:
    """Cost today of cashback, as a share of what the same face costs as a discount."""
    told = cashback(company.records)
    rows = inputs.bonus_kinds(company.records, company.records.engagement.settings.terms)
    assert rows is not None
    costs = rows.set_index("kind")["cost_today"]
    right = float(costs[bonuses.CASHBACK] / costs[bonuses.DISCOUNT])
    used, goods = float(told["redeemed"]), 1 - float(told["margin"])
    return share(right, wrong={ALL_USED: right / used, FACE_FOR_COST: right / goods})


@exercise(
    "06.4",
    kind="doubt",
    points=2,
    hints=[
        N_("Worse terms: `depth` below `level` times `expected_depth`."),
        N_("Not by luck: `p_adjusted` at most 0.05. Both must hold."),
    ],
)
def treated_worse(company: Company) -> Answer:
    """Best customers whose terms are worse than those of the small ones, beyond luck."""
    rows, level, raw = compared(company.records)
    below = rows["depth"] < level * rows["expected_depth"]
    right = rows.loc[below & (rows["p_adjusted"] <= LIKELY), "customer"]
    return names(
        right,
        wrong={
            RAW_DEPTH: rows.loc[rows["depth"] < raw, "customer"].tolist(),
            LUCK_AS_TERMS: rows.loc[below, "customer"].tolist(),
        },
    )


@exercise(
    "06.5",
    kind="tell",
    hints=[
        N_("`given` of the row of the whole company is money of twelve months."),
        N_("Every line has its discount written down: it is counted, no interval is needed."),
    ],
)
def told(company: Company) -> Answer:
    """Discounts of the last year, for the owner."""
    given = float(studied(company.records).prices["given"].iloc[0])
    return tell(given, money=True, within=1.0)


guess_of("06", Guess(lambda company: _needed(studied(company.records), 0.10), "percent"))
