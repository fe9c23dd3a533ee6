"""What does the CRM hold: contacts with customers, leads by stage, and what they cost?"""

import numpy as np
import pandas as pd

from helpers.sample.wholesale.customers import CHANNELS
from helpers.sample.wholesale.planted import AS_OF, MONTHS, Planted
from helpers.sample.world.chance import stream, workday

CONTACTS_FROM = pd.Timestamp("2023-07-01")
LOG_FROM = pd.Timestamp("2023-07-01")
AHEAD_DAYS = 90  # what is decided within them is still open on the last day
VISITS = {"major": 0.35, "middle": 0.2, "small": 0.05}
OUTCOMES = {"reached": 0.6, "no answer": 0.3, "order to come": 0.1}
MEANS = {"phone": 0.5, "e-mail": 0.35, "visit": 0.15}  # of contacts with leads
PURPOSES = {"sale": 0.45, "service": 0.35, "marketing": 0.2}
MONEY_A_MONTH = 260.0  # on each channel: none of them is dearer than another
LAST_DAY = pd.Timestamp(AS_OF)


def draw_contacts(customers: pd.DataFrame, events: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Contacts with customers since the log began."""
    rng = stream(seed, "wholesale contacts")
    events = events[events["day"] >= CONTACTS_FROM].reset_index(drop=True)
    mine = customers.iloc[events["who"]]
    visit = rng.random(len(events)) < mine["size"].map(VISITS).to_numpy()
    other = rng.choice(["phone", "e-mail"], size=len(events), p=(0.6, 0.4))
    return events.assign(
        date=events["day"],
        customer=mine["customer"].to_numpy(),
        channel=np.where(visit, "visit", other),
        employee=mine["manager"].to_numpy(),
        purpose=rng.choice(list(PURPOSES), size=len(events), p=list(PURPOSES.values())),
        outcome=rng.choice(list(OUTCOMES), size=len(events), p=list(OUTCOMES.values())),
    )


def draw_leads(
    customers: pd.DataFrame, orders: pd.DataFrame, seed: int, planted: Planted
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Log of stages, which says of a lead when it was lost, and contacts with leads."""
    rng = stream(seed, "wholesale leads")
    won = _won(customers, orders)
    sale, _, _ = _ends(planted)
    won = won.assign(contacts=rng.choice(len(sale), size=len(won), p=sale) + 1, sold=True)
    rest = [_given_up(len(won), planted, rng), _coming(len(won), planted, rng)]
    leads = pd.concat([won, *rest], ignore_index=True)
    leads = leads.sort_values(["last", "customer"], kind="stable", ignore_index=True)
    leads["lead"] = [f"Z{n:05d}" for n in rng.permutation(len(leads)) + 1]
    contacts = _lead_contacts(leads, rng)
    begun = contacts.groupby("lead")["date"].min()
    leads = leads.assign(begun=leads["lead"].map(begun) - pd.Timedelta(days=2))
    return _stages(leads, orders, contacts, rng), contacts[contacts["date"] <= LAST_DAY]


def _won(customers: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    first = orders.groupby("who")["day"].min()
    table = customers.assign(who=customers.index, last=first.reindex(customers.index))
    table = table[~table["before"] & (table["last"] >= LOG_FROM)]
    return table[["who", "customer", "channel", "manager", "last"]]


def _given_up(won: int, planted: Planted, rng: np.random.Generator) -> pd.DataFrame:
    """Leads that are lost, up to some time after the last day: as many as the hazards imply."""
    _, lost, odds = _ends(planted)
    days = (LAST_DAY - LOG_FROM).days
    count = round(won * odds * (1 + AHEAD_DAYS / days))
    return _nobody(rng.integers(20, days + AHEAD_DAYS, size=count), lost, planted, rng)


def _coming(won: int, planted: Planted, rng: np.random.Generator) -> pd.DataFrame:
    """Leads that will buy some time after the last day."""
    sale, _, _ = _ends(planted)
    days = (LAST_DAY - LOG_FROM).days
    count = round(won * AHEAD_DAYS / days)
    after = days + rng.integers(1, AHEAD_DAYS, size=count)
    return _nobody(after, sale, planted, rng).assign(sold=True)


def _nobody(
    days: np.ndarray, ends: np.ndarray, planted: Planted, rng: np.random.Generator
) -> pd.DataFrame:
    """Leads that are no customers, by the day of their last contact since the log began."""
    return pd.DataFrame(
        {
            "who": -1,
            "customer": "",
            "channel": rng.choice(CHANNELS, size=len(days)),
            "manager": rng.choice(planted.managers, size=len(days)),
            "last": LOG_FROM + pd.to_timedelta(days, unit="D"),
            "contacts": rng.choice(len(ends), size=len(days), p=ends) + 1,
            "sold": False,
        }
    )


def _ends(planted: Planted) -> tuple[np.ndarray, np.ndarray, float]:
    """Shares of the won and of the lost by contacts, and lost for each one won."""
    sale, away = np.array(planted.sale_hazard), np.full(len(planted.sale_hazard), planted.surrender)
    away[-1] = 1.0
    stays = np.cumprod(np.append(1.0, (1 - sale) * (1 - away)))[:-1]
    won, lost = stays * sale, stays * (1 - sale) * away
    return won / won.sum(), lost / lost.sum(), lost.sum() / won.sum()


def _lead_contacts(leads: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Contacts of each lead back from its last one, some days apart."""
    rows = leads.loc[leads.index.repeat(leads["contacts"])].reset_index(drop=True)
    left = rows["contacts"] - 1 - rows.groupby("lead").cumcount()
    gap = pd.Series(rng.integers(3, 15, size=len(rows))).where(left > 0, 0)
    back = gap[::-1].groupby(rows["lead"][::-1]).cumsum()[::-1]
    date = rows["last"] - pd.to_timedelta(back, unit="D")
    sold = (left == 0) & rows["sold"]
    return pd.DataFrame(
        {
            "date": workday(date.to_numpy().astype("datetime64[D]")),
            "lead": rows["lead"],
            "channel": rng.choice(list(MEANS), size=len(rows), p=list(MEANS.values())),
            "employee": rows["manager"],
            "purpose": "sale",
            "outcome": np.where(sold, "order", rng.choice(["call again", "offer sent"], len(rows))),
        }
    )


def _stages(
    leads: pd.DataFrame, orders: pd.DataFrame, contacts: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    days = orders[["who", "day"]].drop_duplicates()
    second = days[days.groupby("who").cumcount() == 1].set_index("who")["day"]
    ordered = contacts.groupby("lead")["date"]
    won = leads["sold"]
    wait = pd.to_timedelta(rng.integers(10, 40, size=len(leads)), unit="D")
    steps = {
        "lead": leads["begun"],
        "suspect": leads["lead"].map(ordered.first()),
        "prospect": leads["lead"].map(ordered.nth(1).set_axis(_of_second(contacts))),
        "customer": leads["last"].where(won),
        "client": leads["who"].map(second).where(won),
        "lost": (leads["last"] + wait).where(~won),
    }
    log = pd.concat([leads.assign(date=date, stage=stage) for stage, date in steps.items()])
    log = log[log["date"] <= LAST_DAY]
    log["customer"] = log["customer"].where(log["stage"].isin(["customer", "client"]), "")
    log["cost"] = np.where(log["stage"] == "lead", 12.0, np.nan)
    log = log.sort_values(["date", "lead"], kind="stable", ignore_index=True)
    return log[["lead", "date", "stage", "customer", "channel", "manager", "cost"]]


def _of_second(contacts: pd.DataFrame) -> pd.Series:
    """Leads that had a second contact, in the order of their second contacts."""
    return contacts.loc[contacts.groupby("lead").cumcount() == 1, "lead"]


def draw_spend(seed: int) -> pd.DataFrame:
    """Marketing money by month; each channel gets about the same."""
    rng = stream(seed, "wholesale spend")
    rows = [
        (month.astype("datetime64[D]"), name, round(MONEY_A_MONTH * rng.uniform(0.9, 1.1), 2))
        for month in MONTHS[18:]
        for name in CHANNELS
    ]
    return pd.DataFrame(rows, columns=["date", "channel", "amount"])
