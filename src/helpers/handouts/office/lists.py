"""Which lists are there to act on? Each with all its rows, and what it is for."""

import re
from collections.abc import Collection

from helpers.handouts.markdown import words
from helpers.handouts.tree import ActingList, Block, Document

LONGEST_NAME = 31  # characters that a spreadsheet allows for the name of a sheet
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_RESERVED = ("history", "")


def lists(document: Document, taken: Collection[str] = ()) -> list[ActingList]:
    """Lists of a document in its order; no sheet has a name that is ``taken`` (small letters).

    Each with ``sheet`` (a name that a spreadsheet takes), ``caption``, ``chapter``, ``about``
    (the words that lead to it), ``note``, ``columns`` and ``rows`` (raw values).
    """
    found: list[ActingList] = []
    taken = set(taken)
    for part in document["parts"]:
        about = ""
        for block in part.get("blocks", []):
            about = _words(block) or about
            if block["t"] == "table" and block.get("act"):
                sheet = sheet_name(block["caption"], taken)
                taken.add(sheet.lower())
                found.append(
                    {
                        "sheet": sheet,
                        "caption": block["caption"],
                        "chapter": part["title"],
                        "about": about,
                        "note": block["note"],
                        "columns": block["columns"],
                        "rows": block["rows"],
                    }
                )
    return found


def _words(block: Block) -> str:
    return words(block["inline"]).strip() if block["t"] in ("heading", "paragraph") else ""


def sheet_name(caption: str, taken: set[str]) -> str:
    """Name of a sheet: valid, short, and not ``taken`` (in small letters).

    >>> sheet_name("Who calls: today?", set()), sheet_name("a/b", {"a b"})
    ('Who calls today', 'a b 2')
    """
    name = " ".join(_FORBIDDEN.sub(" ", caption).split())
    name = _short(name, LONGEST_NAME)
    if name.lower() in _RESERVED:
        name = f"{name}_"
    tried, nth = name, 1
    while tried.lower() in taken:
        nth += 1
        tried = f"{_short(name, LONGEST_NAME - len(str(nth)) - 1)} {nth}"
    return tried


def _short(name: str, longest: int) -> str:
    """Cut at a word where one ends in the second half."""
    # Excel counts in UTF-16: a sign outside of the basic plane counts twice
    while len(name.encode("utf-16-le")) // 2 > longest:
        cut = name[:-1].rfind(" ")
        name = name[:cut] if cut > longest // 2 else name[:-1]
    return name.strip()
