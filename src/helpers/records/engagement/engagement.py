"""What did the consultant say about the client's records?

``data/<client>/engagement.yml`` is read and checked as a whole: all problems are told at
once, each with what was expected, what came and what may have been meant.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from babel.numbers import is_currency

from helpers.errors import ClientDataError, did_you_mean
from helpers.language import LANGUAGES, N_, forms, ntr, number, tr
from helpers.records.engagement import room
from helpers.records.engagement.aliases import with_aliases
from helpers.records.engagement.mapping import TableSpec, read_table
from helpers.records.engagement.plain_yaml import LARGEST, read_yaml
from helpers.records.engagement.said import expected, text, unknown
from helpers.records.engagement.thresholds import read_settings
from helpers.records.engagement.translations import Translations, read_translations
from helpers.records.schema import TABLES
from helpers.settings import Settings

FILE = "engagement.yml"
CLIENT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
KEYS = (
    "title", "language", "currency", "customers_are", "as_of", "tables", "settings",
    "place", "session_date", "question", "brand", "starts", "names", "decisions",
    "consultant", "answer_by",
)  # fmt: skip
MOST_PROBLEMS = 50  # that are told at once
LONGEST_PROBLEM = 1_500  # characters
_LANGUAGE = re.compile(rb"^[\s-]{0,8}[\"']?language[\"']?\s*:\s*[\"']?([a-z]{2})\b", re.MULTILINE)
_LOGIN = re.compile(r"://[^\n'\"]*@")  # user and password in the address of a database


@dataclass(frozen=True)
class Engagement:
    """One client, one session: what ``engagement.yml`` says, checked.

    Paths of tables are resolved; ``as_of`` is None where the last date in sales decides.
    """

    client: str
    folder: Path
    title: str
    language: str = "en"
    currency: str = "EUR"
    customers_are: str = "companies"
    as_of: date | None = None
    tables: Mapping[str, TableSpec] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    place: str = ""
    session_date: date | None = None
    question: str = ""
    brand: str = ""
    starts: int | None = None  # minute of the day
    consultant: str = ""  # who asks for the data
    answer_by: date | None = None
    names: Mapping[str, str] = field(default_factory=lambda: dict(room.NAMES))  # by document
    translations: Translations = field(default_factory=dict)
    decisions: tuple[Path, ...] = ()  # filled sheets of earlier sessions that are called otherwise


def check_name(client: str) -> str:
    """Return ``client`` when it may name a folder; refused before any path is made of it."""
    client = str(client or "")
    if not client:
        raise ClientDataError(tr("Which client? For example: make report CLIENT=sample"))
    if not CLIENT_NAME.fullmatch(client):
        raise ClientDataError(
            tr(
                "%(name)s cannot be the name of a client. Expected Latin letters, digits, '-' and "
                "'_', a letter or a digit first. For example: make report CLIENT=sample"
            )
            % {"name": repr(client)}
        )
    return client


def clients(data: Path) -> list[str]:
    """Names of the clients that stand in the folder ``data``."""
    if not data.is_dir():
        return []
    found = (p.name for p in data.iterdir() if (p / FILE).is_file())
    return sorted(name for name in found if CLIENT_NAME.fullmatch(name))


def client_folder(client: str, data: Path) -> Path:
    """Folder of ``client`` under ``data``, or an error that lists the clients there are."""
    folder = data / check_name(client)
    if (folder / FILE).is_file():
        return folder
    if folder.is_dir():
        raise ClientDataError(
            tr("%(folder)s has no %(file)s. Write one with: make new CLIENT=%(client)s")
            % {"folder": f"{data.name}/{client}", "file": FILE, "client": client}
        )
    known = clients(data)
    there = tr(CLIENTS_THERE if known else NO_CLIENTS)
    values = {"client": client, "data": data.name, "known": ", ".join(known)}
    raise ClientDataError(tr("No records for '%(client)s'.") % values + " " + there % values)


CLIENTS_THERE = N_("Clients in %(data)s/: %(known)s.")
NO_CLIENTS = N_("There are no clients in %(data)s/ yet. Make one with: make new CLIENT=%(client)s")


def spoken(client: str, data: Path) -> str:
    """Language that the engagement of ``client`` asks for, also where it is no readable YAML."""
    path = data / client / FILE
    try:
        with path.open("rb") as file:
            told = _LANGUAGE.search(file.read(LARGEST)) if CLIENT_NAME.fullmatch(client) else None
    except (OSError, ValueError):
        told = None
    return told[1].decode() if told and told[1].decode() in LANGUAGES else LANGUAGES[0]


def read_engagement(client: str, data: Path) -> Engagement:
    """Read and check the engagement of ``client``; one error lists all problems."""
    engagement, problems = examine(client, data)
    complain(client, problems)
    return engagement


def complain(client: str, problems: list[str]) -> None:
    """Raise one error that lists ``problems``, if there are any."""
    if problems:
        told = [f"- {_in_short(problem)}" for problem in problems[:MOST_PROBLEMS]]
        if more := len(problems) - len(told):
            told.append(tr("- and %(n)s more") % {"n": number(more)})
        head = ntr(*PROBLEMS, len(problems)) % {"client": client, "n": number(len(problems))}
        raise ClientDataError("\n".join([head, *told]))


PROBLEMS = forms(
    "engagement.yml of '%(client)s' has a problem:",
    "engagement.yml of '%(client)s' has %(n)s problems:",
)


def _in_short(problem: str) -> str:
    """A problem as it is shown: nobody's password in it, and not a book."""
    shown = _LOGIN.sub("://…@", problem)
    return shown if len(shown) <= LONGEST_PROBLEM else f"{shown[:LONGEST_PROBLEM]}…"


