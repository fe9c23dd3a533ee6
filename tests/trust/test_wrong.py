"""No number changes for a reason that has nothing to do with the records."""

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from helpers.errors import ClientDataError
from helpers.records import load
from helpers.records.engagement.mapping import _one_select

CSV = "Date,Customer,Amount\n2024-01-02,7,10\nno day,8,20\n"


@pytest.mark.parametrize("place", ["amount=1", "date=2020-01-01", "year=2024", "fault=x"])
def test_a_folder_called_key_and_value_is_no_column(client, tmp_path, place):
    told = {"intake": {"rejected_at_most": 1.0}}
    records = load("acme", client({"sales.csv": CSV}, settings=told), tmp_path / place)
    assert records.frame("sales")["amount"].tolist() == [10]
    assert str(records.as_of.date()) == "2024-01-02"
    assert records.rejected("sales")["Amount"].tolist() == ["20"]


def parquet(times):
    file = io.BytesIO()
    table = {"Date": times, "Customer": pa.array(["7"] * len(times)), "Amount": [5.0] * len(times)}
    pq.write_table(pa.table(table), file)
    return file.getvalue()


MIDNIGHT = 1_704_153_600  # 2024-01-02 00:00 UTC


def test_a_zone_that_nobody_knows_is_told_with_its_file(client, tmp_path):
    times = pa.array([0], pa.timestamp("us")).cast(pa.timestamp("us", "Mars/Olympus"))
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"Date": times, "Customer": ["a"], "Amount": [1]}), sink)
    columns = {"date": "Date", "customer": "Customer", "amount": "Amount"}
    spec = {"sales": {"files": "sales.parquet", "columns": columns}}
    data = client({"sales.parquet": sink.getvalue().to_pybytes()}, spec)
    with pytest.raises(ClientDataError, match=r"sales\.parquet: the time zone 'Mars/Olympus'"):
        load("acme", data=data, reports=tmp_path / "reports")


@pytest.mark.parametrize(
    ("unit", "zone", "time", "day"),
    [
        ("ns", None, MIDNIGHT * 10**9 + 1, "2024-01-02"),
        ("us", None, MIDNIGHT * 10**6, "2024-01-02"),
        ("s", None, MIDNIGHT, "2024-01-02"),
        ("ns", "UTC", MIDNIGHT * 10**9 + 999, "2024-01-02"),
        ("us", "Europe/Moscow", (MIDNIGHT - 3 * 3600) * 10**6, "2024-01-02"),  # midnight there
        ("ms", "America/New_York", (MIDNIGHT + 3600) * 10**3, "2024-01-01"),  # eight in the evening
    ],
)
def test_a_time_is_the_day_on_the_wall_where_it_happened(sales_of, unit, zone, time, day):
    times = pa.array([time], pa.timestamp(unit, zone))
    records = sales_of(parquet(times), "sales.parquet")
    assert str(records.frame("sales")["date"][0])[:10] == day


@pytest.mark.parametrize(
    ("query", "one"),
    [
        ("SELECT 1 -- all of them", "SELECT 1 -- all of them"),
        ("SELECT 1; -- all; of them", "SELECT 1"),
        ("SELECT ';' ;; /* ; */ ", "SELECT ';'"),
        ('SELECT "a;b"', 'SELECT "a;b"'),
        ("SELECT 1; DROP TABLE sales", None),
        ("SELECT 1; 'x'", None),
    ],
)
def test_a_query_may_end_in_a_comment_and_is_one_query(query, one):
    assert _one_select(query) == one
