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

import ibis
import pandas as pd
import pyarrow as pa
from ibis.backends.duckdb import Backend
from ibis.expr.types import Table as Rows

from helpers.errors import ClientDataError
from helpers.language import N_, number, tr
from helpers.records import decide, doubts, stop
from helpers.records.accept import converted
from helpers.records.cards import one_card_each
from helpers.records.cells.marks import carried_down, tidied
from helpers.records.engagement.engagement import Engagement
from helpers.records.engagement.mapping import TableSpec
from helpers.records.engine import engine, parquet, write
from helpers.records.naming.open_names import still_open
from helpers.records.reshape.apply import reshaped
from helpers.records.reshape.step import Note
from helpers.records.schema import TABLES
from helpers.records.sources.read import Source, stage

FAR = 366  # days without a sale before the last ones
LONE = 0.01  # share of all rows (0–1) that stand after such a gap, at most
DATA, REJECTED, REPORT = "data.parquet", "rejected-{}.parquet", "intake.json"


def take_in(
    engagement: Engagement, spec: TableSpec, sources: list[Source], folder: Path
) -> dict[str, Any]:
    """Read all ``sources`` of a table into ``folder``; returns what is to be told about them.

    Raises
    ------
    ClientDataError
        Where nothing is accepted, or more is rejected than the engagement allows.
    """
    scratch = folder / "scratch"
    scratch.mkdir(parents=True)
    with engine(scratch) as backend:
        staged: list[Rows] = []
        found_out: list[list[decide.Note]] = []
        for i, source in enumerate(sources):
            found_out.append([*stage(source, scratch / f"staged-{i}.parquet")])
            pa.default_memory_pool().release_unused()  # else kept beside DuckDB's share
            staged.append(parquet(backend, scratch / f"staged-{i}.parquet"))
        clean = []
        for i, (source, rows) in enumerate(zip(sources, staged, strict=True)):
            tidy = carried_down(tidied(rows, source), source)
            shaped, said = reshaped(backend, tidy, source, scratch / f"shaped-{i}")
            clean.append(shaped)
            found_out[i] += _without_names(said, engagement.customers_are == "people")
        decisions = _decisions(engagement, sources, clean)
        typed_rows = [
            converted(rows, source, decision, as_of=engagement.as_of)
            for rows, source, decision in zip(clean, sources, decisions, strict=True)
        ]
        for i, rows in enumerate(_alike(typed_rows, spec)):
            write(backend, rows.mutate(part=ibis.literal(i)), scratch / f"typed-{i}.parquet")
        typed = parquet(backend, *(scratch / f"typed-{i}.parquet" for i in range(len(sources))))
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


