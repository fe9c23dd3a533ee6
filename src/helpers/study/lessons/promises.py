"""What does lesson 12 ask about promises and managers, and what is right?"""

from functools import lru_cache

import pandas as pd

from helpers.analysis.commitments import promised, served
from helpers.analysis.commitments.alike import with_segment
from helpers.analysis.commitments.expected import expected
from helpers.analysis.commitments.panel import panel, spans
from helpers.analysis.commitments.promised import Promised
from helpers.analysis.commitments.served import Served
from helpers.analysis.models.compare import pooled
from helpers.language import N_
from helpers.records import Records
from helpers.study.answers import Answer, listed, number, share
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

CHEAPEST = Mistake(
    "cheapest promise",
    N_("The slowest promise is the cheapest, and nobody is moved by it."),
    N_(
        "The longer the promise, the fewer break, down to one that promises nothing. Look for the "
        "fastest that costs no more than the budget."
    ),
)
PROMISED_TODAY = Mistake(
    "promised today",
    N_("This is what is promised today. The chart asks what can be afforded."),
    N_(
        "What stands on the wall and what the money allows are two things, and either may be the "
        "faster one. Read the points against the line of the budget."
    ),
)
ANSWERED_ONLY = Mistake(
    "answered only",
    N_("The worst are missing from your number: those whom nobody ever answered."),
    N_(
        "A request without an answer has no time to answer, so it falls out of every mean. It has "
        "waited for as long as it was watched. Count it below the line, and never above."
    ),
)
OPEN_FOR_KEPT = Mistake(
    "open for kept",
    N_("Requests that are still open were counted as answered in time."),
    N_(
        "Who has no answer yet is no success. Where `answered` is no, the hours only say for how "
        "long the request was watched."
    ),
)
YEAR_FOR_MONTH = Mistake(
    "year for month",
    N_("This is the bill of all the months together."),
    N_(
        "A budget of a month is held against the cost of a month. Divide by the number of months "
        "in which requests were counted."
    ),
)
ALL_COMPARED = Mistake(
    "all compared",
    N_("One of them serves customers whom nobody else serves: compared with whom?"),
    N_(
        "Many customers are not enough. Where no colleague has customers alike, any difference may"
        " be that of the customers. Look at the share of customers whose like others serve too."
    ),
)
WORST_COMPARED = Mistake(
    "worst compared",
    N_("You let those be compared who look bad. Whether one may be compared is no verdict."),
    N_(
        "Whether somebody can be compared is decided before anybody looks at the result, by the "
        "number of customers and by who else serves their like. Who is good is compared as well."
    ),
)
SAME_NAME = Mistake(
    "same name twice",
    N_("The same name twice: look at who sits on that desk."),
    N_(
        "Whoever gets the passers-by loses more customers and is no worse for it. Take customers "
        "with a habit only, and hold their losses against those of customers alike."
    ),
)
EXCHANGED = Mistake(
    "exchanged",
    N_("The two names are exchanged: first the crude one."),
    N_(
        "Crude is the share of customers lost, whoever they are. Held equal is the ratio of losses"
        " seen to losses expected."
    ),
)
NOT_DRAWN = Mistake(
    "not drawn",
    N_("This is the ratio as it was seen, luck included."),
    N_(
        "Whoever comes first in a table is there by merit and by luck. The part that is luck will "
        "not come again next year, so the number is drawn to the mean of all by that part."
    ),
)
PARTS_EXCHANGED = Mistake(
    "parts exchanged",
    N_("The part that is luck was kept, and the rest was taken away."),
    N_(
        "What is left of the distance from the mean is one less the part of luck. With more "
        "customers there is less luck, and more is left."
    ),
)
ERROR_NOT_SQUARED = Mistake(
    "error not squared",
    N_("Errors were put where their squares belong."),
    N_(
        "Luck and true differences add up as variances. The column `error` is a standard error: "
        "square it first, for `pooled` as well."
    ),
)


