"""What happens to each customer, month by month?

A customer's visits are a renewal process in operational time: the month runs faster in
season and after a contact.
"""

import numpy as np
import pandas as pd

from helpers.sample.world import company
from helpers.sample.world.chance import looked_up
from helpers.sample.world.losing import losses
from helpers.sample.world.planted import MONTHS, Planted
from helpers.sample.world.state import Life, World, events, new_world

SEASON = np.array([0.82, 0.84, 1.05, 1.30, 1.08, 0.96, 0.84, 0.90, 1.02, 1.32, 1.15, 0.80])
CAMPAIGN = np.array([0.6, 0.6, 1.8, 1.2, 0.8, 0.8, 0.5, 0.7, 1.8, 1.4, 0.9, 1.6])
CARS_WANTED = {"owner": 1.0, "fleet": 2.0, "visitor": 0.25}  # relative to the planted chance
REQUESTS_A_MONTH = 0.05
NEVER_ANSWERED = 0.05
SLOW_DESK = 0.28  # share of the requests that land on it
HOURS, SLOW_HOURS, HOURS_SPREAD = 0.9, 2.9, 1.1  # log-normal hours to the answer
TENDER_MONTHS = 12


def live(people: pd.DataFrame, seed: int, planted: Planted) -> Life:
    """Run all months and give every event."""
    world = new_world(people, seed, planted)
    arrival = world.column("arrival").astype("datetime64[M]")
    for number, month in enumerate(MONTHS):
        world.number = number
        world.here = world.state.alive & (arrival <= month)
        _return(world)
        _change_desks(world)
        _visits(world)
        _cars(world)
        _contacts(world)
        _requests(world)
        losses(world)
        world.life.desks.append(world.state.manager.copy())
        world.life.present.append(world.here)
    return world.life


def _return(world: World) -> None:
    came = world.state.comes_back == world.number
    world.state.alive |= came
    world.state.tender_left[came] = TENDER_MONTHS


def _change_desks(world: World) -> None:
    """Customers of the manager who has left get another one of the branch."""
    planted, manager = world.planted, world.state.manager
    if world.month == np.datetime64(planted.departed_day, "M") + 1:
        orphaned = manager == planted.departed_manager
        heirs = company.colleagues(planted.departed_manager)
        rest = round(0.4 / (len(heirs) - 1), 9)
        share = [0.6 if m == planted.departed_successor else rest for m in heirs]
        manager[orphaned] = world.rng.choice(heirs, size=orphaned.sum(), p=share)


def _pace(world: World) -> np.ndarray:
    """Visits to expect of each customer this month."""
    planted = world.planted
    felt = np.minimum(world.state.contacted, planted.contact_saturation)
    season = SEASON[world.month.astype(int) % 12]
    pace = world.column("rate") * season * (1 + planted.contact_lift * felt)
    if world.month >= np.datetime64(planted.working_from, "M"):
        treated = world.column("branch") == planted.working_branch
        pace = pace * np.where(treated, 1 + planted.working_lift, 1)
    if world.month >= np.datetime64(planted.signal_from, "M"):
        slower = {"rarer": planted.rarer_factor, "gone": 0.0}
        pace = pace * looked_up(world.column("signal"), slower, other=1.0)
    return pace


def _visits(world: World) -> None:
    here, wait, rhythm = world.here, world.state.wait, world.column("rhythm")
    since = (world.column("arrival").astype("datetime64[D]") - world.start).astype(int)
    clock = np.where(here, np.maximum(since, 0) / world.days, 1.0)  # 0–1 of the month
    pace = _pace(world)
    while True:
        reach = pace * (1 - clock)
        now = np.flatnonzero(here & (wait < reach))
        if not len(now):
            break
        clock[now] += wait[now] / pace[now]
        day = world.start + (clock[now] * world.days).astype(int)
        world.life.visits.append(events(now, day))
        wait[now] = world.rng.gamma(rhythm[now], 1 / rhythm[now])
    world.state.wait = np.where(here, wait - reach, wait)


def _cars(world: World) -> None:
    planted, size = world.planted, len(world.people)
    since = world.column("since").astype("datetime64[D]")
    years = (world.start - since).astype(int) // 365
    chance = np.array(planted.car_chance)[np.clip(years, 0, 3)] / 12
    chance = chance * looked_up(world.column("kind"), CARS_WANTED)
    chance = chance * np.where(world.column("key"), planted.key_car_chance, 1.0)
    # a car would drown the change of habit of the marked customers
    quiet = (world.column("signal") != "") & (world.month >= np.datetime64("2024-07"))
    after = world.column("arrival").astype("datetime64[M]") < world.month
    buys = np.flatnonzero(world.here & after & ~quiet & (world.rng.random(size) < chance))
    share = looked_up(world.column("branch")[buys], planted.good_handover)
    good = (world.rng.random(len(buys)) < share) | world.column("calm")[buys]
    day = world.some_day(len(buys))
    world.life.cars.append(events(buys, day).assign(good_handover=good))
    world.state.bad_handover[buys] = ~good


def _contacts(world: World) -> None:
    mean = world.column("contact_mean") * CAMPAIGN[world.month.astype(int) % 12]
    often = np.isin(world.column("kind").astype(str), ["fleet", "regular"])
    count = np.where(world.here, world.rng.poisson(mean * np.where(often, 2.0, 1.0)), 0)
    who = np.repeat(np.arange(len(count)), count)
    world.life.contacts.append(events(who, world.some_day(len(who))))
    world.state.contacted = count


def _requests(world: World) -> None:
    planted, rng, state = world.planted, world.rng, world.state
    asks = np.flatnonzero(world.here & (rng.random(len(world.people)) < REQUESTS_A_MONTH))
    slow_desk = rng.random(len(asks)) < SLOW_DESK
    hours = rng.lognormal(np.where(slow_desk, SLOW_HOURS, HOURS), HOURS_SPREAD)
    hours = np.where(rng.random(len(asks)) < NEVER_ANSWERED, np.nan, hours)
    asked = events(asks, world.some_day(len(asks)))
    world.life.requests.append(asked.assign(hours=hours, slow_desk=slow_desk))
    state.slow_left = np.maximum(state.slow_left - 1, 0)
    slow = ~(hours <= planted.slow_after_hours)
    state.slow_left[asks[slow]] = planted.slow_months
