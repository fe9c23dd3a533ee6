"""What does lesson 03 ask about who is leaving, and what is right?"""

from functools import cache

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from helpers.analysis.definitions.horizon import horizon_months
from helpers.analysis.leaving.churn import metrics
from helpers.analysis.leaving.churn.baselines import baseline
from helpers.language import N_
from helpers.periods import days_in
from helpers.records import Records
from helpers.study.answers import Answer, choice, listed, share, whole
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.lessons import cut_offs
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

TRIED = ("recency", "silence_ratio", "rfm_sum", "rfm_logistic", "bgnbd", "default_boosting")
REGULAR = 4  # purchases

MEAN_GAP = Mistake(
    "mean for quantile",
    N_("You took the usual gap: half of the customers would have left after it."),
    N_(
        "Leaving must be rare among those who come back. The horizon is so long that 90 of 100 "
        "gaps fit into it; the usual gap is much shorter."
    ),
)
LONGEST_GAP = Mistake(
    "longest for quantile",
    N_("You wait for the very last one: so long a silence is noticed by nobody in time."),
    N_(
        "Into twelve months nearly every gap fits. The horizon is the *smallest* number of "
        "months into which 90 of 100 do."
    ),
)
PAST_THE_WINDOW = Mistake(
    "label from all data",
    N_("You looked past the window: who came back after it had left by this definition."),
    N_(
        "The label is decided by the days from the cut-off to the end of the horizon, and by "
        "nothing else. Otherwise the oldest cut-offs have the fewest leavers, since there was "
        "more time to come back."
    ),
)
SILENCE_BEFORE = Mistake(
    "label from the silence",
    N_("You looked at the days before the cut-off. The label lies behind it."),
    N_(
        "The silence before the cut-off is what is known. Whether somebody left is what comes "
        "after. A label made from the silence is foretold by it without fail."
    ),
)
TRAINED_BEST = Mistake(
    "won in training",
    N_("It looks good on the rows it has learned from; on later days another one is ahead."),
    N_(
        "A flexible model remembers its rows. Only rows that it has not seen, from later days, "
        "say what it is worth."
    ),
)
TURNED_ROUND = Mistake(
    "turned round",
    N_("This is the last of them: a higher AUC is better."),
    N_("AUC is the share of pairs, one who left and one who stayed, that are put in order."),
)
CANCELLED = Mistake(
    "errors cancelled",
    N_("Too high here and too low there has cancelled out."),
    N_("Take the distance of each tenth without its sign, then the mean."),
)
WORST_TENTH = Mistake(
    "worst for mean",
    N_("This is the worst tenth alone."),
    N_("The largest of ten distances is always larger than their mean; asked was the mean."),
)
SURE_TO_LIVE = Mistake(
    "alive for ever",
    N_("For somebody who bought once the model says 1, however long ago it was."),
    N_(
        "In BG/NBD a customer can drop out only right after a repeated purchase. Who made none "
        "had no occasion to leave, so P(alive) is 1 after a day and after ten years."
    ),
)
SURE_TO_LEAVE = Mistake(
    "never came, so left",
    N_("The model does not say so: look at what it gives for one purchase."),
    SURE_TO_LIVE.because,
)
guess_of(
    "03",
    Guess(lambda company: float(cut_offs.stacked(company.records).test["left"].mean()), "percent"),
)


def gaps_of(records: Records) -> np.ndarray:
    """Days between two purchases of the same customer, all of them."""
    gap = cut_offs.known(records).ledger.gap
    return gap[gap > 0]


def five_customers(records: Records) -> tuple[pd.DataFrame, pd.Timestamp, int]:
    """Net sums of five customers by day, an older cut-off, and the days of the horizon."""
    at = cut_offs.stacked(records)
    cutoff = at.training["cutoff"].max()
    here = at.rows.loc[at.rows["cutoff"] == cutoff, "customer"]
    sales = records.frame("sales").dropna(subset="customer")
    days = sales.groupby(["customer", "date"])["amount"].sum().reset_index()
    days = days[days["customer"].isin(here)]
    codes = _unlike(days, cutoff, _end(records))
    shown = days[days["customer"].isin(codes)].sort_values(["customer", "date"])
    near = shown[shown["date"] > cutoff - pd.Timedelta(days=2 * at.horizon_days)]
    return near.reset_index(drop=True), cutoff, at.horizon_days


def _unlike(days: pd.DataFrame, cutoff: pd.Timestamp, end: pd.Timestamp) -> list[str]:
    """Two who came back in time, two who came too late or only brought back, one who never did."""
    bought = days[days["amount"] > 0]
    inside = set(bought.loc[_between(bought, cutoff, end), "customer"])
    later = set(bought.loc[bought["date"] > end, "customer"])
    all_of = set(days["customer"])
    groups = [inside, later - inside, all_of - inside - later]
    picked = [sorted(group)[:n] for group, n in zip(groups, (2, 2, 1), strict=True)]
    return sorted(code for group in picked for code in group)


def _between(days: pd.DataFrame, after: pd.Timestamp, until: pd.Timestamp) -> pd.Series:
    return (days["date"] > after) & (days["date"] <= until)


def _end(records: Records) -> pd.Timestamp:
    at = cut_offs.stacked(records)
    return at.training["cutoff"].max() + pd.Timedelta(days=at.horizon_days)


