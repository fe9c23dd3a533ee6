"""What does lesson S1 ask about numbers and accidents, and what is right?"""

from functools import cache
from itertools import count

import numpy as np
import pandas as pd
from scipy.stats import mannwhitneyu

from helpers import estimates
from helpers.analysis.models.bounds import bounds
from helpers.analysis.models.compare import chance_of
from helpers.language import N_
from helpers.periods import year_before
from helpers.records import Records
from helpers.study.answers import Answer, several, share, whole
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

COINS = 40
FOUND = 0.05
LEAST = 15  # requests, for a share of them
SHUFFLES = 2000
BETTER = 10  # per cent by which a rival is better
LEAST_DAYS = 2  # of purchase in each year, for a usual bill

ONLY_THE_ASKED = Mistake(
    "only the asked",
    N_("What about those whom nobody asked?"),
    N_(
        "The share was heard from some of the money. Of the rest nothing is known: all of it may "
        "go, or none. The two ends hold both cases."
    ),
)
SILENT_STAY = Mistake(
    "the silent stay",
    N_("Your upper end lets everybody stay who was not asked. Who says so?"),
    N_(
        "Nobody who was not asked has promised to stay. At the upper end all of them go, and "
        "that is added to the share heard."
    ),
)
LEAVES_THE_SCALE = Mistake(
    "leaves 0 to 1",
    N_("Your interval leaves 0–1: there is no share below nought."),
    N_(
        "p ± 1.96·√(p(1−p)/n) holds for shares in the middle and for many cases. Near nought it "
        "runs over the edge. Wilson's interval never does."
    ),
)
ONE_ERROR = Mistake(
    "one standard error",
    N_("Too narrow: this holds the truth in two of three cases, not in 95 of 100."),
    N_(
        "One standard error to each side is no 95 % interval. The factor 1.96 is missing, or "
        "was left out of the formula in one place."
    ),
)
ONE_SHUFFLE = Mistake(
    "one shuffle",
    N_("One shuffle is one opinion: it says yes or no, never how often."),
    N_(
        "The p-value is the share of many shuffles that show as much as the real label. With "
        "one shuffle this share can only be nought or one."
    ),
)
NEVER = Mistake(
    "p of nought",
    N_("Never, in all the world? This label shows nothing that chance would not show."),
    N_(
        "A p-value of nought comes from too few shuffles, or from a comparison that is turned "
        "round. Count the shuffles at least as large as what was seen."
    ),
)
ONE_SIDE = Mistake(
    "one side only",
    N_("You looked at one side only: a difference the other way would have been a find too."),
    N_(
        "Nobody knew before which group would be higher. Then the size counts, not the sign: "
        "compare absolute differences."
    ),
)
NOT_CORRECTED = Mistake(
    "many tries uncorrected",
    N_("The second number is the first again: the forty tries were not allowed for."),
    N_(
        "At 0.05 one of twenty empty labels looks like a find. Who tries forty and shows the "
        "best has shown chance. Correct by the number of tries."
    ),
)
ABOVE_FOR_BELOW = Mistake(
    "above for below",
    N_("You counted the labels that were not found."),
    N_("A find has a p-value below 0.05. The others are those that look like chance."),
)
WORST_TWICE = Mistake(
    "chosen twice",
    N_("In the second year you chose the worst anew: these are other customers."),
    N_(
        "The question is what becomes of those who were worst before. Keep their codes, and look "
        "at the same ones a year later."
    ),
)
LEVELS_FOR_GAPS = Mistake(
    "levels for gaps",
    N_("These are places, not distances to the middle of all."),
    N_("How bad somebody is shows only beside all others. Take the place off the mean of all."),
)


def by_channel(records: Records) -> pd.DataFrame:
    """Requests of each channel, and how many never had an answer, with Wilson's interval."""
    asked = records.frame("requests")
    never = asked["answered"].isna().groupby(asked["channel"]).agg(["sum", "size"])
    ends = [estimates.share(hits, of) for hits, of in never.itertuples(index=False)]
    return pd.DataFrame(ends).assign(channel=list(never.index))