@lru_cache(maxsize=4)
def promises(records: Records) -> Promised:
    """Requests of the last months, and the promise that they are held against."""
    rules = records.engagement.settings.commitments
    found = promised.answered(records, rules)
    told = promised.promised(records, found, promised.registered(records, found, rules), rules)
    assert told is not None  # every company of the course has brought requests
    return told


@lru_cache(maxsize=4)
def _served(records: Records) -> Served:
    found = served.served(records, records.engagement.settings.commitments)
    assert found is not None  # as above
    return found


def managers(records: Records) -> pd.DataFrame:
    """Managers as the handout judges them; ``before``: before customers are held equal."""
    found = _served(records)
    return found.managers.assign(before=found.managers["manager"].map(found.before))


def judged(records: Records) -> pd.DataFrame:
    """Managers who may be compared, the highest ratio first."""
    table = managers(records)
    return table[table["judged"]].reset_index(drop=True)


def three(records: Records) -> pd.DataFrame:
    """Three managers who may or may not be compared: ``manager``, and what decides it."""
    table = managers(records)
    apart, mine = table[~table["judged"]].head(1), table[table["judged"]]
    rows = pd.concat([apart, mine.head(1), mine.tail(2 - len(apart))])
    return rows[["manager", "customers", "expected", "overlap"]].reset_index(drop=True)


@lru_cache(maxsize=4)
def lost(records: Records) -> pd.DataFrame:
    """Customers of those who may be compared, half a year after half a year.

    One row per customer and day asked about: ``manager``, ``lost`` (yes or no), ``habit`` (three
    purchases so far), ``chance`` (of being lost with the manager in the middle; only with a habit).
    """
    rules = records.engagement.settings.commitments
    days, everybody = _served(records), rules.model_copy(update={"least_purchases": 1})
    sums = spans(records.sales, days.cutoffs, as_of=records.as_of)
    horizon = days.horizon_days
    all_of_them = panel(sums, everybody, within=horizon, silent_most=horizon)
    habit = all_of_them["purchases"] >= rules.least_purchases
    known = with_segment(all_of_them[habit], records.segments())
    rows = all_of_them.assign(habit=habit, chance=pd.Series(expected(known).chance, known.index))
    rows = rows[rows["manager"].isin(judged(records)["manager"])]
    return rows[["manager", "lost", "habit", "chance"]].reset_index(drop=True)


def _row(told: Promised, limit: float) -> pd.Series:
    return told.prices.set_index("limit").loc[limit]


guess_of("12", Guess(lambda company: _kept(promises(company.records)), "percent"))


def _kept(told: Promised) -> float:
    return float(_row(told, told.limit)["within"])


@exercise(
    "12.1",
    kind="read",
    hints=[
        N_("Costs fall from the top to the bottom. Where do they first fall below the line?"),
        N_("The promise with the dark point. Give its hours as a number: half an hour is 0.5."),
    ],
)
def affordable(company: Company) -> Answer:
    """Hours of the fastest promise that can be afforded."""
    told = promises(company.records)
    assert told.affordable.row is not None
    return number(
        float(told.affordable.row["limit"]),
        wrong={CHEAPEST: float(told.prices["limit"].max()), PROMISED_TODAY: told.limit},
    )


@exercise(
    "12.2",
    kind="count",
    hints=[
        N_("Divide by all requests, also by those that nobody has answered."),
        N_('`(rows["answered"] & (rows["hours"] <= limit)).mean()`'),
    ],
)
def kept(company: Company) -> Answer:
    """Share of requests that were answered within the promise."""
    told = promises(company.records)
    answered = told.found.rows[told.found.rows["answered"]]
    of_answered = float((answered["hours"] <= told.limit).mean())
    with_open = _kept(told) + float((~told.found.rows["answered"]).mean())
    return share(_kept(told), wrong={ANSWERED_ONLY: of_answered, OPEN_FOR_KEPT: with_open})


