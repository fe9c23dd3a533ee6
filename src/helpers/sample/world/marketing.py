"""Which contacts, recommendations and bonuses went to the customers?"""

import numpy as np
import pandas as pd

from helpers.sample.world.chance import looked_up, stream
from helpers.sample.world.planted import AS_OF, MONTHS, Planted
from helpers.sample.world.state import Life

CONTACTS_FROM = np.datetime64("2024-01-01")
BONUSES_FROM = np.datetime64("2024-07-01")
KIND_SHARE = {"cashback": 0.55, "discount": 0.30, "gift": 0.15}


def draw_contacts(people: pd.DataFrame, life: Life, seed: int) -> pd.DataFrame:
    """Contacts with customers since the log began."""
    rng = stream(seed, "contacts")
    events = life.frame("contacts")
    events = events[events["day"] >= pd.Timestamp(CONTACTS_FROM)]
    month = events["day"].to_numpy().astype("datetime64[M]").astype(int) - MONTHS[0].astype(int)
    purpose = rng.choice(["marketing", "service", "sale"], size=len(events), p=[0.55, 0.3, 0.15])
    by_purpose = {"marketing": ["e-mail", "messenger"], "service": ["phone", "messenger"]}
    channel = [rng.choice(by_purpose.get(p, ["phone", "visit"])) for p in purpose]
    outcome = rng.choice(
        ["no answer", "answered", "booked", ""], len(events), p=[0.4, 0.3, 0.1, 0.2]
    )
    return pd.DataFrame(
        {
            "date": events["day"],
            "customer": people["customer"].to_numpy()[events["who"]],
            "channel": channel,
            "employee": np.stack(life.desks)[month, events["who"]],
            "purpose": purpose,
            "outcome": outcome,
        }
    )


def draw_referrals(people: pd.DataFrame, life: Life, seed: int) -> pd.DataFrame:
    """Who recommended whom: loyal customers who were there before."""
    rng = stream(seed, "referrals")
    first = life.frame("visits").groupby("who")["day"].min()
    came = people[people["referred"] & ~people["before"]].index.intersection(first.index)
    loyal = people.index[(people["threshold"] >= 50) & (people["kind"] != "passer-by")]
    loyal = loyal.intersection(first.index)
    # a few people recommend again and again
    weight = rng.gamma(0.35, 1.0, size=len(loyal))
    rows = []
    for who in came:
        there = (first[loyal].to_numpy() < first[who].to_datetime64()) * weight
        if there.any():  # else nobody could have recommended us yet
            rows.append((first[who], rng.choice(loyal, p=there / there.sum()), who))
    table = pd.DataFrame(rows, columns=["date", "referrer", "referred"])
    codes = people["customer"].to_numpy()
    return table.assign(
        referrer=codes[table["referrer"]],
        referred=codes[table["referred"]],
        reward=np.where(rng.random(len(table)) < 0.6, 40.0, np.nan),
    ).sort_values("date", kind="stable")


def draw_bonuses(people: pd.DataFrame, life: Life, seed: int, planted: Planted) -> pd.DataFrame:
    """Cashback, discounts and gifts, with the day of the visit that used them up."""
    rng = stream(seed, "bonuses")
    visits = life.frame("visits")[["who", "day"]].drop_duplicates()
    following = visits.groupby("who")["day"].shift(-1)
    visits = visits.assign(following=following)
    visits = visits[visits["day"] >= pd.Timestamp(BONUSES_FROM)]
    given = visits[rng.random(len(visits)) < 0.18]
    kind = rng.choice(list(KIND_SHARE), size=len(given), p=list(KIND_SHARE.values()))
    used = rng.random(len(given)) < looked_up(kind, planted.redeemed)
    soon = given["following"] <= given["day"] + pd.Timedelta(days=270)
    redeemed = given["following"].where(used & soon & (given["following"] <= pd.Timestamp(AS_OF)))
    return pd.DataFrame(
        {
            "date": given["day"],
            "customer": people["customer"].to_numpy()[given["who"]],
            "amount": np.where(
                kind == "gift", 12.0, np.round(rng.lognormal(2.6, 0.5, len(given)), 0)
            ),
            "kind": kind,
            "redeemed": redeemed,
        }
    )