def quiet_corner(records: Records) -> tuple[str, int, int]:
    """One channel in the latest quarter with few unanswered: its name, how many, of how many."""
    asked = records.frame("requests")
    quarter = asked["received"].dt.to_period("Q").astype(str)
    cells = asked["answered"].isna().groupby([quarter, asked["channel"]]).agg(["sum", "size"])
    few = cells[cells["sum"].between(1, 3) & (cells["size"] >= LEAST)]
    (_, channel), (hits, of) = few.index[-1], few.iloc[-1]
    return str(channel), int(hits), int(of)


def asked_and_would_go(records: Records) -> tuple[float, float]:
    """Share of a year's money whose owners were asked, and share of it that would go."""
    sales, asked = records.frame("sales"), records.frame("switching")
    year = sales[sales["date"] > year_before(records.as_of)]
    money = year.groupby("customer")["amount"].sum().clip(lower=0)
    last = asked.sort_values("date").drop_duplicates("customer", keep="last")
    heard = last.set_index("customer")["threshold"].reindex(money.index)
    theirs = money[heard.notna()]
    return float(theirs.sum() / money.sum()), float(money[heard <= BETTER].sum() / theirs.sum())


def money_of_year(records: Records) -> pd.Series:
    """Net sales of the last year of each customer who bought in it."""
    sales = records.frame("sales")
    year = sales[sales["date"] > year_before(records.as_of)]
    money = year.groupby("customer")["amount"].sum()
    return money[money > 0].sort_index()


def coins(money: pd.Series) -> pd.DataFrame:
    """Forty labels that cannot matter: a coin was thrown for each customer.

    Thrown anew until at least one looks like a find, so that there is something to talk about.
    """
    for start in count():
        thrown = np.random.default_rng(start).random((len(money), COINS)) < 0.5
        if (_p_values(money, thrown) < FOUND).any():
            break
    names = [f"coin_{n:02}" for n in range(1, COINS + 1)]
    return pd.DataFrame(thrown, index=money.index, columns=names)


def one_coin(money: pd.Series) -> pd.Series:
    """A label that cannot matter either, and does not look as if it did."""
    for start in count(1000):
        thrown = np.random.default_rng(start).random(len(money)) < 0.5
        label = pd.Series(thrown, index=money.index)
        if 0.26 < shuffled_p(money, label, rounds=500) < 0.40:
            return label
    raise AssertionError("count() has no end")


def shuffled_p(money: pd.Series, label: pd.Series, *, rounds: int = SHUFFLES) -> float:
    """How often does a shuffled label show as much as this one?"""
    flags = label.to_numpy(bool)
    mixed = np.random.default_rng(1).permuted(np.tile(flags, (rounds, 1)), axis=1)
    drawn = np.abs(_apart(money.to_numpy(), mixed))
    return float(chance_of(abs(_apart(money.to_numpy(), flags[None, :])[0]), drawn))


def two_years(records: Records) -> pd.DataFrame:
    """Place of each customer among all by mean bill, in the year before last and in the last one.

    From 0 (lowest bill) to 1 (highest).
    """
    sales, last = records.frame("sales"), year_before(records.as_of)
    days = sales.groupby(["customer", "date"])["amount"].sum()
    days = days[days > 0].reset_index()
    years = {"before": (year_before(last), last), "after": (last, records.as_of)}
    means = {}
    for name, (first, end) in years.items():
        bills = days[(days["date"] > first) & (days["date"] <= end)].groupby("customer")["amount"]
        means[name] = bills.mean()[bills.size() >= LEAST_DAYS]
    return pd.DataFrame(means).dropna().sort_index().rank(pct=True)


def _apart(values: np.ndarray, flags: np.ndarray) -> np.ndarray:
    """Mean of those with the label less that of the others, for each row of labels."""
    return flags @ values / flags.sum(axis=1) - ~flags @ values / (~flags).sum(axis=1)


def _p_values(money: pd.Series, thrown: np.ndarray) -> np.ndarray:
    values = money.to_numpy()
    return np.array([mannwhitneyu(values[c], values[~c]).pvalue for c in thrown.T])


@cache
def coin_p(company: Company) -> np.ndarray:
    """P-values of the forty coins."""
    money = money_of_year(company.records)
    return _p_values(money, coins(money).to_numpy())


guess_of("S1", Guess(lambda company: int((coin_p(company) < FOUND).sum())))


