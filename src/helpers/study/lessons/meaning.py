"""What does lesson 13 ask about one meaning for all, and what is right?"""

import numpy as np
import pandas as pd

from helpers.analysis.centredness import inputs
from helpers.analysis.centredness.research import Research
from helpers.analysis.centredness.room import POINTS, agreement, gap_chance, maturity, ways
from helpers.language import N_, tr
from helpers.records import Records
from helpers.study.answers import Answer, number, several, whole
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

MEAN_ONLY = Mistake(
    "mean only",
    N_("This is the average of two camps: nobody stands there."),
    N_(
        "A mean says where the scores balance, not how far apart they are. Two camps and a room of"
        " one opinion can have the same mean. Look at the spread before you look at the mean."
    ),
)
UPSIDE_DOWN = Mistake(
    "upside down",
    N_("The camps are exchanged: the first number belongs to the low scores."),
    N_(
        "1 means that the statement does not hold, 5 that it holds fully. Read the label of a bar "
        "before its length."
    ),
)
SPREAD_NOT_SQUARED = Mistake(
    "spread not squared",
    N_("A standard deviation stands where a variance belongs."),
    N_(
        "Agreement holds a variance against a variance. The standard deviation is its square "
        "root, and makes a torn room look half agreed."
    ),
)
DIVIDED_BY_ALL = Mistake(
    "divided by all",
    N_("Near, but the variance is too small: it was divided by n."),
    N_(
        "A handful of people is a sample of what could be said. Divided by n the variance is too "
        "small, and in a room of ten this can be seen. NumPy divides by n unless it is told "
        "otherwise, pandas by n − 1."
    ),
)
ONE_SIDE = Mistake(
    "one side",
    N_("Only gaps in one direction were counted."),
    N_(
        "Before you looked, you did not know who would score higher. A gap as large the other way "
        "would have surprised you as much, so it counts as well."
    ),
)
WITHOUT_ITSELF = Mistake(
    "without itself",
    N_("A gap as large as the one seen counts too, and one of the ways is the real one."),
    N_(
        "Chance is the share of ways with a gap at least as large. What was really seen is one of "
        "them, so this share is never nought. Numbers with many decimals need some slack: compare "
        "with what was seen less a billionth."
    ),
)
LOOKED_ALONE = Mistake(
    "looked alone",
    N_("This is the chance of one statement. You looked at all of them before you chose it."),
    N_(
        "Among many statements some gap is always large. Whoever picks the largest must ask how "
        "often the largest of all would be so large by luck."
    ),
)
TIMES_ALL = Mistake(
    "times all",
    N_("Too careful: the same people scored all statements."),
    N_(
        "One chance times the number of statements treats them as strangers to each other. Who is "
        "kind to one is kind to all. Take the largest gap of all in each deal: then the ties count."
    ),
)
TIMES_AS_MANY = Mistake(
    "times as many",
    N_("So many times as many are done as are measured; the room above what is measured is less."),
    N_(
        "From one to twenty is growth by nineteen. What is there already is no room for "
        "improvement: take one away."
    ),
)
WHAT_IS_LEFT = Mistake(
    "what is left",
    N_("This is the share that nobody measured, not how many times more could be measured."),
    N_(
        "Two questions look alike: which part is missing, and how far could we grow. The second "
        "one divides by the little that is there."
    ),
)

guess_of("13", Guess(lambda company: studies(company.records).measured, "percent"))


def most_split(found: inputs.Room) -> pd.Series:
    """Scores of the statement on which the room agrees least, by person; its name is the text."""
    agreed = found.grid.apply(agreement)
    return found.grid[agreed.sort_index().idxmin()]


def to_be_tried(found: inputs.Room) -> pd.Series:
    """Scores of the statement with the largest gap, after the first, that could be either way.

    A gap so large that no other choice of the top has it the other way round is left out: there
    one direction and both have the same chance.
    """
    gaps = found.grid[found.is_top].mean() - found.grid[~found.is_top].mean()
    order = gaps.abs().round(9).sort_index().sort_values(ascending=False, kind="stable")
    either = (name for name in order.index[1:] if _either_way(found.grid[name], found.is_top))
    return found.grid[next(either)]


def counted(scores: pd.Series) -> pd.DataFrame:
    """How many people gave each score: ``entry`` (the score in words), ``people``."""
    people = scores.value_counts().reindex(range(1, POINTS + 1), fill_value=0)
    words = [tr("score %(n)s") % {"n": n} for n in people.index]
    return pd.DataFrame({"entry": words, "people": people.to_numpy()})


def studies(records: Records) -> Research:
    """What became of the studies of this company."""
    found = inputs.research(records)
    assert found is not None  # every company of the course has brought them
    return found


def _room(company: Company) -> inputs.Room:
    found = inputs.room_of(company.records)
    assert found is not None  # as above
    return found


