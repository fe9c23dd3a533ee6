"""How many examples does a law need, in either gear?"""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import settings


def examples(most: int, **more: Any) -> settings:
    """At most so many examples, and no more than the gear asks for."""
    return settings(max_examples=min(most, settings().max_examples), deadline=None, **more)


def first(quick: int, cases: Sequence[Any]) -> list[Any]:
    """Cases of one kind, each of which takes long: the first ones alone in the fast gear."""
    return [*cases[:quick], *(pytest.param(one, marks=pytest.mark.slow) for one in cases[quick:])]
