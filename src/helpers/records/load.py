"""Which tables does a chapter stand on?

``load`` reads the client's exports once into a cache of typed Parquet; every later call, in
any process, starts from there. The cache of a table is found by the content of its sources,
by its mapping and format, and by the code that reads them.
"""

import hashlib
import json
import os
import re
import shutil
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path

import ibis
import pandas as pd
from filelock import FileLock
from ibis.expr.types import Table as Rows

from helpers import language as words
from helpers import project
from helpers.cache.hashes import Hashes
from helpers.errors import ClientDataError, did_you_mean
from helpers.language import names, tr
from helpers.records.engagement.engagement import Engagement, complain, examine
from helpers.records.engagement.mapping import TableSpec
from helpers.records.engine import connect
from helpers.records.intake import DATA, REJECTED, REPORT, parquet, take_in
from helpers.records.passport import (
    duplicates,
    formats,
    notes,
    reason,
    reasons,
    reconciliation,
    set_aside,
)
from helpers.records.schema import TABLES
from helpers.records.sources.read import probe
from helpers.records.sources.staging import TYPED
from helpers.records.sources.typed_sources import database_fingerprint, sqlite_path

_WORDS = re.compile(r"[^\W\d_]+")
KEPT = 3  # caches of a table: a chapter of an older run may still be reading


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
    reports = Path(reports).resolve() if reports else project.reports_root()
    engagement, problems = examine(client, data)
    if language:
        engagement = replace(engagement, language=language)
    words.use(engagement.language, engagement.currency)
    cache_folder = reports / client / ".cache" / "records"
    hashes = Hashes(cache_folder / "known.json")
    if problems:
        _look_further(engagement, problems)
        complain(client, problems)
    keys = {name: _key(engagement, spec, hashes) for name, spec in engagement.tables.items()}
    folders = {name: cache_folder / f"{name}-{key[:20]}" for name, key in keys.items()}
    missing = [name for name, folder in folders.items() if not (folder / REPORT).exists()]
    if missing:
        _fill(engagement, missing, folders, cache_folder)
    hashes.save()
    records = Records(engagement, folders, keys, hashes)
    names.use(lambda: records.names if records.has("customers.name") else None)
    return records


def _look_further(engagement: Engagement, problems: list[str]) -> None:
    """Add the faults of the files to those of the engagement: all are told at once."""
    for spec in engagement.tables.values():
        probe(spec, engagement.folder, problems)


def _fill(
    engagement: Engagement, missing: list[str], folders: dict[str, Path], cache_folder: Path
) -> None:
    cache_folder.mkdir(parents=True, exist_ok=True)
    with FileLock(cache_folder / "lock"):
        problems: list[str] = []
        todo = [name for name in missing if not (folders[name] / REPORT).exists()]
        sources = {
            name: probe(engagement.tables[name], engagement.folder, problems) for name in todo
        }
        complain(engagement.client, problems)
        for name in todo:
            scratch = cache_folder / f".{name}.{os.getpid()}"
            shutil.rmtree(scratch, ignore_errors=True)
            try:
                take_in(engagement, engagement.tables[name], sources[name], scratch)
                scratch.rename(folders[name])
            finally:
                shutil.rmtree(scratch, ignore_errors=True)
            _forget_old(cache_folder, name)


def _forget_old(cache_folder: Path, name: str) -> None:
    old = sorted(cache_folder.glob(f"{name}-*"), key=lambda p: p.stat().st_mtime, reverse=True)
    for folder in old[KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)


def _key(engagement: Engagement, spec: TableSpec, hashes: Hashes) -> str:
    """Hash of everything that decides what a table becomes."""
    told = {
        "code": _code(),
        "table": spec.name,
        "columns": spec.columns,
        "format": repr(spec.format),
        "totals": spec.totals,
        "as_of": str(engagement.as_of),
        "intake": repr(engagement.settings.intake),
        "decimal": engagement.language == "ru",
        "sources": [[path.name, hashes.of(path)] for path in spec.files],
        "database": _database_key(engagement, spec, hashes),
    }
    return hashlib.sha256(json.dumps(told, sort_keys=False).encode()).hexdigest()


def _database_key(engagement: Engagement, spec: TableSpec, hashes: Hashes) -> list[str]:
    if not spec.database:
        return []
    try:
        if spec.database.startswith("sqlite:"):
            content = hashes.of(sqlite_path(spec.database, engagement.folder))
        else:
            content = database_fingerprint(spec.database, spec.query, engagement.folder)
    except ClientDataError as error:
        complain(engagement.client, [f"tables.{spec.name}: {error}"])
    return [spec.database, spec.query, content]


