"""From how many leads and sales on is anything told? Both sides of both borders."""

from types import SimpleNamespace

import pandas as pd
import pytest

from helpers.analysis.funnel import findings, inputs
from helpers.settings import Settings
from tests.analysis.funnel.leads import AS_OF, DAY
from tests.analysis.sales import sales_table

LEAST = Settings().funnel
START = pd.Timestamp("2024-01-01")


def records(leads, sales):
    """Leads of one day, of which the first have bought; each has had one contact."""
    codes = [f"{n:04d}" for n in range(leads)]
    begun = pd.DataFrame({"lead": codes, "date": START, "stage": "lead"})
    bought = pd.DataFrame({"lead": codes[:sales], "date": START + 9 * DAY, "stage": "customer"})
    log = pd.concat([begun, bought]).assign(customer=lambda rows: rows["lead"])
    lines = pd.DataFrame({"date": START + 9 * DAY, "customer": codes, "amount": 10.0, "cost": 5.0})
    talks = sales_table(pd.DataFrame({"lead": codes, "date": START + DAY}))
    return SimpleNamespace(
        frame=lambda _: log, get=lambda _: None, sales=sales_table(lines), as_of=AS_OF,
        contacts=talks, has=lambda name: name == "contacts.lead",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("leads", "sales", "enough"),
    [
        (LEAST.least_leads, LEAST.least_sales, True),
        (LEAST.least_leads - 1, LEAST.least_sales, False),
        (LEAST.least_leads, LEAST.least_sales - 1, False),
    ],
)
def test_of_few_leads_or_sales_only_counts_are_told(leads, sales, enough):
    brought = records(leads, sales)
    whole = inputs.funnel(brought, Settings())
    assert whole.enough is enough
    assert bool(findings.too_few(whole, LEAST)) is not enough
    assert (inputs.contacted(brought, whole, LEAST) is not None) is enough
    wanted = LEAST.model_copy(update={"target_month": 100.0})
    assert (inputs.needed_leads(brought, whole, wanted) is not None) is enough


def test_contacts_of_few_leads_tell_nothing_though_the_funnel_does():
    brought = records(LEAST.least_leads, LEAST.least_sales)
    whole = inputs.funnel(brought, Settings())
    brought.contacts = brought.contacts.limit(LEAST.least_leads - 1)
    assert inputs.contacted(brought, whole, LEAST) is None
