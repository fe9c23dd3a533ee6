"""Which column do the contents alone tell, where no heading says what it is?

What is taken so is always asked about, and whatever else it could be is named.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from helpers.records.naming.spellings import LEGAL, words_of
from helpers.records.proposal.profile import Profile, shared

MET = 0.3  # share of values that must be customers of the sales
DAYS, NUMBERS = 0.9, 0.95  # share of cells from which a column is one of days, of numbers
FEWEST_CUSTOMERS, FEWEST_SUMS = 3, 5  # different values
REPEATED = 0.5  # different values by cells above which codes are rather those of documents
SMALL = 100  # codes of one or two digits stand in every column of numbers
BEST_SCORE = 10
ONCE = 0.9  # different values by cells of names on cards
ELSEWHERE = 5  # tables in which a value may stand, beyond which more of them say no more
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w+")
_PERSON = re.compile(r"[A-ZА-ЯЁ][^\W\d_]+(?: [A-ZА-ЯЁ][^\W\d_]*\.?){1,2}")
_CURRENCY = re.compile(r"(?i)[€$£₽₸₴]|\b(?:eur|usd|rub|gbp|chf|kzt|uah)\b|руб")


def by_contents(ours: str, left: Sequence[Profile]) -> list[Profile]:
    """Columns that could be one of ours by what stands in them, the likeliest first."""
    kinds = {"date": _day, "amount": _money, "customer": _customer, "score": _score, "name": _name}
    if ours not in kinds:
        return []
    found = [(likely, c) for c in left if (likely := kinds[ours](c)) > 0]
    return [column for _, column in sorted(found, key=lambda pair: -pair[0])]


def known_customer(left: Sequence[Profile], known: frozenset[str]) -> Profile | None:
    """Column that holds the customers of the sales best, None where none does."""
    codes = [c for c in left if _is_a_key(c) and not _is_small(c)]
    met, column = max(
        ((shared(c.values, known), c) for c in codes), key=lambda pair: pair[0], default=(0.0, None)
    )
    return column if met >= MET else None


def counted_elsewhere(tables: Sequence[Sequence[Profile]]) -> list[list[Profile]]:
    """Columns of all tables, each with the number of others in which its usual values stand.

    Files with the same headings are one table: what repeats from year to year says nothing.
    """
    heads = [tuple(column.heading for column in columns) for columns in tables]
    first = {head: nth for nth, head in reversed(list(enumerate(heads)))}
    keys = [(nth, c) for nth in sorted(first.values()) for c in tables[nth] if _is_a_key(c)]
    probes = {nth: _probes(columns) for nth, columns in enumerate(tables)}
    wanted = frozenset().union(*(words for found in probes.values() for words in found.values()))
    values = [(nth, c.values & wanted) for nth, c in keys if not _is_small(c)]

    def number(nth: int, words: frozenset[str]) -> int:
        others = {o for o, held in values if heads[o] != heads[nth] and _stand(words, held)}
        return len(others)

    return [
        [
            replace(c, elsewhere=number(nth, probes[nth].get(c.heading, frozenset())))
            for c in columns
        ]
        for nth, columns in enumerate(tables)
    ]


def _probes(columns: Sequence[Profile]) -> dict[str, frozenset[str]]:
    """Usual values of the columns that could be keys."""
    keys = [c for c in columns if _is_a_key(c) and not _is_small(c)]
    return {c.heading: frozenset(word.casefold() for word, _ in c.usual) for c in keys}


def _stand(words: frozenset[str], held: frozenset[str]) -> bool:
    return bool(words) and len(words & held) >= MET * len(words)


def _day(column: Profile) -> float:
    """Days that every line has; of several the one that most lines have."""
    days = max(column.days, 0.9 * column.months)
    return column.full if days >= DAYS * 0.9 and column.different > 1 else 0.0


def _money(column: Profile) -> float:
    """Sums: many different ones, with cents or a currency; whole numbers where they are large."""
    if column.numbers < NUMBERS or column.days > 0 or column.different < FEWEST_SUMS:
        return 0.0
    cells = " ".join([column.heading, *(word for word, _ in column.usual)])
    likely = min(1.0, 2 * column.fractions) + bool(_CURRENCY.search(cells))
    if not likely and (_are_codes(column) or column.largest < SMALL):
        return 0.0
    spread = min(1.0, column.different / 20)
    return (likely + 0.1) * spread * (1.0 if column.full > 0.9 else 0.5)


def _score(column: Profile) -> float:
    """Whole numbers up to ten."""
    scored = column.numbers >= NUMBERS and column.least >= 0 and 1 < column.largest <= BEST_SCORE
    return 1.0 if scored and not column.fractions and column.different > 2 else 0.0


def _name(column: Profile) -> float:
    """Words of which none stands twice."""
    letters = sum(any(map(str.isalpha, word)) for word, _ in column.usual)
    once = column.unlike > ONCE and column.different >= FEWEST_CUSTOMERS and column.full > ONCE
    return 1.0 if once and letters == len(column.usual) and not column.days else 0.0


def _are_codes(column: Profile) -> bool:
    """Whole numbers of one length: codes of customers or of documents, rather than sums."""
    return len({len(word) for word, _ in column.usual}) == 1


def _customer(column: Profile) -> float:
    """Codes or names that repeat: firms and persons before others, and what other files hold."""
    if not _is_a_key(column):
        return 0.0
    words = [word for word, _ in column.usual]
    kind = 3.0 * _most(words, _MAIL) + 2.0 * are_firms(column) + 1.0 * _most(words, _PERSON)
    repeated = 1.0 if column.unlike <= REPEATED else 0.5 if kind else 0.1
    many = min(1.0, column.different / 1_000)  # of several the one with more of them
    likely = 1.0 + kind + 0.5 * min(column.elsewhere, ELSEWHERE) + many
    return likely * repeated * column.full * (0.3 if _is_counted(column) else 1.0)


def _is_a_key(column: Profile) -> bool:
    """Can it hold codes or names: several, no days, no parts of a number?"""
    several = column.different >= FEWEST_CUSTOMERS
    return several and column.days < 0.1 and not (column.numbers >= 0.5 and column.fractions > 0.01)


def _is_small(column: Profile) -> bool:
    return column.numbers >= NUMBERS and column.largest < SMALL


def _is_counted(column: Profile) -> bool:
    """Whole numbers that are no codes: pieces, sums."""
    return column.numbers >= NUMBERS and not (_are_codes(column) and column.largest >= SMALL)


def _most(words: Sequence[str], way: re.Pattern[str]) -> bool:
    return sum(bool(way.fullmatch(word)) for word in words) > len(words) / 2


def are_firms(column: Profile) -> bool:
    """Do most values bear the legal form of a firm?"""
    names = [word for word, _ in column.usual]
    return sum(bool(LEGAL & set(words_of(name))) for name in names) > len(names) / 2
