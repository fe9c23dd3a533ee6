"""What did the consultant say about the day in the room, and about the days before it?

When it begins, who reads names, and where it stands what earlier sessions have decided.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.errors import ClientDataError, did_you_mean
from helpers.language import LANGUAGES, N_, current, tr
from helpers.records.engagement.said import expected, text, unknown
from helpers.records.sources.files import find_files

WAYS = ("masked", "initials", "full")  # in which a person is named
NAMES: Mapping[str, str] = {  # document → way, where nobody has said another
    "handout": "masked",
    "slides": "masked",
    "guide": "full",
    "spreadsheet": "full",
    "codes": "masked",  # of customers, where they tell who it is: in the spreadsheet alone
}
DAY = 24 * 60
A_TIME = N_('a time of the day such as "09:30"')
A_WAY = N_("masked, initials or full, or one of them for each document")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def starts(raw: Mapping[str, Any], problems: list[str]) -> int | None:
    """Minute of the day at which the session begins; None where nobody has said so.

    YAML takes 9:30 without quotes for a number of minutes, which is what it means here.
    """
    value = raw.get("starts")
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 60 <= value < DAY:
        return value
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        problems.append(expected("starts", tr(A_TIME), value))
        return None
    return 60 * int(found[1]) + int(found[2])


def on_the_cover(raw: Mapping[str, Any], key: str, problems: list[str]) -> str:
    """Text of the cover in the language in use.

    It is said once, or once for each language: ``{en: …, ru: …}``; where the language in use is
    not among them, the first that is.
    """
    told = raw.get(key)
    if not isinstance(told, Mapping):
        return text(key, told, problems)
    for word in told:
        if word not in LANGUAGES:
            problems.append(unknown("language", word, LANGUAGES, key))
    texts = {word: text(f"{key}: {word}", told[word], problems) for word in told}
    return texts.get(current(), "") or next(filter(None, texts.values()), "")


def names(raw: Mapping[str, Any], problems: list[str]) -> dict[str, str]:
    """Way in which people are named in each document; one word is for all of them."""
    said = raw.get("names")
    told = dict.fromkeys(NAMES, said) if isinstance(said, str) else said or {}
    if not isinstance(told, Mapping):
        problems.append(expected("names", tr(A_WAY), said))
        return dict(NAMES)
    ways = dict(NAMES)
    for document, way in told.items():
        if document not in NAMES:
            problems.append(unknown("document", document, NAMES, "names"))
        elif way not in WAYS:
            hint = did_you_mean(str(way), WAYS)
            problems.append(expected("names", tr(A_WAY), way, hint))
            break  # one word for all is told once
        else:
            ways[document] = way
    return ways


def decisions(raw: Mapping[str, Any], folder: Path, problems: list[str]) -> tuple[Path, ...]:
    """Filled sheets of earlier sessions that are not called as the workbook calls them."""
    said = raw.get("decisions")
    told = [said] if isinstance(said, str) else said or []
    if not isinstance(told, list) or not all(isinstance(name, str) for name in told):
        problems.append(expected("decisions", tr("a file or a list of files"), said))
        return ()
    found: list[Path] = []
    for name in told:
        try:
            found += find_files(folder, name)
        except ClientDataError as error:
            problems.append(f"decisions: {error}")
    return tuple(dict.fromkeys(found))
