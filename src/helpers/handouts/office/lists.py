"""Which lists are there to act on? Each with all its rows, and what it is for."""

import re
from collections.abc import Collection

from helpers.handouts.markdown import words
from helpers.handouts.tree import ActingList, Block, Document, Part
from helpers.language import N_, tr

LONGEST_NAME = 31  # characters that a spreadsheet allows for the name of a sheet
SHORT = {  # captions that are too long for the name of a sheet
    N_("The largest customers with blanks on their card"): N_("Cards to fill"),
    N_("A by net sales, C by gross profit"): N_("Large without profit"),
    N_("Customers who moved down or are gone"): N_("Moved down or gone"),
    N_("Customers whose habit has changed"): N_("Habit has changed"),
    N_("Categories that customers have dropped"): N_("Dropped categories"),
    N_("Customers who are late for their own habit"): N_("Late"),
    N_("Who has left, the most money of a quarter ago first"): N_("Left"),
    N_("Control group: not called this month"): N_("Control group"),
    N_("Reasons of the month, in turn for each manager"): N_("Reasons of the month"),
    N_("Customers who came back in the last 12 months"): N_("Who came back"),
    N_("Customers with the most margin to come"): N_("Most margin to come"),
}
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
                sheet = sheet_name(f"{_number(part)} {_short_name(block['caption'])}", taken)
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
                        "verdict": block.get("verdict", []),
                    }
                )
    return found


def _words(block: Block) -> str:
    return words(block["inline"]).strip() if block["t"] in ("heading", "paragraph") else ""


def _number(part: Part) -> str:
    """Number of the chapter that a part of a document is; nothing for another part."""
    return "".join(sign for sign in part["id"] if sign.isdigit())


def _short_name(caption: str) -> str:
    return next((tr(short) for long, short in SHORT.items() if tr(long) == caption), caption)


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
