"""Which rows are taken, which are not, and why?

Every row of a source ends in exactly one of four heaps:

- a **line of totals** (``Итого``, ``Grand total``): not a record at all, counted apart;
- **later** than ``as_of``: a past date is reported as it was, so these are counted apart too;
- **rejected**: a fault, and the first one found is its reason;
- **accepted**.

``rows_read`` counts records up to ``as_of``, so rows_read = rows_accepted + rows_rejected, and
the same for the money; lines of totals and later rows are stated beside it.
"""

from datetime import date

import ibis
from ibis.expr.types import BooleanValue, Column, StringValue
from ibis.expr.types import Table as Rows

from helpers.records import parse
from helpers.records.decide import Decision
from helpers.records.formula import Node
from helpers.records.read import Source
from helpers.records.schema import COUNTED, TABLES, Table

TOTALS = (
    r"(?i)^(?:итог[оиа]?|всего|общий итог|промежуточн\w+ итог\w*|сумма итого|оборот за"
    r"|grand[ -]?totals?|sub[ -]?totals?|totals?|gesamt(?:summe)?|total général)(?:[^\pL]|$)"
)
# a table without dates has nothing else to tell 'Total' from 'Total Sports Ltd'
TOTALS_ALONE = TOTALS.removesuffix(r"(?:[^\pL]|$)") + r"\s*[:.=-]?\s*[\d\s]*$"
HEAPS = ("total", "later", "rejected", "accepted")


def converted(
    staged: Rows,
    source: Source,
    decision: Decision,
    *,
    totals: str = "",
    as_of: date | None = None,
) -> Rows:
    """Typed rows of one source, each with its ``heap``, its ``fault`` and a hash of its cells."""
    table = TABLES[source.table]
    cells = {name: _Cell(staged, node, source) for name, node in source.columns.items()}
    values = {name: cell.value(table, name, decision) for name, cell in cells.items()}
    rows = staged.select(
        line="line",
        source=ibis.literal(source.layout.source),
        heading=ibis.coalesce(*(staged[f"c{i}"] for i in range(len(source.layout.names)))),
        problem="problem",
        row_hash=_row_hash(staged, source),
        any_total=_any_cell(staged, source, totals),
        **{f"v_{name}": value for name, value in values.items()},
        **{f"n_{name}": cell.nothing(table, name) for name, cell in cells.items()},
    )
    rows = rows.mutate(fault=_fault(rows, table, list(cells)))
    rows = rows.mutate(heap=_heap(rows, table, bool(totals), as_of))
    return rows.select(
        *("line", "source", "heap", "fault", "row_hash"),
        **{name: _known(rows, table, name, as_of) for name in cells},
    )


class _Cell:
    """The cell, or the arithmetic of cells, behind one of our columns."""

    def __init__(self, staged: Rows, node: Node, source: Source) -> None:
        self.staged, self.node = staged, node
        self.typed = source.layout.kind != "text"

    def raw(self, node: Node | None = None) -> StringValue:
        return self.staged[f"c{(node or self.node).index}"]

    def nothing(self, table: Table, name: str) -> BooleanValue:
        """Is there nothing in it? Of arithmetic: in any of its columns."""
        kind = table.column(name).kind
        empty = ibis.literal(False)
        for index in sorted(self.node.columns()):
            cell = self.staged[f"c{index}"]
            gone = parse.is_nothing(cell, kind)
            if kind == "money":  # in accounts a dash is a zero
                gone = gone & ~cell.re_search(parse.DASHES).fill_null(False)
            if kind in ("date", "time"):
                gone = gone | parse.is_empty_day(cell)
            empty = empty | gone.fill_null(True)
        return empty

    def value(self, table: Table, name: str, decision: Decision) -> Column:
        column = table.column(name)
        if column.kind in COUNTED:
            value = self._count(self.node, name, column.kind, decision)
            if column.empty_is_zero:
                value = ibis.ifelse(self.nothing(table, name), ibis.literal(0), value)
            value = value.try_cast(parse.MONEY)
            return value.try_cast("int64") if column.kind == "integer" else value
        raw = self.raw()
        if column.kind in ("date", "time"):
            way = {
                "day_first": decision.day_first.get(name, True),
                "names": name in decision.month_names,
            }
            return parse.day(raw, **way) if column.kind == "date" else parse.moment(raw, **way)
        if column.kind == "flag":
            return parse.flag(raw)
        return parse.code(raw, typed=self.typed)

    def _count(self, node: Node, name: str, kind: str, decision: Decision) -> Column:
        if node.operation == "number":
            return ibis.literal(node.value).cast("decimal(18, 4)")
        if node.operation == "column":
            return self._cell_number(node, name, kind, decision)
        parts = [self._count(part, name, kind, decision) for part in node.parts]
        return _OPERATIONS[node.operation](*parts)

    def _cell_number(self, node: Node, name: str, kind: str, decision: Decision) -> Column:
        cell = self.raw(node)
        value = parse.number(
            cell,
            decimal=decision.decimal.get(f"{name} {node.index}", decision.default_decimal),
            strict=decision.strict,
        )
        if kind == "money":
            return ibis.ifelse(cell.re_search(parse.DASHES), ibis.literal(0).cast(parse.MONEY), value)
        return value


