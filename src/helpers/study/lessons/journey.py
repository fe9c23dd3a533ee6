"""What does lesson 11 ask about stages, moves and seams, and what is right?"""

from functools import lru_cache

import pandas as pd

from helpers.analysis.journey import coming_back, inputs, transitions
from helpers.analysis.journey.stages import ADVOCATE, BOUGHT, FIRST, LEAVING, LOST, REPEAT
from helpers.language import N_
from helpers.records import Records
from helpers.study.answers import Answer, choice, several, share
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

SEAMS = 4  # to choose from

OF_EVERYBODY = Mistake(
    "of everybody",
    N_("You divided by everybody. Divide by those who stood at the stage before."),
    N_(
        "A row of the table belongs to one stage. Whoever stood there goes somewhere or "
        "stays, so "
        "the row adds up to 1."
    ),
)
LOOKED_BACK = Mistake(
    "looked back",
    N_("You asked where they came from. Asked is where they go."),
    N_(
        "Divided by the sum of a column, a table of moves tells the past of those who stand"
        " there "
        "now. Divided by the sum of a row, it tells where people go."
    ),
)
SHARE_THAT_STAYS = Mistake(
    "share that stays",
    N_("That is the share that stays where it is."),
    N_("Rows are where they stood, columns where they stand a quarter later. Mind the column."),
)
LOWEST_SCORE = Mistake(
    "lowest score",
    N_("There deals fail most often. But how many pass there, and what does it cost?"),
    N_(
        "A bad place that few come to costs little. Money is failed deals of the year, times how "
        "much more often customers stay away after one, times what one brings."
    ),
)
SORTED_UPWARDS = Mistake(
    "sorted upwards",
    N_("The smallest stand first. The one that costs the most is asked for."),
    N_("Sort with `ascending=False`, or take `idxmax`."),
)
SEEN_IN_TABLE = Mistake(
    "may be said",
    N_("This may be said: it was counted."),
    N_("What was counted may be told. Look for the sentence that says more than the records do."),
)
SEEN_TOGETHER = Mistake(
    "goes together",
    N_("This may be said: it claims only that two things go together."),
    N_("Going together is what was compared, among like customers. Look for a promise or a cause."),
)

guess_of("11", Guess(lambda company: row_of_first(company.records)[1], "percent"))


@lru_cache(maxsize=4)
def _moved(records: Records) -> pd.DataFrame:
    rules = records.engagement.settings.journey
    found = inputs.journey(records, rules)
    if found is None:
        raise ValueError("the records of the company are too short")
    used, _ = inputs.used(transitions.counts(found.moved), rules)
    assert used is not None
    return used.groupby(["from", "to"], as_index=False)["customers"].sum()


def moves(records: Records) -> pd.DataFrame:
    """Moves within a quarter, as the chapter counts them together: ``from``, ``to``, ``customers``.

    Of those who have bought only, each stage in its English word.
    """
    rows = _moved(records)
    return rows[rows["from"].isin(BOUGHT)].reset_index(drop=True)


def grid(rows: pd.DataFrame) -> pd.DataFrame:
    """Moves as a table: stages before as rows, stages after as columns, counts as numbers."""
    wide = rows.pivot(index="from", columns="to", values="customers")
    return wide.reindex(index=[*BOUGHT], columns=[*BOUGHT]).fillna(0.0)


def row_of_first(records: Records) -> list[float]:
    """Where the first purchase leads: shares of ``BOUGHT``, in its order."""
    row = grid(moves(records)).loc[FIRST]
    return [float(x) for x in row / row.sum()]


@lru_cache(maxsize=4)
def _priced(records: Records) -> tuple[pd.DataFrame, float]:
    """Seams with their money, and what a customer who comes back brings in a year."""
    rules = records.engagement.settings.journey
    asked = inputs.forms(records)
    followed = inputs.followed(records, asked)
    brought = inputs.worth(records, followed)
    assert asked is not None
    assert followed is not None
    assert brought is not None
    # who tears beyond chance is not asked here: one round in place of thousands
    told = coming_back.effects(followed, least=rules.least_forms, seed=rules.seed, rounds=1)
    rows = inputs.seams(asked, told, brought, rules)
    assert rows is not None
    return rows[rows["forms"] >= rules.least_forms].reset_index(drop=True), brought


def seams(records: Records) -> tuple[pd.DataFrame, float]:
    """Some seams by letter, and what a customer who comes back brings in a year.

    Returns
    -------
    ``seam`` (a letter), ``touchpoint``, ``branch``, ``forms``, ``fail_rate``, ``failed_year``
    (deals of the last year), ``difference`` (how much more often customers stay away after one).
    """
    rows, brought = _chosen(records), _priced(records)[1]
    columns = ["seam", "touchpoint", "branch", "forms", "fail_rate", "failed_year", "difference"]
    return rows[columns], brought


