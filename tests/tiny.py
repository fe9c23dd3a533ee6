"""How small can a client be, and still bring every table?

Some dozens of customers with habits of their own, two and a half years of sales, a few rows
of everything else. The words of the client are the caller's: plain ones, hostile ones, or
ones that belong to this client alone.
"""

import csv
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from helpers.records.schema import TABLES

FIRST, LAST = date(2022, 1, 3), date(2024, 6, 30)
FIXED = {  # words that mean something to the chapters
    "leads.stage": ("lead", "suspect", "prospect", "customer", "client"),
    "contacts.purpose": ("sale", "service", "marketing"),
    "touchpoints.kind": ("business", "employee"),
    "bonuses.kind": ("discount", "cashback", "gift"),
    "hypotheses.status": ("plan", "do", "check", "act"),
}
ROWS = {"touchpoints": 8, "commitments": 4, "hypotheses": 4, "definitions": 8, "research": 6}
USUAL_ROWS = 80

Words = Callable[[str, str, int], str]


def plain_words(table: str, column: str, number: int) -> str:
    """Words of an honest client."""
    if column == "name":
        return f"Trader {number}"
    return f"{TABLES[table].column(column).example or column} {number % 5}"


def own_words(client: str) -> Words:
    """Words that no other client has: each begins with the name of the client."""
    return lambda _, column, number: f"{client} {column} {number % (40 if column == 'name' else 4)}"


@dataclass(frozen=True)
class Client:
    """What a small client is like."""

    words: Words = plain_words
    customers: int = 40
    tables: Sequence[str] = tuple(TABLES)
    codes: Callable[[int], str] = "{:06d}".format
    seed: int = 7
    file: str = "{}.csv"  # name of the file of a table
    fields: Sequence[str] = ()  # further fields of the card
    headers: Mapping[str, str] = field(default_factory=dict)  # what the client calls a column


def write(data: Path, name: str, client: Client | None = None, **engagement: Any) -> Path:
    """Write the folder of the client ``name``: a CSV for each table, and ``engagement.yml``."""
    client = client or Client()
    folder = data / name
    folder.mkdir(parents=True)
    chance = random.Random(client.seed)  # noqa: S311
    told = {"title": name, "currency": "EUR", "tables": {}} | engagement
    for table in client.tables:
        rows = _sales(client, chance) if table == "sales" else _rows(table, client, chance)
        file_name = client.file.format(table)
        with (folder / file_name).open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(client.headers.get(column, column) for column in rows[0])
            lines.writerows(row.values() for row in rows)
        told["tables"][table] = {
            "files": file_name,
            "columns": {column: client.headers.get(column, column) for column in rows[0]},
            "format": {"encoding": "utf-8", "separator": ",", "decimal": "."},
        }
    (folder / "engagement.yml").write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")
    return folder


def _sales(client: Client, chance: random.Random) -> list[dict[str, Any]]:
    """Each customer buys in a rhythm and a size of its own; some fall silent, some come late."""
    rows: list[dict[str, Any]] = []
    for number in range(client.customers):
        every, size = chance.choice((9, 16, 28, 45)), chance.lognormvariate(5, 1)
        day = FIRST + timedelta(days=chance.randrange(400 if number % 4 else 30))
        last = LAST - timedelta(days=chance.randrange(40, 300) if number % 5 == 0 else 0)
        while day <= last:
            rows += _purchase(client, number, day, size, chance)
            day += timedelta(days=max(1, round(every * chance.uniform(0.7, 1.3))))
    rows.sort(key=lambda row: row["date"])
    return [{**row, "order": f"D{i:05d}"} for i, row in enumerate(rows)]


def _purchase(
    client: Client, number: int, day: date, size: float, chance: random.Random
) -> list[dict[str, Any]]:
    rows = []
    for _ in range(chance.choice((1, 1, 2))):
        amount = round(size * chance.uniform(0.5, 1.6), 2)
        product = chance.randrange(12)
        rows.append({
            "date": day.isoformat(),
            "customer": client.codes(number),
            "amount": amount,
            "product": client.words("sales", "product", product),
            "category": client.words("sales", "category", product % 6),
            "quantity": chance.randrange(1, 6),
            "cost": round(amount * chance.uniform(0.5, 0.9), 2),
            "discount": round(amount * chance.choice((0, 0, 0.05, 0.1)), 2),
            "manager": client.words("sales", "manager", number % 4),
            "branch": client.words("sales", "branch", number % 3),
            "channel": client.words("sales", "channel", chance.randrange(3)),
        })  # fmt: skip
    return rows


def _rows(table: str, client: Client, chance: random.Random) -> list[dict[str, Any]]:
    cards = table == "customers"
    count = client.customers if cards else ROWS.get(table, USUAL_ROWS)
    columns = TABLES[table].columns
    return [
        {c.name: _value(table, c.name, c.kind, number, client, chance) for c in columns}
        | ({name: client.words(table, name, number) for name in client.fields} if cards else {})
        for number in range(count)
    ]


def _value(
    table: str, column: str, kind: str, number: int, client: Client, chance: random.Random
) -> Any:
    fixed = FIXED.get(f"{table}.{column}")
    if fixed:
        return fixed[number % len(fixed)]
    if column in ("customer", "referrer", "referred"):
        shift = 3 if column == "referred" else 0
        return client.codes((number + shift) % client.customers)
    if kind == "code":
        return f"{column[0].upper()}-{number // 3}"
    if kind == "text":
        return client.words(table, column, number)
    return _figure(column, kind, number, chance)


def _figure(column: str, kind: str, number: int, chance: random.Random) -> Any:
    if kind in ("date", "time"):
        day = FIRST + timedelta(days=(number * 37) % 880)
        hour = 9 if column in ("received", "start", "date") else 15
        return f"{day} {hour:02d}:10" if kind == "time" else day.isoformat()
    if kind == "flag":
        return chance.choice(("yes", "no"))
    if column == "birth_year":
        return chance.randrange(1945, 2004)
    if column == "score":
        return chance.randrange(1, 6)
    if kind == "integer":
        return chance.randrange(0, 6)
    return round(chance.uniform(0.5, 30 if kind == "percent" else 3), 2)