def examine(client: str, data: Path) -> tuple[Engagement, list[str]]:
    """Read the engagement as far as it goes, and say all that is wrong with it."""
    folder = client_folder(client, data)
    raw = _read_yaml(folder / FILE, client)
    problems: list[str] = []
    problems += [unknown("key", key, KEYS) for key in raw if key not in KEYS]
    engagement = Engagement(
        client=client,
        folder=folder,
        title=_text(raw, "title", problems) or client,
        language=_choice(raw, "language", LANGUAGES, problems),
        currency=_currency(raw, problems),
        customers_are=_choice(raw, "customers_are", ("companies", "people"), problems),
        as_of=_day(raw, "as_of", problems),
        tables=with_aliases(_tables(raw, folder, problems), folder, problems),
        settings=read_settings(raw.get("settings"), problems),
        place=room.on_the_cover(raw, "place", problems),
        session_date=_day(raw, "session_date", problems),
        question=room.on_the_cover(raw, "question", problems),
        brand=_text(raw, "brand", problems),
        starts=room.starts(raw, problems),
        consultant=_text(raw, "consultant", problems),
        answer_by=_day(raw, "answer_by", problems),
        names=room.names(raw, problems),
        decisions=room.decisions(raw, folder, problems),
        translations=read_translations(folder, problems),
    )
    return engagement, problems


def _read_yaml(path: Path, client: str) -> dict[str, Any]:
    where = tr("%(file)s of '%(client)s'") % {"file": FILE, "client": client}
    raw = read_yaml(path, where)
    if not isinstance(raw, dict):
        shown = raw[:100] if isinstance(raw, str) else raw
        raise ClientDataError(expected(where, tr("keys such as title and tables"), shown))
    return raw


def _text(raw: dict[str, Any], key: str, problems: list[str]) -> str:
    return text(key, raw.get(key), problems)


def _choice(raw: dict[str, Any], key: str, known: tuple[str, ...], problems: list[str]) -> str:
    value = raw.get(key, known[0])
    if value not in known:
        either = tr("%(one)s or %(other)s") % dict(zip(("one", "other"), known, strict=True))
        problems.append(expected(key, either, value, did_you_mean(str(value), known)))
        return known[0]
    return value


def _currency(raw: dict[str, Any], problems: list[str]) -> str:
    value = raw.get("currency", "EUR")
    if not isinstance(value, str) or not is_currency(value.upper()):
        what = tr("a code of three letters such as EUR or RUB")
        problems.append(expected("currency", what, value))
        return "EUR"
    return value.upper()


def _day(raw: dict[str, Any], key: str, problems: list[str]) -> date | None:
    value = raw.get(key)
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        problems.append(expected(key, tr("a day such as 2024-11-30"), value))
        return None


def _tables(raw: dict[str, Any], folder: Path, problems: list[str]) -> dict[str, TableSpec]:
    given = raw.get("tables")
    if not isinstance(given, dict):
        what = tr("at least the table sales with files and columns")
        problems.append(expected("tables", what, given))
        return {}
    if "sales" not in given:
        problems.append(tr("tables: sales is missing, the one table that is always needed."))
    tables = {}
    for name, spec in given.items():
        if name not in TABLES:
            problems.append(unknown("table", name, TABLES, "tables"))
        elif (table := read_table(name, spec, folder, problems)) is not None:
            tables[name] = table
    return tables
