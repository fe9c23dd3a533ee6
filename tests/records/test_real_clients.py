"""Real exports, with the answers that are known about them."""

from decimal import Decimal

import pytest

from helpers.records import load

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    return tmp_path_factory.mktemp("reports")


@pytest.fixture
def real(clients_root, reports):
    return lambda name: load(name, data=clients_root, reports=reports)


def test_resellers(real):
    records = real("resellers")
    sales = records.sales
    found = sales.agg(rows=sales.count(), amount=sales.amount.sum(), cost=sales.cost.sum())
    assert found.execute().iloc[0].tolist() == [
        60_855, Decimal("80450594.0900"), Decimal("79980125.6000")]  # fmt: skip
    assert records.passport["rows_rejected"].sum() == 0
    assert str(records.as_of.date()) == "2013-11-29"


def test_the_accounting_export_says_the_same_as_the_plain_one(real):
    plain, accounts = real("resellers"), real("resellers_1c")
    assert accounts.passport["rows_total_lines"].sum() == 36
    assert accounts.passport["rows_rejected"].sum() == 0
    columns = ["date", "customer", "product", "category", "quantity", "amount", "cost", "discount",
               "manager", "branch"]  # fmt: skip
    left, right = (r.sales.select(columns).execute() for r in (plain, accounts))
    assert right["customer"].str.len().eq(6).all()
    right["customer"] = right["customer"].str.lstrip("0")
    order = [*columns]
    left, right = (f.sort_values(order, ignore_index=True) for f in (left, right))
    assert left.equals(right)


def test_giftware(real):
    records = real("giftware")
    sales = records.sales
    nobody = sales.customer.isnull().sum()
    found = sales.agg(rows=sales.count(), nobody=nobody, amount=sales.amount.sum()).execute()
    assert found.iloc[0].tolist() == [1_067_370, 243_007, Decimal("19287232.5680")]
    assert records.duplicates["rows"].tolist() == [34_339]  # as pandas counts them
