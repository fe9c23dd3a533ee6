"""A million dirty lines: what do intake and result tables cost beside one query by hand?"""

import tempfile
import time
from pathlib import Path

import duckdb
import pandas as pd

from helpers.periods import last_complete_month, month_start
from tests.bench.measure import clients, table, workbook

QUERY = Path(__file__).with_name("monthly_abc.sql")
SALES = """
CREATE VIEW sales AS
SELECT InvoiceDate::DATE AS date, "Customer ID"::BIGINT::VARCHAR AS customer,
       (Quantity * Price)::DECIMAL(18, 4) AS amount
FROM read_parquet($file)
"""


def by_hand(file: Path) -> float:
    """Seconds of a query that reads the file and computes the monthly customer ABC."""
    start = time.perf_counter()
    connection = duckdb.connect()
    connection.execute(SALES.replace("$file", f"'{file}'"))
    first, last = connection.execute("SELECT min(date), max(date) FROM sales").fetchone()
    closed = last_complete_month(pd.Timestamp(last)).date()
    opened = month_start(pd.Timestamp(first)).date()
    connection.execute(
        QUERY.read_text("utf-8"), {"last_month": closed, "first_month": opened}
    ).fetchall()
    return time.perf_counter() - start


def main() -> None:
    """Print one table."""
    root = clients()
    if root is None:
        print("giftware: skipped, the real client records do not stand beside the project")
        return
    hand = min(by_hand(root / "giftware" / "online_retail_II.parquet") for _ in range(3))
    rows = [["query by hand: monthly customer ABC", hand, 1.0, "", ""]]
    with tempfile.TemporaryDirectory() as reports:
        roots = ["giftware", "--data", str(root), "--reports", reports]
        for name, arguments in (
            ("intake alone", ["check", *roots]),
            ("all of it, intake done: tables, charts, handout", ["report", *roots]),
            ("chapters 00, 01, 02 again", ["report", *roots, "--chapters", "00,01,02", "--force"]),
        ):
            cost = workbook(*arguments)
            rows.append([name, cost.seconds, cost.seconds / hand, cost.peak / 1e9, "at most 1.2"])
    head = ["giftware, 1,067,370 lines", "seconds", "ratio", "GB, largest process", "to reach"]
    print(table("A million lines beside one query", head, rows))
