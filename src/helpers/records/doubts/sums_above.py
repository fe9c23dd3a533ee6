"""Which line, called like any other, is the sum of the lines between it and the sum before?

Subtotals of a month, of a customer or of a page may carry a day, and no word or one that nobody
knows. In the order of the file each of them closes the lines above it, or opens those below, and
all of them together are half of the money.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import ibis
import pandas as pd

from helpers.language import N_
from helpers.records.doubts.doubt import Doubt, exact
from helpers.records.query import Rows

FEWEST = 3  # sums in a file
ROWS = 10  # lines of which a single sum is no chance
LOOKED_AT = 100_000  # lines of a file
NEARLY = Decimal("0.9")  # share (0–1) of lines, and of half of the money, that sums account for


def sums_above(typed: Rows) -> Iterator[Doubt]:
    """Sums among the accepted lines of sale of each file, all in one sentence a file."""
    alone = "max(amount) * 2 = sum(amount)"
    for part, file, rows, one, line, most in typed.ask(
        f"part, min(source), count(*), {alone}, arg_max(line, amount), max(amount)",
        "WHERE heap = 'accepted' GROUP BY part ORDER BY part",
    ):
        if one and rows > ROWS:
            yield SUMS, {"rows": 1, "file": file, "line": str(line), "money": exact(most)}
        elif found := _found(typed, part):
            values = {"rows": len(found), "file": file, "line": str(found[0][0])}
            yield SUMS, {**values, "money": exact(sum(money for _, money in found))}


def _found(typed: Rows, part: int) -> list[tuple[int, Decimal]]:
    """Line and money of each sum in one file."""
    accepted = f"WHERE heap = 'accepted' AND part = {part} ORDER BY line LIMIT {LOOKED_AT}"
    lines = typed.ask("line, coalesce(amount, 0)", accepted)
    money = [amount for _, amount in lines]
    return [lines[at] for at in closing(money) or opening(money)]


def are_sums(typed: ibis.Table, fault: str) -> bool:
    """Are the lines of the first file with this ``fault`` sums of those above, nearly all?"""
    lines = typed.filter((typed.part == 0) & typed.heap.isin(["accepted", "rejected"]))
    shown = lines.order_by("line").select("fault", "amount").limit(LOOKED_AT).execute()
    block = all_lines = Decimal(0)
    faulty = fits = rows = 0
    for found, amount in zip(shown["fault"], shown["amount"], strict=True):
        money = Decimal(0) if pd.isna(amount) else Decimal(amount)
        if found != fault:
            block, all_lines, rows = block + money, all_lines + money, rows + 1
            continue
        faulty += 1
        fits += money != 0 and ((rows > 1 and money == block) or money == all_lines)
        block, rows = Decimal(0), 0
    return faulty > 0 and fits >= NEARLY * faulty


def opening(money: Sequence[Decimal]) -> list[int]:
    """Places of the lines that are the sums of those below them, as :func:`closing` finds them."""
    last = len(money) - 1
    return sorted(last - at for at in closing(money[::-1]))


def closing(money: Sequence[Decimal]) -> list[int]:
    """Places of the lines that are the sums of those above them; none where it may be chance.

    >>> closing([1, 2, 3, 4, 5, 9, 6, 7, 13]), closing([1, 2, 3, 4, 5, 6, 8])
    ([2, 5, 8], [])
    """
    found: list[int] = []
    block = all_lines = Decimal(0)
    lines = 0
    for at, amount in enumerate(money):
        if (lines > 1 and amount == block != 0) or (len(found) > 1 and amount == all_lines != 0):
            found.append(at)
            block, lines = Decimal(0), 0
            continue
        block, lines, all_lines = block + amount, lines + 1, all_lines + amount
    return found if _is_no_chance(money, found) else []


def _is_no_chance(money: Sequence[Decimal], found: Sequence[int]) -> bool:
    sums = sum(money[at] for at in found)
    half = sum(money) - sums
    spread = len(found) >= FEWEST and found[-1] + 1 >= NEARLY * len(money)
    return spread and sums >= NEARLY * half > 0


SUMS = N_(
    "lines of %(file)s that equal the sum of those above or below them: %(rows)s (first in line "
    "%(line)s). If they are totals, %(money)s are counted twice. Ask for an export without "
    "totals, or describe them under totals."
)
