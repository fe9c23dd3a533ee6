"""What may a client's records be told? All sentences of the code that read them, by subject."""

import re
from collections.abc import Iterator

from helpers import project
from helpers.language import N_, tr
from helpers.language.catalogue import words_of_code

RECORDS = project.ROOT / "src" / "helpers" / "records"
SUBJECTS = {  # heading: folders and modules of the records
    N_("What stops a reading"): ("stop.py", "intake.py", "kept.py", "load.py"),
    N_("Files that cannot be read, and what was found in them"): ("sources",),
    N_("Days and numbers"): ("cells", "decide.py"),
    N_("Questions about what was read"): ("doubts", "first_look.py", "passport.py"),
    N_("The engagement"): ("engagement",),
    N_("Columns that are rows, look-ups, stages"): ("reshape",),
}
ELSEWHERE = ("request", "sessions", "schema")  # no messages: a form, a sheet to fill
SENTENCE = re.compile(r".{20,}[.?]", re.DOTALL)
HOLE = re.compile(r"%\((\w+)\)s")


def lines() -> Iterator[str]:
    """A list for each subject, in the language in use; dots stand for what differs each time."""
    for subject, places in SUBJECTS.items():
        yield from (f"## {tr(subject)}", "")
        yield from (f"- {_shown(tr(one))}" for one in gathered(places))
        yield ""


def gathered(places: tuple[str, ...]) -> list[str]:
    """Whole sentences that these modules mark for translation, in the order of the alphabet."""
    found: set[str] = set()
    for path in sorted(RECORDS.rglob("*.py")):
        inside = path.relative_to(RECORDS).parts
        if inside[0] in places and not set(inside) & set(ELSEWHERE):
            said = words_of_code(path.read_text("utf-8"))
            found |= {one if isinstance(one, str) else one[-1] for one in said}
    return sorted(one for one in found if SENTENCE.fullmatch(one))


def _shown(message: str) -> str:
    r"""A message as a page shows it: no holes, nothing that Markdown would take for its own.

    >>> _shown("%(file)s has no sheet <x>.")
    '… has no sheet \\<x\\>.'
    """
    text = re.sub(r"([*_<>\[\]|])", r"\\\1", HOLE.sub("…", message))
    return text.replace("\n", " ").replace("%%", "%")
