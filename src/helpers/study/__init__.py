"""How does somebody learn to lead a session? By exercises on a company of one's own.

A notebook of the course imports what it needs from here; nothing else is meant for trainees.
"""

from importlib import import_module
from typing import Any

WHERE = {
    "begin": "checking",
    "check": "checking",
    "guess": "checking",
    "hint": "checking",
    "progress": "overview",
    "recap": "crib",
    "Sentence": "sentence",
}
__all__ = [*WHERE]  # noqa: PLE0604 - the names above


def __getattr__(name: str) -> Any:
    """Give what a notebook asks for, so that the command line starts without its imports."""
    if name not in WHERE:
        raise AttributeError(f"helpers.study has no {name!r}")
    from helpers.study import errors_in_words

    errors_in_words.set_up()
    return getattr(import_module(f"helpers.study.{WHERE[name]}"), name)
