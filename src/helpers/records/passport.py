"""What came in, what was taken, and what was not?

Small tables over what the intake wrote down, and the page that ``check`` prints.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from helpers.language import N_, date, money_exact, number, tr
from helpers.records.cells.totals import GROUP

REASONS = {
    "missing": N_("%(column)s is empty"),
    "unreadable": N_("%(column)s cannot be read"),
    "cells": N_("cells: %(found)s, in the header: %(expected)s"),
    "quote": N_("a quotation mark is opened and never closed"),
    "formula": N_(
        "%(column)s is a formula without a result: open the file in a spreadsheet program and "
        "save it"
    ),
    "long": N_("a cell is longer than 16 million signs"),
    "heading": N_("the header stands here again"),
    "duplicate": N_("the same row stands above"),
}


def reason(fault: str, theirs: Mapping[str, str] | None = None) -> str:
    """Sentence for a fault of the intake, in the language in use.

    ``theirs``: our names of columns → what the client calls them.

    >>> reason("missing date"), reason("missing date", {"date": "Closed"})
    ('date is empty', 'Closed is empty')
    """
    kind, *rest = fault.split()
    numbers = {"found": rest[0], "expected": rest[1]} if kind == "cells" else {}
    named = ((theirs or {}).get(ours, ours) for ours in rest)
    return tr(REASONS[kind]) % {"column": " / ".join(named), **numbers}


def _counted(reports: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows and exact money by table, file, heap and fault."""
    rows = [
        (report["table"], source["file"], part, c["heap"], c["fault"], c["rows"],
         Decimal(c["amount"]) if report["money"] else None, c["unknown"])
        for report in reports
        for part, source in enumerate(report["sources"])
        for c in report["counts"]
        if c["part"] == part
    ]  # fmt: skip
    return pd.DataFrame(
        rows,
        columns=["table", "file", "part", "heap", "fault", "rows", "amount", "unknown"],
        dtype=object,
    )


def _sum(
    counted: pd.DataFrame, report: dict[str, Any], part: int, *heaps: str
) -> tuple[int, float | None]:
    chosen = counted[
        (counted["table"] == report["table"])
        & (counted["part"] == part)
        & counted["heap"].isin(heaps)
    ]
    money = float(sum(chosen["amount"], Decimal(0))) if report["money"] else None
    if heaps == ("rejected",) and not money and chosen["unknown"].sum():
        money = None  # it could not be read: not known is not nothing
    return int(chosen["rows"].sum()), money


def reconciliation(reports: list[dict[str, Any]]) -> pd.DataFrame:
    """One row per file: rows and money read = accepted + rejected; lines of totals beside it.

    Money is that of the table's ``amount`` (or ``cost``, ``reward``), missing where the table
    has none; that of rejected rows is what could be read of it, and missing where nothing could.
    Lines of totals and rows later than ``as_of`` are not among the rows read.
    """
    counted, rows = _counted(reports), []
    for report in reports:
        for part, source in enumerate(report["sources"]):
            accepted, rejected = (
                _sum(counted, report, part, heap) for heap in ("accepted", "rejected")
            )
            read = _sum(counted, report, part, "accepted", "rejected")
            totals = _sum(counted, report, part, "total")[0]
            rows.append(
                (report["table"], source["file"], read[0], accepted[0], rejected[0], totals,
                 read[1], accepted[1], rejected[1])
            )  # fmt: skip
    columns = ["table", "file", "rows_read", "rows_accepted", "rows_rejected", "rows_total_lines",
               "amount_read", "amount_accepted", "amount_rejected"]  # fmt: skip
    money = dict.fromkeys(columns[6:], "float64")
    return pd.DataFrame(rows, columns=columns).astype(money)


def set_aside(reports: list[dict[str, Any]]) -> pd.DataFrame:
    """One row per file: ``rows_total_lines``, rows and money later than ``as_of``, left out."""
    counted, rows = _counted(reports), []
    for report in reports:
        for part, source in enumerate(report["sources"]):
            later = _sum(counted, report, part, "later")
            totals = _sum(counted, report, part, "total")[0]
            out = _sum(counted, report, part, "out")
            rows.append((report["table"], source["file"], totals, *later, *out))
    columns = ["table", "file", "rows_total_lines", "rows_after_as_of", "amount_after_as_of",
               "rows_left_out", "amount_left_out"]  # fmt: skip
    money = dict.fromkeys(("amount_after_as_of", "amount_left_out"), "float64")
    return pd.DataFrame(rows, columns=columns).astype(money)


