"""What must the room see, how much money is it about, and where does the number come from?

A finding has a role. ``base`` says how things stand, ``change`` what has moved, ``lever`` what
somebody can decide, ``doubt`` what the records cannot say. Only levers and changes are ranked:
nobody can act on how things stand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NotRequired, TypedDict

from helpers.language import N_, Number, ntr, tr

CERTAINTY = (N_("counted"), N_("estimated"), N_("assumed"), N_("bounded"))
ROLES = (N_("base"), N_("change"), N_("lever"), N_("doubt"))
MEASURES = (
    "", N_("net sales a year"), N_("gross profit a year"), N_("profit after serving a year"),
    N_("expected gain"),
)  # fmt: skip
RANKED = ("lever", "change")
MOST_CODES = 300  # customers that are named one by one; of more only the number is told
SAME_FROM = 0.5  # two findings that share more than so much of their customers are one
LEAST_MOVE = 0.01  # share of the former money below which a finding has not moved


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
    role: NotRequired[str]
    customers: NotRequired[list[str] | int | None]  # whom it speaks of: codes, or how many
    money: float | None
    measure: NotRequired[str]
    certainty: str
    so_what: NotRequired[str]
    decide: NotRequired[str]
    trail: TrailJson
    chapter: NotRequired[str]  # its title, once the chapter is left


def moved(before: FindingJson, now: FindingJson) -> bool:
    """Did a finding move between two packs: its money, or where it has none, any of its numbers?"""
    if before["money"] is None or now["money"] is None:
        return before["numbers"] != now["numbers"]
    return abs(now["money"] - before["money"]) > LEAST_MOVE * abs(before["money"])


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
    role
        ``base``, ``change``, ``lever`` or ``doubt``.
    customers
        Whom the finding speaks of: their codes, or how many they are; None where it speaks of
        no customers.
    money
        Money a year that the finding speaks of, in the currency of the engagement; None where
        it cannot be counted.
    measure
        Which money it is: ``net sales a year``, ``gross profit a year``, ``profit after serving a
        year``, ``expected gain``; empty where the sentence says it alone,
        which is not enough where the finding is ranked.
    certainty
        ``counted`` from the records, ``estimated`` (an interval goes with it), or
        ``assumed`` (rests on a setting), or ``bounded`` (the truth lies between two ends, and the
        records cannot say where).
    plural
        Name of the number that decides the plural form.
    so_what, decide
        What follows from it, and what is to be decided: sentences in the language in use, for
        the page that is read first. Without them a finding stays in its chapter.
    """

    key: str
    message: str | tuple[str, str]
    numbers: Mapping[str, Number]
    trail: Trail
    role: str = "base"
    customers: Iterable[str] | int | None = None
    money: float | None = None
    measure: str = ""
    certainty: str = "counted"
    plural: str = ""
    so_what: str = ""
    decide: str = ""
    text: str = field(init=False)

    def __post_init__(self) -> None:
        if self.certainty not in CERTAINTY:
            raise ValueError(f"certainty must be one of {CERTAINTY}, not {self.certainty!r}")
        if self.role not in ROLES:
            raise ValueError(f"role must be one of {ROLES}, not {self.role!r}")
        if self.measure not in MEASURES:
            raise ValueError(f"measure must be one of {MEASURES}, not {self.measure!r}")
        if self.role in RANKED and self.money is not None and not self.measure:
            raise ValueError(f"{self.key}: money that is ranked says which money it is")
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
            "role": self.role,
            "customers": _codes(self.customers),
            "money": None if self.money is None else round(float(self.money), 2),
            "measure": self.measure,
            "certainty": self.certainty,
            "so_what": self.so_what,
            "decide": self.decide,
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


def _codes(customers: Iterable[str] | int | None) -> list[str] | int | None:
    if customers is None or isinstance(customers, int):
        return customers
    codes = sorted({str(code) for code in customers})
    return codes if len(codes) <= MOST_CODES else len(codes)


def by_money(findings: Iterable[FindingJson]) -> list[FindingJson]:
    """Findings as JSON, the largest money first; those without money keep their order, last."""
    return sorted(findings, key=lambda f: -abs(f["money"]) if f["money"] is not None else 1)


def ranked(findings: Iterable[FindingJson]) -> list[FindingJson]:
    """Levers and changes, the most money first; of two about the same customers the first."""
    kept: list[FindingJson] = []
    for found in by_money(f for f in findings if f.get("role") in RANKED):
        if not any(_same_customers(found, other) for other in kept):
            kept.append(found)
    return kept


def _same_customers(one: FindingJson, other: FindingJson) -> bool:
    codes, others = one.get("customers"), other.get("customers")
    if not isinstance(codes, list) or not isinstance(others, list):
        return False
    both, either = set(codes) & set(others), set(codes) | set(others)
    return len(both) > SAME_FROM * len(either)


def in_order(findings: Iterable[FindingJson]) -> list[FindingJson]:
    """All findings: those that are ranked first, then the others as they came."""
    everything = list(findings)
    first = ranked(everything)
    keys = {f["key"] for f in first}
    return first + [f for f in everything if f["key"] not in keys]
