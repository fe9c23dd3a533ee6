"""How does one table of the client become typed Parquet, with nothing lost?

Sources are staged as text, looked at as a whole, converted by DuckDB in bounded memory, and
reconciled: what was read is what was accepted and what was rejected, in rows and in money.
"""

import json
import shutil
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from duckdb import DuckDBPyConnection
from ibis.backends.duckdb import Backend

from helpers.errors import ClientDataError
from helpers.language import N_, number, tr
from helpers.records import decide, stop
from helpers.records.accept import converted
from helpers.records.cells.marks import carried_down, tidied
from helpers.records.cells.other_marks import with_usual_marks
from helpers.records.cells.values import MONEY
from helpers.records.doubts.asked import DOUBLED, doubts
from helpers.records.doubts.cards import one_card_each
from helpers.records.doubts.disguised import disguised
from helpers.records.doubts.doubt import Doubt, exact
from helpers.records.doubts.own_totals import can_be_summed, differing, own_totals
from helpers.records.doubts.sums_above import sums_above
from helpers.records.engagement.engagement import Engagement
from helpers.records.engagement.mapping import TableSpec
from helpers.records.engine import parquet, seen_by_ibis, write
from helpers.records.naming.open_names import still_open
from helpers.records.query import Cell, Rows, ifelse, lit, null, stored
from helpers.records.reshape.apply import reshaped
from helpers.records.reshape.step import Note
from helpers.records.schema import TABLES
from helpers.records.sources.read import Source, stage

FAR = 366  # days without a sale before the last ones
LONE = 0.01  # share of all rows (0–1) that stand after such a gap, at most
DATA, REJECTED, REPORT = "data.parquet", "rejected-{}.parquet", "intake.json"


def take_in(
    backend: Backend, engagement: Engagement, spec: TableSpec, sources: list[Source], folder: Path
) -> dict[str, Any]:
    """Read all ``sources`` of a table into ``folder``; returns what is to be told about them.

    Raises
    ------
    ClientDataError
        Where nothing is accepted, or more is rejected than the engagement allows.
    """
    scratch = folder / "scratch"
    scratch.mkdir(parents=True)
    staged: list[Rows] = []
    found_out: list[list[decide.Note]] = []
    for i, source in enumerate(sources):
        found_out.append([*stage(source, scratch / f"staged-{i}.parquet")])
        pa.default_memory_pool().release_unused()  # else kept beside DuckDB's share
        staged.append(stored(backend.con, scratch / f"staged-{i}.parquet"))
    clean = []
    for i, (source, rows) in enumerate(zip(sources, staged, strict=True)):
        tidy = carried_down(with_usual_marks(tidied(rows, source), source), source)
        shaped, said = reshaped(backend, tidy, source, scratch / f"shaped-{i}")
        clean.append(shaped)
        staged[i] = rows.drop("depth") if "depth" in rows.columns else rows
        found_out[i] += _without_names(said, engagement.customers_are == "people")
    decisions = _decisions(engagement, sources, clean)
    for i, (rows, source, decision) in enumerate(zip(clean, sources, decisions, strict=True)):
        typed = converted(rows, source, decision, spec.columns, as_of=engagement.as_of)
        typed = typed.mutate(part=lit(i)).write(scratch / f"typed-{i}.parquet")
    parts = [scratch / f"typed-{i}.parquet" for i in range(len(sources))]
    typed = stored(backend.con, *parts, columns=typed.columns)
    report = _finish(backend, engagement, spec, typed, staged, sources, folder)
    for decision, told in zip(decisions, found_out, strict=True):
        decision.notes = [*told, *decision.notes]
    _say_what_is_left_out(report, sources, decisions)
    _describe(report, sources, decisions)
    shutil.rmtree(scratch)
    (folder / REPORT).write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")
    return report


def _without_names(notes: Sequence[Note], people: bool) -> list[decide.Note]:
    """Notes whose examples may be names are said without them where customers are people."""
    return [
        (text, {**told, "examples": "…"} if people and "examples" in told else told)
        for text, told in notes
    ]


def _decisions(
    engagement: Engagement, sources: list[Source], staged: list[Rows]
) -> list[decide.Decision]:
    seen = []
    for source, rows in zip(sources, staged, strict=True):
        table = TABLES[source.table]
        cells = {
            name: (table.column(name).kind, sorted(node.columns()))
            for name, node in source.columns.items()
        }
        seen.append(decide.look(rows, cells, source.spec.format))
    semicolons = any(source.layout.separator == ";" for source in sources)
    comma = engagement.language == "ru" or semicolons
    told = [source.spec.format for source in sources]
    return decide.decide(seen, told, fallback="," if comma else ".")


