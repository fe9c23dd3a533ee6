"""What did the customers of the wholesaler say, and which losses did somebody write down?"""

import numpy as np
import pandas as pd

from helpers.sample.wholesale.planted import AS_OF, Planted
from helpers.sample.world.chance import stream

ASKED_FROM = pd.Timestamp("2024-01-01")
QUESTIONS = ("All parts were there", "It came on the promised day", "I would order again")
PLACES = ("Ordering", "Delivery", "Invoice")
ASKED = 170
REASONS = {
    True: ("A rival has opened nearby", "Another supplier offers more"),
    False: ("Firm closed", "Buys from the group now", "No reason given", "Delivery was late twice"),
}
CAUSES = {
    "A rival has opened nearby": "price", "Another supplier offers more": "price",
    "Firm closed": "closed business", "Buys from the group now": "force majeure",
    "No reason given": "", "Delivery was late twice": "promise not kept",
}  # fmt: skip
ACTIONS = ("Call", "Visit")


def draw_surveys(customers: pd.DataFrame, orders: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Three answers after some orders; how content a firm is does not depend on who serves it."""
    rng = stream(seed, "wholesale surveys")
    mood = rng.normal(8.4, 0.9, size=len(customers))  # says nothing about who will leave
    some = orders[orders["day"] >= ASKED_FROM]
    some = some[rng.random(len(some)) < 0.12].reset_index(drop=True)
    mine = customers.iloc[some["who"]]
    refuses = rng.random(len(some)) < 0.15
    rows = []
    for number, question in enumerate(QUESTIONS):
        score = np.clip(np.rint(mood[some["who"]] + rng.normal(0, 0.9, len(some))), 1, 10)
        rows.append(
            pd.DataFrame(
                {
                    "response": [f"W{n:05d}" for n in range(1, len(some) + 1)],
                    "date": some["day"],
                    "question": question,
                    "score": pd.Series(score).mask(refuses),
                    "refused": np.where(refuses, "yes", "no"),
                    "customer": mine["customer"].to_numpy(),
                    "employee": mine["manager"].to_numpy(),
                    "touchpoint": np.array(PLACES)[rng.integers(0, len(PLACES), len(some))],
                    "number": number,
                }
            )
        )
    table = pd.concat(rows).sort_values(["response", "number"], kind="stable", ignore_index=True)
    place = table.groupby("response")["touchpoint"].transform("first")
    return table.assign(touchpoint=place).drop(columns="number")


def draw_asked(
    customers: pd.DataFrame, orders: pd.DataFrame, seed: int, planted: Planted
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Loyalty scale, and who wants a relationship: firms asked with one of their orders."""
    rng = stream(seed, "wholesale scale")
    some = orders[orders["day"] >= pd.Timestamp("2024-07-01")]
    one = some.iloc[rng.permutation(len(some))].drop_duplicates("who").head(ASKED)
    one = one.sort_values(["day", "who"], kind="stable")
    mine = customers.iloc[one["who"]]
    scale = pd.DataFrame(
        {
            "customer": mine["customer"].to_numpy(),
            "date": one["day"].to_numpy(),
            "threshold": mine["threshold"].to_numpy(),
            "employee": rng.choice(planted.answering, size=len(one)),
        }
    )
    wants = mine["wants"].to_numpy()
    reason = np.where(wants, rng.choice(["advice", "stock held for us"], size=len(one)), "")
    wish = pd.DataFrame(
        {
            "customer": mine["customer"].to_numpy(),
            "wants_relationship": np.where(wants, "yes", "no"),
            "reason": reason,
        }
    )
    return scale, wish


def draw_losses(customers: pd.DataFrame, losses: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Log of the losses that somebody noticed; nobody has come back yet."""
    rng = stream(seed, "wholesale losses")
    noticed = losses["day"] + pd.to_timedelta(rng.integers(20, 90, len(losses)), unit="D")
    some = losses.assign(date=noticed)[rng.random(len(losses)) < 0.6]
    some = some[some["date"] <= pd.Timestamp(AS_OF)].sort_values(["date", "who"], kind="stable")
    reason = [str(rng.choice(REASONS[bool(rival)])) for rival in some["rival"]]
    action = np.where(rng.random(len(some)) < 0.4, rng.choice(ACTIONS, size=len(some)), "")
    return pd.DataFrame(
        {
            "customer": customers["customer"].to_numpy()[some["who"]],
            "date": some["date"],
            "reason": reason,
            "cause": [CAUSES[words] for words in reason],
            "action": action,
            "cost": np.where(action == "Visit", 70.0, np.where(action == "Call", 6.0, np.nan)),
            "returned": "no",
        }
    )