def _alike(typed: list[Rows], spec: TableSpec) -> list[Rows]:
    """Rows of all sources with the same columns; one that a file does not have is empty there."""
    kinds = {name: rows[name].type() for rows in typed for name in rows.columns}
    others = [name for name in kinds if name not in spec.columns]
    return [
        rows.select(
            *others,
            *(rows[n] if n in rows.columns else ibis.null(kinds[n]).name(n) for n in spec.columns),
        )
        for rows in typed
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
        path = folder / "scratch" / "single.parquet"
        write(backend, _without_duplicates(typed), path)
        typed = parquet(backend, path)
        report["duplicates"] = _duplicates(typed, money)  # none is left among the accepted
    report["counts"] = _counts(typed, money)
    if bad := _found_bad(engagement, spec, report["counts"], typed, staged, sources):
        if spec.name == "sales":
            raise ClientDataError(stop.told(bad))
        report["left_out"] = bad  # chapters that do not need it go on without
    if spec.name == "sales" and engagement.as_of is None:
        _stop_at_a_lone_last_day(typed)
    accepted = typed.filter(typed.heap == "accepted")
    write(
        backend,
        accepted.drop("heap", "fault", "row_hash", "part", "blank", "unknown"),
        folder / DATA,
    )
    for i, rows in enumerate(staged):
        faulty = typed.filter((typed.heap == "rejected") & (typed.part == i))
        raw = rows.drop("problem").rename(at="line")
        joined = faulty.select("line", "fault").join(raw, [("line", "at")])
        write(backend, joined.drop("at").order_by("line"), folder / REJECTED.format(i))
    _reconcile(backend, folder, report, money)
    report["doubts"] = _doubts(backend, engagement, spec.name, typed, folder)
    if spec.name == "sales":
        report["doubts"] += still_open(typed, spec.proposed)
    return report


def _doubts(
    backend: Backend, engagement: Engagement, name: str, typed: Rows, folder: Path
) -> list[doubts.Doubt]:
    """What is asked about the accepted rows; of cards one is left to each customer."""
    if name != "customers":
        return _doubts_of_sales(engagement, name, typed)
    cards, told = one_card_each(parquet(backend, folder / DATA))
    if told:
        write(backend, cards, folder / "scratch" / DATA)
        (folder / "scratch" / DATA).replace(folder / DATA)
    return told


def _doubts_of_sales(engagement: Engagement, name: str, typed: Rows) -> list[doubts.Doubt]:
    if name != "sales":
        return []
    return doubts.doubts(typed, people=engagement.customers_are == "people")


def _duplicates(typed: Rows, money: str) -> dict[str, Any]:
    """Rows (and their money) that repeat an accepted row of the same table in every cell."""
    accepted = typed.filter(typed.heap == "accepted")
    amount = accepted[money].fill_null(0) if money else ibis.literal(0).cast("decimal(18, 4)")
    groups = accepted.select("row_hash", amount=amount).group_by("row_hash").agg(
        times=lambda t: t.count(), amount=lambda t: t.amount.max()
    )  # fmt: skip
    again = groups.filter(groups.times > 1)
    found = again.agg(
        rows=(again.times - 1).sum().fill_null(0),
        amount=((again.times - 1).cast("decimal(18, 0)") * again.amount).sum(),
    ).execute()
    return {"rows": int(found["rows"][0]), "amount": _exact(found["amount"][0])}


def _without_duplicates(typed: Rows) -> Rows:
    order = ibis.window(group_by=["heap", "row_hash"], order_by=["part", "line"])
    again = (typed.heap == "accepted") & (ibis.row_number().over(order) > 0)
    marked = typed.mutate(again=again)
    return marked.mutate(
        heap=ibis.ifelse(marked.again, "rejected", marked.heap),
        fault=ibis.ifelse(marked.again, "duplicate", marked.fault),
    ).drop("again").order_by("part", "line")  # fmt: skip


def _counts(typed: Rows, money: str) -> list[dict[str, Any]]:
    """Rows and money of every file by heap and fault."""
    amount = typed[money] if money else ibis.null("decimal(18, 4)")
    rows = typed.mutate(amount=amount)
    counted = rows.group_by(["part", "heap", "fault"]).agg(
        rows=rows.count(), amount=rows.amount.sum(), first=rows.line.min(),
        blank=rows.blank.sum(), unknown=rows.unknown.sum(),
    )  # fmt: skip
    frame = counted.order_by("part", "heap", "first").execute()
    return [
        {
            "part": int(row.part),
            "heap": row.heap,
            "fault": row.fault if isinstance(row.fault, str) else None,
            "rows": int(row.rows),
            "amount": _exact(row.amount),
            "first": int(row.first),
            "blank": int(row.blank),
            "unknown": int(row.unknown),
        }
        for row in frame.itertuples(index=False)
    ]


def _exact(amount: object) -> str:
    return "0" if amount is None or amount != amount else format(amount, "f")


def _found_bad(
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
    found = stop.too_many(spec, counts, limit, typed, staged, sources)
    return {**found, "doubts": _doubts_of_sales(engagement, spec.name, typed)}


def _stop_at_a_lone_last_day(typed: Rows) -> None:
    """A year typed wrong would make everybody silent for years: it is asked about, not guessed."""
    accepted = typed.filter(typed.heap == "accepted")
    days = accepted.group_by("date").agg(rows=lambda t: t.count(), line=lambda t: t.line.min())
    days = days.order_by("date").execute()
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


def _reconcile(backend: Backend, folder: Path, report: dict[str, Any], money: str) -> None:
    """Hold what stands in the written file against what was counted before it was written."""
    written = parquet(backend, folder / DATA)
    amount = written[money].sum() if money else ibis.null("decimal(18, 4)")
    found = written.agg(rows=written.count(), amount=amount).execute()
    counted = [c for c in report["counts"] if c["heap"] == "accepted"]
    expected = sum(c["rows"] for c in counted), sum(Decimal(c["amount"]) for c in counted)
    stands = int(found["rows"][0]), Decimal(_exact(found["amount"][0]))
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
