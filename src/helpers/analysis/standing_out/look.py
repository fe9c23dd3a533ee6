"""What do the tables know that no page says?

Each question has its noise check; of records in which nothing is to be found, each question finds
something at most as often as the settings say.
"""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.base import SALES
from helpers.analysis.definitions.standing import standing
from helpers.analysis.standing_out import company, holes, items, losses, newcomers, person
from helpers.analysis.standing_out.cells import cells, holds_year_before
from helpers.language import number, tr
from helpers.language.findings import Finding

if TYPE_CHECKING:
    from helpers.records import Records


class Found(NamedTuple):
    """Findings, the tables that they come from by name, and how much was looked at."""

    findings: list[Finding]
    tables: dict[str, pd.DataFrame]
    note: str


def look(records: "Records", *, first: Table, new_since: date) -> Found:
    """Look for what stands out in the sales of a client.

    Parameters
    ----------
    first
        First purchase of each customer: ``customer``, ``first``, ``before``.
    new_since
        First day on which a first purchase makes a new customer.

    Returns
    -------
    Findings, tables and a sentence on what was tried.
    """
    sales, as_of, rules = records.sales, records.as_of, records.engagement.settings.standing_out
    now, cards = standing(records).now, records.get("customers")
    brought = cells(sales, cards, as_of=as_of)
    sold_by = person.main_manager(brought)
    tried = items.tried(brought, rules, two_years=holds_year_before(sales, as_of=as_of))
    held = person.managers(now, brought, cards, rules)
    week, chance = losses.together(now, sales, sold_by, rules)
    losing = losses.by_manager(now, sold_by, rules)
    newest = newcomers.first_years(sales, first, new_since=new_since, as_of=as_of)
    empty, months = holes.holes(sales, rules, as_of=as_of)
    found = [
        items.carries(tried),
        person.holds(held, now, brought),
        company.take_away(now, rules),
        losses.one_week(week, chance, now, rules),
        losses.one_manager(losing),
        newcomers.first_year_money(newest, rules, year=float(now[SALES].sum())),
        items.moved(tried, up=True),
        items.moved(tried, up=False),
        holes.hole(empty),
    ]
    tables = {
        "standing_out": tried,
        "standing_out_managers": held,
        "standing_out_below_cost": company.losers(now),
        "standing_out_together": week,
        "standing_out_losses": losing,
        "standing_out_first_year": pd.DataFrame() if newest is None else newest,
        "standing_out_holes": empty,
    }
    questions = len(tried) + len(held) + len(losing) + months
    kept = {name: table for name, table in tables.items() if len(table)}
    told = [f for f in found if f]
    return Found(told, kept, _note(told, questions))


def _note(found: list[Finding], questions: int) -> str:
    words = (
        tr("Looked at: %(n)s items, managers and months; what is not named does not stand out.")
        if found
        else tr(
            "Nothing stands out beyond chance: %(n)s items, managers and months were looked at."
        )
    )
    return words % {"n": number(questions)} if questions else ""
