"""What does lesson 10 ask about loyalty, and what is right?"""

from collections.abc import Callable
from functools import lru_cache

import pandas as pd

from helpers.analysis.definitions import answers as forms
from helpers.analysis.definitions.answers import DELIGHTED, DISAPPOINTED, SATISFIED
from helpers.analysis.loyalty import at_risk, inputs, satisfied
from helpers.analysis.loyalty.at_risk import AtRisk
from helpers.analysis.models import bounds
from helpers.language import N_
from helpers.records import Records
from helpers.study.answers import Answer, function, several, share
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

BETTER, FAR_BETTER = 0.10, 0.25  # a rival
PAIRS = (
    (1.0, 1.0),
    (1.3, 0.8),
    (0.7, 1.3),
    (1.2, 1.2),
    (1.4, 1.2),
    (1.2, 1.4),
    (0.8, 0.6),
    (0.6, 0.8),
    (1.0, 1.03),
    (0.97, 1.2),
)

ASKED_ONLY = Mistake(
    "asked only",
    N_("That is the line of those who were asked. Asked is the most that may go of all revenue."),
    N_(
        "Part of the revenue was never asked about. At most all of it goes as well, so the upper "
        "line lies above that of the asked."
    ),
)
LEAST_FOR_MOST = Mistake(
    "least for most",
    N_("That is the lower line: it supposes that all who were not asked stay."),
    N_("Two lines bound what is not known. The lower one says at least, the upper one at most."),
)
BY_HEADS = Mistake(
    "by heads",
    N_("One customer, one vote? Ask the cash desk."),
    N_(
        "A fleet that goes takes more with it than a hundred who bought a wiper. Weigh each "
        "customer with the revenue of the year."
    ),
)
STRICTLY_MORE = Mistake(
    "strictly more",
    N_("Whoever leaves for ten per cent leaves for exactly ten per cent, too."),
    N_(
        "The threshold is what is enough to go. Customers with a threshold of 0.1 go to a rival "
        "that is 10 % better: compare with `<=`."
    ),
)
ONE_NUMBER = Mistake(
    "one number",
    N_("What about those whom nobody asked?"),
    N_(
        "You take those who were not asked for like the others. Nobody knows that. The records "
        "say only: between none of them and all of them."
    ),
)
REST_STAYS = Mistake(
    "rest stays",
    N_("That is the lower end twice: as if all who were not asked stayed for certain."),
    N_("The upper end adds the whole revenue that was not asked about."),
)
REFUSED_DROPPED = Mistake(
    "refusals dropped",
    N_("Refusals were dropped both times. Silence is the loudest answer."),
    N_(
        "Who does not want to answer seldom hides thanks. With the rule a refusal fails its "
        "question; without it, it is left out. Compare the two."
    ),
)
STRICT_PASS = Mistake(
    "strict pass",
    N_("A score of exactly the border passes: you left it out."),
    N_("The border is the lowest score that passes, so compare with `>=`."),
)
NO_BAND = Mistake(
    "no band",
    N_("Nobody notices three per cent. Within the band, as expected means as expected."),
    N_(
        "Value 1.0 at cost 1.03 is as expected, since both lie within five per cent of 1. "
        "Without "
        "the band hardly anybody ever got what was expected."
    ),
)
VALUE_ALONE = Mistake(
    "value alone",
    N_("You looked at the value alone. What did it cost?"),
    N_(
        "More than expected at a far higher cost is a disappointment. Value and cost are both "
        "held against what was expected of them."
    ),
)

guess_of("10", Guess(lambda company: _gone(company.records)[0], "percent"))


@lru_cache(maxsize=4)
def _customers(records: Records) -> pd.DataFrame:
    return inputs.customers(records, records.engagement.settings.loyalty)


def customers(records: Records) -> pd.DataFrame:
    """All customers: ``revenue`` a year, and ``threshold`` (share; missing where not asked)."""
    return _customers(records).copy()


@lru_cache(maxsize=4)
def curve(records: Records) -> AtRisk:
    """Revenue at risk, as the chapter draws it."""
    found = at_risk.at_risk(customers(records), seed=records.engagement.settings.loyalty.seed)
    if found is None:
        raise ValueError("nobody of the company was asked")
    return found


def answers(records: Records) -> pd.DataFrame:
    """Answers of all forms: ``response``, ``question``, ``score`` (missing where refused)."""
    return forms.answers(records.frame("surveys"), records.engagement.settings.answers)


@lru_cache(maxsize=4)
def _followed(records: Records) -> pd.DataFrame:
    rules = records.engagement.settings.loyalty
    rows = inputs.satisfied_gone(records, answers(records), rules)
    if rows is None:
        raise ValueError("no form of the company is old enough")
    return rows


def _gone(records: Records) -> tuple[float, float, float]:
    """Share of the satisfied who bought nothing in the year after, with its interval."""
    row = satisfied.of(_followed(records), satisfied.SAID[0])
    return float(row["rate"]), float(row["low"]), float(row["high"])


