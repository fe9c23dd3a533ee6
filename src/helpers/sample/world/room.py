"""What do the people of the company themselves say, promise, try and study?"""

import numpy as np
import pandas as pd

from helpers.records.schema.questionnaire import STATEMENTS
from helpers.sample.world import company
from helpers.sample.world.chance import stream
from helpers.sample.world.planted import Planted

TOUCHPOINTS = (
    # name, kind, stage, owner, standard
    (
        "Advertisement",
        "business",
        "first contact",
        "Greta Holm",
        "One offer, one price, no small print",
    ),
    ("Web site", "business", "first contact", "Greta Holm", ""),
    ("First call", "employee", "first contact", "Linda Voss", "Answer by the third ring"),
    ("Show room", "employee", "choosing", "Ilona Brandt", "Greet within two minutes"),
    ("Test drive", "employee", "choosing", "Ilona Brandt", "Car washed and full"),
    ("Contract and payment", "business", "first purchase", "Tomas Virk", "Ready in thirty minutes"),
    ("Handover from sales to service", "employee", "first purchase", "", ""),
    ("Booking by phone", "employee", "repeat", "Linda Voss", "A time within three days"),
    ("Service reception", "employee", "repeat", "Nora Salin", "Price told before the work"),
    ("Waiting area", "business", "repeat", "", "Coffee and a quiet table"),
    ("Car return after service", "employee", "repeat", "Nora Salin", "Washed, old parts shown"),
    ("Parts counter", "employee", "repeat", "Eric Moltz", ""),
    ("Complaint", "employee", "leaving", "", "Called back the same day"),
    ("Invoice", "business", "repeat", "", ""),
)
# who owns the handover, and how it should be, where it does not tear
HANDED_OVER = (
    "Handover from sales to service", "Anna Rosten", "The seller introduces the service advisor",
)  # fmt: skip
COMMITMENTS = (
    ("We answer every request within four hours", "hours to answer", 4, 15, "Linda Voss"),
    ("We answer every complaint within a day", "hours to answer", 24, 40, "Nora Salin"),
    ("The car is ready at the promised hour", "hours late", 1, 30, "Nora Salin"),
    ("The bill is no higher than the estimate", "percent over the estimate", 5, 50, "Tomas Virk"),
    ("A part in the catalogue comes in three days", "days to deliver", 3, 10, "Eric Moltz"),
    ("A courtesy car when we are late", "hours late", 4, 48, ""),
)
STUDIES = (
    "Mystery shopping", "Survey of owners", "Lost customers by phone", "Prices of rivals",
    "Web site usability", "Focus group on electric cars", "Readers of our letters",
    "Exhibition visitors", "Satisfaction after service", "Radio listeners",
)  # fmt: skip
# of 20 studies so many came so far
RESEARCH = {"distributed": 10, "read": 8, "discussed": 7, "implemented": 2, "measured": 1}
ROOM = (("Top", 4), ("Sales", 4), ("Service", 3), ("Call centre", 2), ("Parts", 1))
DEFINITIONS = (
    ("We keep the promises that we give to customers", "top manager", 6),
    ("The customer comes back and brings friends", "top manager", 5),
    ("Customers trust our word and come back", "top manager", 4),
    ("Profit from long relations, not from one deal", "top manager", 3),
    ("To be polite with everybody", "front line", 1),
    ("We do what we promised, in time", "front line", 7),
    ("We answer quickly and honestly", "front line", 5),
    ("The customer is always right", "front line", 0),
    ("Knowing each customer by name and car", "front line", 4),
    ("Every department keeps the same promise to the customer", "front line", 3),
    ("Low prices for all", "front line", 0),
    ("Customers recommend us to friends", "front line", 4),
    ("We solve the trouble before the customer sees it", "front line", 2),
    ("Customers come back by themselves", "front line", 2),
)


def touchpoints(planted: Planted) -> pd.DataFrame:
    """Register of touchpoints, some without owner or standard: among them the one that tears."""
    columns = ["touchpoint", "kind", "stage", "owner", "standard"]
    table = pd.DataFrame(TOUCHPOINTS, columns=columns)
    told = ["owner", "standard"]
    if planted.torn_touchpoint != HANDED_OVER[0]:
        table.loc[table["touchpoint"] == HANDED_OVER[0], told] = HANDED_OVER[1:]
    table.loc[table["touchpoint"] == planted.torn_touchpoint, told] = ""
    return table


def commitments() -> pd.DataFrame:
    """Promises with a price."""
    columns = ["commitment", "measure", "limit", "compensation", "owner"]
    return pd.DataFrame(COMMITMENTS, columns=columns)


def definitions() -> pd.DataFrame:
    """What each participant wrote about customer focus, and the votes it got."""
    people = [f"P-{number:02d}" for number in range(1, len(DEFINITIONS) + 1)]
    table = pd.DataFrame(DEFINITIONS, columns=["definition", "role", "votes"])
    return table.assign(participant=people)[["participant", "definition", "role", "votes"]]


def maturity(seed: int, planted: Planted) -> pd.DataFrame:
    """Scores from 1 to 5; the top sees one thing otherwise than the front line."""
    rng = stream(seed, "maturity")
    rows, number = [], 0
    level = dict(zip(STATEMENTS, rng.uniform(2.2, 3.8, size=len(STATEMENTS)), strict=True))
    for department, count in ROOM:
        for _ in range(count):
            number += 1
            for statement in STATEMENTS:
                mean = level[statement] + 0.4 * (department == "Top")
                if statement == planted.disputed_statement:
                    mean = 4.8 if department == "Top" else 1.6
                score = int(np.clip(np.rint(rng.normal(mean, 0.6)), 1, 5))
                rows.append((f"P-{number:02d}", department, statement, score))
    return pd.DataFrame(rows, columns=["participant", "department", "statement", "score"])


def research(seed: int) -> pd.DataFrame:
    """Studies of customers and how far each of them came."""
    rng = stream(seed, "research")
    names = [f"{name}, {year}" for year in (2024, 2025) for name in STUDIES]
    day = [pd.Timestamp(int(n[-4:]), 1 + i % 10, 15) for i, n in enumerate(names)]
    place = rng.permutation(len(names))
    steps = {step: np.where(place < count, "yes", "no") for step, count in RESEARCH.items()}
    cost = np.round(rng.uniform(1200, 9000, size=len(names)), -2)
    return pd.DataFrame({"study": names, "date": day, "cost": cost, **steps})


def hypotheses(planted: Planted) -> pd.DataFrame:
    """Board of what is being tried: one idea works, one does not, one is planned."""
    visits = "visits per customer a month"
    works, idle, torn = planted.working_branch, planted.idle_branch, planted.torn_branch
    _, idea, measured = company.SEAMS[planted.torn_touchpoint]
    rows = [
        (
            "A reminder before the next inspection is due", "Sofia Lehner", visits,
            planted.working_from, "2025-12-31", f"branch = {works}", "+15 %", "check",
        ),
        (
            "A coffee corner in the waiting area", "Nora Salin", visits,
            planted.idle_from, "2025-12-31", f"branch = {idle}", "+10 %", "check",
        ),
        (
            idea, "Anna Rosten", measured, "2025-12-29", "", f"branch = {torn}", "80 %", "plan",
        ),
        (
            "Gifts instead of discounts", "Greta Holm", "discount as a share of sales",
            "2025-10-01", "", "", "-1 %", "do",
        ),
    ]  # fmt: skip
    columns = ["hypothesis", "owner", "measure", "start", "end", "group", "target", "status"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(start=pd.to_datetime(table["start"]), end=pd.to_datetime(table["end"]))
