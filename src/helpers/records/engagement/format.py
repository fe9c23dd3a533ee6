"""How is a file written, where that cannot be found out from the file?"""

import codecs
from dataclasses import dataclass, fields
from typing import Any

from helpers.errors import did_you_mean
from helpers.language import tr
from helpers.records.engagement.said import expected, unknown

# what Python calls an encoding and no program writes a table in
NO_TEXT = ("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7",
           "unicode_escape", "raw_unicode_escape", "utf_7", "mbcs", "oem")  # fmt: skip
SIDES = ("Dr", "Cr")
SEPARATORS = (",", ";", "\t", "|")
RARE_SEPARATORS = ("~", "^", ":")  # believed only where no other shows the columns
TAB = ("tab", "\\t")  # as a tab may be told
NO_HEADER = (0, "none")  # columns are then named by their numbers: the first is 1


@dataclass(frozen=True)
class Format:
    """How a file is written; whatever is None (or empty) is found out from the file."""

    encoding: str | None = None
    separator: str | None = None
    decimal: str | None = None
    header: tuple[int, ...] = ()
    day_first: bool | None = None
    sheet: str | None = None
    positive: str = ""  # of amounts with Dr or Cr behind them, those that are ours


def read_format(given: object, where: str, problems: list[str]) -> Format:
    """Read the key ``format`` of a table; faults are added to ``problems``.

    Returns
    -------
    What is said; all else is found out from the file.
    """
    if given is None:
        return Format()
    known = [f.name for f in fields(Format)]
    if not isinstance(given, dict):
        problems.append(expected(where, ", ".join(known), given))
        return Format()
    good: dict[str, Any] = {}
    for key, value in given.items():
        if key not in known:
            problems.append(unknown("key", key, known, where))
        elif fault := FORMAT_FAULTS[key](value):
            problems.append(expected(f"{where}.{key}", fault, value))
        else:
            good[key] = _plain(key, value)
    return Format(**good)


def _plain(key: str, value: Any) -> Any:
    if key == "header" and value in NO_HEADER:
        return (0,)
    if key == "header":
        return tuple(value) if isinstance(value, list) else (value,)
    return "\t" if key == "separator" and value in TAB else value


def _encoding_fault(value: object) -> str:
    try:
        if not isinstance(value, str) or codecs.lookup(value).name in NO_TEXT:
            raise LookupError(value)
        "".encode(value)  # what turns bytes into bytes (hex, zlib) is no encoding of a text
    except (LookupError, ValueError):
        known = ("utf-8", "utf-16", "cp1251", "cp866", "koi8-r", "cp1252")
        return tr("an encoding such as") + f" {', '.join(known)}{did_you_mean(str(value), known)}"
    return ""


def _header_fault(value: Any) -> str:
    if value in NO_HEADER:
        return ""
    rows = value if isinstance(value, list) else [value]
    good = all(type(r) is int and r >= 1 for r in rows) and 1 <= len(rows) <= 2
    if good and (len(rows) == 1 or rows[1] == rows[0] + 1):
        return ""
    return tr(
        "the number of the header row (the first row is 1), two such rows in a list, or 0 where "
        "there are no names"
    )


FORMAT_FAULTS = {
    "encoding": _encoding_fault,
    "separator": lambda v: (
        "" if v in (*SEPARATORS, *RARE_SEPARATORS, *TAB) else tr("one of , ; | ~ ^ : tab")
    ),
    "decimal": lambda v: "" if v in (".", ",") else tr("'.' or ','"),
    "header": _header_fault,
    "day_first": lambda v: "" if isinstance(v, bool) else tr("true or false"),
    "sheet": lambda v: "" if isinstance(v, str) and v else tr("the name of a sheet"),
    "positive": lambda v: "" if v in SIDES else tr("Dr or Cr"),
}