def _finish(
    backend: Backend,
    engagement: Engagement,
    spec: TableSpec,
    typed: Rows,
    staged: list[Rows],
    sources: list[Source],
    folder: Path,
) -> dict[str, Any]:
    money = TABLES[spec.name].money if TABLES[spec.name].money in typed.columns else ""
    report: dict[str, Any] = {
        "table": spec.name,
        "money": money,
        "duplicates": _duplicates(typed, money),
    }
    if engagement.settings.intake.drop_duplicates and report["duplicates"]["rows"]:
        typed = _without_duplicates(typed).write(folder / "scratch" / "single.parquet")
        report["duplicates"] = _duplicates(typed, money)  # none is left among the accepted
    report["counts"] = _counts(typed, money)
    if bad := _found_bad(backend, engagement, spec, report["counts"], typed, staged, sources):
        if spec.name == "sales":
            raise ClientDataError(stop.told(bad))
        report["left_out"] = bad  # chapters that do not need it go on without
    if spec.name == "sales" and engagement.as_of is None:
        _stop_at_a_lone_last_day(typed)
    accepted = typed.where("heap = 'accepted'")
    accepted.drop("heap", "fault", "row_hash", "part", "blank", "unknown").write(folder / DATA)
    for i, rows in enumerate(staged):
        _rejected(typed, rows, i).write(folder / REJECTED.format(i))
    _reconcile(backend.con, folder, report, money)
    report["doubts"] = _doubts(backend, engagement, spec.name, typed, folder)
    if spec.name == "sales":
        seen = seen_by_ibis(backend, typed)
        summed = [
            i for i, s in enumerate(sources)
            if can_be_summed(s.columns["amount"]) and s.spec.reshaping.long is None
        ]  # fmt: skip
        report["totals"] = own_totals(seen, summed)
        report["doubts"] += [*still_open(seen, spec.proposed), *differing(report["totals"])]
    return report


def _rejected(typed: Rows, staged: Rows, part: int) -> Rows:
    """Rejected rows of one source with their faults, as they came."""
    faulty = typed.where(f"heap = 'rejected' AND part = {part}").select("line", "fault")
    raw = staged.drop("problem")
    sql = f"SELECT * FROM ({faulty.sql}) JOIN ({raw.sql}) USING (line) ORDER BY line"
    return Rows(typed.con, sql, ("line", "fault", *raw.columns[1:]))


def _doubts(
    backend: Backend, engagement: Engagement, name: str, typed: Rows, folder: Path
) -> list[Doubt]:
    """What is asked about the accepted rows; of cards one is left to each customer."""
    if name != "customers":
        return _doubts_of_sales(backend, engagement, name, typed)
    cards, told = one_card_each(parquet(backend, folder / DATA))
    if told:
        write(backend, cards, folder / "scratch" / DATA)
        (folder / "scratch" / DATA).replace(folder / DATA)
    return told


def _doubts_of_sales(
    backend: Backend, engagement: Engagement, name: str, typed: Rows
) -> list[Doubt]:
    if name != "sales":
        return []
    people = engagement.customers_are == "people"
    found = doubts(seen_by_ibis(backend, typed), people=people)
    if any(text == DOUBLED for text, _ in found):
        return found
    return [*found, *([*disguised(typed, people=people)] or sums_above(typed))]


def _duplicates(typed: Rows, money: str) -> dict[str, Any]:
    """Rows (and their money) that repeat an accepted row of the same table in every cell."""
    amount = typed[money].fill_null(0).sql if money else f"CAST(0 AS {MONEY})"
    groups = (
        f"SELECT count(*) - 1 AS again, max({amount}) AS amount FROM ({typed.sql}) "
        "WHERE heap = 'accepted' GROUP BY row_hash HAVING again > 0"
    )
    ((rows, money_again),) = Rows(typed.con, groups, ("again", "amount")).ask(
        "coalesce(sum(again), 0), sum(CAST(again AS DECIMAL(18, 0)) * amount)"
    )
    return {"rows": int(rows), "amount": exact(money_again)}


def _without_duplicates(typed: Rows) -> Rows:
    nth = Cell("row_number() OVER (PARTITION BY heap, row_hash ORDER BY part, line)")
    marked = typed.mutate(again=typed["heap"].equals("accepted") & (nth > 1))
    again = marked["again"]
    single = marked.mutate(
        heap=ifelse(again, "rejected", marked["heap"]),
        fault=ifelse(again, "duplicate", marked["fault"]),
    ).drop("again")
    return Rows(single.con, f"{single.sql} ORDER BY part, line", single.columns)


def _counts(typed: Rows, money: str) -> list[dict[str, Any]]:
    """Rows and money of every file by heap and fault."""
    amount = typed[money] if money else null(MONEY)
    names = ("part", "heap", "fault", "rows", "amount", "first", "blank", "unknown")
    counted = typed.ask(
        f"part, heap, fault, count(*), sum({amount.sql}), min(line) AS first, "
        "count_if(blank), count_if(unknown)",
        "GROUP BY part, heap, fault ORDER BY part, heap, first",
    )
    told = [dict(zip(names, row, strict=True)) for row in counted]
    return [{**row, "amount": exact(row["amount"])} for row in told]


