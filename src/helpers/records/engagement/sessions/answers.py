"""Which day does a person mean by a cell of a sheet, and is it yes or no?"""

import re
from datetime import date, datetime, time, timedelta

from helpers.records.cells.months import month_words
from helpers.records.engagement.sessions import places
from helpers.records.engagement.sessions.lines import text

YES = {"yes", "y", "true", "1", "x", "v", "+", "ok", "done", "✓", "✔", "☑", "да", "д", "х",
       "истина", "готово", "сделано", "выполнено"}  # fmt: skip
NO = {"no", "n", "false", "0", "-", "–", "—", "not done", "not yet", "in progress", "open", "✗",
      "✘", "нет", "н", "ложь", "не сделано", "не выполнено", "пока нет", "ещё нет", "еще нет",
      "в работе", "в процессе"}  # fmt: skip
_BEFORE = re.compile(r"^(?:by|until|till|before|on|до|к|не позднее)\s+")
_AFTER = re.compile(r"(?:[\s,t]+\d{1,2}:\d\d(?::\d\d)?|[\s,]*(?:года?|г)\.?)$")
_MONTHS = [re.compile(rf"(?:{words})\.?(?!\w)") for words in month_words()]
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s.\-]*m(\d\d)(?:[\s.,\-]*(\d{4}|\d\d))?")
_NAMED_FIRST = re.compile(r"m(\d\d)[\s.\-]*(\d{1,2})(?:st|nd|rd|th)?(?:[\s,.\-]+(\d{4}|\d\d))?")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[./\-]\s*(\d{1,2})\s*[./\-]\s*(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})\s*([./\-])\s*(\d{1,2})(?:\s*\2\s*(\d{4}|\d\d)?)?")


def done(cell: object) -> bool | None:
    """Whether something is done; None where that cannot be told.

    >>> done("Yes"), done("в работе"), done("maybe")
    (True, False, None)
    """
    said = text(cell).casefold().rstrip(".!")
    return True if said in YES else False if said in NO else None


def day(cell: object, since: date) -> date | None:
    """Day that a cell means; None where it means none, or may mean two.

    A day without a year is the first one from ``since`` on. Figures with points have the day
    first; with strokes that is only known where one of the two can be no month.

    >>> day("31 March", date(2026, 1, 22)), day("до 5.4.26", date(2026, 1, 22))
    (datetime.date(2026, 3, 31), datetime.date(2026, 4, 5))
    >>> day("03/04/2026", date(2026, 1, 22)) is None
    True
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool | int | float | time | timedelta):
        return None
    told = _plain(cell)
    ways = _of_figures(told, since)
    return places.day_of(told) or (ways.pop() if len(ways) == 1 else _of_words(told, since))


def means_two(cell: object, since: date) -> bool:
    """Whether a cell may mean either of two days: ``03/04/2026``."""
    return len(_of_figures(_plain(cell), since)) > 1


def _plain(cell: object) -> str:
    """What a cell says, without words and clock times around the day."""
    told = _BEFORE.sub("", text(cell).casefold())
    return _AFTER.sub("", _AFTER.sub("", told)).strip(" ,")


def _of_figures(told: str, since: date) -> set[date]:
    """Days that figures may mean."""
    if found := _YEAR_FIRST.fullmatch(told):
        return _known(_made(found[1], found[2], found[3], since))
    found = _FIGURES.fullmatch(told)
    if found is None:
        return set()
    one, sign, other, year = found.groups()
    ways = [(other, one)] if sign == "." else [(other, one), (one, other)]
    return _known(*(_made(year, month, day_, since) for month, day_ in ways))


def _known(*days: date | None) -> set[date]:
    return {one for one in days if one is not None}


def _of_words(told: str, since: date) -> date | None:
    for month, words in enumerate(_MONTHS, start=1):
        told = words.sub(f"m{month:02d}", told, count=1)
    if found := _NAMED.fullmatch(told):
        return _made(found[3], found[2], found[1], since)
    if found := _NAMED_FIRST.fullmatch(told):
        return _made(found[3], found[1], found[2], since)
    return None


def _made(year: str | None, month: str, day_: str, since: date) -> date | None:
    if year is None:
        first = _made(str(since.year), month, day_, since)
        past = first is None or first < since
        return _made(str(since.year + 1), month, day_, since) if past else first
    whole = int(year) + (2000 if len(year) == 2 else 0)
    return places.day_of(f"{whole:04d}-{int(month):02d}-{int(day_):02d}")
