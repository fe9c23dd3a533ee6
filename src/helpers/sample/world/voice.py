"""What did the customers say when they were asked?"""

import numpy as np
import pandas as pd

from helpers.sample.world.chance import stream
from helpers.sample.world.company import ANSWERING
from helpers.sample.world.planted import AS_OF, MONTHS, Planted
from helpers.sample.world.state import Life

ASKED_FROM = np.datetime64("2024-01-01")
SCALE_FROM = np.datetime64("2024-07-01")  # loyalty, expectations and the wish for a relationship
QUESTIONS = (
    "You did what you had promised",
    "You did it in the promised time",
    "I was told what would happen next",
    "I was treated with respect",
    "I am satisfied with this deal",
)
PLACES = {
    "Service reception": "Service",
    "Car return after service": "Service",
    "Parts counter": "Parts",
    "Booking by phone": "Call centre",
    "Waiting area": "Service",
}
REASONS = ("shared values", "frequent contact", "good prices", "close to home")
REASON_SHARE = (0.64, 0.13, 0.15, 0.08)
WOW = "Car return after service"


def draw_surveys(people: pd.DataFrame, life: Life, seed: int, planted: Planted) -> pd.DataFrame:
    """Five answers a deal, one a row; a customer who will not answer refuses all five."""
    rng = stream(seed, "surveys")
    deals = _deals(people, life, planted, rng)
    size = len(deals)
    mood = (
        8.7
        + rng.normal(0, 0.9, size=size)
        - 4.2 * deals["torn"]
        + 0.6 * (deals["touchpoint"] == WOW)
    )
    refuses = rng.random(size) < np.where(deals["torn"], 0.34, 0.13)
    rows = []
    for number, question in enumerate(QUESTIONS):
        rude = (number == 3) & (deals["employee"] == planted.losing_manager).to_numpy()
        score = np.clip(np.rint(mood + rng.normal(0, 0.8, size=size) - 2.6 * rude), 1, 10)
        silent = refuses | (rng.random(size) < 0.02)
        answer = pd.Series(score, index=deals.index).mask(silent)
        said = np.where(silent, "yes", "no")
        rows.append(deals.assign(question=question, score=answer, refused=said, number=number))
    table = pd.concat(rows).sort_values(["response", "number"], kind="stable")
    order = ["response", "date", "question", "score", "refused", "customer", "employee"]
    return table[[*order, "department", "touchpoint"]]


def _deals(
    people: pd.DataFrame, life: Life, planted: Planted, rng: np.random.Generator
) -> pd.DataFrame:
    """Deals after which the customer was asked, with the place and whether it went wrong."""
    visits, cars = life.frame("visits"), life.frame("cars")
    visits = visits[rng.random(len(visits)) < 0.045].assign(touchpoint="", torn=False)
    visits["touchpoint"] = rng.choice(list(PLACES), size=len(visits))
    cars = cars[rng.random(len(cars)) < 0.7].assign(touchpoint=planted.torn_touchpoint)
    cars = cars.assign(torn=~cars["good_handover"].astype(bool))
    deals = pd.concat([visits, cars], ignore_index=True).sort_values("day", kind="stable")
    deals = deals[deals["day"] >= pd.Timestamp(ASKED_FROM)].reset_index(drop=True)
    month = deals["day"].to_numpy().astype("datetime64[M]").astype(int) - MONTHS[0].astype(int)
    date = (deals["day"] + pd.to_timedelta(rng.integers(0, 6, len(deals)), unit="D")).clip(
        upper=AS_OF
    )
    return deals.assign(
        date=date,
        response=[f"Q{number:05d}" for number in range(1, len(deals) + 1)],
        customer=people["customer"].to_numpy()[deals["who"]],
        employee=np.stack(life.desks)[month, deals["who"]],
        department=deals["touchpoint"].map(PLACES).fillna("Sales"),
    )


def _asked(people: pd.DataFrame, life: Life, count: int, rng: np.random.Generator) -> pd.DataFrame:
    """Some customers of the last year and a half, each asked at one of its visits.

    Not at its last one: what somebody does after the answer is what it is held against.
    """
    visits = life.frame("visits").drop_duplicates(["who", "day"])
    visits = visits[visits["day"] >= pd.Timestamp(SCALE_FROM)]
    one = visits.iloc[rng.permutation(len(visits))].drop_duplicates("who").sort_values("who")
    some = one.iloc[rng.choice(len(one), size=min(count, len(one)), replace=False)]
    asked = people.loc[some["who"]].assign(date=some["day"].to_numpy())
    return asked.sort_values(["date", "customer"], kind="stable")


def draw_switching(people: pd.DataFrame, life: Life, seed: int) -> pd.DataFrame:
    """By how much a rival's offer must be better, as the customers asked say."""
    rng = stream(seed, "switching")
    asked = _asked(people, life, 640, rng)
    asked["employee"] = rng.choice(ANSWERING, size=len(asked))
    return asked[["customer", "date", "threshold", "employee"]]


def draw_expectations(
    people: pd.DataFrame, life: Life, seed: int, planted: Planted
) -> pd.DataFrame:
    """Value received and price paid against what was expected, by touchpoint."""
    rng = stream(seed, "expectations")
    asked = _asked(people, life, 760, rng)
    place = rng.choice([*PLACES, planted.torn_touchpoint], size=len(asked))
    torn = (place == planted.torn_touchpoint) & (asked["branch"] == planted.torn_branch)
    dear = (place == "Service reception") & (asked["branch"] == planted.price_branch)
    value = rng.normal(1.0 - 0.25 * torn + 0.15 * (place == WOW), 0.09)
    cost = rng.normal(1.0 + 0.12 * dear - 0.08 * (place == WOW), 0.07)
    asked = asked.assign(touchpoint=place, value=_steps(value), cost=_steps(cost))
    return asked[["customer", "date", "value", "cost", "touchpoint"]]


def _steps(numbers: np.ndarray) -> np.ndarray:
    return np.round(np.rint(np.clip(numbers, 0.3, 2) * 20) / 20, 2)


def draw_relationship(people: pd.DataFrame, life: Life, seed: int) -> pd.DataFrame:
    """Who wants a relationship with the company at all."""
    rng = stream(seed, "relationship")
    asked = _asked(people, life, 600, rng)
    reason = np.where(asked["wants"], rng.choice(REASONS, size=len(asked), p=REASON_SHARE), "")
    wants = np.where(asked["wants"], "yes", "no")
    return asked.assign(wants_relationship=wants, reason=reason)[
        ["customer", "wants_relationship", "reason"]
    ]
