"""What is a table made of? Columns, each with a kind, an example and the reason to ask for it."""

from dataclasses import dataclass

from helpers.language import N_

KINDS = ("code", "text", "date", "time", "money", "number", "integer", "percent", "flag")
DAY_KINDS = ("date", "time")
COUNTED = ("money", "number", "integer", "percent")  # kinds that are numbers


@dataclass(frozen=True)
class Column:
    """A column by our name: its ``kind``, an ``example`` as a client writes it, and ``why``."""

    name: str
    kind: str
    example: str
    why: str
    required: bool = False
    empty_is_zero: bool = False
    month_is_enough: bool = False


@dataclass(frozen=True)
class Table:
    """A table: its columns, and what the session learns from it.

    Parameters
    ----------
    why
        What is left out without the table.
    clock
        Column that says when the row happened: rows later than ``as_of`` are set aside.
    money
        Column whose total is reconciled.
    one_of
        Columns of which at least one must be mapped and, row by row, filled.
    may_be_empty
        Required columns that a row may leave empty (a sale without a customer).
    known_later
        Columns that say when a row was settled: emptied where that is later than ``as_of``.
    more_fields
        Further columns are welcome, as text.
    """

    name: str
    why: str
    columns: tuple[Column, ...]
    clock: str = ""
    money: str = ""
    one_of: tuple[str, ...] = ()
    may_be_empty: tuple[str, ...] = ()
    known_later: tuple[str, ...] = ()
    more_fields: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all columns that the table knows."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns that must be mapped."""
        return tuple(column.name for column in self.columns if column.required)

    def column(self, name: str) -> Column:
        """Return the column called ``name``; a further field of a card is text."""
        for column in self.columns:
            if column.name == name:
                return column
        return Column(name, "text", "", "")


def must(name: str, kind: str, example: str, why: str) -> Column:
    """Column without which the table cannot be read."""
    return Column(name, kind, example, why, required=True)


CUSTOMER = N_("ties the row to the sales of the same customer: the code must be the same")
