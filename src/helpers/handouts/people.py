"""Who is behind a masked name? A document tells it as far as the engagement says so.

Chapters see masked names alone, so that no executed notebook and no cache holds a full one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from helpers.handouts.text import plain
from helpers.language import N_, bounded, tr

if TYPE_CHECKING:  # a run that finds nothing to do must not wait for pandas
    import pandas as pd

    from helpers.handouts.tree import ActingList
    from helpers.language.shapes import ColumnShape
    from helpers.records import Records

PICTURES = ("svg", "png")
_INITIALS = re.compile(r"(?:[^\W\d_]\. ?)+")
_MASK = re.compile(r"(?:[^\W\d_]\. )+\w*\d\w*(?: /\d+)?")
WAYS = {"phone": N_("Phone"), "email": N_("E-mail")}  # fields of a card → labels


@dataclass(frozen=True)
class People:
    """What the lists to act on tell more than the handouts.

    Parameters
    ----------
    names
        Masked name → full name; empty where customers are companies.
    ways
        Way of reaching a customer (``phone``, ``email``) → customer code → what the card says.
    codes
        Masked code → code as the client has it, where it tells who somebody is; empty unless the
        engagement asks for codes in full.
    """

    names: dict[str, str] = field(default_factory=dict)
    ways: dict[str, dict[str, str]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)


def named(tree: Any, known: People | None, way: str) -> Any:
    """Copy of a JSON ``tree`` in which people are named as ``way`` says.

    Parameters
    ----------
    tree
        A document as chapters have made it, with masked names.
    known
        Who is behind the masks; without it, nothing is changed.
    way
        ``masked``, ``initials`` (without the end of the code) or ``full``.

    >>> named(["A. B. 0390 calls"], People({"A. B. 0390": "Anna Berg"}), "full")
    ['Anna Berg calls']
    """
    if known is None or way == "masked" or not known.names:
        return tree
    names = {m: n if way == "full" else _initials(m) for m, n in known.names.items() if m != n}

    def change(text: str) -> str:
        return names.get(text) or _MASK.sub(lambda found: names.get(found[0], found[0]), text)

    return _changed(tree, change)


def _initials(mask: str) -> str:
    found = _INITIALS.match(mask)
    return found[0].strip() if found else mask


def _changed(tree: Any, change: Callable[[str], str]) -> Any:
    """Copy of ``tree`` with its texts changed; pictures stay as they are."""
    if isinstance(tree, str):
        return change(tree)
    if isinstance(tree, list):
        return [_changed(branch, change) for branch in tree]
    if isinstance(tree, dict):
        return {k: v if k in PICTURES else _changed(v, change) for k, v in tree.items()}
    return tree


def people(records: Records) -> People:
    """Names and ways of reaching the customers, from their cards."""
    names, codes = {}, {}
    if records.engagement.customers_are == "people":
        shown, full = records.names, records.full_names
        pairs = zip(map(plain, shown), map(plain, full.reindex(shown.index)), strict=True)
        # without a letter it is a code without a name, and may be the code of somebody else
        names = {m: name for m, name in pairs if m != name and any(map(str.isalpha, m))}
        if records.engagement.names["codes"] == "full":
            codes = {mask: plain(code) for mask, code in records.codes_as_they_came.items()}
    there = [way for way in WAYS if records.has(f"customers.{way}")]
    ways = _ways(records.frame("customers"), there) if there else {}
    return People(names, ways, codes)


def _ways(cards: pd.DataFrame, there: list[str]) -> dict[str, dict[str, str]]:
    first = cards.drop_duplicates("customer").set_index("customer")
    return {
        way: {str(k): bounded(plain(v)) for k, v in first[way].dropna().items()} for way in there
    }


def told_in_full(one: ActingList, known: People | None) -> ActingList:
    """List with full names in place of the masked ones, and how to reach each customer."""
    if known is None:
        return one
    told_of = {"text": {**known.codes, **known.names}, "code": known.codes}
    kinds = [told_of.get(c["kind"], {}) for c in one["columns"]]
    rows = [[told.get(v, v) for v, told in zip(row, kinds, strict=True)] for row in one["rows"]]
    return _reached({**one, "rows": rows}, one["rows"], known)


def _reached(one: ActingList, came: list[list[Any]], known: People) -> ActingList:
    """Add a column for each way, before the blanks."""
    keys = [c.get("key", "") for c in one["columns"]]
    ways = [way for way in known.ways if way not in keys]
    code = _codes(one["columns"], came, known)
    if code is None or not ways:
        return one
    place = next((x for x, c in enumerate(one["columns"]) if c["kind"] == "blank"), len(keys))
    columns, rows = list(one["columns"]), []
    columns[place:place] = [{"key": way, "label": tr(WAYS[way]), "kind": "code"} for way in ways]
    for row, raw in zip(one["rows"], came, strict=True):
        reach = [known.ways[way].get(raw[code]) for way in ways]
        rows.append([*row[:place], *reach, *row[place:]])
    return {**one, "columns": columns, "rows": rows}


def _codes(columns: list[ColumnShape], rows: list[list[Any]], known: People) -> int | None:
    """Which column holds the codes of customers; none when the list is of something else."""
    cards = set().union(*(way.keys() for way in known.ways.values()))
    for x, column in enumerate(columns):
        if column["kind"] == "code" and any(row[x] in cards for row in rows):
            return x
    return None