_OPERATIONS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a.cast("decimal(19, 4)") * b.cast("decimal(19, 4)"),
    "/": lambda a, b: a.cast("float64") / b.cast("float64").nullif(0),
    "negative": lambda a: -a,
}


def _row_hash(staged: Rows, source: Source) -> Column:
    """Hash of all cells in the order of their names, so that two files can be compared."""
    order = sorted(range(len(source.layout.names)), key=lambda i: source.layout.names[i])
    text = ibis.literal("")
    for index in order:
        text = text + staged[f"c{index}"].fill_null("") + ibis.literal("\x1f")
    return text.hash()


def _any_cell(staged: Rows, source: Source, totals: str) -> BooleanValue:
    found = ibis.literal(False)
    for index in range(len(source.layout.names)) if totals else ():
        found = found | staged[f"c{index}"].re_search(totals).fill_null(False)
    return found


def _fault(rows: Rows, table: Table, mapped: list[str]) -> StringValue:
    """First fault of a row as ``kind column``; missing where there is none."""
    cases = [(rows.problem.notnull(), rows.problem)]
    for column in (c for c in table.columns if c.name in mapped):
        value, nothing = rows[f"v_{column.name}"], rows[f"n_{column.name}"]
        if column.required and column.name not in table.may_be_empty:
            cases.append((nothing, ibis.literal(f"missing {column.name}")))
        if column.kind not in ("code", "text"):
            cases.append((value.isnull() & ~nothing, ibis.literal(f"unreadable {column.name}")))
    if one_of := [name for name in table.one_of if name in mapped]:
        empty = ibis.literal(True)
        for name in one_of:
            empty = empty & rows[f"v_{name}"].isnull()
        cases.append((empty, ibis.literal(f"missing {' '.join(one_of)}")))
    return ibis.cases(*cases, else_=ibis.null("string"))


def _heap(rows: Rows, table: Table, told: bool, as_of: date | None) -> StringValue:
    clock = f"v_{table.clock}" if table.clock else ""
    dated = clock in rows.columns and table.column(table.clock).required
    is_total = rows.heading.re_search(TOTALS if dated else TOTALS_ALONE).fill_null(False)
    if dated:
        is_total = is_total & rows[clock].isnull()
    cases = [(is_total | rows.any_total if told else is_total, "total")]
    if as_of is not None and clock in rows.columns:
        later = (rows[clock].cast("date") > ibis.literal(as_of)).fill_null(False)
        cases.append((later, "later"))
    cases.append((rows.fault.notnull(), "rejected"))
    return ibis.cases(*cases, else_="accepted")


def _known(rows: Rows, table: Table, name: str, as_of: date | None) -> Column:
    """Value of a column; what was settled only after ``as_of`` was not known then."""
    value = rows[f"v_{name}"]
    if as_of is None or name not in table.known_later:
        return value
    later = value.cast("date") > ibis.literal(as_of)
    return ibis.ifelse(later.fill_null(False), ibis.null(value.type()), value)
