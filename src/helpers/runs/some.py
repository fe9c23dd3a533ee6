"""What becomes of the other chapters when only some are asked for?

The report that stands there is never replaced by less: the chapters asked for are merged into
it, the others as they were. Where the others would have to be run first, the chapters asked for
go beside it, into ``<client>.part``.
"""

from collections.abc import Iterable
from typing import Any

from helpers import chapters
from helpers.cache.hashes import read_json
from helpers.chapters import Chapter
from helpers.runs.order import Order
from helpers.runs.ours import MANIFEST


def the_others(order: Order, asked: Iterable[Chapter]) -> list[Chapter]:
    """Chapters of the report that stands there which are not asked for; none without a report."""
    if not order.only:
        return []
    there = {told.get("number") for told in _standing(order).get("chapters", [])}
    numbers = there - {chapter.number for chapter in asked}
    known = chapters.chapters(order.notebooks)
    by_request = [n for n in numbers if n not in {c.number for c in known}]
    known += chapters.chapters(order.notebooks, by_request) if by_request else []
    return [chapter for chapter in known if chapter.number in numbers]


def speaks(order: Order) -> str:
    """Language of the report that stands there; empty without a report."""
    return _standing(order).get("language", "")


def _standing(order: Order) -> dict[str, Any]:
    told = read_json(order.target / MANIFEST)
    return told if isinstance(told, dict) else {}


def to_ask_for(order: Order, numbers: Iterable[str]) -> list[str]:
    """Numbers that one must ask for to get these chapters; none where they are all there are."""
    whole = [chapter.number for chapter in chapters.chapters(order.notebooks)]
    return [] if sorted(numbers) == sorted(whole) else sorted(numbers)
