"""What does lesson 01 ask about whose money it is, and what is right?"""

import numpy as np
import pandas as pd

from helpers.analysis.revenue import pareto, vintages
from helpers.analysis.revenue.vintages import BEFORE
from helpers.language import N_
from helpers.periods import MONTHS_OF_YEAR, add_months
from helpers.records import Records
from helpers.study.answers import Answer, listed, share
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

TOP, MOST = 0.2, 0.8
LOTS = 5  # drawn for the mean; one lot may deal a large line to a small customer
EVEN = 0.2  # what a fifth has where all bring the same

SORTED_UPWARDS = Mistake(
    "sorted upwards",
    N_("The smallest stand first."),
    N_(
        "The largest customers must stand at the head of the row before anything is added up. "
        "Look at the first number of your list: is it the largest?"
    ),
)
BY_VISITS = Mistake(
    "sorted by visits",
    N_("These are the most frequent customers, not the largest."),
    N_(
        "Many lines are not much money. Sort by the sum of the amounts, and count how many of "
        "the frequent ones are among the large ones."
    ),
)
THE_OTHERS = Mistake(
    "the others counted",
    N_("This is the share of those who are not needed."),
    N_(
        "You counted the customers behind the point where most of the money is reached. Asked "
        "were those in front of it."
    ),
)
TAKEN_FOR_NEW = Mistake(
    "old taken for new",
    N_("The records cannot know that this customer is new."),
    N_(
        "Whoever buys in the first 12 months of the records may have bought for ten years "
        "before. The records begin on a day, the customers did not."
    ),
)
CALENDAR_YEARS = Mistake(
    "calendar years",
    N_("You subtracted calendar years: a customer of December would be a year old in January."),
    N_(
        "The age of a sale is the number of full years since the first purchase. It changes on "
        "the anniversary, not on New Year's Day."
    ),
)
A_FIFTH = Mistake(
    "luck makes all equal",
    N_("Even where luck alone decides, somebody has more of it than others."),
    N_(
        "Deal out the lines and look: some customers get many, some a large one. A fifth of "
        "the customers would have a fifth of the money only if all brought the very same."
    ),
)
NOTHING_DEALT = Mistake(
    "nothing was dealt",
    N_("This is the real share: the lines are still with their own customers."),
    N_(
        "Deal out the customers among the lines, so that everybody has the same chance of each "
        "line, and add up again."
    ),
)

guess_of("01", Guess(lambda company: float(new_money(company.records)["share"]), "percent"))


def customers_of(records: Records) -> pd.DataFrame:
    """Net sales of each customer, the largest first, with shares as in the handout."""
    return pareto.with_shares(pareto.revenue_by_customer(records.sales), measure="amount")


def last_year(records: Records) -> pd.Series:
    """Net sales of the last year, by customer."""
    sales = records.frame("sales")
    year = sales[sales["date"] > add_months(records.as_of, -MONTHS_OF_YEAR)]
    return year.groupby("customer")["amount"].sum()


def new_money(records: Records) -> pd.Series:
    """Row of the last year for customers in their first year: ``amount``, ``share``."""
    table = vintages.vintages(records.sales)
    last = table[(table["year"] == records.as_of.year) & (table["vintage"] == "0")]
    return last.iloc[0]


def three_sales(records: Records) -> pd.DataFrame:
    """Three sales whose age is asked: ``customer``, ``first`` (purchase), ``date`` (of the sale).

    The first is of somebody seen in the first year of the records, the second lies behind New
    Year's Day and before the anniversary, so does the third, a year later.
    """
    first = vintages.first_purchases(records.sales).to_pandas().dropna(subset="first")
    first = first.assign(first=pd.to_datetime(first["first"])).sort_values("customer")
    sales = records.frame("sales").merge(first, on="customer")
    return pd.concat(_picked(sales, records), ignore_index=True)[["customer", "first", "date"]]


def _picked(sales: pd.DataFrame, records: Records) -> list[pd.DataFrame]:
    years = sales["date"].dt.year - sales["first"].dt.year
    passed = [sales["date"] >= sales["first"] + pd.DateOffset(years=n) for n in (1, 2)]
    bought = (sales["amount"] > 0) & (sales["date"] > sales["first"])
    begun = pd.Timestamp(vintages.new_from(records.sales))
    early = sales["before"] & (sales["date"] < begun) & (sales["first"] >= add_months(begun, -9))
    rows = [early, ~sales["before"] & (years == 1) & ~passed[0]]
    rows.append(~sales["before"] & (years == 2) & passed[0] & ~passed[1])
    return [sales[bought & row].head(1) for row in rows]


