"""What does lesson 09 ask about contacts and purchases, and what is right?"""

from functools import lru_cache

import numpy as np
import pandas as pd

from helpers.analysis.contact import curve as rising
from helpers.analysis.contact import inputs
from helpers.analysis.contact.curve import Curve
from helpers.analysis.contact.panel import Log, Panel, number_of
from helpers.estimates import Z95
from helpers.language import N_
from helpers.periods import last_complete_month
from helpers.records import Records
from helpers.study.answers import Answer, choice, number, several, whole
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

READ_AT = 2  # contacts

FIRST_POINT = Mistake(
    "first point",
    N_("That is the point after one contact."),
    N_("Each row of the chart says after how many contacts. Look for the row of two."),
)
END_FOR_POINT = Mistake(
    "end for point",
    N_("That is the end of the line, not the point on it."),
    N_("The point is the estimate, and the line says how far off it may be. Read the point."),
)
AMONG_CUSTOMERS = Mistake(
    "among customers",
    N_("You compared customers with each other: good customers hear from us more often anyway."),
    N_(
        "Whoever has a manager, a card and a right address gets more contacts and buys "
        "more. Hold "
        "each customer against his own months, then such things drop out."
    ),
)
MEAN_OF_RATIOS = Mistake(
    "nothing expected",
    N_("You divided sums of purchases. There are more months without a contact than with one."),
    N_(
        "The sum grows with the number of months. Divide the purchases of the months by what the "
        "same customers buy in a usual month, and do it for both kinds of months."
    ),
)
DEAD_KEPT = Mistake(
    "graveyard kept",
    N_("The dead get no letters: your zero group is a graveyard."),
    N_(
        "Who has left gets nothing and buys nothing. Such months fill the group without contacts "
        "and make every letter look strong. End each customer before the month of the last "
        "purchase, in the second number."
    ),
)
SUMS_DIVIDED = Mistake(
    "sums divided",
    N_("You divided sums of purchases. Divide the means of a month."),
    N_("Months without a contact are many times more. Only means of a month can be compared."),
)
CAUSE_PROVEN = Mistake(
    "false cause",
    N_("A placebo that shows nothing removes one doubt. It proves no cause."),
    N_(
        "Nobody drew by lot who gets a letter. The placebo looks for one thing only: whether "
        "contacts follow purchases instead of going before them."
    ),
)
PLACEBO_MISREAD = Mistake(
    "placebo misread",
    N_("Hold the number against 1.96: is it beyond chance or not?"),
    N_(
        "A standard error says how far accident reaches. Less than 1.96 of them from nothing is "
        "what accident makes; more is not."
    ),
)
HIGHEST_POINT = Mistake(
    "highest point",
    N_("That is the number with the highest point. Ask what the last contact added."),
    N_(
        "The curve may still rise where nothing sure is added. Look at the steps: the first"
        " whose "
        "line holds zero ends the rise, and the contacts before it are the answer."
    ),
)
FIRST_ONLY = Mistake(
    "first only",
    N_("The first adds, and so does the one after it: its line does not hold 1."),
    N_("Go through the steps in their order, and stop at the first that may be nothing."),
)
STEP_FOR_CONTACTS = Mistake(
    "step for contacts",
    N_("You named the contact that adds nothing sure. Up to which one is it worth sending?"),
    N_("If the step from 2 to 3 holds zero, the rise ends at 2: the third one is the idle one."),
)


@lru_cache(maxsize=4)
def _log(records: Records) -> tuple[Log, pd.DataFrame]:
    log = inputs.log_of(records)
    if log is None:
        raise ValueError("the company has no log of contacts")
    return log, inputs.bought(records)


@lru_cache(maxsize=4)
def panel(records: Records) -> Panel:
    """Months of customers, as the chapter compares them."""
    log, bought = _log(records)
    found = inputs.panel(records, bought, log)
    assert found is not None
    return found


@lru_cache(maxsize=4)
def curve(records: Records) -> Curve:
    """Purchases after so many contacts against none, as the chapter fits them."""
    rules = records.engagement.settings.contact
    found = rising.curve(panel(records), rules, worth=0.0)
    if found is None:
        raise ValueError("the contacts of the company differ too little")
    return found


guess_of(
    "09", Guess(lambda company: float(curve(company.records).table["ratio"].iloc[1]), "number", 2)
)


def steps(records: Records) -> pd.DataFrame:
    """What each further contact adds: ``contact``, ``times``, ``low``, ``high``; 1 is nothing."""
    rows = np.exp(curve(records).steps).rename(columns={"value": "times"})
    return rows.assign(contact=range(1, len(rows) + 1))[["contact", "times", "low", "high"]]


@lru_cache(maxsize=4)
def _months(records: Records) -> pd.DataFrame:
    log, bought = _log(records)
    ends = bought.groupby("customer", observed=True)["month"].agg(["min", "max"])
    last = min(log.last + 1, int(number_of(last_complete_month(records.as_of))))
    span = range(log.first + 1, last + 1)
    index = pd.MultiIndex.from_product([ends.index.astype(str), span], names=["customer", "month"])
    table = pd.DataFrame(index=index).reset_index()
    sent = log.rows[["customer", "month", "contacts"]].assign(month=log.rows["month"] + 1)
    table = table.merge(bought[["customer", "month", "purchases"]], "left", ["customer", "month"])
    table = table.merge(sent, "left", ["customer", "month"]).fillna(0)
    ends.index = ends.index.astype(str)
    table = table[table["month"] > table["customer"].map(ends["min"])]
    return table.assign(last=table["customer"].map(ends["max"])).reset_index(drop=True)


