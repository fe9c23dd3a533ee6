"""Which marks in a cell are none of its text, and what stands above the rows it belongs to?

Exports keep zeros alive with ``="000390"`` or an apostrophe, and text from pages and
messengers brings signs that nobody sees: with them one customer is several.
"""

import ibis
from ibis.expr.types import StringValue
from ibis.expr.types import Table as Rows

from helpers.records.cells.totals import GROUP
from helpers.records.sources.read import Source

UNSEEN = r"[\x{00AD}\x{180E}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2064}\x{FEFF}]"
SPACES = r"[\x{00A0}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}]"
WRAPPED = r'^=\s*"(.*)"$'
APOSTROPHE = r"^'([^\s']*\d[^\s']*)$"  # before a code or a number; 't Hooft is a name


def tidied(staged: Rows, source: Source) -> Rows:
    """``staged`` without marks around and inside of its cells; columns without any stay."""
    numbers = sorted(source.mapped())
    if not numbers:
        return staged
    any_mark = rf"{WRAPPED}|{APOSTROPHE}|{UNSEEN}|{SPACES}"
    marked = staged.agg(
        **{f"c{i}": staged[f"c{i}"].re_search(any_mark).fill_null(False).any() for i in numbers}
    ).execute().iloc[0]  # fmt: skip
    return staged.mutate(**{name: _clean(staged[name]) for name in marked.index[marked == True]})  # noqa: E712


def _clean(cell: StringValue) -> StringValue:
    cell = cell.re_replace(UNSEEN, "").re_replace(SPACES, " ").strip()
    cell = ibis.ifelse(
        cell.re_search(WRAPPED), cell.re_replace(WRAPPED, r"\1").replace('""', '"').strip(), cell
    )
    return cell.re_replace(APOSTROPHE, r"\1").nullif("")


def carried_down(staged: Rows, source: Source) -> Rows:
    """``staged`` with the customer from the heading above its rows, where no row names one.

    Detail reports write the customer once, alone on a row. It is carried down only where every
    row with a day lacks its customer; the headings are set aside.
    """
    node = source.columns.get("customer")
    if source.table != "sales" or node is None or node.operation != "column":
        return staged
    if max(node.index, source.columns["date"].index) >= len(source.layout.names):
        return staged  # they are made of other columns
    cell, day = staged[f"c{node.index}"], staged[f"c{source.columns['date'].index}"]
    others = [i for i in range(len(source.layout.names)) if i != node.index]
    alone = ibis.and_(cell.notnull(), *(staged[f"c{i}"].isnull() for i in others))
    found = staged.agg(
        named=(cell.notnull() & day.notnull()).sum(), headings=alone.sum(), days=day.count()
    ).execute().iloc[0]  # fmt: skip
    if found["named"] or not found["headings"] or not found["days"]:
        return staged
    above = ibis.cumulative_window(order_by="line")
    numbered = staged.line.cast("string").lpad(12, "0") + cell  # so that the largest is the last
    heading = ibis.ifelse(alone, numbered, ibis.null("string")).max().over(above).substr(12)
    return staged.mutate(
        **{f"c{node.index}": ibis.ifelse(day.notnull(), heading, cell)},
        problem=ibis.ifelse(alone, ibis.literal(GROUP), staged.problem),
    )
