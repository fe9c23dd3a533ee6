"""In which words does the reader get the client's own words?

Who opens the records of a client says it once, as with the names. Only what is printed is
translated: what is counted, and every table that is kept, has the words as they came.
"""

import re
from collections.abc import Mapping

_PARTS = re.compile(r"( · | — | = |: )")  # between the words of a label that is put together
_words: dict[str, str] = {}


def use(words: Mapping[str, str]) -> None:
    """Take the words of another client, or of another language; none are translated without."""
    _words.clear()
    _words.update(words)


def printed(text: str) -> str:
    """``text`` as the reader gets it.

    >>> use({"Fleet": "Парк", "North": "Север"})
    >>> printed("Fleet"), printed("Segment: Fleet"), printed("Fleets")
    ('Парк', 'Segment: Парк', 'Fleets')
    >>> use({})
    >>> printed("Fleet")
    'Fleet'
    """
    if not _words:
        return text
    if text in _words:
        return _words[text]
    return "".join(_words.get(part, part) for part in _PARTS.split(text))
