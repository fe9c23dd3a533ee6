"""What does lesson 08 ask about leads, contacts and giving up, and what is right?"""

from functools import lru_cache

import pandas as pd

from helpers.analysis.funnel import giving_up, inputs, steps
from helpers.analysis.funnel import persistence as chances
from helpers.analysis.funnel.inputs import Funnel
from helpers.analysis.funnel.persistence import SALE
from helpers.analysis.funnel.stages import CLIENT, STAGES
from helpers.analysis.models.survival import kaplan_meier, median_time
from helpers.language import N_
from helpers.records import Records
from helpers.study.answers import Answer, number, several, share, whole
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

THIRD = 3
YEAR = pd.DateOffset(months=12)
WAITS = (STAGES[-1], CLIENT)  # the step whose time is asked

MOST_SALES = Mistake(
    "most sales",
    N_("There most sales come from, since most leads had it. The chance is higher elsewhere."),
    N_(
        "Few leads reach the later contacts, so few sales come from there. The chart divides by "
        "those who had the contact; read its highest point."
    ),
)
LAST_POINT = Mistake(
    "last point",
    N_("That is the last contact of the chart, not its highest point."),
    N_("The chance rises and falls again. Calling for ever is no answer: find the top."),
)
STOCKS_DIVIDED = Mistake(
    "stocks divided",
    N_("Sales of a year over leads of a year: these are not the same people."),
    N_(
        "Who buys in January came in December. When more leads come than before, the ratio "
        "of two "
        "stocks falls without anybody selling worse. Follow the same leads along their way."
    ),
)
TOO_YOUNG = Mistake(
    "too young",
    N_("Leads are in it that have had no time to buy, and others that took for ever."),
    N_(
        "A lead of last week is neither won nor lost. Take leads of mature months only, and give "
        "each of them the same number of days."
    ),
)
SHARE_OF_SALES = Mistake(
    "share of sales",
    N_("Divide by those still in play, not by all sales."),
    N_(
        "The share of all sales says where sales come from. It is large where many leads "
        "are. The "
        "chance at a contact is sales at it over the leads that had it."
    ),
)
ALL_LEADS = Mistake(
    "of all leads",
    N_("Most leads never had this contact: they had bought, or had been given up before."),
    N_(
        "Who never had contact 3 could not buy at it. The denominator shrinks from contact to "
        "contact: only leads with at least that many count."
    ),
)
FINISHED_ONLY = Mistake(
    "finished only",
    N_("Only those were counted who have gone on. The slow ones are missing."),
    N_(
        "Whoever still stands there has waited longer than many who went on. Without them the "
        "step looks quick. Kaplan and Meier count them for as long as they have stood."
    ),
)
OPEN_AS_ENDED = Mistake(
    "open as ended",
    N_("Who still stands there has not gone on yet. You took the waiting so far for the whole."),
    N_("An open time is a least time, not a time. Treat it as open: `ended` is False for it."),
)
ONE_END = Mistake(
    "one end",
    N_("Who says the dropped were like the kept? Nobody has seen what they would have done."),
    N_(
        "Whoever drops a lead mostly has a reason. Perhaps none of the dropped would ever have "
        "bought. The lower end is nothing, and no record can say where between the two it lies."
    ),
)
ALL_DROPPED = Mistake(
    "all dropped",
    N_("You counted every dropped lead as a sale. Not even those who were kept all buy."),
    N_(
        "The upper end takes the dropped for as good as the kept. The kept buy with a chance at "
        "each contact, and many of them never."
    ),
)

guess_of("08", Guess(lambda company: _converted(company.records), "percent", 1))


@lru_cache(maxsize=4)
def studied(records: Records) -> Funnel:
    """The way of each lead, as the chapter follows it."""
    return inputs.funnel(records, records.engagement.settings)


@lru_cache(maxsize=4)
def _contacted(records: Records) -> pd.DataFrame:
    found = inputs.contacted(records, studied(records), records.engagement.settings.funnel)
    if found is None:
        raise ValueError("the company has no contacts of leads")
    return found.leads


def contacted(records: Records) -> pd.DataFrame:
    """Leads by their contacts: ``contacts``, and ``end`` (``sale``, ``given up``, or empty)."""
    return _contacted(records)[["lead", "contacts", "end"]].copy()


def persistence(records: Records) -> pd.DataFrame:
    """Chance of a sale at each contact, as the chapter counts it."""
    rules = records.engagement.settings.funnel
    return chances.persistence(_contacted(records), drawn_from=rules.drawn_from)


def priced(records: Records) -> pd.DataFrame:
    """Contacts up to the last that enough leads had: ``contact``, ``given_up``, ``hazard``."""
    table = persistence(records)
    last = giving_up.priced_to(table, priced_from=records.engagement.settings.funnel.priced_from)
    return table.loc[table["contact"] <= last, ["contact", "given_up", "hazard"]]


def leads(records: Records) -> tuple[pd.DataFrame, int]:
    """Leads: ``begun``, ``sold`` (days; missing where not yet), ``mature``; and the days given."""
    found = studied(records)
    rows = found.tried[found.tried["step"] == steps.key(steps.WHOLE)]
    mature = rows.set_index("lead")["mature"]
    table = found.way.leads[["lead", "begun", "sold"]]
    return table.assign(mature=table["lead"].map(mature)), found.given[steps.WHOLE]


