"""Which doubts say that files or tables do not fit together, and with what numbers?"""

from collections.abc import Iterable, Sequence
from typing import Any

from helpers.records.doubts.borders import BROKEN
from helpers.records.doubts.own_totals import OTHER_SUMS
from helpers.records.doubts.replaced import ALL_NEW, OTHER_KEYS

SIGNS = {BROKEN: "border", OTHER_KEYS: "keys", ALL_NEW: "replaced", OTHER_SUMS: "totals"}


def signs(doubts: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """Values of these doubts among all, each with its ``sign``; money as a number."""
    return [
        {"sign": SIGNS[text]} | {name: _plain(name, value) for name, value in values.items()}
        for text, values in doubts
        if text in SIGNS
    ]


def _plain(name: str, value: Any) -> Any:
    return float(value) if name.startswith("money") else value