def followed(records: Records) -> pd.DataFrame:
    """Customers by what they said: ``said``, ``forms``, ``gone`` (within the year after)."""
    rows = _followed(records)
    return rows.loc[rows["who"] == satisfied.WHO[0], ["said", "forms", "gone"]]


def _at_risk(records: Records) -> tuple[float, float, float, float]:
    """Share at a rival a tenth better: by revenue, by heads, if strictly; and the share known."""
    table = customers(records)
    asked = table.dropna(subset="threshold")
    goes, money = asked["threshold"] <= BETTER + 1e-9, asked["revenue"]
    sure = asked["threshold"] < BETTER - 1e-9
    by_money = float(money[goes].sum() / money.sum())
    known = float(money.sum() / table["revenue"].sum())
    return by_money, float(goes.mean()), float(money[sure].sum() / money.sum()), known


@exercise(
    "10.1",
    kind="read",
    hints=[
        N_("Find 25 % on the lower axis and go up to the highest of the three lines."),
        N_("In the table: the row with `better` at 0.25, column `bound_high`."),
    ],
)
def at_most(company: Company) -> Answer:
    """Share of all revenue that may go at most for a rival a quarter better."""
    row = curve(company.records).at(FAR_BETTER)
    return share(
        float(row["bound_high"]),
        within=0.01,
        wrong={ASKED_ONLY: float(row["share"]), LEAST_FOR_MOST: float(row["bound_low"])},
    )


@exercise(
    "10.2",
    kind="count",
    points=2,
    hints=[
        N_("Who goes for 10 %: `threshold` at most 0.1. Take only those who were asked."),
        N_("Their revenue, over the revenue of all who were asked."),
    ],
)
def a_tenth_better(company: Company) -> Answer:
    """Share of the asked revenue that goes to a rival a tenth better."""
    by_money, by_heads, strictly, _ = _at_risk(company.records)
    return share(by_money, wrong={BY_HEADS: by_heads, STRICTLY_MORE: strictly})


@exercise(
    "10.3",
    kind="doubt",
    points=2,
    hints=[
        N_("Which share of all revenue was asked about? Call it k, and your last answer v."),
        N_("Lower end `v * k`, upper end `v * k + (1 - k)`."),
    ],
)
def between(company: Company) -> Answer:
    """Share of all revenue that goes: at least and at most."""
    v, _, _, k = _at_risk(company.records)
    low, high = bounds.bounds(v, seen=k)
    parts = {N_("lower end"): share(low), N_("upper end"): share(high)}
    return several(parts, wrong={ONE_NUMBER: (v, v), REST_STAYS: (low, low)})


@exercise(
    "10.4",
    kind="count",
    hints=[
        N_("`score >= passes` is False where there is no score: that is the rule."),
        N_('Without the rule: `dropna(subset="score")` first.'),
    ],
)
def pass_rates(company: Company) -> Answer:
    """Share of passed answers: refusals failed, and refusals left out."""
    told = answers(company.records)
    passes = company.records.engagement.settings.answers.passes_from
    known = ~told["refused"]
    with_rule, without = float(told["passed"].mean()), float(told.loc[known, "passed"].mean())
    strict = known & (told["score"] > passes)
    return several(
        {
            N_("with the rule"): share(with_rule),
            N_("without it"): share(without),
        },
        wrong={
            REFUSED_DROPPED: (without, without),
            STRICT_PASS: (float(strict.mean()), float(strict[known].mean())),
        },
    )


@exercise(
    "10.5",
    kind="count",
    points=2,
    hints=[
        N_("First give value and cost a side: above 1, below 1, or within 0.05 of it."),
        N_("Both above, or both below: `value / cost` decides, with the same band."),
        N_("Value above at a cost that is not: pleased; at a lower cost: delighted."),
    ],
)
def six_states(company: Company) -> Answer:
    """State of value and cost against what was expected, as a function."""
    band = company.records.engagement.settings.answers.band
    return function(
        _state(band), cases=PAIRS, wrong={NO_BAND: _state(0.0), VALUE_ALONE: _value_alone}
    )


def _state(band: float) -> Callable[[float, float], str]:
    def state(value: float, cost: float) -> str:
        return str(forms.states(pd.Series([value]), pd.Series([cost]), band=band)[0])

    return state


def _value_alone(value: float, cost: float) -> str:
    return DELIGHTED if value > 1.05 else DISAPPOINTED if value < 0.95 else SATISFIED


@exercise(
    "10.6",
    kind="tell",
    hints=[
        N_("`share(gone, forms)` of `helpers.estimates` gives the share and its two ends."),
        N_("These are customers of one year; next year's may differ: `estimated`."),
    ],
)
def told(company: Company) -> Answer:
    """Share of the satisfied who were gone within a year."""
    rate, low, high = _gone(company.records)
    return tell(rate, certainty="estimated", interval=(low, high), within=0.005)