@cache
def said(records: Records) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What six simple ways said of the training rows and of the test rows: ``left`` and chances."""
    at, seed = cut_offs.stacked(records), records.engagement.settings.churn.seed
    with threadpool_limits(1):  # threads that wait for each other cost more than they save
        ways = {name: baseline(name, at.training, seed=seed) for name in TRIED}
    told = [
        pd.DataFrame({"left": rows["left"].to_numpy(), **{n: way(rows) for n, way in ways.items()}})
        for rows in (at.training, at.test)
    ]
    return told[0], told[1]


def aucs(table: pd.DataFrame) -> pd.Series:
    """AUC of each way."""
    left = table["left"].to_numpy()
    return pd.Series({name: metrics.auc(left, table[name].to_numpy()) for name in TRIED})


def tenths(records: Records) -> pd.DataFrame:
    """Customers of the test in tenths by the chance that was said: ``predicted``, ``actual``."""
    _, test = said(records)
    return metrics.calibration(test["left"].to_numpy(), test["rfm_logistic"].to_numpy())


@exercise(
    "03.1",
    kind="count",
    hints=[
        N_("For each number of months: which share of the gaps is not longer?"),
        N_("The first number of months, from 2 on, with a share of 0.90 or more."),
    ],
)
def horizon(company: Company) -> Answer:
    """Months of silence that mean left."""
    rules, gaps = company.records.engagement.settings.churn, gaps_of(company.records)
    spans = {"least": rules.horizon_least, "most": rules.horizon_most}
    right = horizon_months(gaps, **spans, gap_share=rules.horizon_gap_share)
    usual = max(1, round(float(np.median(gaps)) / days_in(12) * 12))
    return whole(right, wrong={MEAN_GAP: usual, LONGEST_GAP: rules.horizon_most})


@exercise(
    "03.2",
    kind="doubt",
    points=2,
    hints=[
        N_("A purchase is a day with a sum above nought; look only at days after the cut-off."),
        N_("Left is whoever has no such day up to `cutoff` plus the days of the horizon."),
    ],
)
def labels(company: Company) -> Answer:
    """Who of five customers left at a cut-off."""
    days, cutoff, horizon = five_customers(company.records)
    end, codes = _end(company.records), sorted(days["customer"].unique())
    bought = days[days["amount"] > 0]
    inside = set(bought.loc[_between(bought, cutoff, end), "customer"])
    ever = set(bought.loc[bought["date"] > cutoff, "customer"])
    before = set(bought.loc[bought["date"] <= cutoff, "customer"])
    wrong = {
        PAST_THE_WINDOW: [code not in ever for code in codes],
        SILENCE_BEFORE: [code not in before for code in codes],
    }
    return listed([code not in inside for code in codes], wrong=wrong)


@exercise(
    "03.3",
    kind="read",
    hints=[
        N_("Take the table of the test, not that of the training."),
        N_("`lesson.aucs(test).idxmax()`"),
    ],
)
def best(company: Company) -> Answer:
    """Which simple way wins on later days."""
    training, test = (aucs(table) for table in said(company.records))
    winner = str(test.idxmax())
    others = training.drop(winner)
    last = str(test.drop(others.idxmax()).idxmin())
    return choice(winner, {TRAINED_BEST: str(others.idxmax()), TURNED_ROUND: last})


@exercise(
    "03.4",
    kind="count",
    hints=[
        N_("Distance of a tenth: said less came, without its sign."),
        N_('`(tenths["predicted"] - tenths["actual"]).abs().mean()`'),
    ],
)
def calibrated(company: Company) -> Answer:
    """Mean distance of what was said from what came."""
    table = tenths(company.records)
    off = table["predicted"] - table["actual"]
    wrong = {CANCELLED: abs(float(off.mean())), WORST_TENTH: float(off.abs().max())}
    return share(float(off.abs().mean()), within=0.002, wrong=wrong)


@exercise(
    "03.5",
    kind="doubt",
    hints=[
        N_("Look at what the model gives for one purchase, a short and a long time ago."),
        N_("The two numbers are the same. What can a score be worth that never moves?"),
    ],
)
def one_time_buyer(company: Company) -> Answer:
    """Why P(alive) of a one-time buyer is no score of leaving."""
    return choice("b", {SURE_TO_LIVE: "a", SURE_TO_LEAVE: "c"})


@exercise(
    "03.6",
    kind="tell",
    hints=[
        N_("Regular customers of the test: `purchases` of 4 and more."),
        N_("Their horizon is over, so everybody was there to count: `counted`."),
    ],
)
def told(company: Company) -> Answer:
    """Share of regular customers who left, for the owner."""
    test = cut_offs.stacked(company.records).test
    regular = test[test["purchases"] >= REGULAR]
    return tell(float(regular["left"].mean()), within=0.002)


def alive(records: Records) -> dict[str, float]:
    """P(alive) of one who bought once: a month ago, and a year ago."""
    of = cut_offs.known(records)
    model = of.ledger.bgnbd(of.past.as_of, seed=of.seed)
    days = {"30 days": 30.0, "365 days": 365.0}
    nothing, zero = np.array([0.0]), np.array([0.0])
    told = {n: model.probability_alive(nothing, zero, np.array([t])) for n, t in days.items()}
    return {name: float(p[0]) for name, p in told.items()}
