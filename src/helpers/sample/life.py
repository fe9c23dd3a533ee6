"""What happens to each customer, month by month, and why does one leave?

A customer's visits are a renewal process in operational time: the month runs faster in
season and after a contact. Leaving adds up the hazards of its causes, so that the cause of
each loss is known.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from helpers.sample.chance import looked_up, stream, workday
from helpers.sample.company import MANAGERS
from helpers.sample.planted import MONTHS, Planted

SEASON = np.array([0.82, 0.84, 1.05, 1.30, 1.08, 0.96, 0.84, 0.90, 1.02, 1.32, 1.15, 0.80])
CAMPAIGN = np.array([0.6, 0.6, 1.8, 1.2, 0.8, 0.8, 0.5, 0.7, 1.8, 1.4, 0.9, 1.6])
WHY = ("usual", "manager", "departed manager", "handover", "slow answer", "price rise")
REQUESTS_A_MONTH = 0.05
RETURN_HAZARD = 2.0  # a returned customer is more sensitive to errors


@dataclass
class Life:
    """Events as they pile up; one list of small frames for each kind."""

    visits: list = field(default_factory=list)
    cars: list = field(default_factory=list)
    contacts: list = field(default_factory=list)
    requests: list = field(default_factory=list)
    losses: list = field(default_factory=list)
    desks: list = field(default_factory=list)  # manager of each customer, month by month
    present: list = field(default_factory=list)  # who was a customer, month by month

    def frame(self, kind: str) -> pd.DataFrame:
        """All events of one kind in one frame, by day and customer."""
        events = pd.concat(getattr(self, kind), ignore_index=True)
        return events.sort_values(["day", "who"], kind="stable", ignore_index=True)


@dataclass
class State:
    """Where every customer stands at the start of a month."""

    alive: np.ndarray
    wait: np.ndarray  # operational time to the next visit
    manager: np.ndarray
    contacted: np.ndarray  # contacts of the month before
    slow_left: np.ndarray  # months in which a slow answer still hurts
    bad_handover: np.ndarray
    tender_left: np.ndarray  # months since the return in which errors weigh double
    comes_back: np.ndarray  # month number of the return, -1 = never


def live(people: pd.DataFrame, seed: int, planted: Planted) -> Life:
    """Run all months and give every event."""
    rng, life = stream(seed, "life"), Life()
    state = _start(people, rng)
    for number, month in enumerate(MONTHS):
        here = state.alive & (people["arrival"].to_numpy().astype("datetime64[M]") <= month)
        state.alive |= (came := state.comes_back == number)
        state.tender_left[came] = 12
        _desks(state, month, planted, rng)
        _visits(people, state, here, month, planted, rng, life)
        _cars(people, state, here, month, planted, rng, life)
        _contacts(people, state, here, month, rng, life)
        _requests(people, state, here, month, planted, rng, life)
        _losses(people, state, here, number, planted, rng, life)
        life.desks.append(state.manager.copy())
        life.present.append(here)
    return life


def _start(people: pd.DataFrame, rng: np.random.Generator) -> State:
    size = len(people)
    first = rng.gamma(people["rhythm"], 1 / people["rhythm"]) * rng.random(size)
    none = np.zeros(size, dtype=int)
    return State(
        alive=np.ones(size, dtype=bool),
        wait=np.where(people["before"], first, 0.0),
        manager=people["first_manager"].to_numpy().copy(),
        contacted=none.copy(),
        slow_left=none.copy(),
        bad_handover=np.zeros(size, dtype=bool),
        tender_left=none.copy(),
        comes_back=none - 1,
    )


def _desks(state: State, month: np.datetime64, planted: Planted, rng: np.random.Generator) -> None:
    if month == np.datetime64(planted.departed_day, "M") + 1:
        orphaned = state.manager == planted.departed_manager
        heirs = [m for m in MANAGERS["North"] if m != planted.departed_manager]
        share = [0.6 if m == planted.departed_successor else 0.2 for m in heirs]
        state.manager[orphaned] = rng.choice(heirs, size=orphaned.sum(), p=share)


def _pace(people, state, month, planted) -> np.ndarray:
    """Visits to expect of each customer this month."""
    lift = 1 + planted.contact_lift * np.minimum(state.contacted, planted.contact_saturation)
    pace = people["rate"].to_numpy() * SEASON[month.astype(int) % 12] * lift
    if month >= np.datetime64(planted.working_from, "M"):
        pace = pace * np.where(
            people["branch"] == planted.working_branch, 1 + planted.working_lift, 1
        )
    if month >= np.datetime64(planted.signal_from, "M"):
        slower = {"rarer": planted.rarer_factor, "gone": 0.0}
        pace = pace * looked_up(people["signal"], slower, other=1.0)
    return np.asarray(pace, dtype=float)


def _visits(people, state, here, month, planted, rng, life) -> None:
    start, days = month.astype("datetime64[D]"), _length(month)
    first = (
        np.maximum((people["arrival"].to_numpy().astype("datetime64[D]") - start).astype(int), 0)
        / days
    )
    pace, clock = _pace(people, state, month, planted), np.where(here, first, 1.0)
    rhythm = people["rhythm"].to_numpy()
    while True:
        reach = pace * (1 - clock)
        now = np.flatnonzero(here & (state.wait < reach))
        if not len(now):
            break
        clock[now] += state.wait[now] / pace[now]
        life.visits.append(_events(now, start + (clock[now] * days).astype(int)))
        state.wait[now] = rng.gamma(rhythm[now], 1 / rhythm[now])
    state.wait = np.where(here, state.wait - reach, state.wait)


def _cars(people, state, here, month, planted, rng, life) -> None:
    start = month.astype("datetime64[D]")
    years = (start - people["since"].to_numpy().astype("datetime64[D]")).astype(int) // 365
    chance = np.array(planted.car_chance)[np.clip(years, 0, 3)] / 12
    wanted = looked_up(people["kind"], {"owner": 1.0, "fleet": 2.0, "visitor": 0.25})
    chance = chance * wanted * np.where(people["key"], planted.key_car_chance, 1.0)
    quiet = (people["signal"] != "") & (month >= np.datetime64("2024-07"))
    after = people["arrival"].to_numpy().astype("datetime64[M]") < month
    buys = np.flatnonzero(here & after & ~quiet & (rng.random(len(people)) < chance))
    share = looked_up(people["branch"].iloc[buys], planted.good_handover)
    good = rng.random(len(buys)) < share
    good |= people["calm"].to_numpy()[buys]
    day = start + rng.integers(0, 28, size=len(buys))
    life.cars.append(_events(buys, day).assign(good_handover=good))
    state.bad_handover[buys] = ~good


def _contacts(people, state, here, month, rng, life) -> None:
    mean = people["contact_mean"].to_numpy() * CAMPAIGN[month.astype(int) % 12]
    mean = mean * np.where(people["kind"].isin(["fleet", "regular"]), 2.0, 1.0)
    count = np.where(here, rng.poisson(mean), 0)
    who = np.repeat(np.arange(len(people)), count)
    life.contacts.append(
        _events(who, month.astype("datetime64[D]") + rng.integers(0, 28, len(who)))
    )
    state.contacted = count


def _requests(people, state, here, month, planted, rng, life) -> None:
    asks = np.flatnonzero(here & (rng.random(len(people)) < REQUESTS_A_MONTH))
    slow_desk = rng.random(len(asks)) < 0.28
    hours = rng.lognormal(np.where(slow_desk, 2.9, 0.9), 1.1)
    hours = np.where(rng.random(len(asks)) < 0.05, np.nan, hours)
    day = month.astype("datetime64[D]") + rng.integers(0, 28, size=len(asks))
    events = _events(asks, day).assign(hours=hours, slow_desk=slow_desk)
    life.requests.append(events)
    state.slow_left = np.maximum(state.slow_left - 1, 0)
    slow = ~(hours <= planted.slow_after_hours)
    state.slow_left[asks[slow]] = planted.slow_months


def _hazards(people, state, month, planted) -> np.ndarray:
    """Chance a month of each cause, one column for each of ``WHY``."""
    departed = np.datetime64(planted.departed_day, "M")
    price = np.datetime64(planted.price_day, "M")
    late = departed < month <= departed + planted.departed_months
    rise = price <= month < price + planted.price_months
    orphaned = people["first_manager"] == planted.departed_manager
    parts = [
        people["hazard"] * np.where(state.tender_left > 0, RETURN_HAZARD, 1),
        (state.manager == planted.losing_manager) * planted.losing_manager_hazard,
        late * orphaned * planted.departed_hazard,
        state.bad_handover * planted.leaves_after_bad_handover,
        (state.slow_left > 0) * planted.slow_hazard,
        rise * (people["branch"] == planted.price_branch) * planted.price_hazard,
    ]
    hazards = np.column_stack([np.asarray(part, dtype=float) for part in parts])
    loyal = 1 - 0.6 * people["threshold"].to_numpy() / 100
    hazards[:, 1:] *= loyal[:, None]
    hazards[people["calm"].to_numpy()] = 0
    return hazards


def _losses(people, state, here, number, planted, rng, life) -> None:
    month = MONTHS[number]
    hazards = _hazards(people, state, month, planted)
    total = hazards.sum(axis=1)
    lost = np.flatnonzero(here & (rng.random(len(people)) < 1 - np.exp(-total)))
    pick = rng.random(len(lost))[:, None] * total[lost, None]
    why = (hazards[lost].cumsum(axis=1) < pick).sum(axis=1)
    end = (month + 1).astype("datetime64[D]") - 1
    events = _events(lost, np.repeat(end, len(lost))).assign(why=np.array(WHY)[why])
    events = events.pipe(_win_back, people, number, planted, rng)
    life.losses.append(events)
    state.alive[lost] = False
    state.comes_back[lost] = events["back"]
    state.bad_handover[:] = False
    state.tender_left = np.maximum(state.tender_left - 1, 0)


def _win_back(events, people, number, planted, rng) -> pd.DataFrame:
    """Cause in the words of the win-back log, whether anyone tried, and the month of return."""
    kind = people["kind"].iloc[events["who"]].to_numpy()
    words = np.array(
        [
            "system failure",
            "force majeure",
            "product or delivery quality",
            "closed business",
            "personal interest at the buyer",
        ]
    )
    shares = np.array([[0.15, 0.10, 0.20, 0.30, 0.25], [0.28, 0.37, 0.27, 0.06, 0.02]])
    usual = [rng.choice(words, p=shares[int(k != "fleet")]) for k in kind]
    named = {
        "manager": "human error",
        "departed manager": "human error",
        "handover": "promise not kept",
        "slow answer": "promise not kept",
        "price rise": "price",
    }
    cause = [named.get(why, own) for why, own in zip(events["why"], usual, strict=True)]
    tried = (rng.random(len(events)) < 0.55) & (kind != "passer-by")
    back = tried & (rng.random(len(events)) < looked_up(cause, planted.returns))
    when = number + rng.integers(2, 6, size=len(events))
    return events.assign(cause=cause, tried=tried, back=np.where(back, when, -1))


def _length(month: np.datetime64) -> int:
    return int(((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype(int))


def _events(who: np.ndarray, day: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"who": who, "day": workday(np.asarray(day, dtype="datetime64[D]"))})
