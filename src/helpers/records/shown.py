"""What does a chapter see of the client's tables, and of the names of the customers?

Where customers are people, tables are veiled once for all chapters, and so are the names: both
are kept beside the records, under the keys of all tables, since a mask depends on every code.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path

import pandas as pd
from ibis.expr.types import Table as Rows

from helpers.cache import code
from helpers.cache.hashes import keep_json, kept_json
from helpers.cache.store import Store
from helpers.language import bounded
from helpers.records.engine import engine, parquet, write
from helpers.records.intake import DATA
from helpers.records.kept import KEPT, Kept
from helpers.records.naming.initials import are_companies, masked
from helpers.records.naming.veil import Veil, veiled_text, words_of_names

CODES, NAMES = "codes.json", "names.parquet"
OF_CUSTOMERS = ("customer", "referrer", "referred")  # columns with codes of customers


class Shown:
    """Tables and names of one client as chapters see them.

    Parameters
    ----------
    kept
        Tables that were read, by name.
    people
        Whether customers are people, who are masked.
    has
        Whether a table, or a column of one (``customers.name``), was brought and counts.
    """

    def __init__(self, kept: Mapping[str, Kept], people: bool, has: Callable[[str], bool]) -> None:
        self._kept, self._people, self._has = kept, people, has

    def table(self, name: str) -> Path:
        """Parquet of a table; veiled where people could be recognised in it."""
        came = self._kept[name].folder / DATA
        if not self._people:
            return came
        veiled = self._place(f"shown-{name}", lambda: self._veiled(name, came)) / DATA
        return veiled if veiled.exists() else came

    @cached_property
    def names(self) -> pd.DataFrame:
        """Names by customer code: ``full``, as the card has it, and ``shown``, masked for people.

        Without a card the code stands for the customer, as it does in every table; it is a mask
        where it would tell who.
        """
        return pd.read_parquet(self._place("names", self._named) / NAMES)

    @property
    def codes(self) -> dict[str, str]:
        """Codes as they came, by the masks that chapters see; empty where nobody is masked."""
        return self._veil.codes if self._people else {}

    def code(self, customer: str) -> str:
        """Code by which chapters know a customer, of whom the client's own code is given."""
        return self._veil.code(customer) if self._people else customer

    def text(self, told: str) -> str:
        """Text that somebody of the client wrote, in which nobody is named whom others mask."""
        return veiled_text(told, self._known_words, names=True) if self._people else told

    def _place(self, name: str, prepare: Callable[[], Callable[[Path], None]]) -> Path:
        """Folder kept under ``name``; what it stands on is prepared before anybody waits for it."""
        store = Store(next(iter(self._kept.values())).folder.parent, kept=KEPT, name=name)
        return store.get(self._key) or store.made(self._key, prepare())

    @cached_property
    def _key(self) -> str:
        told = [code.digest("helpers.records.shown"), str(self._people)]
        told += [str(self._has(name)) for name in ("customers", "customers.name")]
        told += [f"{name} {self._kept[name].key}" for name in sorted(self._kept)]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:20]

    def _veiled(self, name: str, came: Path) -> Callable[[Path], None]:
        veil, known = self._veil, self._known_words

        def make(folder: Path) -> None:
            with engine(folder / "spill") as backend:
                rows = parquet(backend, came)
                veiled = veil.table(name, rows, known)
                if veiled is not rows:
                    # masks are given in Python: a query that DuckDB runs alone knows no such word
                    write(backend, backend.create_table("veiled", veiled, temp=True), folder / DATA)

        return make

    @cached_property
    def _veil(self) -> Veil:
        """Masks of customers whose codes are e-mails, phones or names."""
        told = kept_json(self._place("codes", lambda: self._learn) / CODES)
        veil = Veil()
        veil.letters, veil.codes = told["letters"], told["codes"]
        return veil

    def _learn(self, folder: Path) -> None:
        veil = Veil()
        with engine(folder / "spill") as backend:
            tables = [parquet(backend, kept.folder / DATA) for kept in self._kept.values()]
            veil.learn(set().union(*(_distinct(rows, OF_CUSTOMERS) for rows in tables)))
        keep_json(folder / CODES, {"letters": veil.letters, "codes": veil.codes})

    @cached_property
    def _known_words(self) -> frozenset[str]:
        """Words of names, on the cards and as codes, by which people are recognised in a text."""
        names = list(self._veil.codes.values())
        if self._has("customers.name"):
            cards = pd.read_parquet(self._kept["customers"].folder / DATA).drop_duplicates()
            names += cards.loc[~are_companies(cards), "name"].dropna().unique().tolist()
        return words_of_names(names)

    def _named(self) -> Callable[[Path], None]:
        tables = [self.table(name) for name in ("sales", "customers") if self._has(name)]
        cards = None
        if self._has("customers.name"):
            cards = pd.read_parquet(self.table("customers"))

        def make(folder: Path) -> None:
            with engine(folder / "spill") as backend:
                codes = [_distinct(parquet(backend, path), OF_CUSTOMERS[:1]) for path in tables]
            full, shown = _names(set().union(*codes), cards, people=self._people)
            pd.DataFrame({"full": full, "shown": shown}).to_parquet(folder / NAMES)

        return make


def _distinct(rows: Rows, columns: Iterable[str]) -> set[str]:
    wanted = [c for c in columns if c in rows.columns]
    return {x for c in wanted for x in rows.select(c).distinct().execute()[c].dropna()}


def _names(
    codes: set[str], cards: pd.DataFrame | None, *, people: bool
) -> tuple[pd.Series, pd.Series]:
    """Full names and those to show, by code in its order."""
    every = pd.Series(sorted(codes), index=pd.Index(sorted(codes), name="customer"), dtype="str")
    if cards is None:
        return every.map(bounded), every
    named = cards.drop_duplicates("customer").set_index("customer")["name"].dropna()
    named = named.reindex(every.index).dropna()
    if not people:
        full = _with(every, named).map(bounded)
        return full, full
    # a name that is an e-mail or a phone would be read in the guide
    named = named.map(veiled_text)
    companies = named.index.isin(cards.loc[are_companies(cards), "customer"])
    shown = _with(_with(every, masked(named[~companies])), named[companies])
    return _with(every, named).map(bounded), shown


def _with(names: pd.Series, others: pd.Series) -> pd.Series:
    told = names.copy()
    told.update(others)
    return told
