"""In which words does the reader get the client's own words?

Who opens the records of a client says it once, as with the names. Only what is printed is
translated: what is counted, and every table that is kept, has the words as they came.
"""

import re
from collections.abc import Mapping

# between the words of a text that is put together, the outermost first
_BETWEEN = [re.compile(form) for form in (r"([“”«»])", r"( · | — )", r"( = |: )", r"(, )")]
_words: dict[str, str] = {}


def use(words: Mapping[str, str]) -> None:
    """Take the words of another client, or of another language; none are translated without."""
    _words.clear()
    _words.update(words)


def printed(text: str) -> str:
    """``text`` as the reader gets it.

    >>> use({"Fleet": "Парк", "North": "Север"})
    >>> printed("Fleet"), printed("Segment: Fleet"), printed("Fleets, “Fleet, North”")
    ('Парк', 'Segment: Парк', 'Fleets, “Парк, Север”')
    >>> use({})
    >>> printed("Fleet")
    'Fleet'
    """
    if not _words:
        return text
    return _printed(text, 0)


def _printed(text: str, depth: int) -> str:
    if text in _words:
        return _words[text]
    if depth == len(_BETWEEN):
        return text
    return "".join(_printed(part, depth + 1) for part in _BETWEEN[depth].split(text))
