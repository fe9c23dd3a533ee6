"""Which days are written with other marks than points, strokes and dashes?

Each way here can be read in one order only, or becomes figures with strokes whose order the
column decides. Columns without any of them stay as they are.
"""

from collections.abc import Iterable

from helpers.records.query import Cell, Rows
from helpers.records.schema import DAY_KINDS, TABLES
from helpers.records.sources.read import Source
from helpers.records.sources.staging import TYPED

_YEAR = r"((?:19|20)\d\d)"
_MARK = r"[_\\\x{2010}-\x{2015}\x{2212}]"
_CLOCK = r"(\d\d?:\d\d(?::\d\d)?)"
_ZONE = r"(?:\s*(?:[A-Z]{1,5}|[+-]\d\d:?\d\d))?"
WAYS = (
    (rf"^{_YEAR}(\d\d)(\d\d)[Tt](\d\d):?(\d\d){_ZONE}$", r"\1-\2-\3 \4:\5"),
    (
        rf"^{_YEAR}(\d\d)(\d\d)[Tt](\d\d):?(\d\d):?(\d\d)(?:[.,]\d+)?{_ZONE}$",
        r"\1-\2-\3 \4:\5:\6",
    ),
    (r"^(\d{8})\.0+$", r"\1"),
    (rf"^{_YEAR}(?:{_MARK}|:)(\d\d?)(?:{_MARK}|:)(\d\d?)([T\s].*)?$", r"\1-\2-\3\4"),
    (rf"^(\d\d?){_MARK}(\d\d?){_MARK}(\d{{4}}|\d\d)(\s.*)?$", r"\1/\2/\3\4"),
    (rf"^{_YEAR}(?:\.\s+|\s+)(\d\d?)(?:\.\s+|\s+)(\d\d?)\.?(\s.*)?$", r"\1-\2-\3\4"),
    (rf"^{_YEAR}\s*[年년]\s*(\d\d?)\s*[月월]\s*(\d\d?)\s*[日일]?\s*(.*)$", r"\1-\2-\3 \4"),
    (rf"^{_CLOCK}[,\s]+(\d[\d./\-]*\d)$", r"\2 \1"),
    (rf"^(\d\d?[/\-\s.]?\pL{{3,}}\.?[/\-\s.]?\d{{2,4}}):{_CLOCK}.*$", r"\1 \2"),
    (
        r"^(\d\d?[./\-](?:\d\d?|\pL{3})[./\-]\d{2,4})[,\s]+(\d\d?)[.hч](\d\d)(?:\.[\d.]+)?"
        r"\s*(?:uhr|[hч]\.?)?(\s*[AaPp][Mm])?$",
        r"\1 \2:\3\4",
    ),
    (rf"^(\d\d?[./\-]\d\d?[./\-]\d{{2,4}})\s+(?:à|at|um|в|o|kl\.?|a las)\s+{_CLOCK}.*$", r"\1 \2"),
    (
        rf"^(?:\pL+\.?,?\s+)?(\pL{{3,}})\s+(\d\d?)\s+{_CLOCK}{_ZONE}\s+{_YEAR}$",
        r"\2 \1 \4 \3",
    ),
)  # fmt: skip
_ANY = "|".join(f"(?:{shape})" for shape, _ in WAYS)
# 230105: figures without any mark, which may have lost the zero that they began with
_SHORT = rf"^{TYPED}?(\d{{1,2}})(\d\d)(\d\d)$"
_SIX, _FIVE = rf"^{TYPED}?\d{{6}}$", rf"^{TYPED}?\d{{5}}$"
_MONTHS = rf"^{TYPED}?{_YEAR}(0[1-9]|1[0-2])$"


def with_usual_marks(staged: Rows, source: Source) -> Rows:
    """``staged`` with the days of such columns written with the usual marks."""
    table = TABLES[source.table]
    numbers = sorted(
        node.index
        for name, node in source.columns.items()
        if table.column(name).kind in DAY_KINDS and node.index < len(source.layout.names)
    )
    return usual(staged, [f"c{number}" for number in numbers])


def usual(staged: Rows, columns: Iterable[str]) -> Rows:
    """``staged`` with the days of these columns written with the usual marks."""
    changed = {}
    for name in columns:
        cell = staged[name]
        odd, short = _seen(staged, cell)
        for shape, usual in WAYS if odd else ():
            cell = cell.re_replace(shape, usual)
        if short:
            cell = cell.re_replace(_SHORT, r"\1/\2/\3").re_replace(r"^(\d/\d\d/\d\d)$", r"0\1")
        if odd or short:
            changed[name] = cell
    return staged.mutate(**changed)


def _seen(staged: Rows, cell: Cell) -> tuple[bool, bool]:
    """Does a column have days with other marks, and is it one of figures without any?

    Five figures alone are the days of a spreadsheet, and six may be a year and a month.
    """
    # millions of lines have few days
    each = Rows(staged.con, f"SELECT DISTINCT {cell.sql} AS day FROM ({staged.sql})", ("day",))
    shapes = [each["day"].re_search(shape).sql for shape in (_ANY, _SIX, _FIVE, _MONTHS)]
    counted = ", ".join(f"count_if({shape})" for shape in shapes)
    ((odd, six, five, months, filled),) = each.ask(f"{counted}, count({each['day'].sql})")
    if not filled:
        return False, False
    return odd > 0, six > months and six >= five and 2 * (six + five) > filled
