"""Is every table of the method book filled, and does the intake take all of it?"""

import pytest

from helpers.records.schema import TABLES
from helpers.sample.files.sources import SOURCES


def test_all_tables_and_no_other_are_mapped():
    assert list(SOURCES) == list(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_mapped(name):
    assert set(TABLES[name].names) <= set(SOURCES[name].columns)


@pytest.mark.parametrize("name", TABLES)
def test_the_client_calls_columns_by_names_of_its_own(name):
    assert not set(SOURCES[name].columns) & set(SOURCES[name].columns.values())


@pytest.mark.parametrize("name", [name for name in TABLES if name != "sales"])
def test_the_intake_accepts_every_row(name, sample, truths):
    assert len(sample.frame(name)) == truths["rows"][name]


@pytest.mark.parametrize("name", TABLES)
def test_no_column_is_empty(name, sample):
    frame = sample.frame(name)
    assert frame.columns[frame.isna().all()].empty


def test_sales_and_money_come_through_to_the_cent(sample, truths):
    frame = sample.frame("sales")
    read = frame.groupby("source")["amount"].agg(["size", "sum"])
    for name, file in truths["sales_files"].items():
        assert read.loc[name, "size"] == file["rows"] - file["rejected"], name
        assert float(read.loc[name, "sum"]) == file["amount_accepted"], name


def test_codes_keep_their_zeros(sample):
    codes = sample.frame("customers")["customer"]
    assert codes.str.fullmatch(r"\d{6}").all()
    assert codes.str.startswith("00").any()


def test_codes_of_other_tables_are_codes_of_customers(sample, truths):
    known = {*sample.frame("customers")["customer"], *truths["cards"]["without_card"]}
    for name in ("service_costs", "contacts", "surveys", "switching", "requests", "losses"):
        assert set(sample.frame(name)["customer"].dropna()) <= known, name
