"""What came in, what was taken, and what was not?"""

from helpers.language import N_, tr

REASONS = {
    "missing": N_("%(column)s is empty"),
    "unreadable": N_("%(column)s cannot be read"),
    "cells": N_("%(found)s cells where the header has %(expected)s"),
    "quote": N_("a quotation mark is opened and never closed"),
    "heading": N_("the header stands here again"),
    "duplicate": N_("the same row stands above"),
}


def reason(fault: str) -> str:
    """Sentence for a fault of the intake, in the language in use.

    >>> reason("missing date")
    'date is empty'
    """
    kind, *rest = fault.split()
    numbers = {"found": rest[0], "expected": rest[1]} if kind == "cells" else {}
    return tr(REASONS[kind]) % {"column": " / ".join(rest), **numbers}