def _chosen(records: Records) -> pd.DataFrame:
    """Seams of which the dearest is not that of the lowest score, nor the cheapest."""
    rows = _priced(records)[0].sort_values(["at_stake", "touchpoint"], ascending=[False, True])
    rows = rows[rows["at_stake"] > 0].reset_index(drop=True)
    for place, row in rows.iterrows():
        below = rows.iloc[int(str(place)) + 1 :]
        worse = below[below["fail_rate"] > row["fail_rate"] * 1.02].head(1)
        others = below[below["fail_rate"] <= row["fail_rate"]].tail(SEAMS - 2)
        if len(worse) and len(others) and others.index.max() > worse.index.max():
            kept = pd.concat([rows.loc[[place]], worse, others])
            kept = kept.sort_values(["touchpoint", "branch"], ignore_index=True)
            return kept.assign(seam=list("abcdefgh"[: len(kept)]))
    raise ValueError("the dearest seam of the company is the worst one everywhere")


def torn(records: Records) -> pd.Series:
    """The seam that tears and costs the most, with its money and both ends."""
    rows = _priced(records)[0]
    return rows.sort_values("at_stake", ascending=False).iloc[0]


@exercise(
    "11.1",
    kind="read",
    hints=[
        N_("The row is the stage before, the column the stage a quarter later."),
        N_("Row *repeat*, column *leaving*."),
    ],
)
def repeat_to_leaving(company: Company) -> Answer:
    """Share of those who repeat that stand at leaving a quarter later."""
    table = grid(moves(company.records))
    n = float(table.loc[REPEAT, LEAVING])
    row = table.loc[REPEAT]
    return share(
        n / float(row.sum()),
        within=0.006,
        wrong={
            SHARE_THAT_STAYS: float(row[REPEAT] / row.sum()),
            LOOKED_BACK: n / float(table[LEAVING].sum()),
        },
    )


@exercise(
    "11.2",
    kind="count",
    points=2,
    hints=[
        N_('Keep the rows with `from` equal to `"first purchase"`.'),
        N_("Divide each count by their sum: the five shares add up to 1."),
    ],
)
def after_the_first(company: Company) -> Answer:
    """Where customers go after the first purchase, as shares."""
    table = grid(moves(company.records))
    row, everybody = table.loc[FIRST], float(table.to_numpy().sum())
    parts = {
        FIRST: share(float(row[FIRST] / row.sum())),
        REPEAT: share(float(row[REPEAT] / row.sum())),
        ADVOCATE: share(float(row[ADVOCATE] / row.sum())),
        LEAVING: share(float(row[LEAVING] / row.sum())),
        LOST: share(float(row[LOST] / row.sum())),
    }
    return several(
        parts,
        wrong={
            OF_EVERYBODY: [float(x) / everybody for x in row],
            LOOKED_BACK: [float(x) for x in row / table.sum().clip(lower=1.0)],
        },
    )


@exercise(
    "11.3",
    kind="count",
    points=2,
    hints=[
        N_("What a seam costs: `failed_year` times `difference` times `brought`."),
        N_("`brought` is the same for all: the largest product of the other two decides."),
    ],
)
def dearest_seam(company: Company) -> Answer:
    """Letter of the seam that costs the most."""
    rows = _chosen(company.records).set_index("seam")
    return choice(
        str(rows["at_stake"].idxmax()),
        wrong={
            LOWEST_SCORE: str(rows["fail_rate"].idxmax()),
            SORTED_UPWARDS: str(rows["at_stake"].idxmin()),
        },
    )


@exercise(
    "11.4",
    kind="doubt",
    hints=[
        N_("Nobody drew by lot whose deal failed. Which sentence needs that?"),
        N_("Which of them speaks of what *will* happen?"),
    ],
)
def not_concluded(company: Company) -> Answer:
    """What the money of a seam does not say."""
    return choice("c", wrong={SEEN_IN_TABLE: "a", SEEN_TOGETHER: "b"})


@exercise(
    "11.5",
    kind="tell",
    hints=[
        N_("`at_stake`, `at_stake_low` and `at_stake_high` of the seam."),
        N_("It rests on a comparison of like customers: `estimated`."),
    ],
)
def told(company: Company) -> Answer:
    """Money of the dearest seam, for the owner."""
    row = torn(company.records)
    ends = (float(row["at_stake_low"]), float(row["at_stake_high"]))
    return tell(float(row["at_stake"]), certainty="estimated", interval=ends, money=True)
