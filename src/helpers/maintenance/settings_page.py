"""Which thresholds are there? The table of ``docs/settings.md``, written from the settings."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from helpers import project
from helpers.records.engagement.thresholds import expectation, schema_of
from helpers.settings import Settings

PAGE = project.ROOT / "docs" / "settings.md"
MARK = "<!-- Written from src/helpers/settings by helpers.maintenance.settings_page -->"
HEAD = ("name", "default", "takes", "unit", "what it decides", "source of the default")


def page(text: str) -> str:
    """The page with the table after its mark made anew."""
    return f"{text.partition(MARK)[0]}{MARK}\n\n" + "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _row(*HEAD)
    yield _row(*["---"] * len(HEAD))
    for subject, defaults in Settings():
        for name, default in defaults:
            schema = schema_of(subject, name)
            yield _row(
                f"`{subject}.{name}`",
                as_written(default),
                expectation(subject, name),
                _unit(schema),
                schema["description"],
                schema["source"],
            )


def _row(*cells: str) -> str:
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


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
