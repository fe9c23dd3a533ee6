"""How is a fault of the engagement said? What was expected, what came, and what may be meant."""

from collections.abc import Iterable
from datetime import date

from helpers.errors import did_you_mean
from helpers.language import N_, tr

EXPECTED = N_("%(where)s: expected %(expected)s, found %(found)s.")
UNKNOWN = {
    "key": N_("unknown key %(word)s.%(hint)s Known: %(known)s."),
    "table": N_("unknown table %(word)s.%(hint)s Known: %(known)s."),
    "column": N_("unknown column %(word)s.%(hint)s Known: %(known)s."),
    "threshold": N_("unknown threshold %(word)s.%(hint)s Known: %(known)s."),
    "document": N_("unknown document %(word)s.%(hint)s Known: %(known)s."),
    "language": N_("unknown language %(word)s.%(hint)s Known: %(known)s."),
    "subject": N_("unknown subject %(word)s.%(hint)s Known: %(known)s."),
}


def expected(where: str, what: str, found: object, hint: str = "") -> str:
    """Sentence on a value that cannot be one; ``what`` is in the language in use.

    >>> expected("as_of", "a day such as 2024-11-30", "soon")
    "as_of: expected a day such as 2024-11-30, found 'soon'."
    """
    shown = tr("nothing") if found is None else repr(found)
    return tr(EXPECTED) % {"where": where, "expected": what, "found": shown} + hint


def unknown(
    kind: str,
    word: object,
    known: Iterable[str],
    where: str = "",
    near: Iterable[str] | None = None,
) -> str:
    """Sentence on a word that is none of ``known``; what is ``near`` may have been meant.

    >>> unknown("key", "titel", ["title"])
    "unknown key 'titel'. Did you mean 'title'? Known: title."
    """
    known = list(known)
    values = {
        "word": repr(word),
        "hint": did_you_mean(str(word), known if near is None else near),
        "known": ", ".join(known),
    }
    return (f"{where}: " if where else "") + tr(UNKNOWN[kind]) % values


def text(where: str, value: object, problems: list[str]) -> str:
    """A value as the text that it is meant to be; empty where nothing was said, or no text."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        problems.append(expected(where, tr("a text"), value))
        return ""
    return str(value).strip()
