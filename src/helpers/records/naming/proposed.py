"""Which names of a client's tables are proposed to be one, and where is that written?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from helpers.language import N_, number, tr
from helpers.records.engagement.aliases import EVERYWHERE, HEAD, Alias, read_aliases
from helpers.records.engagement.own_tables import append
from helpers.records.load import Records, load
from helpers.records.naming.same import Known, proposals
from helpers.records.sources.files import ALIASES

# columns whose names mean the same kind of thing, whatever the table
ALIKE = (("customer",), ("manager", "employee"), ("branch",), ("channel",), ("category",))
MOST_SHOWN = 10


def propose_names(records: Records) -> tuple[Path, list[Alias]]:
    """Add what may be one name to ``aliases.csv``; rows that are there stay as they are.

    Returns
    -------
    The table, and the rows that were added.
    """
    path = records.engagement.folder / ALIASES
    there = {(row.table, row.column, row.written) for row in read_aliases(path.parent)}
    new = [row for row in _rows(records) if (row.table, row.column, row.written) not in there]
    if new:
        append(path, HEAD, ((*row[:5], "") for row in new))
    return path, new


def names(client: str, data: Path, reports: Path) -> str:
    """Propose names for ``client``; returns what a terminal shows."""
    path, new = propose_names(load(client, data=data, reports=reports))
    if not new:
        return tr(NOTHING_NEW) % {"file": path.name}
    lines = [tr(ADDED) % {"file": path, "n": number(len(new))}]
    for column, n in Counter(row.column for row in new).items():
        lines.append(f"  {column}: {number(n)}")
    shown = [row for row in new if row.column == "customer"][:MOST_SHOWN] or new[:MOST_SHOWN]
    lines += [f"  {row.written!r} → {row.means!r} ({row.why})" for row in shown]
    return "\n".join([*lines, tr(ANSWER)])


NOTHING_NEW = N_("No two names look like one, beside those that %(file)s has.")
ADDED = N_("%(file)s: proposals that were added: %(n)s.")
ANSWER = N_("Write yes or no under accepted; only what is accepted is merged.")


def _rows(records: Records) -> Iterator[Alias]:
    for columns in ALIKE:
        used = _used(records, columns)
        rows: Counter[str] = Counter()
        for names in used.values():
            rows.update(names)
        for one in proposals(_known(records, columns, rows)):
            for column in columns:
                if used[column][one.written]:
                    yield Alias(EVERYWHERE, column, one.written, one.means, tr(one.why), None, 0)


def _used(records: Records, columns: tuple[str, ...]) -> dict[str, Counter[str]]:
    """Names with their rows, by column, over all tables that have it."""
    used: dict[str, Counter[str]] = defaultdict(Counter)
    for table in records.engagement.tables:
        for column in columns:
            if records.has(f"{table}.{column}"):
                rows = records.as_it_came(table)
                counted = rows.filter(rows[column].notnull())[column].value_counts(name="rows")
                found = counted.execute()
                used[column].update(dict(zip(found[column], found["rows"], strict=True)))
    return used


def _known(records: Records, columns: tuple[str, ...], rows: Mapping[str, int]) -> Known:
    """Names with what the cards say of them."""
    if columns != ("customer",) or not records.has("customers"):
        return Known(rows)
    cards = records.as_it_came("customers").execute()
    evidence = {
        field: dict(cards.dropna(subset=[field]).set_index("customer")[field].astype("str"))
        for field in ("tax_id", "phone")
        if field in cards
    }
    return Known(
        rows, frozenset(cards["customer"].dropna()), evidence.get("tax_id", {}),
        evidence.get("phone", {}),
    )  # fmt: skip
