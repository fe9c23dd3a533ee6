"""Which value do cells have that are merged over several rows?"""

from collections import Counter
from collections.abc import Iterable, Mapping

Range = tuple[tuple[int, int], tuple[int, int]]  # row and column of two corners, from 0


class Merged:
    """Merged cells of the body, whose value only the first of their rows holds.

    What is counted is not filled down: a sum merged over five rows is one sum, not five.

    Parameters
    ----------
    ranges
        All merged cells of the sheet.
    header
        Last row of the header, from 1.
    mapped
        The columns that are read, by their number: our name, and whether it is counted.
    """

    def __init__(
        self, ranges: Iterable[Range], header: int, mapped: Mapping[int, tuple[str, bool]]
    ) -> None:
        self.filled: Counter[int] = Counter()  # cells by column
        self._begin: dict[int, list[tuple[int, int]]] = {}
        self._open: dict[int, tuple[int, str | None]] = {}
        for (top, column), (bottom, _) in ranges:
            if bottom > top >= header and column in mapped and not mapped[column][1]:
                self._begin.setdefault(top + 1, []).append((column, bottom + 1))

    def fill(self, line: int, cells: list[str | None]) -> None:
        """Fill the cells of row ``line`` with the values that reach down to it."""
        for column, bottom in self._begin.get(line, ()):
            self._open[column] = (bottom, cells[column])
        for column, (bottom, value) in self._open.items():
            if line <= bottom and value and not cells[column]:
                cells[column] = value
                self.filled[column] += 1
