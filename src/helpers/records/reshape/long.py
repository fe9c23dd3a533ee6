"""Which columns are rows: months side by side, a question in each column?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

import ibis
from ibis.expr.types import Table as Rows

from helpers.language import N_, tr
from helpers.records.cells.months import month_words
from helpers.records.cells.totals import TOTAL_LINE, TOTALS_ALONE
from helpers.records.engagement.formula import key
from helpers.records.engagement.reshaping import Long
from helpers.records.reshape.step import Note, Step

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_FIGURES = re.compile(
    r"((?:19|20)\d\d)[-./](\d{1,2})(?:[-./]\d{1,2})?(?:[ T].*)?"
    r"|(?:\d{1,2}[./-])?(\d{1,2})[./-]((?:19|20)\d\d)"
)
_TOTAL = re.compile(TOTALS_ALONE)


@dataclass(frozen=True)
class LongStep(Step):
    """Columns of one source that become rows, each with its label."""

    labels: tuple[tuple[int, str], ...] = ()

    def reads(self) -> dict[int, bool]:
        """Columns that it needs, and whether they are counted."""
        return {index: True for index, _ in self.labels}

    def applied(self, rows: Rows, others: list[Rows]) -> tuple[Rows, list[Note]]:
        """Return a row for each filled cell; lines of totals are marked before they are apart."""
        cells = [rows[name] for name in rows.columns if re.fullmatch(r"c\d+", name)]
        total = ibis.coalesce(*cells).re_search(TOTALS_ALONE).fill_null(False)
        rows = rows.mutate(
            problem=ibis.ifelse(total, ibis.literal(TOTAL_LINE), rows.problem), total_line=total
        )
        name, value = f"c{self.at}", f"c{self.at + 1}"
        each = [
            rows.filter(rows[f"c{index}"].notnull() | rows.total_line).mutate(
                **{name: ibis.literal(label), value: rows[f"c{index}"], "nth": ibis.literal(nth)}
            )
            for nth, (index, label) in enumerate(self.labels)
        ]
        whole = ibis.union(*each) if len(each) > 1 else each[0]
        # a line of totals without results is one line, not one a column
        whole = whole.filter(~whole.total_line | whole[value].notnull() | (whole.nth == 0))
        return whole.order_by("line", "nth").drop("nth", "total_line"), []


def long_step(told: Long, names: Sequence[str], *, places: Sequence[str]) -> LongStep:
    """Step for the columns ``names`` of a sheet and a file called as ``places`` say.

    Raises
    ------
    ValueError
        With a sentence, where no column is meant, or a month has no year.
    """
    if told.columns:
        wanted = [key(column) for column in told.columns]
        labels = [
            (index, name)
            for index, name in enumerate(names)
            if key(name) in wanted
            or (not is_total(name) and any(fnmatchcase(key(name), one) for one in wanted))
        ]
    else:
        labels = _months(names, places)
    if not labels:
        raise ValueError(
            tr(NO_COLUMNS) % {"meant": ", ".join(told.columns)} if told.columns else tr(NO_MONTHS)
        )
    return LongStep((told.name, told.value), len(names), tuple(labels))


def _months(names: Sequence[str], places: Sequence[str]) -> list[tuple[int, str]]:
    """Columns that are months, each with its first day; the sheet tells the year, or the file."""
    found = [set(_YEAR.findall(place)) for place in places]
    known = next((int(years.pop()) for years in found if len(years) == 1), 0)
    labels = []
    for index, name in enumerate(names):
        if (month := month_of(name)) is None:
            continue
        year = month[0] or known
        if not year:
            raise ValueError(tr(NO_YEAR) % {"name": name, "place": ", ".join(filter(None, places))})
        labels.append((index, f"{year}-{month[1]:02d}-01"))
    return labels


NO_COLUMNS = N_("no column is called %(meant)s, so there is nothing to make rows of.")
NO_MONTHS = N_(
    "no heading is a month such as January 2025 or 01.2025, so there is nothing to make rows of. "
    "Name the columns under columns."
)
NO_YEAR = N_(
    "the column '%(name)s' is a month without a year, and '%(place)s' does not name one either. "
    "Write the year into the name of the sheet or of the file."
)


def is_total(name: str) -> bool:
    """Is a column one of totals, by its heading?

    >>> is_total("Итого"), is_total("Grand total"), is_total("Total Sports Ltd")
    (True, True, False)
    """
    return bool(_TOTAL.search(name))


def month_of(name: str) -> tuple[int, int] | None:
    """Year (0 where it is not said) and month that a heading means; None where it means none.

    >>> month_of("Январь"), month_of("Mar 2024"), month_of("2025-01-01"), month_of("Marketing")
    ((0, 1), (2024, 3), (2025, 1), None)
    """
    text = name.strip().lower().removesuffix("г.").strip()
    if figures := _FIGURES.fullmatch(text):
        year, month = figures[1] or figures[4], int(figures[2] or figures[3])
        return (int(year), month) if 1 <= month <= 12 else None
    year = _YEAR.search(text)
    word = _YEAR.sub("", text).strip(" .,'-/")
    found = _word_month().get(word)
    return (int(year[1]) if year else 0, found) if found else None


@cache
def _word_month() -> dict[str, int]:
    return {
        re.sub(r"\\(.)", r"\1", word): number
        for number, words in enumerate(month_words(), start=1)
        for word in words.split("|")
    }
