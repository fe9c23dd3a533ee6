"""Are the culprit and the slow desk of many companies found, and the unfairly judged never?"""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.commitments import (
    answers,
    desks,
    judged,
    manager_findings,
    manager_tables,
    panel,
)
from helpers.analysis.commitments.lettered import behind
from helpers.analysis.commitments.served import Served
from helpers.analysis.definitions.naming import names_of_staff
from helpers.settings import CommitmentSettings
from tests.analysis.sales import sales_table

pytestmark = pytest.mark.slow

RULES = CommitmentSettings()
AS_OF, HORIZON = pd.Timestamp("2025-12-31"), 183
SEEDS = (2025, *range(1, 12))


def judged_in(company) -> pd.DataFrame:
    lines = company.accepted
    table = pd.DataFrame(
        {
            "date": pd.to_datetime(lines["day"]),
            "customer": lines["customer"].where(lines["customer"] != ""),
            "category": lines["category"],
            "manager": lines["manager"],
            "amount": pd.to_numeric(lines["amount"]),
        }
    )
    sales = sales_table(table)
    days = panel.half_years(sales, as_of=AS_OF, horizon_days=HORIZON)
    found = panel.spans(sales, days, as_of=AS_OF)
    rows = panel.panel(found, RULES, within=HORIZON, silent_most=HORIZON)
    cards = company.tables["customers"].drop_duplicates("customer").set_index("customer")
    segment = rows["customer"].map(cards["segment"]).fillna("")
    return judged.managers(rows.assign(segment=segment), RULES).set_index("manager")


@pytest.fixture(scope="module")
def companies(company_of):
    made = (company_of(seed) for seed in SEEDS)
    return [(company.planted, judged_in(company), company.tables["requests"]) for company in made]


def test_the_culprit_is_named_in_nine_of_ten(companies):
    named = [table.loc[planted.losing_manager, "named"] for planted, table, _ in companies]
    assert np.mean(named) >= 0.9


def test_nobody_else_is_ever_named_and_the_unfairly_judged_least_of_all(companies):
    for planted, table, _ in companies:
        others = set(table.index[table["named"]]) - {planted.losing_manager}
        assert planted.unfairly_judged_manager not in others
        assert not others


def test_what_is_shown_names_the_culprit_to_who_leads_alone_and_nobody_else(companies):
    told = []
    for planted, table, _ in companies:
        found = Served(table.reset_index(), table["ratio"], HORIZON, [AS_OF])
        room = [manager_findings.named(found), manager_findings.before_mix(found)]
        room = " ".join(str(one.as_json()) for one in room if one is not None)
        room += manager_tables.points(found).to_csv() + manager_tables.before_after(found).to_csv()
        guide = names_of_staff.for_who_leads(behind(found, None))
        assert not [name for name in table.index if name in room]
        assert not [n for n in table.index if n in guide and n != planted.losing_manager]
        assert planted.unfairly_judged_manager not in guide
        told.append(planted.losing_manager in guide)
    assert np.mean(told) >= 0.9


def test_the_manager_of_fleets_is_never_compared(companies):
    for _, table, _ in companies:
        alone = table[table["overlap"] < 0.5]
        assert len(alone) == 1
        assert not alone["judged"].any()


def test_the_slow_desk_is_first_and_alone(companies):
    right = []
    for planted, _, requests in companies:
        found = answers.answers(requests, as_of=AS_OF, rules=RULES)
        table = desks.desks(found, RULES, limit=4.0)
        right.append(table.loc[table["named"], "employee"].tolist() == [planted.slow_employee])
    assert np.mean(right) >= 0.9
