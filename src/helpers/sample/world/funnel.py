"""Where do new customers come from, how many contacts does it take, and what does it cost?"""

import numpy as np
import pandas as pd

from helpers.sample.world import company
from helpers.sample.world.chance import looked_up, stream, workday
from helpers.sample.world.planted import AS_OF, MONTHS, Planted
from helpers.sample.world.state import Life

LOG_FROM = np.datetime64("2024-02-01")  # the log of leads begins with the new system
AHEAD_DAYS = 120  # no lead takes longer
LOST_CHANNELS = (0.20, 0.22, 0.24, 0.10, 0.20, 0.0, 0.04)  # where the lost leads came from
LEAD_COST = {"Search ads": 14.0, "Social networks": 7.0, "Exhibition": 45.0, "Web site": 3.0}
NO_SALE = ("call again", "no answer", "offer sent")
LOST_STAGES = {"suspect": 0.78, "prospect": 0.34}  # share of lost leads that came so far


def draw_leads(
    people: pd.DataFrame, life: Life, seed: int, planted: Planted
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Log of stages, and the contacts with leads before the first sale.

    ``open`` says which leads are neither won nor given up on the last day; no file holds it.
    """
    rng = stream(seed, "leads")
    won = _won(people, life, planted, rng)
    lost = [_lost(name, group, planted, rng) for name, group in won.groupby("manager")]
    decided = pd.concat([won, *lost], ignore_index=True)
    decided = decided.sort_values(["last", "customer"], kind="stable", ignore_index=True)
    coming = _coming(won, planted, stream(seed, "open leads"))
    later = stream(seed, "log of open leads")
    logs = [_log(decided, life, rng), _log(coming, life, later, number=len(decided))]
    stages, contacts = (pd.concat(part) for part in zip(*logs, strict=True))
    stages = stages.assign(open=stages["lead"].isin(logs[1][0]["lead"]))
    return stages.sort_values(["date", "lead"], kind="stable", ignore_index=True), contacts


def _log(
    leads: pd.DataFrame, life: Life, rng: np.random.Generator, *, number: int = 0
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Stages and contacts up to the last day, of leads that are numbered on from ``number``."""
    leads = leads.assign(lead=[f"L-{number + n:05d}" for n in range(1, len(leads) + 1)])
    contacts = _contacts(leads, rng)
    first = contacts.groupby("lead")["date"].min()
    leads = leads.assign(begun=leads["lead"].map(first) - pd.Timedelta(days=1))
    return _stages(leads, life, rng), contacts[contacts["date"] <= pd.Timestamp(AS_OF)]


def _coming(won: pd.DataFrame, planted: Planted, rng: np.random.Generator) -> pd.DataFrame:
    """Leads that will be won or lost after the last day, as many as before it."""
    parts = []
    for manager, group in won.groupby("manager"):
        sale, lost, odds = _ends(manager, planted)
        count = round(len(group) * AHEAD_DAYS / (AS_OF - LOG_FROM).astype(int))
        for size, ends in ((count, sale), (round(count * odds), lost)):
            contacts = rng.choice(_reach(planted), size=size, p=ends)
            parts.append(pd.DataFrame({"manager": manager, "contacts": contacts}))
    leads = pd.concat(parts, ignore_index=True)
    days = AS_OF + rng.integers(1, AHEAD_DAYS, size=len(leads))
    channel = rng.choice(company.CHANNELS, size=len(leads), p=LOST_CHANNELS)
    leads = leads.assign(who=-1, customer="", channel=channel, last=workday(days))
    return leads.sort_values(["last", "manager"], kind="stable", ignore_index=True)


def _won(
    people: pd.DataFrame, life: Life, planted: Planted, rng: np.random.Generator
) -> pd.DataFrame:
    """Leads that became customers, with the number of contacts it took."""
    first = life.frame("visits").groupby("who")["day"].min()
    people = people.assign(last=first.reindex(people.index), who=people.index)
    new = ~people["before"] & (people["channel"] != "Walk-in")
    won = people[new & (people["last"] >= pd.Timestamp(LOG_FROM))]
    manager = won["first_manager"].to_numpy()
    contacts = [rng.choice(_reach(planted), p=_ends(m, planted)[0]) for m in manager]
    return won[["who", "customer", "channel", "last"]].assign(manager=manager, contacts=contacts)


def _lost(
    manager: str, won: pd.DataFrame, planted: Planted, rng: np.random.Generator
) -> pd.DataFrame:
    """Leads that the manager gave up: as many as the hazards of sale and surrender imply."""
    ends, odds = _ends(manager, planted)[1:]
    count = round(len(won) * odds)
    day = workday(LOG_FROM + rng.integers(20, (AS_OF - LOG_FROM).astype(int), size=count))
    return pd.DataFrame(
        {
            "who": -1,
            "customer": "",
            "channel": rng.choice(company.CHANNELS, size=count, p=LOST_CHANNELS),
            "last": day,
            "manager": manager,
            "contacts": rng.choice(_reach(planted), size=count, p=ends),
        }
    )


def _reach(planted: Planted) -> np.ndarray:
    return np.arange(1, len(planted.sale_hazard) + 1)


def _ends(manager: str, planted: Planted) -> tuple[np.ndarray, np.ndarray, float]:
    """Shares of the won and of the lost leads by number of contacts, and lost per won."""
    sale = np.array(planted.sale_hazard)
    surrender = np.full(len(sale), planted.surrender)
    if manager == planted.patient_manager:
        surrender[:] = planted.patient_surrender
    surrender[-1] = 1.0
    stays = np.cumprod(np.append(1.0, (1 - sale) * (1 - surrender)))[:-1]
    won, lost = stays * sale, stays * (1 - sale) * surrender
    return won / won.sum(), lost / lost.sum(), lost.sum() / won.sum()


def _contacts(leads: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    rows = leads.loc[leads.index.repeat(leads["contacts"])]
    number = rows.groupby("lead").cumcount()
    left = rows["contacts"] - 1 - number
    gaps = rng.integers(4, 11, size=len(rows))
    date = rows["last"] - pd.to_timedelta(left * gaps.mean().round(), unit="D")
    sold = (left == 0) & (rows["customer"] != "")
    outcome = np.where(sold, "sale", rng.choice(NO_SALE, len(rows)))
    return pd.DataFrame(
        {
            "date": workday(date.to_numpy().astype("datetime64[D]")),
            "lead": rows["lead"],
            "channel": rng.choice(["phone", "e-mail", "messenger", "visit"], size=len(rows)),
            "employee": rows["manager"],
            "purpose": "sale",
            "outcome": outcome,
        }
    ).reset_index(drop=True)


def _stages(leads: pd.DataFrame, life: Life, rng: np.random.Generator) -> pd.DataFrame:
    won = leads["customer"] != ""
    length = (leads["last"] - leads["begun"]).dt.days
    visits = life.frame("visits")[["who", "day"]].drop_duplicates()
    second = visits[visits.groupby("who").cumcount() == 1].set_index("who")["day"]
    luck = rng.random(len(leads))
    steps = {
        "lead": (leads["begun"], np.ones(len(leads), dtype=bool)),
        "suspect": (_along(leads, length, 0.3), won | (luck < LOST_STAGES["suspect"])),
        "prospect": (_along(leads, length, 0.7), won | (luck < LOST_STAGES["prospect"])),
        "customer": (leads["last"], won),
        "client": (leads["who"].map(second), won),
    }
    log = [
        leads[mask].assign(date=date[mask], stage=stage) for stage, (date, mask) in steps.items()
    ]
    log = pd.concat(log).dropna(subset="date")
    log = log.assign(
        cost=np.where(log["stage"] == "lead", looked_up(log["channel"], LEAD_COST), np.nan)
    )
    log["customer"] = log["customer"].where(log["stage"].isin(["customer", "client"]), "")
    log = log[log["date"] <= pd.Timestamp(AS_OF)].sort_values(["date", "lead"], kind="stable")
    return log[["lead", "date", "stage", "customer", "channel", "manager", "cost"]]


def _along(leads: pd.DataFrame, length: pd.Series, part: float) -> pd.Series:
    return leads["begun"] + pd.to_timedelta((length * part).astype(int), unit="D")


def draw_spend(seed: int, planted: Planted) -> pd.DataFrame:
    """Marketing money by month, channel and campaign."""
    rng = stream(seed, "spend")
    rows = [
        (month.astype("datetime64[D]"), name, campaign, _about(planted.spend[name], rng))
        for month in MONTHS
        for name, (campaign, months) in company.SPENDS.items()
        if month.astype(int) % 12 in months
    ]
    return pd.DataFrame(rows, columns=["date", "channel", "campaign", "amount"])


def _about(money: float, rng: np.random.Generator) -> float:
    return round(money * rng.uniform(0.9, 1.1), 2)
