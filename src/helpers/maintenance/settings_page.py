"""Which thresholds are there? The table of ``docs/settings.md``, written from the settings."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from helpers.language import N_, tr
from helpers.records.engagement.thresholds import expectation, schema_of
from helpers.settings import Settings

HEAD = (
    N_("name"), N_("default"), N_("takes"), N_("unit"), N_("what it decides"),
    N_("source of the default"),
)  # fmt: skip


def lines() -> Iterator[str]:
    """Rows of the table of all thresholds, in the language in use."""
    yield row(*map(tr, HEAD))
    yield row(*["---"] * len(HEAD))
    for subject, defaults in Settings():
        for name, default in defaults:
            schema = schema_of(subject, name)
            decides, source = schema["description"], schema["source"]
            yield row(
                f"`{subject}.{name}`",
                as_written(default),
                expectation(subject, name),
                tr(_unit(schema)),
                tr(decides),
                tr(source),
            )


def row(*cells: str) -> str:
    """A row of a table in Markdown."""
    return f"| {' | '.join(cells)} |"


def _unit(schema: dict[str, Any]) -> str:
    one = schema.get("items") or schema.get("anyOf", [schema])[0]
    return one["unit"]


def as_written(default: object) -> str:
    """A default as a person writes it.

    >>> as_written(2 / 3), as_written(None), as_written((12, 24)), as_written(False)
    ('2/3', '–', '12, 24', 'false')
    """
    if isinstance(default, tuple):
        return ", ".join(map(as_written, default))
    if isinstance(default, float) and len(repr(default)) > 8:
        return str(Fraction(default).limit_denominator(100))
    return {"None": "–", "False": "false", "True": "true"}.get(str(default), str(default))
