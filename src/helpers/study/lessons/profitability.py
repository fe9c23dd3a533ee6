"""What does lesson 05 ask about who earns and who costs, and what is right?"""

from functools import lru_cache
from typing import Any

import pandas as pd

from helpers.analysis.profitability import inputs, quadrants, whale
from helpers.analysis.profitability.inputs import Studied
from helpers.analysis.profitability.quadrants import QUADRANTS, Cuts
from helpers.language import N_, tr
from helpers.records import Records
from helpers.study import forms
from helpers.study.answers import Answer, number, several, share, through
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

LARGEST = 0.20  # share of customers, by net sales

HEIGHT_FOR_WIDTH = Mistake(
    "height for width",
    N_("You read the height of the peak. Asked is how many customers stand behind it."),
    N_(
        "The upright axis is money, the other one is customers. What the curve rises above all "
        "profit is money; how far from the right edge it turns is a share of customers."
    ),
)
FIRST_BEND = Mistake(
    "first bend",
    N_("There the curve grows flatter, but it still rises: these customers bring money."),
    N_(
        "A customer who brings little brings something. The curve falls only where serving costs "
        "more than the goods leave. That part begins at the peak."
    ),
)
BY_SALES = Mistake(
    "sorted by sales",
    N_("The whale is ordered by profit. In the order of sales those who take stand in the middle."),
    N_(
        "A curve that is ordered by sales hides who costs money: large and small customers take "
        "turns, and nearly no fall is seen. Sort by profit, the most first."
    ),
)
ALL_COST_AS_LOSS = Mistake(
    "all costs as loss",
    N_("That is what serving costs altogether. Most of it is paid for by those who get it."),
    N_(
        "A cost is no loss while the gross profit of the same customer covers it. The tail takes "
        "only what is left below zero, customer by customer."
    ),
)
CUT_AT_NOTHING = Mistake(
    "cut at nothing",
    N_("Half have no cost: where did you cut? At zero everybody who was served at all is dear."),
    N_(
        "More than half of the customers have no line of costs. Their median is zero, and zero "
        "separates nothing but served from not served. Take the median of those who cost "
        "something."
    ),
)
LARGE_IS_DEAR = Mistake(
    "large is dear",
    N_("You looked at sales alone. A large customer may be cheap to serve, and a small one dear."),
    N_(
        "The quadrants need two borders: net sales upwards, cost to serve to the right. One "
        "number cannot tell four corners apart."
    ),
)
MEAN_OF_RATES = Mistake(
    "mean of rates",
    N_(
        "You averaged the rates of single customers. Who bought one wiper weighs as much as a "
        "fleet."
    ),
    N_(
        "A rate of a group is the sum of its costs over the sum of its sales. A mean of rates is "
        "ruled by those with hardly any sales: a visit of ten euros is a rate of hundreds of "
        "per cent."
    ),
)
SHARES_OF_COST = Mistake(
    "shares of cost",
    N_("You divided the costs of each group by all costs. Divide by the sales of the group."),
    N_(
        "The largest customers take most of the cost, since they buy most. Whether they are dear "
        "is seen only when the cost is held against what they buy."
    ),
)

guess_of("05", Guess(lambda company: _behind(curve_of(company.records)), "percent", 1))


@lru_cache(maxsize=4)
def studied(records: Records) -> Studied:
    """Who earns and who costs, as the chapter counts it; counted once for each company."""
    return inputs.studied(records, records.engagement.settings.profitability)


def served(records: Records) -> pd.DataFrame:
    """Customers of the year: net sales, gross profit, cost to serve, and profit after it."""
    columns = ["customer", "net_sales", "gross_profit", "cost_to_serve", "profit"]
    return studied(records).customers[columns].reset_index(drop=True)


def curve_of(records: Records) -> pd.DataFrame:
    """The whale curve of the company."""
    return whale.curve(studied(records).customers)


def four(records: Records) -> pd.DataFrame:
    """Four customers who cost something, one of each quadrant, none of them near a border."""
    found = studied(records)
    rows, at = found.customers, _cuts(found)
    clear = (rows["cost_to_serve"] > 0) & (rows["net_sales"] > 0)
    for name, border in zip(("net_sales", "cost_to_serve"), at[:2], strict=True):
        clear &= (rows[name] > 1.2 * border) | (rows[name] < 0.8 * border)
    rows = rows[clear].sort_values(["quadrant", "customer"])
    chosen = rows.groupby("quadrant").head(1).sort_values("customer", ignore_index=True)
    return chosen[["customer", "net_sales", "cost_to_serve"]]


def _cuts(found: Studied) -> Cuts:
    if found.cuts is None:
        raise ValueError("the company has no costs to serve")
    return found.cuts


def _behind(curve: pd.DataFrame) -> float:
    return float((curve["profit"] < 0).mean())


