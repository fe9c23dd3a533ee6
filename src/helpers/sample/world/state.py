"""Where does every customer stand, and what has happened so far?"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from helpers.sample.world.chance import stream, workday
from helpers.sample.world.planted import MONTHS, Planted


@dataclass
class Life:
    """Events as they pile up; one list of small frames for each kind."""

    visits: list[Any] = field(default_factory=list[Any])
    cars: list[Any] = field(default_factory=list[Any])
    contacts: list[Any] = field(default_factory=list[Any])
    requests: list[Any] = field(default_factory=list[Any])
    losses: list[Any] = field(default_factory=list[Any])
    desks: list[Any] = field(default_factory=list[Any])  # manager of each customer, month by month
    present: list[Any] = field(default_factory=list[Any])  # who was a customer, month by month

    def frame(self, kind: str) -> pd.DataFrame:
        """All events of one kind in one frame, by day and customer."""
        found = pd.concat(getattr(self, kind), ignore_index=True)
        return found.sort_values(["day", "who"], kind="stable", ignore_index=True)


@dataclass
class State:
    """Where every customer stands at the start of a month."""

    alive: np.ndarray
    wait: np.ndarray  # operational time to the next visit
    manager: np.ndarray
    contacted: np.ndarray  # contacts of the month before
    slow_left: np.ndarray  # months in which a slow answer still hurts
    bad_handover: np.ndarray  # a car of this month was handed over badly
    tender_left: np.ndarray  # months since the return in which errors weigh double
    comes_back: np.ndarray  # number of the month of return, -1 = never


@dataclass
class World:
    """All that a month needs: people, planted numbers, chance, state, and the events so far."""

    people: pd.DataFrame
    planted: Planted
    rng: np.random.Generator
    state: State
    life: Life = field(default_factory=Life)
    number: int = 0
    here: np.ndarray = field(default_factory=lambda: np.array([], dtype=bool))

    @property
    def month(self) -> np.datetime64:
        """The month that is running."""
        return MONTHS[self.number]

    @property
    def start(self) -> np.datetime64:
        """First day of the month."""
        return self.month.astype("datetime64[D]")

    @property
    def days(self) -> int:
        """Length of the month."""
        return int(((self.month + 1).astype("datetime64[D]") - self.start).astype(int))

    def column(self, name: str) -> np.ndarray:
        """What is known of every customer under ``name``."""
        return self.people[name].to_numpy()

    def some_day(self, count: int) -> np.ndarray:
        """``count`` days of the month, by chance."""
        return self.start + self.rng.integers(0, 28, size=count)


def new_world(people: pd.DataFrame, seed: int, planted: Planted) -> World:
    """World on the morning of the first month."""
    rng, size = stream(seed, "life"), len(people)
    first = rng.gamma(people["rhythm"], 1 / people["rhythm"]) * rng.random(size)
    none = np.zeros(size, dtype=int)
    state = State(
        alive=np.ones(size, dtype=bool),
        wait=np.where(people["before"], first, 0.0),
        manager=people["first_manager"].to_numpy().copy(),
        contacted=none.copy(),
        slow_left=none.copy(),
        bad_handover=np.zeros(size, dtype=bool),
        tender_left=none.copy(),
        comes_back=none - 1,
    )
    return World(people, planted, rng, state)


def events(who: np.ndarray, day: np.ndarray) -> pd.DataFrame:
    """Frame of events: customers by number, and days on which the doors are open."""
    return pd.DataFrame({"who": who, "day": workday(np.asarray(day, dtype="datetime64[D]"))})
