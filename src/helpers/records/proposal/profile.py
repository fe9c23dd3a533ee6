"""What do the cells of a column look like?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from helpers.records.reshape.long import month_of
from helpers.records.sources.staging import TYPED

LOOKED_AT = 600  # different values, the most frequent
USUAL = 40
KEPT = 100_000  # values that are remembered, to be found in other files
EXAMPLES = 3
_DAY = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?:[ T,].*)?|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
    r"(?:[ T].*)?|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|\d{1,2}\.? [^\W\d]{3,9}\.? (?:19|20)\d\d.*|[^\W\d]{3,9} \d{1,2},? (?:19|20)\d\d.*"
)
_MONEY_SIGNS = re.compile(r"(?i)[\s\u00a0\u202f'’%€$£₽₸₴]|руб\.?|eur|usd|rub|chf|gbp")
_NUMBER = re.compile(r"[-−(]?\d[\d.,]*\)?-?")


@dataclass(frozen=True)
class Profile:
    """A column by its heading: shares of its filled cells that are days, months, numbers."""

    heading: str
    rows: int
    filled: int = 0
    different: int = 0
    days: float = 0.0
    months: float = 0.0
    numbers: float = 0.0
    fractions: float = 0.0  # numbers that are not whole
    least: float = 0.0
    largest: float = 0.0
    length: float = 0.0  # letters of a usual value
    usual: tuple[tuple[str, int], ...] = ()  # most frequent values with their cells
    values: frozenset[str] = field(default=frozenset(), repr=False)
    elsewhere: int = 0  # other tables of the folder in which its values stand

    @property
    def examples(self) -> tuple[str, ...]:
        """A few values as they are written."""
        return tuple(word for word, _ in self.usual[:EXAMPLES])

    @property
    def full(self) -> float:
        """Share of cells that are filled."""
        return self.filled / self.rows if self.rows else 0.0

    @property
    def unlike(self) -> float:
        """Different values by filled cells: 1 where none stands twice."""
        return self.different / self.filled if self.filled else 0.0


def profile(heading: str, cells: pa.ChunkedArray) -> Profile:
    """Look at all cells of a column, and at its most frequent values one by one."""
    counted = pc.value_counts(cells.drop_null())
    pairs = zip(
        counted.field("values").to_pylist(), counted.field("counts").to_pylist(), strict=True
    )
    words = [(value.replace(TYPED, "").strip(), times) for value, times in pairs]
    words.sort(key=lambda pair: -pair[1])
    looked = words[:LOOKED_AT]
    total = sum(times for _, times in looked) or 1

    def share(fits: Sequence[bool]) -> float:
        kept = zip(looked, fits, strict=True)
        return sum(times for (_, times), fit in kept if fit) / total

    numbers = [number(word) for word, _ in looked]
    known = [value for value in numbers if value is not None]
    return Profile(
        heading,
        rows=len(cells),
        filled=len(cells) - cells.null_count,
        different=len(words),
        days=share([bool(_DAY.fullmatch(word)) for word, _ in looked]),
        months=share([month_of(word) is not None for word, _ in looked]),
        numbers=share([value is not None for value in numbers]),
        fractions=share([value is not None and value != int(value) for value in numbers]),
        least=min(known, default=0.0),
        largest=max(known, default=0.0),
        length=sum(len(word) * times for word, times in looked) / total,
        usual=tuple(words[:USUAL]),
        values=frozenset(word.casefold() for word, _ in words[:KEPT]),
    )


def day_share(words: Sequence[str]) -> float:
    """Share of texts that are days and nothing else.

    >>> day_share(["05.03.2024", "Bill of 05.03.2024"])
    0.5
    """
    return sum(bool(_DAY.fullmatch(word)) for word in words) / max(1, len(words))


def number(word: str) -> float | None:
    """Rough value of a cell, None where it is no number: only its size is looked at.

    >>> number("1 234,50 ₽"), number("(12.5)"), number("12.03.2024"), number("A-5")
    (1234.5, -12.5, None, None)
    """
    bare = _MONEY_SIGNS.sub("", word)
    if not _NUMBER.fullmatch(bare):
        return None
    minus = bare.startswith(("-", "−", "(")) or bare.endswith("-")
    digits = bare.strip("-−()")
    if digits.count(".") + digits.count(",") > 1:
        whole, _, part = digits.rpartition(max(".,", key=digits.rfind))
        if len(part) == 4 or len(set(re.sub(r"\d", "", digits))) == 1 and len(part) != 3:
            return None  # a day
        digits = re.sub(r"\D", "", whole) + ("." + part if len(part) != 3 else part)
    try:
        value = float(digits.replace(",", "."))
    except ValueError:
        return None
    return -value if minus else value


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set of values that stands in the other one too.

    >>> shared(frozenset("abc"), frozenset("bcdef"))
    0.6666666666666666
    """
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0
