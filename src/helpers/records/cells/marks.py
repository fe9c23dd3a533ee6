"""Which marks in a cell are none of its text, and what stands above the rows it belongs to?

Exports keep zeros alive with ``="000390"`` or an apostrophe, and text from pages and
messengers brings signs that nobody sees: with them one customer is several.
"""

from helpers.records.cells.totals import GROUP
from helpers.records.query import Cell, Rows, every, ifelse, lit, null
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
    names = [f"c{i}" for i in numbers]
    (marked,) = staged.ask(
        ", ".join(f"bool_or({staged[name].re_search(any_mark).sql})" for name in names)
    )
    having = [name for name, has in zip(names, marked, strict=True) if has]
    return staged.mutate(**{name: _clean(staged[name]) for name in having})


def _clean(cell: Cell) -> Cell:
    cell = cell.re_replace(UNSEEN, "").re_replace(SPACES, " ").strip()
    cell = ifelse(
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
    alone = every(cell.notnull(), *(staged[f"c{i}"].isnull() for i in others))
    both = cell.notnull() & day.notnull()
    told = f"count_if({both.sql}), count_if({alone.sql}), count({day.sql})"
    ((named, headings, days),) = staged.ask(told)
    if named or not headings or not days:
        return staged
    above = ifelse(alone, cell, null("varchar")).sql
    heading = Cell(f"last_value({above} IGNORE NULLS) OVER (ORDER BY line)")
    return staged.mutate(
        **{f"c{node.index}": ifelse(day.notnull(), heading, cell)},
        problem=ifelse(alone, lit(GROUP), staged["problem"]),
    )
