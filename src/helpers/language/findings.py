"""What must the room see, how much money is it about, and where does the number come from?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NotRequired, TypedDict

from helpers.language import N_, Number, ntr, tr

CERTAINTY = (N_("counted"), N_("estimated"), N_("assumed"))


@dataclass(frozen=True)
class Trail:
    """Where a number comes from: result ``table``, how many ``rows`` of it, and which."""

    table: str
    rows: int
    where: str = ""


class TrailJson(TypedDict):
    """A trail as plain values."""

    table: str
    rows: int
    where: str


class FindingJson(TypedDict):
    """A finding as plain values: what the manifest, the plan and the documents read."""

    key: str
    text: str
    numbers: dict[str, str | float]
    money: float | None
    certainty: str
    trail: TrailJson
    chapter: NotRequired[str]  # its title, once the chapter is left


@dataclass(frozen=True)
class Finding:
    """A sentence with its number.

    Parameters
    ----------
    key
        Stable name (``pareto.top_share``): two runs are compared by it.
    message
        English source of the sentence, marked with ``N_``, with ``%(name)s`` placeholders;
        or ``forms(one, many)`` when the sentence depends on the number named by ``plural``.
    numbers
        A :class:`~helpers.language.Number` for each placeholder.
    trail
        Where the number comes from.
    money
        Money that the finding speaks of, in the currency of the engagement; None where it
        cannot be counted.
    certainty
        ``counted`` from the records, ``estimated`` (an interval goes with it), or
        ``assumed`` (rests on a setting).
    plural
        Name of the number that decides the plural form.
    """

    key: str
    message: str | tuple[str, str]
    numbers: Mapping[str, Number]
    trail: Trail
    money: float | None = None
    certainty: str = "counted"
    plural: str = ""
    text: str = field(init=False)

    def __post_init__(self) -> None:
        if self.certainty not in CERTAINTY:
            raise ValueError(f"certainty must be one of {CERTAINTY}, not {self.certainty!r}")
        object.__setattr__(self, "text", self._sentence())

    def _sentence(self) -> str:
        if isinstance(self.message, tuple):
            form = ntr(*self.message, int(self.numbers[self.plural].value))
        else:
            form = tr(self.message)
        return form % {name: str(number) for name, number in self.numbers.items()}

    def as_json(self) -> FindingJson:
        """Plain values, for the document model and ``manifest.json``."""
        return {
            "key": self.key,
            "text": self.text,
            "numbers": {name: _plain(n.value) for name, n in self.numbers.items()},
            "money": None if self.money is None else round(float(self.money), 2),
            "certainty": self.certainty,
            "trail": {
                "table": self.trail.table,
                "rows": int(self.trail.rows),
                "where": self.trail.where,
            },
        }


def _plain(value: Any) -> str | float:
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, str):
        return value
    return round(float(value), 6)


def by_money(findings: Iterable[FindingJson]) -> list[FindingJson]:
    """Findings as JSON, the largest money first; those without money keep their order, last."""
    return sorted(findings, key=lambda f: -abs(f["money"]) if f["money"] is not None else 1)
