"""What must be done to the rows of a file before its columns are read?

Keys of a table that say it: ``lookup`` (a value from another file), ``grouped`` (headings above
their rows), ``long`` (columns that are rows), ``snapshot`` (the state of today as a log) and
``words`` (the client's words for ours).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.errors import ClientDataError
from helpers.language import tr
from helpers.records.engagement.format import Format, read_format
from helpers.records.engagement.said import expected, unknown
from helpers.records.sources.files import find_files

MONTHS = "months"
LOOKUP_KEYS = ("files", "key", "value", "since", "on", "format")
LONG_KEYS = ("columns", "name", "value")
GROUPED_KEYS = ("column", "levels")
SNAPSHOT_KEYS = ("stage", "created", "moved", "first")


@dataclass(frozen=True)
class Lookup:
    """A column more: the ``value`` of another file on the row with the same ``key``.

    ``since`` is the column there that says from which day the value holds, ``on`` the day here.
    """

    name: str
    files: tuple[Path, ...]
    key: tuple[tuple[str, str], ...]  # column here, column there
    value: str
    since: str = ""
    on: str = ""
    format: Format = Format()


@dataclass(frozen=True)
class Grouped:
    """Headings above their rows, in one ``column`` or each level in its own.

    ``levels``: names of new columns, the outermost first; the last one is the row itself.
    """

    columns: tuple[str, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Long:
    """Columns that become rows: ``name`` holds their heading, ``value`` what stood in them."""

    name: str
    value: str
    columns: tuple[str, ...] = ()  # names or patterns; none: all that are called by a month


@dataclass(frozen=True)
class Snapshot:
    """Records with the stage of today become a log: begun at ``first``, then moved."""

    stage: str
    created: str
    moved: tuple[str, ...]  # the first of these days that is filled
    first: str


@dataclass(frozen=True)
class Reshaping:
    """All that is done to the rows of a group of files."""

    lookups: tuple[Lookup, ...] = ()
    grouped: Grouped | None = None
    long: Long | None = None
    snapshot: Snapshot | None = None
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # ours → theirs → ours


def read_reshaping(
    spec: Mapping[str, Any], where: str, folder: Path, problems: list[str]
) -> Reshaping:
    """Read the keys that reshape a table; faults are added to ``problems``.

    Returns
    -------
    What is said without fault; nothing of a key that has one.
    """
    return Reshaping(
        lookups=_lookups(spec.get("lookup"), f"{where}.lookup", folder, problems),
        grouped=_grouped(spec.get("grouped"), f"{where}.grouped", problems),
        long=_long(spec.get("long"), f"{where}.long", problems),
        snapshot=_snapshot(spec.get("snapshot"), f"{where}.snapshot", problems),
        words=_words(spec.get("words"), f"{where}.words", problems),
    )


def _lookups(given: object, where: str, folder: Path, problems: list[str]) -> tuple[Lookup, ...]:
    if given is None:
        return ()
    if not isinstance(given, dict) or not given:
        problems.append(
            expected(where, tr("the name of a new column, and where it is from"), given)
        )
        return ()
    found = (
        _lookup(str(name).strip(), told, f"{where}.{name}", folder, problems)
        for name, told in given.items()
    )
    return tuple(one for one in found if one is not None)


def _lookup(
    name: str, given: object, where: str, folder: Path, problems: list[str]
) -> Lookup | None:
    told = _keys(given, LOOKUP_KEYS, ("files", "key", "value"), where, problems)
    if told is None:
        return None
    before = len(problems)
    files = looked_into(told["files"], f"{where}.files", folder, problems)
    key = told["key"]
    if not isinstance(key, dict):
        key = {key: key} if _is_name(key) else {}
    if not key or not all(map(_is_name, [*key, *key.values()])):
        what = tr("a column, or column here: column there")
        problems.append(expected(f"{where}.key", what, told["key"]))
    if bool(told.get("on")) > bool(told.get("since")):
        problems.append(expected(f"{where}.since", tr("the column with the first day"), None))
    form = read_format(told.get("format"), f"{where}.format", problems)
    texts = {k: _name(told.get(k), f"{where}.{k}", problems) for k in ("value", "since", "on")}
    pairs = tuple((str(here).strip(), str(there).strip()) for here, there in key.items())
    return Lookup(name, files, pairs, format=form, **texts) if len(problems) == before else None


def looked_into(given: object, where: str, folder: Path, problems: list[str]) -> tuple[Path, ...]:
    """Files of the client's folder that a key names; faults are added to ``problems``."""
    names = given if isinstance(given, list) else [given]
    good = [name for name in names if isinstance(name, str) and name]
    what = tr("a file, a list of files or a pattern")
    problems += [expected(where, what, given)] * (len(names) - len(good))
    return found_files(good, where, folder, problems)


