"""What can the consultant repair, and how is it said?"""

from collections.abc import Iterable
from difflib import get_close_matches


class ClientDataError(Exception):
    """A fault of the input that the consultant can repair.

    The command line prints its text alone and ends with status 1; every other exception
    is a fault of ours and keeps its traceback. The text says what was expected, what came,
    and what to do; where there are several problems it lists them all.
    """


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Hint at the nearest known word, or an empty string when none is near.

    >>> did_you_mean("custommer", ["customer", "date"])
    " Did you mean 'customer'?"
    >>> did_you_mean("xyz", ["customer", "date"])
    ''
    """
    lower = {str(k).lower(): str(k) for k in known}
    near = get_close_matches(str(word).lower(), lower, n=1, cutoff=0.6)
    if not near:
        return ""
    from helpers.language import tr  # whose own faults are said in these words too

    return " " + tr("Did you mean '%(word)s'?") % {"word": lower[near[0]]}