def dealt(records: Records, seed: int) -> float:
    """Share of the largest fifth where each line is dealt to a customer by lot."""
    sales = records.frame("sales").dropna(subset="customer")
    codes = sales["customer"].unique()
    drawn = np.random.default_rng(seed).integers(0, len(codes), len(sales))
    totals = np.bincount(drawn, sales["amount"], minlength=len(codes)).clip(min=0)
    return float(np.sort(totals)[::-1][: len(codes) // 5].sum() / totals.sum())


@exercise(
    "01.1",
    kind="read",
    hints=[
        N_("Add up the money of each customer, and sort the sums from large to small."),
        N_("`money.nlargest(len(money) // 5).sum() / money.sum()`."),
    ],
)
def top_fifth(company: Company) -> Answer:
    """Share of the money that the largest fifth of customers bring."""
    customers = customers_of(company.records)
    _, top = pareto.point_at(customers, top=TOP) or (0.0, 0.0)
    money = customers.set_index("customer")["amount"].clip(lower=0)
    n = len(money) // 5
    smallest = money.nsmallest(n).sum() / money.sum()
    lines = company.frame("sales").groupby("customer").size()
    frequent = money[lines.nlargest(n).index].sum() / money.sum()
    return share(top, wrong={SORTED_UPWARDS: float(smallest), BY_VISITS: float(frequent)})


@exercise(
    "01.2",
    kind="count",
    hints=[
        N_("Sort the sums from large to small and add them up with `cumsum()`."),
        N_("How many stand before the sum so far reaches 0.8 of all? One more, over all of them."),
    ],
)
def fewest(company: Company) -> Answer:
    """Smallest share of customers that brings most of the money."""
    customers = customers_of(company.records)
    few = pareto.most_count(customers["share_so_far"], most=MOST) / len(customers)
    upwards = customers["share"][::-1].cumsum()
    many = pareto.most_count(upwards, most=MOST) / len(customers)
    return share(few, wrong={SORTED_UPWARDS: many, THE_OTHERS: 1 - few})


@exercise(
    "01.3",
    kind="count",
    hints=[
        N_("Ask first: was the first purchase in the first 12 months of the records?"),
        N_("Then count full years from `first` to `date`: 0, 1, 2, or 3 and more."),
    ],
)
def ages(company: Company) -> Answer:
    """Age of three sales."""
    three, begun = three_sales(company.records), vintages.new_from(company.records.sales)
    first, date = three["first"], three["date"]
    early = date.dt.month * 100 + date.dt.day < first.dt.month * 100 + first.dt.day
    calendar = (date.dt.year - first.dt.year).astype(str).tolist()
    full = (date.dt.year - first.dt.year - early).astype(str).tolist()
    old = (first < pd.Timestamp(begun)).tolist()
    right, by_year = (
        [BEFORE if o else age for o, age in zip(old, ages, strict=True)]
        for ages in (full, calendar)
    )
    return listed(right, wrong={TAKEN_FOR_NEW: full, CALENDAR_YEARS: by_year})


@exercise(
    "01.4",
    kind="doubt",
    points=2,
    hints=[
        N_("`rng.integers(0, customers, lines)` gives each line a customer by lot."),
        N_("Group the amounts by this lot, and take the largest fifth as in exercise 1."),
    ],
)
def by_luck(company: Company) -> Answer:
    """Share of the largest fifth where luck alone decides."""
    _, real = pareto.point_at(customers_of(company.records), top=TOP) or (0.0, 0.0)
    by_lot = float(np.mean([dealt(company.records, seed) for seed in range(LOTS)]))
    return share(by_lot, within=0.05, wrong={A_FIFTH: EVEN, NOTHING_DEALT: real})


@exercise(
    "01.5",
    kind="tell",
    hints=[
        N_("In the table of exercise 3: the last year, and the vintage `0`."),
        N_("All sales of the year were there to count: `counted`, and `interval=None`."),
    ],
)
def told(company: Company) -> Answer:
    """Money of customers in their first year, for the owner."""
    return tell(float(new_money(company.records)["amount"]), money=True, within=1.0)