def _in_words(given: Any) -> list[str]:
    """Quadrants as they are called in the code, whichever language they were written in."""
    known = {tr(word).casefold(): word for word in QUADRANTS}
    known |= {word.casefold(): word for word in QUADRANTS}
    told = [forms.word(one) for one in forms.listed(given)]
    return [known.get(word, word) for word in told]


@exercise(
    "05.1",
    kind="read",
    hints=[
        N_("Find the point at which the curve is highest, then look along the lower axis."),
        N_("Behind the peak stands `1 - x`, where x is the place of the peak."),
    ],
)
def behind_the_peak(company: Company) -> Answer:
    """Share of customers behind the peak of the curve."""
    curve = curve_of(company.records)
    rules = company.records.engagement.settings.profitability
    parts = whale.parts(curve, most=rules.most).set_index("part")["customers_share"]
    return share(
        _behind(curve),
        within=0.006,
        wrong={
            HEIGHT_FOR_WIDTH: whale.peak(curve) / float(curve["profit_so_far"].iloc[-1]) - 1,
            FIRST_BEND: float(parts[whale.OTHERS] + parts[whale.TAKERS]),
        },
    )


@exercise(
    "05.2",
    kind="count",
    points=2,
    hints=[
        N_('Order the customers with `sort_values("profit", ascending=False)`, then `cumsum()`.'),
        N_(
            "The peak is the largest of the sums so far. The tail takes the peak less the last sum."
        ),
    ],
)
def peak_and_tail(company: Company) -> Answer:
    """Profit at the peak, and the money that the tail takes back."""
    table = served(company.records)
    profit, sold = table["profit"], table.sort_values("net_sales", ascending=False)["profit"]
    peak = float(profit.clip(lower=0).sum())
    wrongly = float(sold.cumsum().max())
    return several(
        {
            N_("peak"): number(peak, within=1.0),
            N_("taken back"): number(peak - float(profit.sum()), within=1.0),
        },
        wrong={
            BY_SALES: (wrongly, wrongly - float(profit.sum())),
            ALL_COST_AS_LOSS: (peak, float(table["cost_to_serve"].sum())),
        },
    )


@exercise(
    "05.3",
    kind="count",
    points=2,
    hints=[
        N_("Sales are cut at the median of all customers of the table `served`."),
        N_(
            "Cost is cut at the median of those with a cost above zero. What stands on a border "
            "is low."
        ),
        N_("Large and cheap is Protect, large and dear Cost Engineer, small and cheap Build."),
    ],
)
def quadrants_of_four(company: Company) -> Answer:
    """Quadrants of four customers."""
    found, chosen = studied(company.records), four(company.records)
    at = _cuts(found)
    middle = float(found.customers["cost_to_serve"].median())
    told = [
        quadrants.quadrant(chosen, cuts).tolist()
        for cuts in (at, at._replace(cost_to_serve=middle))
    ]
    large = chosen["net_sales"] > at.net_sales
    alone = [quadrants.ENGINEER if big else quadrants.BUILD for big in large]
    return through(_in_words, told[0], wrong={CUT_AT_NOTHING: told[1], LARGE_IS_DEAR: alone})


@exercise(
    "05.4",
    kind="doubt",
    points=2,
    hints=[
        N_(
            '`served.nlargest(len(served) // 5, "net_sales")` are the largest; the others are rest.'
        ),
        N_("In each group: the sum of the costs, over the sum of the sales."),
    ],
)
def dear_to_serve(company: Company) -> Answer:
    """Cost to serve over sales: of the largest fifth, and of all others."""
    table = served(company.records)
    large = table.nlargest(int(LARGEST * len(table)), "net_sales")
    rest = table.drop(large.index)
    groups, whole = (large, rest), table["cost_to_serve"].sum()
    right = [float(g["cost_to_serve"].sum() / g["net_sales"].sum()) for g in groups]
    rates = [_mean_rate(g) for g in groups]
    parts = [float(g["cost_to_serve"].sum() / whole) for g in groups]
    return several(
        {
            N_("largest fifth"): share(right[0], within=0.0005),
            N_("all others"): share(right[1], within=0.0005),
        },
        wrong={MEAN_OF_RATES: rates, SHARES_OF_COST: parts},
    )


def _mean_rate(group: pd.DataFrame) -> float:
    sold = group[group["net_sales"] > 0]
    return float((sold["cost_to_serve"] / sold["net_sales"]).mean())


@exercise(
    "05.5",
    kind="tell",
    hints=[
        N_("Take the second number of exercise 2. It is money of one year: say so in the unit."),
        N_("All lines of sales and of costs were there to count."),
    ],
)
def told(company: Company) -> Answer:
    """Money that customers below the line take back, for the owner."""
    profit = served(company.records)["profit"]
    return tell(-float(profit.clip(upper=0).sum()), money=True, within=1.0)