@cache
def _code() -> str:
    """Hash of the code of this package: another reader may read another thing."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


class Records:
    """Tables of one client, typed, with what was said and found out about them.

    A table is an attribute: ``records.sales`` is an Ibis table over Parquet,
    ``records.frame("customers")`` the same as pandas.
    """

    def __init__(
        self,
        engagement: Engagement,
        folders: dict[str, Path],
        fingerprints: dict[str, str],
        hashes: Hashes,
    ) -> None:
        self.engagement = engagement
        self.fingerprints = fingerprints
        self._folders = folders
        self._hashes = hashes
        self._tables: dict[str, Rows] = {}

    def __getattr__(self, name: str) -> Rows:
        if name not in TABLES:
            raise AttributeError(name + did_you_mean(name, TABLES))
        return self._table(name)

    def _table(self, name: str) -> Rows:
        if name not in self._tables:
            self._tables[name] = parquet(self._backend, self._folder(name) / DATA)
        return self._tables[name]

    def _folder(self, name: str) -> Path:
        if name in self._folders:
            return self._folders[name]
        if name in TABLES:
            raise ClientDataError(
                f"{self.engagement.client!r} has brought no table {name!r}: "
                f"ask for it and add it under tables in engagement.yml. {TABLES[name].why}."
            )
        raise ClientDataError(
            f"there is no table {name!r}.{did_you_mean(name, TABLES)} Known: {', '.join(TABLES)}."
        )

    @cached_property
    def _backend(self) -> ibis.BaseBackend:
        scratch = next(iter(self._folders.values())).parent / "spill"
        return connect(threads=2, memory_limit="600MB", temp_directory=str(scratch))

    def has(self, *names: str) -> bool:
        """Were all these brought: a table (``customers``), or a column (``sales.cost``)?"""
        return all(self._has(name) for name in names)

    def _has(self, name: str) -> bool:
        table, _, column = name.partition(".")
        spec = self.engagement.tables.get(table)
        return spec is not None and (not column or column in spec.columns) and self._begun(table)

    def _begun(self, table: str) -> bool:
        """Whether a table had begun by ``as_of``: one that came later is as good as not brought."""
        return any(count["heap"] == "accepted" for count in self.intake(table)["counts"])

    def frame(self, name: str) -> pd.DataFrame:
        """Return a whole table as a pandas frame; its money is exact in the table, float here."""
        table = self._table(name)
        exact = [c for c, kind in table.schema().items() if kind.is_decimal()]
        return table.mutate(**{c: table[c].cast("float64") for c in exact}).execute()

    @cached_property
    def as_of(self) -> pd.Timestamp:
        """Last day that counts: the engagement's, or that of the last sale."""
        if self.engagement.as_of:
            return pd.Timestamp(self.engagement.as_of)
        return pd.Timestamp(self.sales.date.max().execute())

    @cached_property
    def names(self) -> pd.Series:
        """Name to show for each customer code; masked where customers are people."""
        people = self.engagement.customers_are == "people"
        return masked(self.full_names) if people else self.full_names

    @cached_property
    def full_names(self) -> pd.Series:
        """Name of each customer code as the card has it: not for handouts where they are people."""
        codes = self.sales.filter(self.sales.customer.notnull()).select("customer").distinct()
        known = pd.Series(dtype="str")
        if self.has("customers.name"):
            card = self.customers.select("customer", "name").execute()
            known = card.drop_duplicates("customer").set_index("customer")["name"].dropna()
        every = sorted({*codes.execute()["customer"], *self._card_codes()})
        names = pd.Series(every, index=pd.Index(every, name="customer"), name="name", dtype="str")
        names.update(known)
        return names

    def _card_codes(self) -> list[str]:
        if not self.has("customers"):
            return []
        return self.customers.select("customer").distinct().execute()["customer"].tolist()

    def intake(self, name: str) -> dict:
        """Return what the intake wrote down about a table: counts, formats, duplicates, notes."""
        return json.loads((self._folder(name) / REPORT).read_text("utf-8"))

    @cached_property
    def _reports(self) -> list[dict]:
        return [self.intake(name) for name in self._folders]

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

    @property
    def notes(self) -> list[str]:
        """Sentences on what the records could not tell about themselves."""
        return notes(self._reports)

    @property
    def sources(self) -> pd.DataFrame:
        """Files behind the tables: ``table``, ``file``, ``bytes``, ``sha256``."""
        rows = []
        for name, spec in self.engagement.tables.items():
            for path in spec.files:
                size, digest = path.stat().st_size, self._hashes.of(path)
                rows.append((name, path.name, size, digest))
            if spec.database:
                rows.append((name, self.intake(name)["sources"][0]["file"], None, None))
        return pd.DataFrame(rows, columns=["table", "file", "bytes", "sha256"])

    def rejected(self, name: str) -> pd.DataFrame:
        """Rejected rows of a table: ``line``, ``reason``, ``file``, and the row as it came."""
        frames = []
        for i, source in enumerate(self.intake(name)["sources"]):
            rows = pd.read_parquet(self._folder(name) / REJECTED.format(i))
            came = rows.drop(columns=["line", "fault", "more"])
            came.columns = source["names"]
            if rows["more"].notna().any():
                came[tr("(further cells)")] = rows["more"]
            came = came.apply(lambda column: column.str.replace(TYPED, ""))
            told = pd.DataFrame({
                "line": rows["line"],
                "reason": rows["fault"].map(reason),
                "file": source["file"],
            })  # fmt: skip
            frames.append(pd.concat([told, came], axis="columns"))
        return pd.concat(_alike(frames), ignore_index=True)


def _alike(frames: list[pd.DataFrame]) -> list[pd.DataFrame]:
    """Frames that may be laid one under another: a name of the client may be one of ours."""
    ours = {"line", "reason", "file"}
    return [
        frame.set_axis(
            [*frame.columns[:3], *(f"{c}_" if c in ours else c for c in frame.columns[3:])],
            axis="columns",
        )
        for frame in frames
    ]


def masked(names: pd.Series) -> pd.Series:
    """Names of people as initials with the end of their code, each different from the others.

    >>> masked(pd.Series({"000390": "Anna Berg", "000391": "Adam Bell"})).tolist()
    ['A. B. 0390', 'A. B. 0391']
    """
    initials = names.map(lambda name: " ".join(f"{w[0].upper()}." for w in _WORDS.findall(name)))
    ends = names.index.to_series().map(lambda code: "".join(filter(str.isdigit, code))[-4:])
    short = (initials + " " + ends).str.strip()
    again = short.groupby(short).cumcount()
    return short.where(again == 0, short + " /" + (again + 1).astype(str)).rename(names.name)