def found_files(
    names: list[str], where: str, folder: Path, problems: list[str]
) -> tuple[Path, ...]:
    """Files of the client's folder by their names or patterns; faults are added to ``problems``."""
    found: dict[Path, None] = {}
    for name in names:
        try:
            found |= dict.fromkeys(find_files(folder, name))
        except ClientDataError as error:
            problems.append(f"{where}: {error}")
    return tuple(found)


def _grouped(given: object, where: str, problems: list[str]) -> Grouped | None:
    needed = GROUPED_KEYS
    told = _keys(given, needed, needed, where, problems) if given is not None else None
    if told is None:
        return None
    columns = told["column"] if isinstance(told["column"], list) else [told["column"]]
    levels = told["levels"] if isinstance(told["levels"], list) else []
    names = [str(level).strip() for level in levels]
    if not all(map(_is_name, levels)) or not 2 <= len(set(names)) == len(names):
        what = tr("names of new columns, the outermost first, such as [Customer, Document]")
        problems.append(expected(f"{where}.levels", what, told["levels"]))
        return None
    if not all(map(_is_name, columns)) or len(columns) not in (1, len(levels)):
        what = tr("one column of the client, or one for each level")
        problems.append(expected(f"{where}.column", what, told["column"]))
        return None
    return Grouped(tuple(str(column).strip() for column in columns), tuple(names))


def _long(given: object, where: str, problems: list[str]) -> Long | None:
    told = _keys(given, LONG_KEYS, LONG_KEYS, where, problems) if given is not None else None
    if told is None:
        return None
    columns = told["columns"] if isinstance(told["columns"], list) else [told["columns"]]
    if not columns or not all(map(_is_name, columns)):
        what = tr("names of columns, a pattern such as 'Q*', or the word months")
        problems.append(expected(f"{where}.columns", what, told["columns"]))
        return None
    name, value = (_name(told[key], f"{where}.{key}", problems) for key in ("name", "value"))
    plain = tuple(str(column).strip() for column in columns)
    return Long(name, value, () if plain == (MONTHS,) else plain) if name and value else None


def _snapshot(given: object, where: str, problems: list[str]) -> Snapshot | None:
    needed = SNAPSHOT_KEYS
    told = _keys(given, needed, needed, where, problems) if given is not None else None
    if told is None:
        return None
    before = len(problems)
    moved = told["moved"] if isinstance(told["moved"], list) else [told["moved"]]
    days = tuple(_name(day, f"{where}.moved", problems) for day in moved)
    stage, created, first = (
        _name(told[key], f"{where}.{key}", problems) for key in ("stage", "created", "first")
    )
    return Snapshot(stage, created, days, first) if len(problems) == before else None


def _words(given: object, where: str, problems: list[str]) -> dict[str, dict[str, str]]:
    if given is None:
        return {}
    if not isinstance(given, dict) or not all(isinstance(v, dict) and v for v in given.values()):
        what = tr("our columns with the client's words for ours, such as {stage: {Won: client}}")
        problems.append(expected(where, what, given))
        return {}
    found: dict[str, dict[str, str]] = {}
    for column, words in given.items():
        for theirs, ours in words.items():
            if ours is None or isinstance(ours, list | dict) or theirs is None:
                what = tr("one of our words for it")
                problems.append(expected(f"{where}.{column}.{theirs}", what, ours))
            else:
                found.setdefault(str(column), {})[as_written(theirs)] = as_written(ours)
    return found


def _keys(
    given: object,
    known: tuple[str, ...],
    needed: tuple[str, ...],
    where: str,
    problems: list[str],
) -> dict[str, Any] | None:
    """``given`` where it is a table of the ``known`` keys with all that are ``needed``."""
    if not isinstance(given, dict):
        problems.append(expected(where, ", ".join(known), given))
        return None
    faults = [unknown("key", key, known, where) for key in given if key not in known]
    faults += [
        expected(f"{where}.{key}", tr("a value"), None) for key in needed if given.get(key) is None
    ]
    problems += faults
    return None if faults else given


def _is_name(value: object) -> bool:
    return not isinstance(value, bool | list | dict | None) and bool(str(value).strip())


def _name(value: object, where: str, problems: list[str]) -> str:
    if value is not None and not _is_name(value):
        problems.append(expected(where, tr("the name of the client's column"), value))
    return "" if value is None else str(value).strip()


def as_written(value: object) -> str:
    """Value of YAML as the text that somebody wrote: ``true``, not ``True``."""
    return str(value).lower() if isinstance(value, bool) else str(value).strip()