def _gaps(scores: pd.Series, top: pd.Series) -> np.ndarray:
    """Gap of top and others in every way to choose the top; the last one as it is."""
    values, chosen = scores.to_numpy(float), top.to_numpy(bool)
    every = [*ways(len(values), int(chosen.sum()), seed=1), chosen]
    return np.array([values[way].mean() - values[~way].mean() for way in every])


def _either_way(scores: pd.Series, top: pd.Series) -> bool:
    *gaps, seen = np.sign(_gaps(scores, top)[-1]) * _gaps(scores, top)
    return bool(min(gaps) <= -seen + 1e-9)


@exercise(
    "13.1",
    kind="read",
    hints=[
        N_("The low camp gave 1 or 2, the high camp 4 or 5. Who gave 3 stands in neither."),
        N_("Add the bars of each camp; together they are all who scored."),
    ],
)
def camps(company: Company) -> Answer:
    """People in the low camp, in the middle, in the high camp."""
    people = counted(most_split(_room(company)))["people"].tolist()
    low, middle, high = sum(people[:2]), people[2], sum(people[3:])
    return several(
        {N_("low camp"): whole(low), N_("middle"): whole(middle), N_("high camp"): whole(high)},
        wrong={MEAN_ONLY: (0, low + middle + high, 0), UPSIDE_DOWN: (high, middle, low)},
    )


@exercise(
    "13.2",
    kind="count",
    hints=[
        N_("The variance of five scores that are equally likely is 2."),
        N_("`1 - scores.var() / 2`; pandas divides by n − 1, as it should here."),
    ],
)
def agreed(company: Company) -> Answer:
    """Agreement on the statement that splits the room."""
    scores = most_split(_room(company))
    return number(
        agreement(scores),
        within=0.006,
        wrong={
            MEAN_ONLY: float(scores.mean()),
            SPREAD_NOT_SQUARED: 1 - float(scores.std()) / 2,
            DIVIDED_BY_ALL: 1 - float(scores.var(ddof=0)) / 2,
        },
    )


@exercise(
    "13.3",
    kind="count",
    points=2,
    hints=[
        N_(
            "Each row of `dealt` says who is the top in one way. Count the gap of each row: mean of"
            " the chosen less mean of the others."
        ),
        N_("The chance is the share of rows whose gap is at least as large as the real one."),
        N_("`(abs(gaps) >= abs(seen) - 1e-9).mean()`"),
    ],
)
def exact(company: Company) -> Answer:
    """Chance of one gap, by every way to choose the top."""
    found = _room(company)
    scores, top = to_be_tried(found), found.is_top.to_numpy(bool)
    *gaps, seen = _gaps(scores, found.is_top)
    toward = np.sign(seen) * np.array(gaps)
    return number(
        float(gap_chance(scores.to_numpy(float)[:, None], top, seed=1)[0]),
        within=0.0006,
        wrong={
            ONE_SIDE: float((toward >= abs(seen) - 1e-9).mean()),
            WITHOUT_ITSELF: float((abs(toward) > abs(seen) + 1e-9).mean()),
        },
    )


@exercise(
    "13.4",
    kind="doubt",
    points=2,
    hints=[
        N_("In each way, take the largest gap of all statements, whatever its sign."),
        N_("How often is this largest gap at least as large as the one that you look at?"),
        N_("`np.abs(all_scores[way].mean(0) - all_scores[~way].mean(0)).max()` for each `way`."),
    ],
)
def among_all(company: Company) -> Answer:
    """Chance of so large a gap somewhere among all statements."""
    found = _room(company)
    scores = to_be_tried(found)
    table = maturity(found.grid, found.is_top, seed=1).set_index("statement")
    alone = float(gap_chance(scores.to_numpy(float)[:, None], found.is_top.to_numpy(), seed=1)[0])
    return number(
        float(table.loc[scores.name, "p_adjusted"]),
        within=0.0006,
        wrong={LOOKED_ALONE: alone, TIMES_ALL: alone * len(table)},
    )


@exercise(
    "13.5",
    kind="count",
    hints=[
        N_(
            "How many times as many studies are done as are measured? Then take away what is there."
        ),
        N_("One over the share, less one."),
    ],
)
def improvement(company: Company) -> Answer:
    """How many times more studies could be measured."""
    found = studies(company.records)
    return number(
        float(found.room or 0.0),
        within=0.01,
        wrong={
            TIMES_AS_MANY: found.studies / int(found.steps["studies"].iloc[-1]),
            WHAT_IS_LEFT: 1 - found.measured,
        },
    )


@exercise(
    "13.6",
    kind="tell",
    hints=[
        N_("Every study is in the table, so the money is counted: `interval=None`."),
        N_("All that was paid, less what was paid for studies whose effect was measured."),
    ],
)
def told(company: Company) -> Answer:
    """Money of studies whose effect nobody has measured."""
    found = studies(company.records)
    return tell(found.wasted * float(found.steps["cost"].iloc[0]), money=True, within=1.0)
