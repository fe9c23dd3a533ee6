"""How do intake and chapter 02 grow with the lines?"""

import tempfile
from pathlib import Path

from helpers.sample.files.scaled import scaled_sales
from tests.bench.measure import table, workbook

LINES = (100_000, 1_000_000, 10_000_000)
ENGAGEMENT = """\
title: Generated
language: en
currency: EUR
customers_are: companies
tables:
  sales:
    files: sales.parquet
    columns: {date: date, order: order, customer: customer, product: product,
              category: category, quantity: quantity, amount: amount, cost: cost,
              manager: manager, branch: branch}
"""


def main(lines: tuple[int, ...] = LINES) -> None:
    """Print one table."""
    rows = []
    for count in lines:
        with tempfile.TemporaryDirectory() as folder:
            client = Path(folder, "data", "generated")
            client.mkdir(parents=True)
            scaled_sales(count, client / "sales.parquet")
            (client / "engagement.yml").write_text(ENGAGEMENT, "utf-8")
            roots = ["generated", "--data", f"{folder}/data", "--reports", f"{folder}/reports"]
            intake = workbook("check", *roots)
            chapter = workbook("report", *roots, "--chapters", "02")
        per_million = (intake.seconds + chapter.seconds) / count * 1e6
        peaks = intake.peak / 1e9, chapter.peak / 1e9
        rows.append([count, intake.seconds, peaks[0], chapter.seconds, peaks[1], per_million])
    head = ["lines", "intake s", "intake GB", "chapter 02 s", "chapter 02 GB", "s a million lines"]
    print(table("Growth with the lines (chapter 02 with start and export)", head, rows))
