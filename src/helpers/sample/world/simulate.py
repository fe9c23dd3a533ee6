"""How does the whole company come out of a seed?"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from helpers.sample.world import funnel, marketing, room, service, voice
from helpers.sample.world.called import names_of, planted_as, table_as, title_of
from helpers.sample.world.cards import draw_cards
from helpers.sample.world.dirt import spoilt
from helpers.sample.world.drawn import planted_of
from helpers.sample.world.life import live
from helpers.sample.world.people import draw_people
from helpers.sample.world.planted import Planted
from helpers.sample.world.sales import draw_sales
from helpers.sample.world.state import Life


@dataclass(frozen=True)
class Company:
    """Everything that happened: people, their life, lines of sale, and all other tables."""

    title: str
    planted: Planted
    people: pd.DataFrame
    life: Life
    sales: pd.DataFrame  # with copies and spoilt fields, as they go into the files
    tables: dict[str, pd.DataFrame]

    @property
    def accepted(self) -> pd.DataFrame:
        """Lines that can be read; second copies among them, as the intake keeps them."""
        return self.sales[self.sales["wrong"] == ""]


def simulate(seed: int, *, size: float = 1.0) -> Company:
    """Draw the company, or a smaller one; tables have our column names."""
    planted = planted_of(seed)
    people = draw_people(seed, planted, size)
    life = live(people, seed, planted)
    sales = draw_sales(people, life, seed, planted)
    codes = np.array([*people["customer"], ""], dtype=object)  # -1 = nobody known
    sales = sales.assign(customer=codes[sales["who"]])
    tables = _records(people, life, sales, seed, planted) | _room(seed, planted)
    made = Company(title_of(seed), planted, people, life, spoilt(sales, people, seed), tables)
    return _called(made, names_of(seed))


def _called(made: Company, names: dict[str, str]) -> Company:
    """The same company with other names of those who work in it."""
    if not names:
        return made
    desks = [pd.Series(desk).map(names).to_numpy() for desk in made.life.desks]
    return replace(
        made,
        planted=planted_as(made.planted, names),
        life=replace(made.life, desks=desks),
        people=table_as(made.people, names),
        sales=table_as(made.sales, names),
        tables={name: table_as(table, names) for name, table in made.tables.items()},
    )


def _records(
    people: pd.DataFrame, life: Life, sales: pd.DataFrame, seed: int, planted: Planted
) -> dict[str, pd.DataFrame]:
    """Tables that a system kept."""
    leads, with_leads = funnel.draw_leads(people, life, seed, planted)
    contacts = pd.concat([marketing.draw_contacts(people, life, seed), with_leads])
    return {
        "customers": draw_cards(people, life.desks[-1], seed),
        "service_costs": service.draw_service_costs(people, sales, seed),
        "contacts": contacts.sort_values("date", kind="stable", ignore_index=True),
        "leads": leads,
        "spend": funnel.draw_spend(seed, planted),
        "surveys": voice.draw_surveys(people, life, seed, planted),
        "switching": voice.draw_switching(people, life, seed),
        "expectations": voice.draw_expectations(people, life, seed, planted),
        "relationship": voice.draw_relationship(people, life, seed),
        "requests": service.draw_requests(people, life, seed, planted),
        "referrals": marketing.draw_referrals(people, life, seed),
        "bonuses": marketing.draw_bonuses(people, life, seed, planted),
        "losses": service.draw_losses(people, life, seed, planted),
    }


def _room(seed: int, planted: Planted) -> dict[str, pd.DataFrame]:
    """Tables that people of the company wrote."""
    return {
        "touchpoints": room.touchpoints(planted),
        "commitments": room.commitments(),
        "hypotheses": room.hypotheses(planted),
        "definitions": room.definitions(),
        "maturity": room.maturity(seed, planted),
        "research": room.research(seed),
    }
