"""Whose name, of those who work here, may stand beside which number?

One rule for all chapters. How the work is shared out may be said with names: who serves whom, who
sells how much, what hangs on one desk, who answers for a promise. A number that holds somebody
against others (who loses more, answers later, gives up sooner, whose forms lie lower or whose
sales have moved) is told without a name, by a word or a letter, in everything that is handed out
or shown: handout, slides, index, list of findings, appendix. The guide has the name, with what to
do before it is said aloud; the tables have it as they have every row.
"""

from collections.abc import Iterable
from typing import NamedTuple

from helpers.language import N_, tr

# findings that say with a name how the work is shared out; no other may hold a name
NAMING = ("standing_out.person", "commitments.hangs")
# columns of a table that say how the work is shared out, where no customer stands beside the name
SHARED_OUT = ("amount", "share", "customers", "money", "at_stake", "cell")
LETTERS = N_("Manager %(letter)s")


class Unnamed(NamedTuple):
    """Somebody by the word under which the room reads of him, and by name."""

    told_as: str
    name: str


def letter(number: int) -> str:
    """Manager by a letter: A to Z, then AA.

    >>> letter(0), letter(26)
    ('Manager A', 'Manager AA')
    """
    head, tail = divmod(number, 26)
    return tr(LETTERS) % {"letter": (chr(64 + head) if head else "") + chr(65 + tail)}


def before_a_name(*judging: object) -> str:
    """Say where the name is, and what to do before it is said aloud; empty where nobody is told."""
    if all(one is None for one in judging):
        return ""
    return tr(
        "No name stands here; who leads has it. Before it is said aloud, show the number to the "
        "person, alone, and ask what the records do not hold. It says what is unlike, not whose "
        "fault it is."
    )


def for_who_leads(people: Iterable[Unnamed]) -> str:
    """Say in the guide whom the room reads of without a name; empty where nobody is told."""
    named = "; ".join(f"{one.told_as}: {one.name}" for one in people)
    if not named:
        return ""
    text = tr(
        "For who leads alone. %(named)s. Show the number to each of them first, alone; who cannot "
        "be talked to before the session is not named in it."
    )
    return text % {"named": named}