def waiting(records: Records) -> pd.DataFrame:
    """Customers after the first purchase: ``days`` watched, and ``left``: have they gone on?"""
    rows = studied(records).tried
    rows = rows[rows["step"] == steps.key(WAITS)].dropna(subset="days")
    return rows[["lead", "days", "left"]].reset_index(drop=True)


def _converted(records: Records) -> float:
    rows = steps.mature(studied(records).tried)
    table = steps.funnel(rows).set_index("step")
    return float(table.loc[steps.key(steps.WHOLE), "rate"])


def _would_buy(records: Records) -> tuple[float, int]:
    """Dropped leads that would have bought, had they been as good as the kept; and all dropped."""
    rules = records.engagement.settings.funnel
    table = giving_up.given_up(
        persistence(records), priced_from=rules.priced_from, worth=0.0, contact_cost=0.0
    )
    return float(table["would_buy"].sum()), int(table["leads"].sum())


@exercise(
    "08.1",
    kind="read",
    hints=[
        N_("Look for the point furthest to the right, not for the longest line."),
        N_('In the table it is the largest `hazard`: `table["hazard"].idxmax()` gives its row.'),
    ],
)
def highest_chance(company: Company) -> Answer:
    """Contact with the highest chance of a sale."""
    table = persistence(company.records).dropna(subset="hazard").set_index("contact")
    return whole(
        int(table["hazard"].idxmax()),
        wrong={MOST_SALES: int(table["sales"].idxmax()), LAST_POINT: int(table.index.max())},
    )


@exercise(
    "08.2",
    kind="count",
    points=2,
    hints=[
        N_(
            "Keep the rows with `mature`. Of them those count that were sold within the days given."
        ),
        N_('`(rows["sold"] - rows["begun"]).dt.days <= given` is False where nothing was sold.'),
    ],
)
def conversion(company: Company) -> Answer:
    """Share of the leads of mature months that bought in the days given."""
    table, _ = leads(company.records)
    since = company.records.as_of - YEAR
    stocks = (table["sold"] > since).sum() / (table["begun"] > since).sum()
    return share(
        _converted(company.records),
        within=0.0005,
        wrong={STOCKS_DIVIDED: float(stocks), TOO_YOUNG: float(table["sold"].notna().mean())},
    )


@exercise(
    "08.3",
    kind="count",
    hints=[
        N_("Leads still in play at contact 3 had three contacts or more."),
        N_("Sales at contact 3: `end` is `sale` and `contacts` is 3."),
    ],
)
def third_contact(company: Company) -> Answer:
    """Chance of a sale at contact 3."""
    rows = _contacted(company.records)
    sales = rows["end"] == SALE
    at_third = int((sales & (rows["contacts"] == THIRD)).sum())
    table = persistence(company.records).set_index("contact")
    return share(
        float(table.loc[THIRD, "hazard"]),
        within=0.002,
        wrong={SHARE_OF_SALES: at_third / int(sales.sum()), ALL_LEADS: at_third / len(rows)},
    )


@exercise(
    "08.4",
    kind="count",
    points=2,
    hints=[
        N_(
            "`kaplan_meier(times, ended)` gives a table; `left` is the share that still stands "
            "there."
        ),
        N_("The median is the first `time` at which `left` is 0.5 or less."),
    ],
)
def usual_wait(company: Company) -> Answer:
    """Days until half of the new customers bought again."""
    rows = waiting(company.records)
    half = median_time(kaplan_meier(rows["days"], rows["left"])).value
    return number(
        half,
        within=1.0,
        wrong={
            FINISHED_ONLY: float(rows.loc[rows["left"], "days"].median()),
            OPEN_AS_ENDED: float(rows["days"].median()),
        },
    )


@exercise(
    "08.5",
    kind="doubt",
    points=3,
    hints=[
        N_("The lower end needs no counting: what if none of the dropped would ever have bought?"),
        N_(
            "Given up after contact k: the chance to buy later is one less the product of "
            "`1 - hazard` over all later contacts."
        ),
        N_("Multiply it by the leads given up there, and add up over all contacts but the last."),
    ],
)
def price_of_giving_up(company: Company) -> Answer:
    """Between which ends lies the number of customers lost by giving up?"""
    bought, dropped = _would_buy(company.records)
    room = max(1.0, 0.01 * bought)
    return several(
        {
            N_("lower end"): number(0.0, within=0.5),
            N_("upper end"): number(bought, within=room),
        },
        wrong={ONE_END: (bought, bought), ALL_DROPPED: (0, dropped)},
    )


@exercise(
    "08.6",
    kind="tell",
    hints=[
        N_("Nobody saw what the dropped would have done: the word is `bounded`."),
        N_("The interval is your pair of exercise 5. As `number` give its upper end."),
    ],
)
def told(company: Company) -> Answer:
    """Customers lost by giving up, at most, for the owner."""
    bought, _ = _would_buy(company.records)
    room = max(1.0, 0.01 * bought)
    return tell(
        bought, certainty="bounded", interval=(0.0, bought), within=room, unit=N_("customers")
    )
