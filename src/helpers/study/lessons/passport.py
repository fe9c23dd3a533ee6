"""What does lesson 00 ask about an export, and what is right?"""

from pathlib import Path

import pandas as pd

from helpers.language import N_
from helpers.records import Records
from helpers.study.answers import Answer, number, several, whole
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

HARBOUR = "sales_2023_harbour.csv"

TOTALS_AS_SALES = Mistake(
    "totals as sales",
    N_("Far too much: a line that sums other lines is not a sale."),
    N_(
        "An accounting export ends each month with a line of its total, and the file with "
        "another. Summed with the rest, all money is there two or three times. Such a line has "
        "no customer and no article, and its first cell is no date."
    ),
)
DROPPED_SILENTLY = Mistake(
    "dropped silently",
    N_("Rows are missing: what was rejected came as well. Where did it go?"),
    N_(
        "Whoever drops bad rows without counting them cannot say how much money went with them."
        " Read must be accepted plus rejected, for every file."
    ),
)
RETURN_AS_VISIT = Mistake(
    "return as visit",
    N_("A return is no visit: on such a day nothing was bought."),
    N_(
        "A purchase is a day on which the net sum of a customer is above zero. Goods that come "
        "back are a line below zero on a day of their own, or on the day of a purchase."
    ),
)
LINES_AS_VISITS = Mistake(
    "lines as visits",
    N_("Lines of an invoice are not visits: count days."),
    N_(
        "Four tyres and their fitting are two lines and one visit. Count the days with a "
        "positive net sum."
    ),
)
NOBODY_LEFT_OUT = Mistake(
    "gross for net",
    N_("Returns were left out: net sales are all accepted lines, those below zero too."),
    N_(
        "Net sales are what stays in the till. A line below zero takes back an earlier one; "
        "without it the money is counted that was given back."
    ),
)

guess_of("00", Guess(lambda company: nobody(company.frame("sales"))[1], "percent", 1))


def raw_harbour(records: Records) -> Path:
    """The file of one branch, as its accounting program wrote it."""
    return Path(records.engagement.folder) / HARBOUR


def who_brought_back(sales: pd.DataFrame) -> str:
    """Code of the customer with the most days on which more came back than was bought."""
    days = _days(sales)
    back = days[days <= 0].groupby(level="customer").size()
    return str(back.sort_index().idxmax())


def nobody(sales: pd.DataFrame) -> tuple[float, float]:
    """Net sales of lines without a customer: money, and share of all."""
    money = float(sales.loc[sales["customer"].isna(), "amount"].sum())
    return money, money / float(sales["amount"].sum())


def _days(sales: pd.DataFrame) -> pd.Series:
    return sales.groupby(["customer", "date"])["amount"].sum()


@exercise(
    "00.1",
    kind="read",
    hints=[
        N_(
            "The table has one row for each file. Those of sales have `sales` in the column "
            "`table`."
        ),
        N_('`files["rows_read"].sum()` counts the rows that came.'),
    ],
)
def reconciled(company: Company) -> Answer:
    """Rows of sales that were read, accepted, rejected, and set aside as totals."""
    files = company.records.passport.query("table == 'sales'")
    read, taken, refused, totals = (
        int(files[f"rows_{heap}"].sum()) for heap in ("read", "accepted", "rejected", "total_lines")
    )
    return several(
        {
            N_("read"): whole(read),
            N_("accepted"): whole(taken),
            N_("rejected"): whole(refused),
            N_("totals"): whole(totals),
        },
        wrong={
            DROPPED_SILENTLY: (taken, taken, refused, totals),
            TOTALS_AS_SALES: (read + totals, taken + totals, refused, totals),
        },
    )


@exercise(
    "00.2",
    kind="count",
    points=2,
    hints=[
        N_(
            '`pd.read_csv(path, sep=";", encoding="cp1251", header=3, dtype=str)` gives the '
            "lines as texts."
        ),
        N_("Lines of totals: their first cell begins with `Total`."),
        N_(
            "A number like `1 234,56` needs its blanks taken out and its comma made a point; "
            "the blank is `\\xa0`."
        ),
    ],
)
def harbour_money(company: Company) -> Answer:
    """Net sales in the file of the branch by the harbour."""
    files = company.records.passport.set_index("file")
    sales = company.frame("sales")
    mine = sales[sales["source"] == HARBOUR]
    money = float(files.loc[HARBOUR, "amount_accepted"])
    # a line with a sum and no readable day is rejected: who counts it in is right as well
    refused = float(files.loc[HARBOUR, "amount_rejected"])
    # the file sums its months, and all of itself once more
    return number(
        money,
        within=1.0 + abs(refused),
        wrong={TOTALS_AS_SALES: 3 * money, NOBODY_LEFT_OUT: float(mine["amount"].clip(0).sum())},
    )


@exercise(
    "00.3",
    kind="doubt",
    hints=[
        N_("Sum the amounts of each day first, then look at the sign of the sum."),
        N_('`groupby("date")["amount"].sum()` gives one number a day.'),
    ],
)
def purchase_days(company: Company) -> Answer:
    """Days on which one customer bought."""
    sales = company.frame("sales")
    mine = sales[sales["customer"] == who_brought_back(sales)]
    days = _days(mine)
    return whole(
        int((days > 0).sum()), wrong={RETURN_AS_VISIT: len(days), LINES_AS_VISITS: len(mine)}
    )


@exercise(
    "00.4",
    kind="tell",
    hints=[
        N_("Every line was there to count, so no interval is needed: `interval=None`."),
        N_("Say whom the money belongs to without saying why."),
    ],
)
def told(company: Company) -> Answer:
    """Money on lines without a customer, for the owner."""
    money, _ = nobody(company.frame("sales"))
    return tell(money, money=True, within=1.0)
