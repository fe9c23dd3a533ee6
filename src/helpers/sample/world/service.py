"""What did serving cost, how fast were requests answered, and who was lost?"""

import numpy as np
import pandas as pd

from helpers.sample.world.chance import looked_up, stream
from helpers.sample.world.company import ANSWERING, SEAMS
from helpers.sample.world.planted import AS_OF, Planted
from helpers.sample.world.state import Life

COSTS_FROM = np.datetime64("2024-01-01")
REQUESTS_FROM = np.datetime64("2023-01-01")
ACTIVITIES = {
    "Courtesy car": 48.0,
    "Home collection": 31.0,
    "Complaint handling": 64.0,
    "Extra inspection": 39.0,
}
REMINDERS = "Payment reminders and credit"
REASONS = {
    "manager": ("Rude answer of the manager", "The manager forgot about me"),
    "departed manager": ("My manager is gone, the new one does not know me",),
    "slow answer": ("Waited too long for an answer", "Nobody called back"),
    "price rise": ("Labour has become too dear",),
    "system failure": ("The booking system lost my visit", "Invoice was wrong twice"),
    "force majeure": ("Moved to another town", "The car was written off"),
    "product or delivery quality": ("The repair had to be done again", "Part came late"),
    "closed business": ("The firm closed",),
    "personal interest at the buyer": ("New buyer has a relative in a workshop",),
}
ACTIONS = {"Call of the manager": 6.0, "Visit of the director": 55.0, "Letter with a gift": 22.0}
LOGGED = 0.45  # share of the losses nobody tried to win back that are logged all the same


def draw_requests(people: pd.DataFrame, life: Life, seed: int, planted: Planted) -> pd.DataFrame:
    """Requests with the time of the answer; never answered ones stay empty."""
    rng = stream(seed, "requests")
    events = life.frame("requests")
    events = events[events["day"] >= pd.Timestamp(REQUESTS_FROM)]
    minute = rng.integers(8 * 60, 19 * 60, size=len(events))
    received = events["day"] + pd.to_timedelta(minute, unit="min")
    answered = (received + pd.to_timedelta(events["hours"], unit="h")).dt.floor("min")
    others = rng.choice([name for name in ANSWERING if name != planted.slow_employee], len(events))
    slow = events["slow_desk"].astype(bool) & (rng.random(len(events)) < 0.85)
    end = pd.Timestamp(AS_OF) + pd.Timedelta(days=1)
    return pd.DataFrame(
        {
            "received": received,
            "answered": answered.where(answered < end),
            "customer": people["customer"].to_numpy()[events["who"]],
            "employee": np.where(slow, planted.slow_employee, others),
            "channel": rng.choice(["phone", "e-mail", "web form", "messenger"], len(events)),
        }
    )


def draw_service_costs(people: pd.DataFrame, sales: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Cost of serving since 2024: a little for many, and credit for those who pay late."""
    rng = stream(seed, "service costs")
    recent = sales[(sales["day"] >= pd.Timestamp(COSTS_FROM)) & (sales["who"] >= 0)]
    visits = recent.drop_duplicates(["who", "day"])
    weight = np.where(people["haggler"].to_numpy()[visits["who"]], 0.34, 0.14)
    some = visits[rng.random(len(visits)) < weight]
    activity = rng.choice(list(ACTIVITIES), size=len(some))
    usual = pd.DataFrame(
        {
            "who": some["who"],
            "date": some["day"],
            "activity": activity,
            "amount": np.round(
                looked_up(activity, ACTIVITIES) * rng.lognormal(0, 0.4, len(some)), 2
            ),
        }
    )
    table = pd.concat([usual, _reminders(people, recent, rng)], ignore_index=True)
    table = table.assign(customer=people["customer"].to_numpy()[table["who"]])
    return table.sort_values(["date", "customer"], kind="stable")


def _reminders(
    people: pd.DataFrame, recent: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Credit and reminders of the late payers: more than they earn for the company."""
    profit = (recent["amount"] - recent["cost"]).groupby(recent["who"]).sum()
    months = pd.date_range(COSTS_FROM, AS_OF, freq="ME")
    late = people.index[people["pays_late"]]
    rows = pd.DataFrame([(who, month) for who in late for month in months], columns=["who", "date"])
    share = 1.3 / len(months) * rng.uniform(0.8, 1.2, size=len(rows))
    amount = np.round(profit.reindex(rows["who"]).to_numpy() * share, 2)
    return rows.assign(activity=REMINDERS, amount=amount)


def draw_losses(people: pd.DataFrame, life: Life, seed: int, planted: Planted) -> pd.DataFrame:
    """Win-back log: the losses that somebody noticed, and what came of them."""
    rng = stream(seed, "losses")
    events = life.frame("losses")
    known = (people["kind"].to_numpy()[events["who"]] != "passer-by") & (
        events["tried"] | (rng.random(len(events)) < LOGGED)
    )
    noticed = events["day"] + pd.to_timedelta(rng.integers(12, 55, len(events)), unit="D")
    events = events.assign(date=noticed)[known & (noticed <= pd.Timestamp(AS_OF))]
    said = REASONS | {"handover": SEAMS[planted.torn_touchpoint][:1]}
    reasons = [said.get(w) or said[c] for w, c in zip(events["why"], events["cause"], strict=True)]
    action = np.where(events["tried"], rng.choice(list(ACTIONS), size=len(events)), "")
    returned = (events["back"] >= 0) & (events["back"] < len(life.desks))
    cost = looked_up(action, ACTIONS, other=np.nan) * rng.uniform(0.8, 1.3, size=len(events))
    table = pd.DataFrame(
        {
            "customer": people["customer"].to_numpy()[events["who"]],
            "date": events["date"],
            "reason": [rng.choice(words) for words in reasons],
            # the short list has no word for a price, so managers leave the field empty
            "cause": events["cause"].replace({"price": ""}),
            "action": action,
            "cost": np.round(cost, 2),
            "returned": np.where(returned, "yes", "no"),
        }
    )
    return table.sort_values(["date", "customer"], kind="stable")
