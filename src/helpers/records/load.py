"""Which tables does a chapter stand on?

``load`` reads the client's exports once into a cache of typed Parquet; every later call, in
any process, starts from there. The cache of a table is found by the content of its sources,
by its mapping and format, and by the code that reads them: see ``kept``.
"""

import json
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import ibis
import pandas as pd
from ibis.expr.types import Table as Rows

from helpers import language as words
from helpers import project
from helpers.cache import asked
from helpers.errors import ClientDataError, did_you_mean
from helpers.language import names, tr, values
from helpers.records.doubts.signs import signs
from helpers.records.doubts.ties import without_sales
from helpers.records.engagement.engagement import Engagement, complain, examine, spoken
from helpers.records.engagement.listening import listening
from helpers.records.engagement.sessions.memory import Memory, earlier, veiled
from helpers.records.engine import connect, parquet
from helpers.records.intake import DATA, REPORT
from helpers.records.kept import Kept, kept
from helpers.records.naming.open_names import unanswered
from helpers.records.passport import (
    duplicates,
    formats,
    notes,
    reasons,
    reconciliation,
    set_aside,
)
from helpers.records.rejected import rejected_rows
from helpers.records.schema import TABLES
from helpers.records.shown import Shown
from helpers.records.sources.read import probe
from helpers.records.stop import left_out


def load(
    client: str, data: Path | None = None, reports: Path | None = None, language: str = ""
) -> "Records":
    """Records of ``client``, from the cache where nothing has changed.

    Parameters
    ----------
    client
        Name of the folder under ``data``.
    data, reports
        Roots other than those of the command line.
    language
        Language of this run, where it is not that of the engagement.
    """
    client, language = project.in_lab(client, language)
    data = Path(data).resolve() if data else project.data_root()
    engagement, problems = _engagement(client, data, language)
    if problems:
        _look_further(engagement, problems)
        complain(client, problems)
    records = Records(engagement, kept(engagement, _cache(client, reports)))
    names.use(lambda: records.names if records.has("customers.name") else None)
    return records


def load_what_is_right(
    client: str, data: Path | None = None, reports: Path | None = None, language: str = ""
) -> "Records | None":
    """Those tables of ``client`` that can be read, where others cannot; None where none can."""
    data = Path(data).resolve() if data else project.data_root()
    try:
        engagement, _ = _engagement(client, data, language)
    except ClientDataError:
        return None
    tables: dict[str, Kept] = {}
    for name, spec in engagement.tables.items():
        alone = replace(engagement, tables={name: spec})
        with suppress(ClientDataError):
            tables |= kept(alone, _cache(client, reports))
    told = {name: engagement.tables[name] for name in tables}
    return Records(replace(engagement, tables=told), tables) if tables else None


def _engagement(client: str, data: Path, language: str) -> tuple[Engagement, list[str]]:
    """Engagement in the language of this run, which is spoken from now on, and its faults."""
    words.use(language or spoken(client, data))
    engagement, problems = examine(client, data)
    if language:
        engagement = replace(engagement, language=language)
    words.use(engagement.language, engagement.currency)
    values.use(engagement.translations.get(engagement.language, {}))
    return engagement, problems


def _cache(client: str, reports: Path | None) -> Path:
    root = Path(reports).resolve() if reports else project.reports_root()
    return root / client / ".cache" / "records"


def _look_further(engagement: Engagement, problems: list[str]) -> None:
    """Add the faults of the files to those of the engagement: all are told at once."""
    for spec in engagement.tables.values():
        probe(spec, engagement.folder, problems)


