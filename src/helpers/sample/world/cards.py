"""What stands on the customers' cards?"""

import numpy as np
import pandas as pd

from helpers.sample.world.chance import stream
from helpers.sample.world.dirt import ORPHANS
from helpers.sample.world.names import Pool, people_names, pool_of
from helpers.sample.world.planted import AS_OF

CARDS_WITHOUT_SALES = 18
# share of the cards on which the field is filled
FILLED = {"region": 0.87, "birth_year": 0.64, "since": 0.95, "phone": 0.91, "email": 0.54}


def draw_cards(people: pd.DataFrame, managers: np.ndarray, seed: int) -> pd.DataFrame:
    """One card per customer, without the orphans, and some for people who never bought."""
    rng = stream(seed, "cards")
    cards = people.assign(manager=managers, **_reach(people, rng))
    fleet = cards["segment"] == "Fleet"
    decides = cards["person"].where(fleet & (rng.random(len(cards)) < 0.7), "")
    cards = cards.assign(decision_maker=decides, updated=_updated(people, rng))
    cards["birth_year"] = cards["birth_year"].astype(object).mask(fleet, "")
    for field, share in FILLED.items():
        cards[field] = cards[field].astype(object).where(rng.random(len(cards)) < share, "")
    return pd.concat([cards.drop(index=orphans(people)), _never_bought(cards, pool_of(seed), rng)])


def orphans(people: pd.DataFrame) -> pd.Index:
    """Customers who buy and have no card: the last ones to come who come often."""
    fit = people.index[(people["kind"] == "regular") & ~people["before"]]
    return fit[-ORPHANS:]


def _reach(people: pd.DataFrame, rng: np.random.Generator) -> dict[str, pd.Series]:
    number = rng.choice(np.arange(1_000_000, 9_999_999), size=len(people), replace=False)
    mail = people["person"].str.lower().str.replace(" ", ".") + "@example.com"
    since = people["since"].dt.strftime("%d.%m.%Y")
    return {"phone": pd.Series([f"+000 {n}" for n in number]), "email": mail, "since": since}


def _updated(people: pd.DataFrame, rng: np.random.Generator) -> pd.Series:
    """Day on which the card was last touched: mostly the day it was made."""
    age = (AS_OF - people["since"].to_numpy().astype("datetime64[D]")).astype(int)
    touched = rng.random(len(people)) < 0.45
    back = np.where(touched, rng.random(len(people)) * np.minimum(age, 900), age)
    return pd.Series(AS_OF - back.astype(int)).dt.strftime("%d.%m.%Y")


def _never_bought(cards: pd.DataFrame, pool: Pool, rng: np.random.Generator) -> pd.DataFrame:
    some = cards.iloc[-CARDS_WITHOUT_SALES:]
    return some.assign(
        customer=[f"{39000 + i:06d}" for i in range(len(some))],
        name=[f"{name}-Lind" for name in people_names(len(some), rng, pool)],
        segment="Private",
        decision_maker="",
        phone="",
        email="",
    )
