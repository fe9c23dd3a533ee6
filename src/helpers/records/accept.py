"""Which rows are taken, which are not, and why?

Every row of a source ends in exactly one of four heaps:

- a **line of totals** (``Итого``, ``Grand total``): not a record at all, counted apart;
- **later** than ``as_of``: a past date is reported as it was, so these are counted apart too;
- **rejected**: a fault, and the first one found is its reason;
- **accepted**.

``rows_read`` counts records up to ``as_of``, so rows_read = rows_accepted + rows_rejected, and
the same for the money; lines of totals and later rows are stated beside it.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from helpers.records.cells import days, values
from helpers.records.cells.totals import A_GROUP, TOTAL_LINE, TOTALS, TOTALS_ALONE
from helpers.records.decide import Decision
from helpers.records.engagement.formula import Node
from helpers.records.query import FALSE, Cell, Rows, call, cases, every, ifelse, lit, null, some
from helpers.records.schema import COUNTED, DAY_KINDS, TABLES, Table
from helpers.records.sources.read import Source
from helpers.records.sources.staging import TYPED

FACTOR = "decimal(19, 4)"  # so that the engine multiplies without losing digits
FILLED = "*"  # in a condition: any value
TYPES = {
    "date": "date", "time": "timestamp", "flag": "boolean", "integer": "bigint",
    "money": values.MONEY, "number": values.MONEY, "percent": values.MONEY,
}  # fmt: skip


def converted(
    staged: Rows,
    source: Source,
    decision: Decision,
    columns: Iterable[str],
    *,
    as_of: date | None = None,
) -> Rows:
    """Typed rows of one source, each with its ``heap``, its ``fault`` and a hash of its cells.

    ``columns``: those of the table; one that the source does not have is empty.
    ``blank``: an empty cell counted as zero in a sum; ``unknown``: its money cannot be read.
    """
    table = TABLES[source.table]
    names = list(source.columns)
    totals = source.spec.totals
    rows = _needed(staged, source, totals)
    rows = values.with_numbers(rows, _number_ways(source, decision))
    rows = days.with_days(rows, _day_ways(source, decision, "date"))
    rows = days.with_moments(rows, _day_ways(source, decision, "time"))
    rows = rows.select(
        *("line", "heading", "problem", "cells", "any_total", "left_out"),
        source=lit(source.layout.source),
        **{f"v_{name}": _value(rows, source, name, decision.shares) for name in names},
        **{f"n_{name}": _nothing(rows, source, name) for name in names},
        blank=some(*(_has_blank(rows, source, name) for name in names)),
    )
    rows = rows.mutate(unknown=_unknown(rows, table.money if table.money in names else ""))
    rows = rows.mutate(fault=_fault(rows, table, names), row_hash=_row_hash(rows, names))
    rows = rows.mutate(heap=_heap(rows, table, bool(totals), as_of))
    return rows.select(
        *("line", "source", "heap", "fault", "row_hash", "blank", "unknown"),
        **{name: _known(rows, table, name, as_of) for name in columns},
    )


def _needed(staged: Rows, source: Source, totals: str) -> Rows:
    """Mapped cells, and what all cells together say: thousands of columns are gone over once."""
    mapped = {index for node in source.columns.values() for index in node.columns()}
    return staged.select(
        *("line", "problem", *(f"c{index}" for index in sorted(mapped))),
        heading=call("coalesce", *(staged[f"c{i}"] for i in range(len(source.layout.names)))),
        cells=_all_cells(staged, source),
        any_total=_any_cell(staged, source, totals),
        left_out=~every(*(_is_one_of(staged, *c) for c in source.only)),
    )


def _is_one_of(staged: Rows, index: int, wanted: tuple[str, ...]) -> Cell:
    cell = staged[f"c{index}"].replace(TYPED, "").lower()
    if wanted == (FILLED,):
        return cell.notnull()
    return cell.isin([value.lower() for value in wanted]).fill_null(False)


def _number_ways(source: Source, decision: Decision) -> dict[str, values.NumberWay]:
    """How to read each cell that is, or is part of, a number."""
    table, ways = TABLES[source.table], {}
    for name, node in source.columns.items():
        for index in node.columns() if table.column(name).kind in COUNTED else ():
            ways[f"x_{name}_{index}"] = values.NumberWay(
                column=f"c{index}",
                decimal=decision.decimal.get(f"{name} {index}", decision.default_decimal),
                strict=decision.strict,
                percent=table.column(name).kind != "money",
                positive=source.spec.format.positive,
            )
    return ways


def _day_ways(source: Source, decision: Decision, kind: str) -> dict[str, days.DayWay]:
    table = TABLES[source.table]
    return {
        f"x_{name}": days.DayWay(
            f"c{node.index}", *decision.days[name], months=table.column(name).month_is_enough
        )
        for name, node in source.columns.items()
        if table.column(name).kind == kind
    }


def _nothing(rows: Rows, source: Source, name: str) -> Cell:
    return _gone(rows, source.columns[name], TABLES[source.table].column(name).kind)


def _gone(rows: Rows, node: Node, kind: str, *, within: bool = False) -> Cell:
    """Is there nothing in the cell? Of a product: in any of its cells; of a sum: in all.

    A sum ``within`` a product is a price, and a price of which a part is missing is no price.
    """
    if node.operation == "column":
        cell = rows[f"c{node.index}"]
        gone = values.is_nothing(cell, kind).fill_null(True)
        return gone & ~_is_zero(cell) if kind == "money" else gone
    within = within or node.operation in "*/"
    parts = [_gone(rows, part, kind, within=within) for part in node.parts if part.columns()]
    if not parts:
        return FALSE
    return some(*parts) if within else every(*parts)


def _has_blank(rows: Rows, source: Source, name: str) -> Cell:
    """Did an empty cell count as zero, beside one that is filled?"""
    node, kind = source.columns[name], TABLES[source.table].column(name).kind
    if node.operation not in _SUMS:
        return FALSE
    empty = [_gone(rows, part, kind) for part in node.parts if part.columns()]
    return some(*empty) & ~_nothing(rows, source, name)


def _unknown(rows: Rows, money: str) -> Cell:
    """Is there money in the row that cannot be read?"""
    if not money:
        return FALSE
    return rows[f"v_{money}"].isnull() & (rows["problem"].notnull() | ~rows[f"n_{money}"])


def _is_zero(cell: Cell) -> Cell:
    """In accounts a dash in the place of money is a zero."""
    return cell.re_search(values.DASHES).fill_null(False)


def _value(rows: Rows, source: Source, name: str, shares: set[str]) -> Cell:
    column, node = TABLES[source.table].column(name), source.columns[name]
    if column.kind in COUNTED:
        value = _count(rows, node, name, column.kind).try_cast(values.MONEY)
        if node.operation in _SUMS:  # all of whose parts may be blank
            value = ifelse(_nothing(rows, source, name), null(values.MONEY), value)
        value = (value * 100).try_cast(values.MONEY) if name in shares else value
        if column.empty_is_zero:
            value = ifelse(_nothing(rows, source, name), 0, value)
            value = value.cast(values.MONEY)
        return value.try_cast("bigint") if column.kind == "integer" else value
    if column.kind in DAY_KINDS:
        return rows[f"x_{name}"]
    cell = rows[f"c{node.index}"]
    return values.flag(cell) if column.kind == "flag" else values.code(
        cell, typed=source.layout.kind != "text"
    )  # fmt: skip


def _count(rows: Rows, node: Node, name: str, kind: str, *, within: bool = False) -> Cell:
    if node.operation == "number":
        return _told(node.value)
    if node.operation == "column":
        value = rows[f"x_{name}_{node.index}"]
        if kind == "money":
            return ifelse(_is_zero(rows[f"c{node.index}"]), lit(0).cast(values.MONEY), value)
        return value
    deeper = within or node.operation in "*/"
    parts = [_count(rows, part, name, kind, within=deeper) for part in node.parts]
    if node.operation in _SUMS and not within:
        both = zip(node.parts, parts, strict=True)
        parts = [_zero_where_blank(rows, part, value, kind) for part, value in both]
    if node.operation == "*":
        both = zip(node.parts, parts, strict=True)
        parts = [p if part.operation == "number" else p.cast(FACTOR) for part, p in both]
    return _OPERATIONS[node.operation](*parts)


def _told(number: str) -> Cell:
    """Number of the engagement with all its digits: a factor of 0.1234 is not 0.123."""
    whole, _, rest = number.partition(".")
    digits = min(max(len(rest), 4), max(19 - len(whole), 0))
    return lit(Decimal(number)).try_cast(f"decimal(19, {digits})")


_SUMS = ("+", "-")


def _zero_where_blank(rows: Rows, node: Node, value: Cell, kind: str) -> Cell:
    """Debit or credit, one of which is empty on each row."""
    zero = lit(0).cast(values.MONEY)
    return ifelse(_gone(rows, node, kind), zero, value) if node.columns() else value


_OPERATIONS: dict[str, Callable[..., Cell]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a.cast("double") / b.cast("double").nullif(0),
    "negative": lambda a: -a,
}


def _all_cells(staged: Rows, source: Source) -> Cell:
    names = source.names
    return _joined(staged[f"c{i}"] for i in sorted(range(len(names)), key=names.__getitem__))


def _row_hash(rows: Rows, names: list[str]) -> Cell:
    """Hash of what makes a row the same as another.

    Where the order and the product are known, these are the values that are mapped: the same
    line in two overlapping exports is the same, however each is written. Else all cells count
    as they came, since two lines of one customer may agree in day and money alone.
    """
    if {"order", "product"} <= set(names):
        each = (rows[f"v_{name}"].cast("varchar") for name in sorted(names))
        return call("hash", _joined(each))
    return call("hash", rows["cells"])


def _joined(cells: Iterable[Cell]) -> Cell:
    return call("concat_ws", "\x1f", *(cell.fill_null("") for cell in cells))


def _any_cell(staged: Rows, source: Source, totals: str) -> Cell:
    if not totals:
        return FALSE
    cells = [staged[f"c{index}"] for index in range(len(source.layout.names))]
    return some(*(cell.re_search(totals).fill_null(False) for cell in cells))


def _fault(rows: Rows, table: Table, mapped: list[str]) -> Cell:
    """First fault of a row as ``kind column``; missing where there is none."""
    faults: list[tuple[Cell, Cell | str]] = [(rows["problem"].notnull(), rows["problem"])]
    for column in (c for c in table.columns if c.name in mapped):
        value, nothing = rows[f"v_{column.name}"], rows[f"n_{column.name}"]
        if column.required and column.name not in table.may_be_empty:
            faults.append((nothing, f"missing {column.name}"))
        if column.kind not in ("code", "text"):
            faults.append((value.isnull() & ~nothing, f"unreadable {column.name}"))
    if one_of := [name for name in table.one_of if name in mapped]:
        empty = every(*(rows[f"v_{name}"].isnull() for name in one_of))
        faults.append((empty, f"missing {' '.join(one_of)}"))
    return cases(*faults, otherwise=null("varchar"))


def _heap(rows: Rows, table: Table, told: bool, as_of: date | None) -> Cell:
    clock = f"v_{table.clock}" if table.clock else ""
    dated = clock in rows.columns and table.column(table.clock).required
    is_total = rows["heading"].re_search(TOTALS if dated else TOTALS_ALONE).fill_null(False)
    if dated:
        is_total = is_total & rows[clock].isnull()
    is_total = (
        is_total
        | _named_total(rows, table)
        | rows["problem"].equals(TOTAL_LINE).fill_null(False)
        | rows["problem"].re_search(A_GROUP).fill_null(False)
    )
    heaps = [(is_total | rows["any_total"] if told else is_total, "total")]
    heaps.append((rows["left_out"], "out"))
    if as_of is not None and clock in rows.columns:
        later = (rows[clock].cast("date") > as_of).fill_null(False)
        heaps.append((later, "later"))
    heaps.append((rows["fault"].notnull(), "rejected"))
    return cases(*heaps, otherwise="accepted")


def _named_total(rows: Rows, table: Table) -> Cell:
    """Does ``Total`` stand in the place of a code, and no code beside it, whatever the day?"""
    if not table.clock:
        return FALSE
    codes = [c.name for c in table.columns if c.kind == "code" and f"v_{c.name}" in rows.columns]
    words = [rows[f"v_{name}"].re_search(TOTALS_ALONE) for name in codes]
    one = some(*(word.fill_null(False) for word in words))
    return every(one, *(word.fill_null(True) for word in words))


def _known(rows: Rows, table: Table, name: str, as_of: date | None) -> Cell:
    """Value of a column; what was settled only after ``as_of`` was not known then."""
    kind = TYPES.get(table.column(name).kind, "varchar")
    if f"v_{name}" not in rows.columns:
        return null(kind)
    value = rows[f"v_{name}"]
    if as_of is None or name not in table.known_later:
        return value
    later = value.cast("date") > as_of
    return ifelse(later.fill_null(False), null(kind), value)