def _found_bad(
    backend: Backend,
    engagement: Engagement,
    spec: TableSpec,
    counts: list[dict[str, Any]],
    typed: Rows,
    staged: list[Rows],
    sources: list[Source],
) -> dict[str, Any] | None:
    """Why the table cannot be taken, or None where it can."""
    accepted = sum(c["rows"] for c in counts if c["heap"] == "accepted")
    rejected = [c for c in counts if c["heap"] == "rejected"]
    bad = sum(c["rows"] for c in rejected if c["fault"] != "duplicate")
    limit = engagement.settings.intake.rejected_at_most
    total = accepted + sum(c["rows"] for c in rejected)
    if accepted and bad <= limit * total:
        return None
    if not total:
        return stop.nothing(spec.name, counts, engagement.as_of)
    came = [seen_by_ibis(backend, rows) for rows in staged]
    found = stop.too_many(spec, counts, limit, seen_by_ibis(backend, typed), came, sources)
    return {**found, "doubts": _doubts_of_sales(backend, engagement, spec.name, typed)}


def _stop_at_a_lone_last_day(typed: Rows) -> None:
    """A year typed wrong would make everybody silent for years: it is asked about, not guessed."""
    by_day = "WHERE heap = 'accepted' GROUP BY date ORDER BY date"
    found = typed.ask("date, count(*), min(line)", by_day)
    days = pd.DataFrame(found, columns=["date", "rows", "line"])
    far = pd.to_datetime(days["date"]).diff().dt.days > FAR
    if not far.any():
        return
    late = days.loc[far[far].index[-1] :]
    if late["rows"].sum() > LONE * days["rows"].sum():
        return
    usual = days["date"].iloc[len(days) - len(late) - 1]
    values = {
        "last": f"{late['date'].iloc[-1]:%Y-%m-%d}",
        "usual": f"{usual:%Y-%m-%d}",
        "first": f"{late['date'].iloc[0]:%Y-%m-%d}",
        "rows": number(late["rows"].sum()),
        "line": late["line"].min(),
    }
    raise ClientDataError(tr(LONE_LAST_DAY) % values)


LONE_LAST_DAY = N_(
    "sales: the last day is %(last)s, and no sale stands between %(usual)s and %(first)s (rows "
    "after that gap: %(rows)s, first in line %(line)s). Is it a misprint?\n"
    "Write as_of: %(usual)s in engagement.yml to set those rows aside, or as_of: %(last)s if they "
    "are right."
)


def _reconcile(con: DuckDBPyConnection, folder: Path, report: dict[str, Any], money: str) -> None:
    """Hold what stands in the written file against what was counted before it was written."""
    written = stored(con, folder / DATA, columns=(money,))
    ((rows, amount),) = written.ask(f"count(*), {f'sum({written[money].sql})' if money else 0}")
    counted = [c for c in report["counts"] if c["heap"] == "accepted"]
    expected = sum(c["rows"] for c in counted), sum(Decimal(c["amount"]) for c in counted)
    stands = rows, Decimal(exact(amount))
    if stands != expected:
        raise RuntimeError(f"{report['table']}: written {stands}, accepted {expected}")


LEFT_OUT = N_("rows left out by the condition only: %(column)s.")


def _say_what_is_left_out(
    report: dict[str, Any], sources: list[Source], decisions: list[decide.Decision]
) -> None:
    for part, (source, decision) in enumerate(zip(sources, decisions, strict=True)):
        only = source.spec.only
        told = "; ".join(f"{name}: {', '.join(values)}" for name, values in only.items())
        out = (c["rows"] for c in report["counts"] if c["heap"] == "out" and c["part"] == part)
        if rows := sum(out):
            decision.notes.append((LEFT_OUT, f"{told} ({rows})"))


def _describe(
    report: dict[str, Any], sources: list[Source], decisions: list[decide.Decision]
) -> None:
    report["sources"] = [
        {
            "file": source.layout.source,
            "names": list(source.layout.names),
            "columns": dict(source.spec.columns),
            "kind": source.layout.kind,
            "encoding": source.layout.encoding,
            "separator": source.layout.separator,
            "sheet": source.layout.sheet,
            "header": list(source.layout.header),
            "decimal": sorted(set(decision.decimal.values()))
            if source.layout.kind == "text"
            else [],
            "notes": _each_once([*source.layout.notes, *decision.notes]),
        }
        for source, decision in zip(sources, decisions, strict=True)
    ]


def _each_once(notes: list[decide.Note]) -> list[list[Any]]:
    return [list(note) for i, note in enumerate(notes) if note not in notes[:i]]