@exercise(
    "12.3",
    kind="count",
    hints=[
        N_("Broken is each request that has waited for longer, answered or not."),
        N_('`(rows["hours"] > limit).sum() * paid / len(months)`'),
    ],
)
def cost(company: Company) -> Answer:
    """Money of a month for the promises that were broken."""
    told = promises(company.records)
    right, months = float(_row(told, told.limit)["cost"]), len(told.found.months)
    late = told.found.rows["hours"] > told.limit
    answered = float((late & told.found.rows["answered"]).sum())
    return number(
        right,
        wrong={
            YEAR_FOR_MONTH: right * months,
            ANSWERED_ONLY: answered * told.compensation / months,
        },
    )


@exercise(
    "12.4",
    kind="doubt",
    hints=[
        N_(
            "It takes thirty customers, five losses expected, and four fifths of the customers "
            "whose like others serve too."
        ),
        N_("A list of three, `True` or `False` for each, in the order of the table."),
    ],
)
def may_be_compared(company: Company) -> Answer:
    """Whether each of three managers may be compared with the others."""
    who = three(company.records)["manager"]
    table = managers(company.records).set_index("manager").loc[who]
    right = table["judged"].astype(bool).tolist()
    ratio = (table["ratio"] > 1).tolist()
    return listed(right, wrong={ALL_COMPARED: [True] * 3, WORST_COMPARED: ratio})


@exercise(
    "12.5",
    kind="doubt",
    points=2,
    hints=[
        N_("Crude: the mean of `lost` by manager, of all rows."),
        N_(
            "Held equal: of the rows with a habit, the sum of `lost` over the sum of `chance`, by "
            "manager."
        ),
        N_("`.idxmax()` gives the name with the largest number."),
    ],
)
def worst(company: Company) -> Answer:
    """Who loses most, crude and with customers held equal."""
    table = judged(company.records).set_index("manager")
    crude, equal = str(table["before"].idxmax()), str(table["ratio"].idxmax())
    return listed([crude, equal], wrong={SAME_NAME: [crude, crude], EXCHANGED: [equal, crude]})


@exercise(
    "12.6",
    kind="count",
    points=2,
    hints=[
        N_(
            '`whole = pooled(table["ratio"], table["error"] ** 2)`: then `whole.mean.value` and '
            "`whole.between`."
        ),
        N_("Mean of all, plus the part that is left of the distance from it."),
        N_("The part of luck: `(k - 3) / (k - 1) * error ** 2 / (error ** 2 + whole.between)`."),
    ],
)
def drawn(company: Company) -> Answer:
    """Ratio of the first manager, drawn to all others."""
    table = judged(company.records)
    ratio = float(table["ratio"].iloc[0])
    rough = pooled(table["ratio"].to_numpy(), table["error"].to_numpy())
    whole = pooled(table["ratio"].to_numpy(), table["error"].to_numpy() ** 2)
    error, many = float(table["error"].iloc[0]), len(table)
    luck = (many - 3) / (many - 1) * error / (error + rough.between)
    right, mean = float(table["shrunk"].iloc[0]), whole.mean.value
    return number(
        right,
        within=0.004,
        wrong={
            NOT_DRAWN: ratio,
            PARTS_EXCHANGED: mean + (ratio - right),
            ERROR_NOT_SQUARED: rough.mean.value + (1 - luck) * (ratio - rough.mean.value),
        },
    )


@exercise(
    "12.7",
    kind="tell",
    hints=[
        N_("The row of this promise in `told.prices` has the cost with its two ends."),
        N_("Another year brings other weeks: the cost is estimated, and needs its interval."),
    ],
)
def told(company: Company) -> Answer:
    """Cost of a month of the fastest promise that can be afforded."""
    row = promises(company.records).affordable.row
    assert row is not None
    ends = float(row["low"]), float(row["high"])
    return tell(float(row["cost"]), certainty="estimated", interval=ends, money=True, within=1.0)
