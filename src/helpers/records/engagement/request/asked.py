"""What is asked for, table by table, in the words of the client?"""

from dataclasses import dataclass
from datetime import date

from helpers.language import N_, text, tr
from helpers.records.engagement.request.where import NO_SYSTEM, WHERE
from helpers.records.schema import TABLES, Column, Table
from helpers.records.schema.called import CALLED


@dataclass(frozen=True)
class Asked:
    """Who asks whom, until when, and from which day to which sales came; empty: to write in."""

    client: str
    consultant: str = ""
    answer_by: date | None = None
    came: tuple[date, date] | None = None


@dataclass(frozen=True)
class Line:
    """A column that is asked for: its key, what it is, whether it is needed, an example."""

    key: str
    asked: str
    needed: str
    example: str


@dataclass(frozen=True)
class Block:
    """A table that is asked for: its key, name, why, where it is found, and its columns."""

    key: str
    name: str
    why: str
    where: str
    lines: tuple[Line, ...]


def blocks() -> list[Block]:
    """Tables in the order of the schema, in the language in use."""
    return [
        Block(
            table.name,
            tr(CALLED[table.name]),
            tr(table.why),
            tr(WHERE[table.name]),
            _lines(table),
        )
        for table in TABLES.values()
    ]


def _lines(table: Table) -> tuple[Line, ...]:
    """A line for each column; one for all of them where no system has the table."""
    if WHERE[table.name] in NO_SYSTEM:
        return (Line("", "; ".join(tr(column.why) for column in table.columns), "", ""),)
    return tuple(_line(table, column) for column in table.columns)


def _line(table: Table, column: Column) -> Line:
    return Line(
        f"{table.name}.{column.name}", tr(column.why), _needed(table, column), tr(column.example)
    )


def _needed(table: Table, column: Column) -> str:
    if column.required:
        return tr("needed")
    if column.name in table.one_of:
        return tr("one of them")
    return tr("if you have it")


def head(asked: Asked) -> list[tuple[str, str]]:
    """What stands above the tables, each with its value or room for one."""
    until = text.date(asked.answer_by) if asked.answer_by else ""
    return [
        (tr("Client"), asked.client),
        (tr("Consultant"), asked.consultant),
        (tr("Period"), _period(asked)),
        (tr("Please answer by"), until),
    ]


def _period(asked: Asked) -> str:
    if asked.came is None:
        return tr(PERIOD)
    first, last = (text.date(day) for day in asked.came)
    return f"{tr(PERIOD)}. {tr(CAME) % {'first': first, 'last': last}}"


def introduction() -> list[str]:
    """Sentences on how to export and to answer."""
    return [tr(sentence) for sentence in INTRODUCTION]


PERIOD = N_("24 whole months at least, better 36, up to yesterday; cards and lists as of today")
CAME = N_("So far sales came from %(first)s to %(last)s.")
INTRODUCTION = (
    N_("Please export the records as they are: CSV, XLSX or Parquet, one file a table or several."),
    N_("Names and order of the columns may be your own: we map them to ours."),
    N_(
        "Beside each line write what the column is called with you, in which file or report it "
        "stands and who can export it; or a cross where you do not have it."
    ),
    N_("The code of a customer must be the same in all tables."),
    N_("Without a table the chapters that need it are left out; nothing is invented."),
)
COLUMNS = (
    N_("What we ask for"),
    N_("Needed"),
    N_("Example"),
    N_("Your column"),
    N_("File or report"),
    N_("Who exports it"),
    N_("Do not have"),
)