@exercise(
    "S1.1",
    kind="read",
    hints=[
        N_("At the lower end everybody stays whom nobody asked."),
        N_("Lower end: `asked * would_go`. At the upper end all who were not asked go as well."),
    ],
)
def between(company: Company) -> Answer:
    """Ends of the share of revenue that would go."""
    asked, would_go = asked_and_would_go(company.records)
    low, high = bounds(would_go, seen=asked)
    return several(
        {N_("lower end"): share(low), N_("upper end"): share(high)},
        wrong={ONLY_THE_ASKED: (would_go, would_go), SILENT_STAY: (low, would_go)},
    )


@exercise(
    "S1.2",
    kind="count",
    hints=[
        N_("The centre moves towards a half: (p + z²/2n) / (1 + z²/n), with z = 1.96."),
        N_("`helpers.estimates.share(hits, of)` gives the value and both ends."),
    ],
)
def wilson(company: Company) -> Answer:
    """Wilson's interval of a small share."""
    _, hits, of = quiet_corner(company.records)
    p, low, high = estimates.share(hits, of)
    half = estimates.Z95 * (p * (1 - p) / of) ** 0.5
    error = half / estimates.Z95
    ends = {N_("lower end"): share(low, within=0.003), N_("upper end"): share(high, within=0.003)}
    wrong = {LEAVES_THE_SCALE: (p - half, p + half), ONE_ERROR: (p - error, p + error)}
    return several(ends, wrong=wrong)


@exercise(
    "S1.3",
    kind="doubt",
    points=2,
    hints=[
        N_("Shuffle the label, not the money: `rng.permutation(label)`."),
        N_(
            "Keep the absolute difference of the two means of each shuffle; p is the share of "
            "shuffles at least as large as the one seen."
        ),
    ],
)
def shuffled(company: Company) -> Answer:
    """P-value of a label by shuffling."""
    money = money_of_year(company.records)
    p = shuffled_p(money, one_coin(money))
    return share(p, within=0.06, wrong={NEVER: 0.0, ONE_SHUFFLE: 1.0, ONE_SIDE: p / 2})


@exercise(
    "S1.4",
    kind="doubt",
    points=2,
    hints=[
        N_("`mannwhitneyu(money[label], money[~label]).pvalue` is the p-value of one label."),
        N_("`helpers.estimates.false_discovery(p)` gives the p-values after Benjamini–Hochberg."),
    ],
)
def forty(company: Company) -> Answer:
    """Finds among forty empty labels, before and after correction."""
    p = coin_p(company)
    before = int((p < FOUND).sum())
    after = int((estimates.false_discovery(p) < FOUND).sum())
    return several(
        {N_("before correction"): whole(before), N_("after correction"): whole(after)},
        wrong={NOT_CORRECTED: (before, before), ABOVE_FOR_BELOW: (COINS - before, COINS - after)},
    )


@exercise(
    "S1.5",
    kind="doubt",
    points=2,
    hints=[
        N_('The worst tenth: `years.nsmallest(len(years) // 10, "before")`.'),
        N_("Distance of a year: mean of all in this column, less mean of the worst in it."),
    ],
)
def closer(company: Company) -> Answer:
    """Distance of the worst tenth to the mean, in the year they were chosen and in the next."""
    years = two_years(company.records)
    tenth = len(years) // 10
    worst, means = years.nsmallest(tenth, "before"), years.mean()
    gap = means - worst.mean()
    anew = means["after"] - years["after"].nsmallest(tenth).mean()
    return several(
        {N_("in that year"): share(gap["before"]), N_("in the next"): share(gap["after"])},
        wrong={
            WORST_TWICE: (gap["before"], anew),
            LEVELS_FOR_GAPS: tuple(worst.mean()[["before", "after"]]),
        },
    )


@exercise(
    "S1.6",
    kind="tell",
    hints=[
        N_("The number is `hits / of`, and its interval is that of exercise 2."),
        N_("A share of few cases is `estimated`: another quarter would give another one."),
    ],
)
def told(company: Company) -> Answer:
    """Share of requests without an answer, for the owner."""
    _, hits, of = quiet_corner(company.records)
    p, low, high = estimates.share(hits, of)
    return tell(p, certainty="estimated", interval=(low, high))
