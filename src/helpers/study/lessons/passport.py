"""What does lesson 00 ask about an export, and what is right?"""

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import yaml

from helpers.errors import ClientDataError
from helpers.language import N_, tr
from helpers.records import Records
from helpers.records.engagement.engagement import read_engagement
from helpers.records.kept import kept
from helpers.study.answers import Answer, number, several, through, whole
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.forms import Unreadable
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

HARBOUR = "sales_2023_harbour.csv"
BROKEN = f"""\
files: {HARBOUR}
format: {{encoding: utf-8, header: 1}}
columns:
  date: Date
  customer: Document
  product: Article
  amount: Cost price
"""
REPAIRS = {
    "utf-8": "cp1251",
    "header: 1": "header: 4",
    "Document": "Client code",
    "Cost price": "Net amount",
}

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
DOCUMENT_AS_CUSTOMER = Mistake(
    "document as customer",
    N_("Now every invoice is a customer: which column holds the code that comes again?"),
    N_(
        "With the number of the document as customer nobody ever comes back, and every chapter on "
        "leaving is wrong. A customer's code stands on many documents."
    ),
)
COST_AS_SALES = Mistake(
    "cost as sales",
    N_("This column says what the goods have cost, not what was paid for them."),
    N_(
        "The file has three columns of money. Hold the sum against a total of the file: only one "
        "of them is what customers have paid."
    ),
)
WRONG_LETTERS = Mistake(
    "wrong letters",
    N_("Much is rejected: the letters and the blanks within numbers are read as others."),
    N_(
        "The same bytes mean other signs in Windows-1251 and in UTF-8. The sign of a number in "
        "the first line shows at once which of them it is."
    ),
)

guess_of("00", Guess(lambda company: nobody(company.frame("sales"))[1], "percent", 1))


def raw_harbour(records: Records) -> Path:
    """The file of one branch, as its accounting program wrote it."""
    return Path(records.engagement.folder) / HARBOUR


def repaired(*left: str) -> str:
    """The mapping of this file as it should be, but for the faults that are left in it."""
    text = BROKEN
    for fault, repair in REPAIRS.items():
        text = text if fault in left else text.replace(fault, repair)
    return text


# what much is rejected by is an answer here too: the intake does not stop at it
ALL_SAID = {"settings": {"intake": {"rejected_at_most": 1.0}}}


@lru_cache(maxsize=64)
def taken_in(path: Path, mapping: str) -> list[float]:
    """What the intake makes of a file: accepted, rejected, totals, money, customers.

    Raises
    ------
    ClientDataError
        The file cannot be read so; the text says why.
    """
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "harbour"
        folder.mkdir()
        (folder / path.name).write_bytes(path.read_bytes())
        told = {"title": "Harbour", "tables": {"sales": yaml.safe_load(mapping)}, **ALL_SAID}
        (folder / "engagement.yml").write_text(yaml.safe_dump(told), "utf-8")
        engagement = read_engagement("harbour", Path(scratch))
        records = Records(engagement, kept(engagement, Path(scratch) / "kept"))
        row = records.passport.iloc[0]
        heaps = [int(row[f"rows_{heap}"]) for heap in ("accepted", "rejected", "total_lines")]
        customers = records.frame("sales")["customer"].nunique()
        return [*heaps, round(float(row["amount_accepted"]), 2), customers]


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
    kind="count",
    points=2,
    hints=[
        N_("Four things are wrong. The intake says what it does not find: repair one at a time."),
        N_("Letters of Windows-1251 are called `cp1251`. Count the lines above the header."),
        N_("The customer is not the document, and what was paid is not what it cost."),
    ],
)
def mapping_repaired(company: Company) -> Answer:
    """The mapping of the file of the branch by the harbour, tried by the intake."""
    path = raw_harbour(company.records)

    def work(given: Any) -> list[float]:
        try:
            return taken_in(path, str(given))
        except (ClientDataError, yaml.YAMLError) as error:
            raise Unreadable(tr("The intake stops: %(why)s") % {"why": error}) from None

    left = {
        DOCUMENT_AS_CUSTOMER: "Document",
        COST_AS_SALES: "Cost price",
        WRONG_LETTERS: "utf-8",
    }
    return through(work, repaired(), wrong={m: repaired(fault) for m, fault in left.items()})


@exercise(
    "00.5",
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
