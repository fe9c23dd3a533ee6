"""Chapters 00 and 01 against what is known: the planted truths, and the real clients."""

import pytest
import yaml

from helpers import project
from helpers.analysis.passport import oddities as passport
from helpers.analysis.passport import reconciliation
from helpers.analysis.revenue import pareto, portrait, vintages
from helpers.records import load
from helpers.settings import AbcSettings

TRUTHS = project.ROOT / "data" / "sample" / "truths.yml"


@pytest.fixture(scope="module")
def sample(sample_records):
    return sample_records


@pytest.fixture(scope="module")
def truths():
    return yaml.safe_load(TRUTHS.read_text("utf-8"))


@pytest.fixture(scope="module")
def resellers(tmp_path_factory, clients_root):
    return load("resellers", data=clients_root, reports=tmp_path_factory.mktemp("resellers"))


def test_rows_and_money_are_those_that_were_written(sample, truths):
    numbers = reconciliation.accounted(sample.passport).numbers
    true = truths["sales"]
    assert numbers["read"].value == true["rows"]
    assert numbers["rejected"].value == true["rejected"]
    assert numbers["totals"].value == true["totals"]
    assert numbers["money"].value == pytest.approx(true["amount_accepted"])
    assert numbers["lost"].value == pytest.approx(true["amount_rejected"])


def test_the_oddities_are_those_that_were_planted(sample, truths):
    table = passport.oddities(sample.sales, sample.duplicates).set_index("oddity")
    true = truths["sales"]
    assert table["lines"].to_dict() | {"zero": 0} == {
        "returns": true["returns"],
        "zero": 0,
        "nobody": true["without_customer"],
        "twice": true["duplicates"],
        "two_files": 0,
    }
    assert table.loc["nobody", "amount"] == pytest.approx(true["amount_without_customer"])
    assert table.loc["returns", "amount"] == pytest.approx(true["amount_returned"])


def test_the_planted_orphans_are_found(sample, truths):
    orphans = passport.orphans(sample.frame("customers"), sample.sales)
    planted = truths["cards"]
    assert orphans["customers"].tolist() == [
        len(planted["without_card"]),
        len(planted["without_sales"]),
    ]


def test_the_top_fifth_brings_what_was_planted(sample, truths):
    table = pareto.with_shares(pareto.revenue_by_customer(sample.sales), measure="amount")
    found = pareto.top_share(table, top=0.2, even_below=2)
    planted = truths["money"]["revenue_of_top_fifth"]
    assert found.numbers["share"].value == pytest.approx(planted, abs=2e-4)


def test_the_oldest_customers_bring_what_was_planted(sample, truths):
    table = vintages.vintages(sample.sales)
    last = table[(table["year"] == 2025) & (table["vintage"] == vintages.BEFORE)]
    planted = truths["money"]["revenue_of_last_year_by_first_year"][2022]
    assert last["amount"].sum() == pytest.approx(planted)


def test_the_planted_region_is_in_the_portrait(sample):
    totals = portrait.last_year_totals(sample.sales, as_of=sample.as_of)
    is_key = portrait.key_customers(totals, AbcSettings(least_items=1))
    traits = portrait.traits(sample.frame("customers"), starts=(1946, 1965, 1981, 1997))
    table = portrait.portrait(traits, is_key, smallest_group=10, false_discovery_rate=0.05)
    shown = portrait.in_words(table)
    regions = shown.loc[shown["attribute"] == "region", "value"]
    assert regions.tolist() == ["Lakeside"]


@pytest.mark.slow
def test_the_money_of_the_resellers_is_all_there(resellers):
    customers = pareto.revenue_by_customer(resellers.sales)
    assert len(customers) == 635
    assert round(customers["amount"].sum(), 2) == 80_450_594.09
    profit = pareto.profit_by_customer(resellers.sales)["profit"].sum()
    assert round(profit, 2) == round(80_450_594.09 - 79_980_125.60, 2)
    assert round(vintages.vintages(resellers.sales)["amount"].sum(), 2) == 80_450_594.09
