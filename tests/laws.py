"""How many examples does a law need, in either gear?"""

from typing import Any

from hypothesis import settings


def examples(most: int, **more: Any) -> settings:
    """At most so many examples, and no more than the gear asks for."""
    return settings(max_examples=min(most, settings().max_examples), deadline=None, **more)
