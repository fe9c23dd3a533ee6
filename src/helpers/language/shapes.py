"""Which keys has the JSON of what a chapter shows? One shape for each kind of block."""

from typing import Any, NotRequired, TypedDict

from helpers.language.findings import FindingJson


class ColumnShape(TypedDict):
    """A column of a table, as the reader sees it."""

    key: NotRequired[str]  # none where the table was not ours
    label: str
    kind: str
    mark: NotRequired[str]  # bar, change: how its numbers show themselves


class Grid(TypedDict):
    """Cells of a table: raw values in ``rows``, texts in ``cells``."""

    columns: list[ColumnShape]
    rows: list[list[Any]]
    cells: list[list[str]]


class FindingShape(FindingJson):
    """A sentence with its number, and in words where it comes from."""

    source: str


class SpokenOf(TypedDict, total=False):
    """What the title of a chart speaks of: words of rows or keys of columns, and a point."""

    strong: list[str]
    point: list[float]


class ChartShape(SpokenOf):
    """A chart without its picture; ``finding`` is the key of the finding that it proves."""

    title: str
    alt: str
    note: str
    finding: str
    form: str | None
    table: Grid | None
    detail: NotRequired[bool]  # for who leads, and for the appendix


class TableShape(Grid):
    """A table; ``act`` marks a list to act on."""

    caption: str
    note: str
    act: bool
    detail: NotRequired[bool]  # for who leads, and for the appendix
    verdict: NotRequired[list[str]]  # the orders that the names on it stand under


class WorksheetShape(TypedDict):
    """A blank to write on: ``rows`` lines, of which the first are ``filled``."""

    title: str
    columns: list[str]
    rows: int
    filled: list[list[str]]
    verdict: NotRequired[list[str]]  # the orders that the names on it stand under
    customers: NotRequired[list[str]]  # codes of those whom the filled lines name


class NoteShape(TypedDict):
    """A remark."""

    kind: str
    text: str