def reasons(reports: list[dict[str, Any]]) -> pd.DataFrame:
    """Rejected rows by file and reason: ``table``, ``file``, ``reason``, ``rows``, ``amount``.

    A reason names the column as the client does, by ``columns`` of the file's report.
    """
    counted = _counted(reports)
    theirs = {
        (report["table"], part): source["columns"]
        for report in reports
        for part, source in enumerate(report["sources"])
    }
    bad = counted[counted["heap"] == "rejected"]
    known = bad["amount"].where(bad["unknown"].astype("int64") == 0)
    table = pd.DataFrame({
        "table": bad["table"].astype("str"),
        "file": bad["file"].astype("str"),
        "reason": pd.Series(
            [
                reason(fault, theirs[table, part])
                for table, part, fault in zip(bad["table"], bad["part"], bad["fault"], strict=True)
            ],
            index=bad.index, dtype="str",
        ),
        "rows": bad["rows"].astype("int64"),
        "amount": known.astype("float64"),
    })  # fmt: skip
    order = ["table", "file", "reason"]
    together = table.groupby(order, as_index=False, sort=False).sum(skipna=False)
    return together.sort_values(
        ["rows", *order], ascending=[False, True, True, True], ignore_index=True
    )  # fmt: skip


def duplicates(reports: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows of each table that repeat another one in every cell: ``table``, ``rows``, ``amount``."""
    rows = [
        (
            r["table"],
            r["duplicates"]["rows"],
            float(r["duplicates"]["amount"]) if r["money"] else None,
        )
        for r in reports
    ]
    frame = pd.DataFrame(rows, columns=["table", "rows", "amount"])
    return frame.astype({"amount": "float64"})


def formats(reports: list[dict[str, Any]]) -> pd.DataFrame:
    """How each file is written: ``table``, ``file``, ``format`` as a short text."""
    rows = [
        (report["table"], source["file"], _format(source))
        for report in reports
        for source in report["sources"]
    ]
    return pd.DataFrame(rows, columns=["table", "file", "format"])


def _format(source: dict[str, Any]) -> str:
    signs = {"\t": "tab"}
    parts = [
        source["encoding"],
        signs.get(source["separator"], source["separator"]),
        source["sheet"],
        " ".join(f"1{mark}5" for mark in source["decimal"]),
    ]
    if header := source["header"]:
        parts.append(tr("header in row %(row)s") % {"row": "–".join(map(str, header))})
    return " · ".join([_kind(source), *filter(None, parts)]).strip(" ·")


def _kind(source: dict[str, Any]) -> str:
    ending = source["file"].rpartition(".")[2].upper()
    if source["kind"] == "spreadsheet" and ending in ("XLS", "XLSB", "XLSM", "ODS"):
        return ending
    return _KINDS.get(source["kind"], "")


_KINDS = {
    "spreadsheet": "XLSX",
    "parquet": "Parquet",
    "database": "SQL",
    "dump": "SQL",
    "sqlite": "SQLite",
    "text": "CSV",
}


def notes(reports: list[dict[str, Any]]) -> list[str]:
    """Sentences on what the records could not tell about themselves."""
    told = [
        f"{report['table']}: {told_of(*doubt)}"
        for report in reports
        for doubt in report.get("doubts", ())
    ]
    return [*_notes_of_files(reports), *_notes_of_rows(reports), *told]


def _notes_of_rows(reports: list[dict[str, Any]]) -> Iterator[str]:
    for report in reports:
        blank = sum(c["blank"] for c in report["counts"] if c["heap"] == "accepted")
        faulty = [c for c in report["counts"] if c["heap"] == "rejected"]
        unknown = sum(c["unknown"] for c in faulty)
        headings = sum(c["rows"] for c in report["counts"] if c["fault"] == GROUP)
        if headings:
            yield f"{report['table']}: {tr(CARRIED_DOWN) % {'rows': number(headings)}}"
        if blank:
            yield f"{report['table']}: {tr(BLANK_IS_ZERO) % {'rows': number(blank)}}"
        if unknown:
            known = sum(Decimal(c["amount"]) for c in faulty)
            values = {"rows": number(unknown), "known": money_exact(float(known))}
            yield f"{report['table']}: {tr(MONEY_UNKNOWN) % values}"


CARRIED_DOWN = N_(
    "the customer stands once, above its rows, and was carried down to them; headings: %(rows)s."
)
BLANK_IS_ZERO = N_("in the sum of columns an empty cell counted as zero; rows: %(rows)s.")
MONEY_UNKNOWN = N_(
    "the money of rejected rows is not known, since it cannot be read in %(rows)s of them; that "
    "of the others is %(known)s. What the report says may be too low by that much."
)


def _notes_of_files(reports: list[dict[str, Any]]) -> list[str]:
    return [
        f"{source['file']}: {told_of(*note)}"
        for report in reports
        for source in report["sources"]
        for note in source["notes"]
    ]


def told_of(text: str, about: str | dict[str, Any]) -> str:
    """Sentence with its values: whole numbers, money (as text) and days by their names."""
    if not isinstance(about, dict):
        return tr(text) % {"column": about}
    words = {}
    for name, value in about.items():
        if isinstance(value, int):
            value = number(value)
        elif name.startswith("money"):
            value = money_exact(float(value))
        elif name.startswith("day_"):
            value = date(pd.Timestamp(value))
        words[name] = value
    return tr(text) % words
