"""What does lesson L ask about figures that are too good, and what is right?"""

import inspect
from functools import cache

import numpy as np
import pandas as pd

from helpers.analysis.leaving.churn.metrics import aucs
from helpers.analysis.models.compare import interval
from helpers.estimates import Estimate
from helpers.language import N_
from helpers.records import Records
from helpers.study.answers import Answer, listed, number, share
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.lessons import pipelines
from helpers.study.lessons.cut_offs import Stacked, stacked
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

CODES = (
    "noted afterwards",
    "label from silence",
    "random split",
    "window past cut-off",
    "scaled on all",
    "encoded on all",
    "chosen on test",
    "better model",
    "too few rows",
)
ROUNDS = 1000

BETTER_MODEL = Mistake(
    "better model",
    N_("The data know the future; which column?"),
    N_(
        "No model is better by so much because of itself. Ask of each column: on which day was "
        "it written, and from which rows was it counted?"
    ),
)
SPLIT_AND_CHOICE = Mistake(
    "split for choice",
    N_("Two are mixed up: one shares out the rows wrongly, the other looks at the test too often."),
    N_(
        "A random split puts the same customer with an overlapping answer on both sides. A "
        "choice on the test takes the luckiest of many."
    ),
)
LEAK_LEFT = Mistake(
    "leak left in",
    N_("This is the flattering figure: the future is still in it."),
    N_(
        "Take the column, or the way of sharing out, that knows the future out of the training "
        "and of the test."
    ),
)
SAME_ROWS = Mistake(
    "same rows",
    N_("You have tested on the rows that were learned from."),
    N_("A forest remembers its rows. Test on the latest cut-off, which it has not seen."),
)
UPSIDE_DOWN = Mistake(
    "upside down",
    N_("Below a half: the order is upside down."),
    N_(
        "AUC is the share of pairs in the right order. Less than a half means that the sign"
        " is turned."
    ),
)
SHOULD_BE_HALF = Mistake(
    "what should be",
    N_("So it should be, and is not. Run it with the shuffled answers."),
    N_(
        "With shuffled answers an honest way has nothing to find and comes to a half. A way that "
        "comes to more has seen the answers. That is the quickest test for a leak."
    ),
)
NOT_SHUFFLED = Mistake(
    "not shuffled",
    N_("This is the figure with the real answers."),
    N_("Shuffle the column `left` first, then run the same way again."),
)

guess_of("L", Guess(lambda company: float(most_added(company.records)), "number", 2))


def at_of(records: Records) -> Stacked:
    """Customers of this company at the latest cut-offs."""
    return stacked(records)


def code(number: int) -> str:
    """Source of one of the seven ways, by its number from 1."""
    return inspect.getsource(pipelines.SEVEN[number - 1])


@cache
def figures(records: Records) -> pd.DataFrame:
    """AUC of each of the seven ways, as it flatters and as it is without the leak."""
    at = stacked(records)
    flattering = [way(at, records) for way in pipelines.SEVEN]
    table = pd.DataFrame({"honest": pipelines.honest(at), "flattering": flattering})
    return table.assign(way=[way.__name__ for way in pipelines.SEVEN])


def most_added(records: Records) -> float:
    """AUC that the worst of the leaks adds."""
    table = figures(records)
    return float((table["flattering"] - table["honest"]).max())


def shuffled(records: Records, seed: int = 1) -> Stacked:
    """The same customers, with the answers dealt out anew."""
    at = stacked(records)
    mixed = np.random.default_rng(seed).permutation(at.rows["left"].to_numpy())
    return Stacked(at.rows.assign(left=mixed), at.horizon_days)


def drawn_auc(left: np.ndarray, score: np.ndarray) -> Estimate:
    """AUC with its 95 % interval: customers are drawn anew a thousand times."""
    rng, n = np.random.default_rng(1), len(left)
    weights = rng.multinomial(n, np.full(n, 1 / n), size=ROUNDS).astype(float)
    value = float(aucs(left, score, np.ones((1, n)))[0])
    return interval(value, aucs(left, score, weights))


@exercise(
    "L.1",
    kind="read",
    points=3,
    hints=[
        N_("Ask of each column: could it be known on the day of the cut-off?"),
        N_("Ask of each `fit`, `mean` and `max`: from which rows?"),
        N_("Two of the nine words stand for nothing here: `better model` and `too few rows`."),
    ],
)
def named(company: Company) -> Answer:
    """What is wrong with each of the seven ways."""
    right = list(CODES[:7])
    better, mixed = right.copy(), right.copy()
    better[2] = CODES[7]
    mixed[2], mixed[6] = right[6], right[2]
    return listed(right, wrong={BETTER_MODEL: better, SPLIT_AND_CHOICE: mixed})


@exercise(
    "L.2",
    kind="count",
    hints=[
        N_("Leave out the column that counts days behind the cut-off."),
        N_("`pipelines.fitted_auc(at.training, at.test, pipelines.COLUMNS)`"),
    ],
)
def window_mended(company: Company) -> Answer:
    """Honest AUC of the fourth way."""
    four = figures(company.records).loc[3]
    wrong = {LEAK_LEFT: four["flattering"], UPSIDE_DOWN: 1 - four["honest"]}
    return number(four["honest"], within=0.01, wrong=wrong)


@exercise(
    "L.3",
    kind="count",
    points=2,
    hints=[
        N_("Which customer stands in which rows is as before; only the sharing out changes."),
        N_("Learn from `rows.loc[at.training.index]`, test on `rows.loc[at.test.index]`."),
    ],
)
def split_mended(company: Company) -> Answer:
    """Honest AUC of the third way."""
    at, third = stacked(company.records), figures(company.records).loc[2]
    rows, columns = pipelines.numbered(at.rows), [*pipelines.COLUMNS, "number"]
    learned = rows.loc[at.training.index]
    same = pipelines.forest_auc(learned, learned, columns)
    wrong = {LEAK_LEFT: third["flattering"], SAME_ROWS: same}
    return number(third["honest"], within=0.01, wrong=wrong)


@exercise(
    "L.4",
    kind="doubt",
    points=2,
    hints=[
        N_("`mixed` has the same rows, and answers that mean nothing."),
        N_("`pipelines.six(mixed, records)`"),
    ],
)
def nothing_to_find(company: Company) -> Answer:
    """AUC of the sixth way where there is nothing to find."""
    records = company.records
    several = [pipelines.six(shuffled(records, seed), records) for seed in (1, 2, 3)]
    flattering = figures(records).loc[5, "flattering"]
    wrong = {SHOULD_BE_HALF: 0.5, NOT_SHUFFLED: flattering}
    return share(float(np.mean(several)), within=0.03, wrong=wrong)


@exercise(
    "L.5",
    kind="tell",
    hints=[
        N_("The number is the AUC of days of silence alone, with both ends of its interval."),
        N_("Other customers would give another one: `estimated`."),
    ],
)
def told(company: Company) -> Answer:
    """What silence alone is worth, for the owner."""
    test = stacked(company.records).test
    found = drawn_auc(test["left"].to_numpy(), test["silence_days"].to_numpy(float))
    return tell(found.value, certainty="estimated", interval=(found.low, found.high), within=0.01)