class Records:
    """Tables of one client, typed, with what was said and found out about them.

    A table is an attribute: ``records.sales`` is an Ibis table over Parquet,
    ``records.frame("customers")`` the same as pandas.
    """

    def __init__(self, engagement: Engagement, tables: dict[str, Kept]) -> None:
        self.engagement = listening(engagement)
        self._told = engagement
        self._people = engagement.customers_are == "people"
        self._kept = tables
        self._tables: dict[str, Rows] = {}
        self._shown = Shown(tables, self._people, self.has)

    def __getattr__(self, name: str) -> Rows:
        if name not in TABLES:
            raise AttributeError(name + did_you_mean(name, TABLES))
        return self._table(name)

    @property
    def fingerprints(self) -> dict[str, str]:
        """What each table is made from, as one word."""
        asked.note(asked.EVERY_TABLE)
        return {name: self._fingerprint(name) for name in self._kept}

    def fingerprint(self, name: str) -> str:
        """What a table is made from, as one word."""
        asked.note(f"table {name}")
        return self._fingerprint(name)

    def _fingerprint(self, name: str) -> str:
        # what a chapter sees of a table is another thing where people are masked in it
        return self._kept[name].key + ("-people" if self._people else "")

    def _table(self, name: str) -> Rows:
        asked.note(f"table {name}")
        if name not in self._tables:
            self._folder(name)  # complains of a table that was not brought
            self._tables[name] = parquet(self._backend, self._shown_to_chapters.table(name))
        return self._tables[name]

    def as_it_came(self, name: str) -> Rows:
        """Table with the client's own codes and names, also of people: for no chapter."""
        return parquet(self._backend, self._folder(name) / DATA)

    @property
    def _shown_to_chapters(self) -> Shown:
        if self._people:
            asked.note(asked.CODES)
        return self._shown

    def code_of(self, customer: str) -> str:
        """Code by which chapters know a customer, of whom the client's own code is given."""
        return self._shown_to_chapters.code(customer)

    @property
    def codes_as_they_came(self) -> dict[str, str]:
        """Codes of the client, by the masks that chapters see: for the lists to act on alone."""
        return self._shown_to_chapters.codes

    def _folder(self, name: str) -> Path:
        if name in self._kept:
            return self._kept[name].folder
        if name in TABLES:
            raise ClientDataError(
                tr(
                    "'%(client)s' has brought no table '%(table)s': ask for it and add it under "
                    "tables in engagement.yml. %(why)s."
                )
                % {"client": self._told.client, "table": name, "why": tr(TABLES[name].why)}
            )
        raise ClientDataError(
            tr("there is no table '%(name)s'.%(hint)s Known: %(known)s.")
            % {"name": name, "hint": did_you_mean(name, TABLES), "known": ", ".join(TABLES)}
        )

    @cached_property
    def _backend(self) -> ibis.BaseBackend:
        scratch = next(iter(self._kept.values())).folder.parent / "spill"
        return connect(threads=2, memory_limit="600MB", temp_directory=str(scratch))

    def has(self, *names: str) -> bool:
        """Were all these brought: a table (``customers``), or a column (``sales.cost``)?"""
        return all(self._has(name) for name in names)

    def _has(self, name: str) -> bool:
        table, _, column = name.partition(".")
        asked.note(f"table {table}")
        spec = self._told.tables.get(table)
        return spec is not None and (not column or column in spec.columns) and self._begun(table)

    def _begun(self, table: str) -> bool:
        """Whether a table counts: begun by ``as_of``, and not rejected beyond its limit."""
        found = self.intake(table)
        accepted = any(count["heap"] == "accepted" for count in found["counts"])
        return accepted and "left_out" not in found

    def frame(self, name: str) -> pd.DataFrame:
        """Return a whole table as a pandas frame; its money is exact in the table, float here."""
        table = self._table(name)
        exact = [c for c, kind in table.schema().items() if kind.is_decimal()]
        return table.mutate(**{c: table[c].cast("float64") for c in exact}).execute()

    def get(self, name: str) -> pd.DataFrame | None:
        """Return a whole table as :meth:`frame` does, or None where it was not brought."""
        return self.frame(name) if self.has(name) else None

    def cards(self) -> pd.DataFrame | None:
        """Return the card of each customer, by its code; None where none were brought."""
        cards = self.get("customers")
        return None if cards is None else cards.drop_duplicates("customer").set_index("customer")

    def segments(self) -> pd.Series | None:
        """Return the segment of each customer with a card; None where none was brought."""
        cards = self.cards() if self.has("customers.segment") else None
        return None if cards is None else cards["segment"]

    @cached_property
    def as_of(self) -> pd.Timestamp:
        """Last day that counts: the engagement's, or that of the last sale."""
        if self._told.as_of:
            return pd.Timestamp(self._told.as_of)
        days = parquet(self._backend, self._folder("sales") / DATA).date
        return pd.Timestamp(days.max().execute())

    @property
    def names(self) -> pd.Series:
        """Name to show for each customer code; masked where customers are people."""
        return self._named["shown"].rename("name")

    @property
    def full_names(self) -> pd.Series:
        """Name of each customer code as the card has it: not for handouts where they are people.

        Who has no name on a card is known by the code, which is a mask where it would tell who.
        """
        return self._named["full"].rename("name")

    @property
    def _named(self) -> pd.DataFrame:
        for table in ("sales", "customers"):
            asked.note(f"table {table}")
        return self._shown_to_chapters.names

    def intake(self, name: str) -> dict[str, Any]:
        """Return what the intake wrote down about a table: counts, formats, duplicates, notes."""
        asked.note(f"table {name}")
        return json.loads((self._folder(name) / REPORT).read_text("utf-8"))

    @cached_property
    def _reports(self) -> list[dict[str, Any]]:
        asked.note(asked.EVERY_TABLE)
        return [self.intake(name) for name in self._kept]

    @property
    def passport(self) -> pd.DataFrame:
        """Reconciliation of every file: rows and money read, accepted, rejected."""
        return reconciliation(self._reports)

    @property
    def set_aside(self) -> pd.DataFrame:
        """Rows and money of every file outside of the reconciliation: totals, later rows."""
        return set_aside(self._reports)

    @property
    def reasons(self) -> pd.DataFrame:
        """Rejected rows and their money by file and reason, most rows first."""
        return reasons(self._reports)

    @property
    def duplicates(self) -> pd.DataFrame:
        """Rows (and money) of each table that repeat another row in every cell."""
        return duplicates(self._reports)

    @property
    def formats(self) -> pd.DataFrame:
        """How each file turned out to be written."""
        return formats(self._reports)

    @cached_property
    def memory(self) -> Memory:
        """Earlier sessions, whose records end where these do or before, by our codes."""
        asked.note(asked.SESSIONS)
        told = self._told
        found = earlier(
            told.folder, told.client, until=self.as_of.date(), declared=told.decisions,
            exports={path for table in told.tables.values() for path in table.files},
        )  # fmt: skip
        if not self._people:
            return found
        return veiled(found, self.code_of, self._shown_to_chapters.text)

    @property
    def notes(self) -> list[str]:
        """Sentences on what the records could not tell about themselves."""
        having = [name for name in self._kept if self.has(f"{name}.customer")]
        ties = without_sales(having, self._table) if self.has("sales") else ()
        return [*self.left_out, *notes(self._reports), *ties]

    @property
    def open_names(self) -> pd.DataFrame:
        """Names of sales that nobody has said to be another one or not: ``rows``, ``money``."""
        return unanswered(self.intake("sales").get("doubts", ()))

    @property
    def signs(self) -> list[dict[str, Any]]:
        """Signs that files of sales do not fit together: ``sign``, and its numbers."""
        return signs(self.intake("sales").get("doubts", ()))

    @property
    def own_totals(self) -> list[dict[str, Any]]:
        """Lines of totals in the files of sales, each with the sum of its rows."""
        return self.intake("sales").get("totals", [])

    @property
    def left_out(self) -> list[str]:
        """Sentences on the tables that no chapter sees, since too much of them was rejected."""
        return list(left_out(self._reports))

    @property
    def sources(self) -> pd.DataFrame:
        """Files behind the tables: ``table``, ``file``, ``bytes``, ``sha256``."""
        rows: list[tuple[str | int | None, ...]] = []
        asked.note(asked.EVERY_TABLE)
        for name, spec in self._told.tables.items():
            rows += [(name, *file) for file in self._kept[name].files]
            if any(part.database for part in spec.parts):
                found = self.intake(name)["sources"]
                rows += [(name, s["file"], None, None) for s in found if s["kind"] == "database"]
        return pd.DataFrame(rows, columns=["table", "file", "bytes", "sha256"])

    def rejected(self, name: str) -> pd.DataFrame:
        """Rejected rows of a table: ``line``, ``reason``, ``file``, and the row as it came."""
        return rejected_rows(self._folder(name), self.intake(name)["sources"])
