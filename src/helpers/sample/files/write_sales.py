"""Which lines go into which file, and in which dress?"""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from helpers.sample.files import formats
from helpers.sample.files.sources import SOURCES

HARBOUR_YEAR = ("Harbour", 2023)


def write_sales(lines: pd.DataFrame, folder: Path, title: str) -> dict[str, dict[str, Any]]:
    """Write the five files of sales; what is in each of them, by file name."""
    year, harbour = lines["day"].dt.year, lines["branch"] == HARBOUR_YEAR[0]
    pieces = {
        "sales_2022.xlsx": lines[year == 2022],
        "sales_2023.csv": lines[(year == 2023) & ~harbour],
        "sales_2023_harbour.csv": lines[(year == 2023) & harbour],
        "sales_2024.parquet": lines[year == 2024],
        "sales_2025.csv": lines[year == 2025],
    }
    writers = WRITERS | {"sales_2022.xlsx": partial(_sheet, title=title)}
    for name, rows in pieces.items():
        writers[name](rows, folder / name)
    return {name: _contents(rows, WRITTEN_TOTALS[name](rows)) for name, rows in pieces.items()}


def _sheet(lines: pd.DataFrame, path: Path, *, title: str) -> None:
    frame = _dressed(lines, day=lambda d: d.astype(object), money=lambda m: m)
    preface = (title, "Sales by line, 2022, all sites", "")
    totals = ("Net amount", "Cost price")
    formats.write_book(path, formats.Sheet("Sales 2022", frame, preface, totals))


def _plain(lines: pd.DataFrame, path: Path) -> None:
    formats.write_csv(_dressed(lines, day=_iso, money=_point), path)


def _with_bom(lines: pd.DataFrame, path: Path) -> None:
    formats.write_csv(_dressed(lines, day=_dotted, money=_point), path, bom=True)


def _warehouse(lines: pd.DataFrame, path: Path) -> None:
    frame = _dressed(lines, day=_iso, money=lambda m: m)
    amount = SOURCES["sales"].columns["amount"]
    frame[amount] = pd.to_numeric(frame[amount], errors="coerce")
    formats.write_parquet(frame.infer_objects(), path)


def _accounting(lines: pd.DataFrame, path: Path) -> None:
    frame = _dressed(lines, day=_dotted, money=_comma)
    formats.write_accounting_export(frame, lines["day"].dt.strftime("%B %Y"), path)


def _iso(days: pd.Series) -> pd.Series:
    return days.dt.strftime("%Y-%m-%d").astype(object)


def _dotted(days: pd.Series) -> pd.Series:
    return days.dt.strftime("%d.%m.%Y").astype(object)


def _point(money: pd.Series) -> pd.Series:
    return money.map("{:.2f}".format).astype(object)


Written = Callable[[pd.Series], pd.Series]


def _comma(money: pd.Series) -> pd.Series:
    return money.map(lambda m: formats.money_text(m) if m else "-").astype(object)


def _dressed(lines: pd.DataFrame, *, day: Written, money: Written) -> pd.DataFrame:
    """Lines as the client writes them: own column names, own dates and money, spoilt fields."""
    frame = lines.assign(date=day(lines["day"]))
    for column in ("amount", "cost", "discount"):
        frame[column] = money(lines[column]).astype(object)
    for column in ("date", "amount"):
        hit = np.flatnonzero(lines["wrong"] == column)
        values = frame[column].to_numpy(copy=True)
        values[hit] = lines["written"].to_numpy()[hit]
        frame[column] = values
    names = SOURCES["sales"].columns
    return frame[list(names)].rename(columns=names)


def _contents(lines: pd.DataFrame, totals: int) -> dict[str, Any]:
    """Exact counts of one file, money to the cent."""
    good = lines["wrong"] == ""
    readable = lines["wrong"] != "amount"
    nobody = good & (lines["customer"] == "")
    return {
        "rows": len(lines),
        "totals": totals,
        "rejected": int((~good).sum()),
        "amount_accepted": cents(lines.loc[good, "amount"]),
        "amount_rejected": cents(lines.loc[~good & readable, "amount"]),
        "duplicates": int((lines["copy"] & good).sum()),
        "without_customer": int(nobody.sum()),
        "amount_without_customer": cents(lines.loc[nobody, "amount"]),
        "returns": int((good & (lines["amount"] < 0)).sum()),
        "amount_returned": cents(lines.loc[good & (lines["amount"] < 0), "amount"]),
    }


def cents(money: pd.Series) -> float:
    """Sum of money to the cent, whatever the order of the rows."""
    whole = int(np.rint(money.to_numpy() * 100).astype("int64").sum())
    return float(Decimal(whole) / 100)


WRITERS: dict[str, Callable[[pd.DataFrame, Path], None]] = {
    "sales_2023.csv": _plain,
    "sales_2023_harbour.csv": _accounting,
    "sales_2024.parquet": _warehouse,
    "sales_2025.csv": _with_bom,
}
WRITTEN_TOTALS = {
    "sales_2022.xlsx": lambda rows: 1,
    "sales_2023.csv": lambda rows: 0,
    "sales_2023_harbour.csv": lambda rows: rows["day"].dt.month.nunique() + 1,
    "sales_2024.parquet": lambda rows: 0,
    "sales_2025.csv": lambda rows: 0,
}
