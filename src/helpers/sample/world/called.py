"""What are the people at work called in the company of another seed?

A company is drawn with the names of :mod:`company`; afterwards everybody gets a name of its own,
so that an answer copied from another company shows.
"""

from dataclasses import fields, replace
from typing import Any

import pandas as pd

from helpers.sample.world import company
from helpers.sample.world.chance import SEED, stream
from helpers.sample.world.names import people_names, pool_of
from helpers.sample.world.planted import Planted

PEOPLE = ("manager", "first_manager", "employee", "owner")  # columns of tables
TITLES = (
    "Brenholt Autos", "Carvenna Motors", "Dornfeld Cars", "Estmark Motor Group", "Fjordal Autos",
    "Galmere Motors", "Hestavik Cars", "Ironvale Motors", "Jelmont Autos", "Kestermark Motors",
)  # fmt: skip


def names_of(seed: int) -> dict[str, str]:
    """New name of everybody who works in the company; empty for seed 2025.

    >>> names_of(2025)
    {}
    """
    if seed == SEED:
        return {}
    staff = [*company.branch_of_manager(), *company.ANSWERING]
    new = people_names(len(staff), stream(seed, "staff"), pool_of(seed))
    return dict(zip(staff, map(str, new), strict=True))


def title_of(seed: int) -> str:
    """Name of the firm."""
    if seed == SEED:
        return company.TITLE
    return str(stream(seed, "title").choice(TITLES))


def planted_as(planted: Planted, names: dict[str, str]) -> Planted:
    """What is planted, with the other names."""
    told: dict[str, Any] = {f.name: getattr(planted, f.name) for f in fields(planted)}
    called = {k: names[v] for k, v in told.items() if isinstance(v, str) and v in names}
    return replace(planted, **(told | called))


def table_as(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """A table with the other names of who did it, sold it or answers for it."""
    known = [column for column in PEOPLE if column in table]
    return table.assign(**{c: table[c].map(names).fillna(table[c]) for c in known})
