"""What is left out, and what would the client have to bring for it?"""

from collections.abc import Sequence
from typing import Protocol

from helpers.language import tr
from helpers.show.blocks import note


class Brought(Protocol):
    """The records, as far as they say what was brought."""

    def has(self, *names: str) -> bool:
        """Were all these brought: a table, or a column?"""


def left_out(records: Brought, need: str | Sequence[str], what: str) -> None:
    """Say what to ask the client for, where ``what`` needs something that was not brought.

    ``need`` is a table (``losses``) or a column (``sales.cost``), or several.
    """
    can(records, need, what)


def can(records: Brought, need: str | Sequence[str], what: str) -> bool:
    """Whether the client brought what ``what`` needs; if not, say what to ask for.

    For the few places where a chapter must choose: elsewhere :func:`left_out` says it, and
    what cannot be counted is None and shows nothing.
    """
    needs = [need] if isinstance(need, str) else list(need)
    absent = [name for name in needs if not records.has(name)]
    if absent:
        asked = ", ".join(_asked(name) for name in absent)
        text = tr("Left out: %(what)s. Ask the client for %(asked)s.")
        note(text % {"what": what, "asked": asked}, kind="left-out")
    return not absent


def _asked(name: str) -> str:
    table, _, column = name.partition(".")
    if column:
        form = tr("the column “%(column)s” of the table “%(table)s”")
        return form % {"column": column, "table": table}
    return tr("the table “%(table)s”") % {"table": table}
