"""What does the consultant see after the first look at the records?"""

from datetime import date as Date
from pathlib import Path

import pandas as pd

from helpers.errors import ClientDataError
from helpers.language import date, money_exact, number, tr
from helpers.records.load import Records, load, load_what_is_right
from helpers.records.schema import TABLES


def check(
    client: str,
    data: Path | None = None,
    reports: Path | None = None,
    language: str = "",
    today: Date | None = None,
) -> str:
    """Read the records of ``client`` and return the passport as text for a terminal.

    ``today`` is given by the command; nothing but a question depends on it.

    Raises
    ------
    ClientDataError
        Where a table cannot be taken; what came in all others stands above what is wrong.
    """
    try:
        records = load(client, data=data, reports=reports, language=language)
    except ClientDataError as error:
        raise ClientDataError(_with_the_others(error, client, data, reports, language)) from None
    head = tr("%(title)s: records up to %(day)s") % {
        "title": records.engagement.title,
        "day": date(records.as_of),
    }
    parts = [head, _files(records), _money(records), _rejected(records), _remarks(records)]
    parts.append(_in_the_future(records.as_of, today))
    return "\n\n".join(part for part in [*parts, _not_brought(records)] if part)


def _with_the_others(
    error: ClientDataError, client: str, data: Path | None, reports: Path | None, language: str
) -> str:
    """What is wrong, below the overview of the tables that are as they should be."""
    records = load_what_is_right(client, data, reports, language)
    if records is None:
        return str(error)
    head = tr("Tables that can be read, while others cannot:")
    parts = [head, _files(records), _money(records), _rejected(records), _remarks(records)]
    return "\n\n".join([*(part for part in parts if part), str(error)])


def _files(records: Records) -> str:
    passport, aside = records.passport, records.set_aside
    table = pd.DataFrame({
        tr("Table"): passport["table"],
        tr("File"): passport["file"],
        tr("Rows read"): passport["rows_read"].map(number),
        tr("accepted"): passport["rows_accepted"].map(number),
        tr("rejected"): passport["rows_rejected"].map(number),
        tr("totals"): passport["rows_total_lines"].map(number),
        tr("later"): aside["rows_after_as_of"].map(number),
        tr("left out"): aside["rows_left_out"].map(number),
        tr("How it is written"): records.formats["format"],
    })  # fmt: skip
    if not aside["rows_left_out"].any():
        table = table.drop(columns=tr("left out"))
    return _grid(table, left=(tr("Table"), tr("File"), tr("How it is written")))


def _money(records: Records) -> str:
    known = records.passport.dropna(subset="amount_read")
    by_table = known.groupby("table", sort=False)
    sums = by_table[["amount_read", "amount_accepted", "amount_rejected"]].sum(skipna=False)
    reasons = records.reasons
    unread = set(reasons.loc[reasons["amount"].isna(), "table"])
    rejected = sums["amount_rejected"].map(money_exact, na_action="ignore")
    least = rejected.map(lambda known: tr("at least %(money)s") % {"money": known})
    rejected = rejected.mask(rejected.notna() & rejected.index.isin(unread), least)
    table = pd.DataFrame({
        tr("Table"): sums.index,
        tr("Money read"): sums["amount_read"].map(money_exact),
        tr("accepted"): sums["amount_accepted"].map(money_exact),
        tr("rejected"): rejected.fillna(tr("unknown")),
    })  # fmt: skip
    return _grid(table, left=(tr("Table"),))


def _rejected(records: Records) -> str:
    found = records.reasons
    if found.empty:
        return tr("Nothing was rejected.")
    table = pd.DataFrame({
        tr("Rejected in"): found["file"],
        tr("Reason"): found["reason"],
        tr("Rows"): found["rows"].map(number),
    })  # fmt: skip
    return _grid(table, left=(tr("Rejected in"), tr("Reason")))


def _remarks(records: Records) -> str:
    repeated = records.duplicates
    repeated = repeated[repeated["rows"] > 0]
    lines = [
        tr(
            "%(table)s: rows that repeat another one exactly: %(rows)s. They are kept. Were "
            "exports laid one over another, intake: {drop_duplicates: true} under settings "
            "rejects the copies."
        )
        % {"table": row.table, "rows": number(row.rows)}
        for row in repeated.itertuples()
    ]
    return "\n".join([*lines, *records.notes])


def _in_the_future(last: pd.Timestamp, today: Date | None) -> str:
    if today is None or last.date() <= today:
        return ""
    return tr("The last day, %(day)s, lies after today. Are the days right?") % {"day": date(last)}


def _not_brought(records: Records) -> str:
    absent = [name for name in TABLES if not records.has(name)]
    if not absent:
        return ""
    lines = [f"  {name}: {tr(TABLES[name].why)}" for name in absent]
    return "\n".join([tr("Tables that the client may still bring:"), *lines])


def _grid(table: pd.DataFrame, left: tuple[str, ...]) -> str:
    """Columns side by side, text to the left and numbers to the right."""
    rows = [list(table.columns), *table.astype("str").to_numpy().tolist()]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.ljust(width) if name in left else cell.rjust(width)
            for cell, width, name in zip(row, widths, rows[0], strict=True)
        ).rstrip()
        for row in rows
    ]
    return "\n".join(lines)
