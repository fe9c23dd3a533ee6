"""What did serving cost, how fast was answered, and which bonuses were given?"""

import numpy as np
import pandas as pd

from helpers.sample.wholesale.planted import AS_OF, Planted
from helpers.sample.world.chance import stream

COSTS_FROM = pd.Timestamp("2023-01-01")
DELIVERY, PICKING, COURIER, VISIT, CALL = 38.0, 4.0, 34.0, 62.0, 4.0
REQUESTS = 2600
BONUSES_FROM = pd.Timestamp("2024-01-01")
USED = {"cashback": 0.7, "gift": 0.9}
END = pd.Timestamp(AS_OF) + pd.Timedelta(days=1)


def draw_service_costs(
    customers: pd.DataFrame, lines: pd.DataFrame, contacts: pd.DataFrame
) -> pd.DataFrame:
    """Cost of delivery, picking, couriers, visits and calls: one row a month and activity."""
    orders = lines[lines["amount"] > 0]
    heads = orders.drop_duplicates("order")
    courier = customers["courier"].to_numpy()[heads["who"]]
    visits = contacts["channel"] == "visit"
    parts = [
        heads[~courier].assign(activity="Delivery", cost_of=DELIVERY),
        heads[courier].assign(activity="Courier", cost_of=COURIER),
        orders.assign(activity="Picking", cost_of=PICKING),
        contacts[visits].assign(activity="Visits", cost_of=VISIT),
        contacts[~visits].assign(activity="Calls and letters", cost_of=CALL),
    ]
    table = pd.concat([part[["who", "day", "activity", "cost_of"]] for part in parts])
    table = table[(table["day"] >= COSTS_FROM) & (table["who"] >= 0)]
    month = table["day"].dt.to_period("M")
    sums = table.groupby(["who", month, "activity"])["cost_of"].sum().round(2).reset_index()
    return pd.DataFrame(
        {
            "customer": customers["customer"].to_numpy()[sums["who"]],
            "date": sums["day"].dt.end_time.dt.normalize(),
            "activity": sums["activity"],
            "amount": sums["cost_of"],
        }
    ).sort_values(["date", "customer", "activity"], kind="stable", ignore_index=True)


def draw_requests(
    customers: pd.DataFrame, orders: pd.DataFrame, seed: int, planted: Planted
) -> pd.DataFrame:
    """Requests about orders; one who answers is slow, whoever asks."""
    rng = stream(seed, "wholesale requests")
    some = orders[orders["day"] >= pd.Timestamp("2024-01-01")]
    some = some.iloc[np.sort(rng.choice(len(some), size=min(REQUESTS, len(some)), replace=False))]
    received = some["day"] + pd.to_timedelta(rng.integers(480, 1020, len(some)), unit="min")
    employee = rng.choice(planted.answering, size=len(some))
    hours = rng.lognormal(0.9, 1.0, size=len(some))
    hours = hours * np.where(employee == planted.slow_employee, planted.slow_times, 1.0)
    hours = np.where(rng.random(len(some)) < 0.03, np.nan, hours)
    answered = (received + pd.to_timedelta(hours, unit="h")).dt.floor("min")
    return pd.DataFrame(
        {
            "received": received,
            "answered": answered.where(answered < END),
            "customer": customers["customer"].to_numpy()[some["who"]],
            "employee": employee,
            "channel": rng.choice(["phone", "e-mail", "web form"], size=len(some)),
        }
    )


def draw_bonuses(customers: pd.DataFrame, orders: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Credit notes and gifts, used with a later order."""
    rng = stream(seed, "wholesale bonuses")
    orders = orders[["who", "day"]].drop_duplicates()
    later = orders.groupby("who")["day"].shift(-1)
    orders = orders.assign(later=later)[orders["day"] >= BONUSES_FROM]
    some = orders[rng.random(len(orders)) < 0.12]
    kind = rng.choice(list(USED), size=len(some), p=(0.7, 0.3))
    used = rng.random(len(some)) < np.where(kind == "gift", USED["gift"], USED["cashback"])
    face = np.where(kind == "gift", 25.0, np.round(rng.lognormal(3.3, 0.5, len(some))))
    return pd.DataFrame(
        {
            "date": some["day"],
            "customer": customers["customer"].to_numpy()[some["who"]],
            "amount": face,
            "kind": kind,
            "redeemed": some["later"].where(used),
        }
    )
