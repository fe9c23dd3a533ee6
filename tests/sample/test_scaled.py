"""Are generated sales of any length what they say?"""

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from helpers.sample import scaled_sales


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    return pq.read_table(scaled_sales(300_000, tmp_path_factory.mktemp("scaled") / "sales.parquet"))


def test_there_are_as_many_lines_as_asked_for(lines):
    assert lines.num_rows == 300_000


def test_days_go_forward_over_five_years(lines):
    days = lines["date"].cast("int32").to_numpy()
    assert (days[1:] >= days[:-1]).all()
    assert str(pc.max(lines["date"])) == "2024-12-31"


def test_an_order_belongs_to_one_customer(lines):
    pairs = lines.select(["order", "customer"]).to_pandas().drop_duplicates()
    assert not pairs["order"].duplicated().any()


def test_the_same_seed_gives_the_same_file(tmp_path):
    one, two = (scaled_sales(1000, tmp_path / name) for name in ("one.parquet", "two.parquet"))
    assert one.read_bytes() == two.read_bytes()
