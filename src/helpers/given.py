"""What is made of nothing? Nothing.

Where the client did not bring a table or a column there is None in its place, and what would
be counted or drawn from it is None too; ``show`` shows nothing of None. So neither a chapter
nor a function asks twice what the records hold.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast, overload

Given = TypeVar("Given", contravariant=True)
Made = TypeVar("Made", covariant=True)
Rest = ParamSpec("Rest")


class OfWhatIsGiven(Protocol[Given, Rest, Made]):
    """A function that gives None of None, and what it makes of everything else."""

    @overload
    def __call__(self, given: Given, /, *rest: Rest.args, **named: Rest.kwargs) -> Made: ...
    @overload
    def __call__(self, given: None, /, *rest: Rest.args, **named: Rest.kwargs) -> None: ...


def when_given(
    make: Callable[Concatenate[Given, Rest], Made],
) -> "OfWhatIsGiven[Given, Rest, Made]":
    """Let a function give None where its first argument is None.

    >>> when_given(len)(None), when_given(len)([])
    (None, 0)
    """

    @wraps(make)
    def made(given: Given | None, *rest: Rest.args, **named: Rest.kwargs) -> Made | None:
        return None if given is None else make(given, *rest, **named)

    return cast("OfWhatIsGiven[Given, Rest, Made]", made)