def months(records: Records) -> pd.DataFrame:
    """Months of customers after their first purchase, all of them.

    Returns
    -------
    ``customer``, ``month`` (a number), ``purchases`` in it, ``contacts`` of the month before, and
    ``last``: the month of the last purchase.
    """
    return _months(records).copy()


def crude(table: pd.DataFrame) -> float:
    """Mean purchases of months after a contact, as times those after none."""
    after = table["contacts"] > 0
    return float(table.loc[after, "purchases"].mean() / table.loc[~after, "purchases"].mean())


def within(table: pd.DataFrame) -> float:
    """The same, each customer held against what he buys in a usual month."""
    usual = table.groupby("customer", observed=True)["purchases"].transform("mean")
    after = table["contacts"] > 0
    with_one = table.loc[after, "purchases"].sum() / usual[after].sum()
    return float(with_one / (table.loc[~after, "purchases"].sum() / usual[~after].sum()))


def _sums(table: pd.DataFrame) -> float:
    after = table["contacts"] > 0
    return float(table.loc[after, "purchases"].sum() / table.loc[~after, "purchases"].sum())


@exercise(
    "09.1",
    kind="read",
    hints=[
        N_("Look at the row of two contacts. The number stands at the right."),
        N_("In the table: the `ratio` where `contacts` is 2."),
    ],
)
def after_two(company: Company) -> Answer:
    """Purchases after two contacts, as times those after none."""
    table = curve(company.records).table.set_index("contacts")
    return number(
        float(table.loc[READ_AT, "ratio"]),
        within=0.015,
        wrong={
            FIRST_POINT: float(table.loc[1, "ratio"]),
            END_FOR_POINT: float(table.loc[READ_AT, "high"]),
        },
    )


@exercise(
    "09.2",
    kind="count",
    points=2,
    hints=[
        N_('A usual month of each: `groupby("customer")["purchases"].transform("mean")`.'),
        N_("Purchases of the months with a contact, over the usual of the same rows."),
        N_("The same for the months without one. Divide the first by the second."),
    ],
)
def same_customer(company: Company) -> Answer:
    """Purchases after a contact against after none, within customers."""
    rows = panel(company.records).rows
    return number(
        within(rows), within=0.01, wrong={AMONG_CUSTOMERS: crude(rows), MEAN_OF_RATIOS: _sums(rows)}
    )


@exercise(
    "09.3",
    kind="doubt",
    points=2,
    hints=[
        N_("The mean of `purchases` where `contacts > 0`, over the mean where it is 0."),
        N_("For the second number keep the rows with `month < last` only."),
    ],
)
def graveyard(company: Company) -> Answer:
    """Crude ratio with all months, and with those before the last purchase."""
    rows = _months(company.records)
    alive = rows[rows["month"] < rows["last"]]
    return several(
        {
            N_("all months"): number(crude(rows), within=0.01),
            N_("before the last purchase"): number(crude(alive), within=0.01),
        },
        wrong={
            DEAD_KEPT: (crude(rows), crude(rows)),
            SUMS_DIVIDED: (_sums(rows), _sums(alive)),
        },
    )


@exercise(
    "09.4",
    kind="doubt",
    hints=[
        N_("Contacts of the month after cannot have brought the purchases of this month."),
        N_("Beyond 1.96 standard errors, either way, is more than accident."),
    ],
)
def placebo(company: Company) -> Answer:
    """What contacts of the next month say about purchases of this month."""
    quiet = abs(curve(company.records).placebo) < Z95
    right, other = ("a", "b") if quiet else ("b", "a")
    return choice(right, wrong={CAUSE_PROVEN: "c", PLACEBO_MISREAD: other})


@exercise(
    "09.5",
    kind="count",
    hints=[
        N_("A step whose line from `low` to `high` holds 1 adds nothing sure."),
        N_("Take the first such step, and of it the number of contacts before it."),
    ],
)
def enough(company: Company) -> Answer:
    """Contacts after which one more adds nothing sure."""
    found = curve(company.records)
    idle = (found.steps["low"] <= 0).to_numpy()
    right = int(np.argmax(idle)) if idle.any() else len(idle)
    top = int(found.table["ratio"].to_numpy().argmax())
    wrong: dict[Mistake, float] = {STEP_FOR_CONTACTS: right + 1}
    for mistake, other in ((FIRST_ONLY, 1), (HIGHEST_POINT, top)):
        if other not in (right, *wrong.values()):
            wrong[mistake] = other
    return whole(right, wrong=wrong)


@exercise(
    "09.6",
    kind="tell",
    hints=[
        N_("`ratio`, `low` and `high` of the row with one contact."),
        N_("It is estimated, and nobody was given letters by lot: name no cause."),
    ],
)
def told(company: Company) -> Answer:
    """Purchases after one contact, as times those after none, for the owner."""
    row = curve(company.records).table.set_index("contacts").loc[1]
    ends = (float(row["low"]), float(row["high"]))
    return tell(
        float(row["ratio"]), certainty="estimated", interval=ends, within=0.015, unit=N_("times")
    )


guess_of(
    "09", Guess(lambda company: float(curve(company.records).table["ratio"].iloc[1]), "number", 2)
)
