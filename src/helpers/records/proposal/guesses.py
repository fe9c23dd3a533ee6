"""Which of our columns is a column of the client, and how sure is that?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from helpers.records.proposal.contents import MET, by_contents, known_customer
from helpers.records.proposal.headings import GROSS, NET, PRICE, WORDS, likeness, plain
from helpers.records.proposal.profile import Profile, shared
from helpers.records.schema import DAY_KINDS, TABLES
from helpers.records.sources.headers import is_a_day

FITS = 0.7  # share of filled cells that must be days, or numbers
SURE, LEAST_SURE, NEAR = 0.9, 0.75, 0.12  # likeness of a heading, and how near another one may come
CONTENT_ALONE = 0.35  # how sure a column is that nothing but its contents speaks for
MOST_OTHERS = 4  # columns that a question names
PRICE_ALONE = 0.45  # how sure a price is the money of a line without pieces: it is asked about
WHOLE = 0.95  # share of lines with a cell from which each has one
# of a customer, or of goods, or an account of the ledger
NAMELESS = ("name", "наименование", "title", "account", "konto")
COUNTED = ("money", "number", "integer", "percent")
NAMES = ("customer", "manager", "employee", "name", "branch", "channel", "category", "segment")


@dataclass(frozen=True)
class Guess:
    """A column of the client for one of ours: how sure (0–1), and which others it could be."""

    theirs: Profile
    sure: float
    others: tuple[str, ...] = ()
    formula: str = ""  # where it is made of several columns
    told: bool = False  # by the client, in the data request

    @property
    def written(self) -> str:
        """What stands under ``columns``."""
        return self.formula or self.theirs.heading

    @property
    def doubtful(self) -> bool:
        """Should it be asked about?"""
        return self.sure < SURE or bool(self.others)


def guesses(
    table: str, columns: Iterable[Profile], known: frozenset[str] = frozenset()
) -> dict[str, Guess]:
    """Best column for each of ours in ``table``; a column of the client stands for one alone.

    ``known`` are the customers of the sales, by which those of other tables are found.
    """
    columns = [c for c in columns if c.filled]
    scores = {
        (ours, theirs.heading): score
        for ours, words in WORDS[table].items()
        for theirs in columns
        if (score := _score(table, ours, words, theirs)) > 0
    }
    named = {column.heading: column for column in columns}
    found: dict[str, Guess] = {}
    taken: set[str] = set()
    order = sorted(scores, key=lambda pair: (-_rank(table, pair, scores, named), pair))
    for ours, theirs in order:
        if ours not in found and theirs not in taken:
            found[ours] = Guess(named[theirs], scores[ours, theirs])
            taken.add(theirs)
    left = [c for c in columns if c.heading not in taken]
    if table == "sales" and ("amount" not in found or found["amount"].theirs.full < WHOLE):
        found |= _multiplied(found, left)
    found |= _of_sales(found, left) if table == "sales" else _of_others(table, found, left, known)
    return {ours: _with_others(ours, guess, scores, found) for ours, guess in found.items()}


def _score(table: str, ours: str, words: str, theirs: Profile) -> float:
    """How sure a column is; a bare name in sales may be another's."""
    bare = table == "sales" and ours == "customer" and plain(theirs.heading) in NAMELESS
    return likeness(theirs.heading, words) * fit(table, ours, theirs) * (0.5 if bare else 1.0)


def _rank(
    table: str,
    pair: tuple[str, str],
    scores: Mapping[tuple[str, str], float],
    known: Mapping[str, Profile],
) -> float:
    """Required columns choose first; of sums the one net of tax."""
    ours, theirs = pair
    rank = scores[pair] + (0.2 if ours in TABLES[table].required else 0.0)
    if ours == "amount":
        name = plain(theirs)
        rank += 0.15 * any(word in name for word in NET) - 0.1 * any(w in name for w in GROSS)
        rank -= 0.1 * (known[theirs].full < 0.5)
    if ours == "date":
        rank -= 0.1 * (known[theirs].full < WHOLE)
    return rank


def fit(table: str, ours: str, column: Profile) -> float:
    """How well the contents are what our column holds: 0 where they cannot be.

    A name of a column that is a day is none (the header was not found).
    """
    kind = TABLES[table].column(ours).kind
    if is_a_day(column.heading):
        return 0.0
    if kind in DAY_KINDS:
        days = max(column.days, column.months if TABLES[table].column(ours).month_is_enough else 0)
        return days if days >= FITS else 0.0
    if kind in COUNTED:
        return column.numbers if column.numbers >= FITS and column.days < FITS else 0.0
    if column.days >= FITS:
        return 0.0
    return _fit_of_words(ours, column)


def _fit_of_words(ours: str, column: Profile) -> float:
    if all(word.startswith("#") for word in column.examples):  # orders of a shop on the web
        return 0.0 if ours in NAMES else 1.0
    if ours == "order" and plain(column.heading) == "name":
        return 0.0
    counted = column.numbers >= FITS
    if counted and (column.fractions > 0.05 or ours in NAMES and ours != "customer"):
        return 0.0
    if ours in ("stage", "channel", "purpose", "activity", "segment", "category", "branch"):
        many = column.different > 300 and column.unlike > 0.5
        return 0.0 if many else 1.0
    return 1.0


def _multiplied(found: Mapping[str, Guess], left: list[Profile]) -> dict[str, Guess]:
    """Money as pieces times their price, where there is no sum, or none on a part of the lines."""
    prices = [(likeness(c.heading, PRICE) * fit("sales", "amount", c), c) for c in left]
    sure, price = max(prices, key=lambda pair: pair[0], default=(0.0, None))
    if price is None or sure < CONTENT_ALONE:
        return {}
    if "quantity" not in found:
        alone = "amount" not in found and {"date", "customer"} <= found.keys()
        return {"amount": Guess(price, PRICE_ALONE)} if alone else {}
    if "amount" in found and price.full < WHOLE:
        return {}
    formula = f"{found['quantity'].theirs.heading} * {price.heading}"
    return {"amount": Guess(price, 0.8 * sure, formula=formula)}


def _of_sales(found: Mapping[str, Guess], left: list[Profile]) -> dict[str, Guess]:
    """Columns that sales cannot do without and no heading tells: the likeliest contents."""
    made: dict[str, Guess] = {}
    for ours in ("date", "amount", "customer"):
        taken = {guess.theirs.heading for guess in made.values()}
        free = [c for c in left if c.heading not in taken]
        if ours not in found and (likely := by_contents(ours, free)):
            others = tuple(c.heading for c in likely[1:MOST_OTHERS])
            made[ours] = Guess(likely[0], CONTENT_ALONE, others)
    return made


def _of_others(
    table: str, found: Mapping[str, Guess], left: list[Profile], known: frozenset[str]
) -> dict[str, Guess]:
    """Of other tables the customers of the sales, the only days, money, scores or names."""
    mine = WORDS[table].keys() - found.keys()
    column = known_customer(left, known) if "customer" in mine else None
    made = {"customer": Guess(column, LEAST_SURE)} if column is not None else {}
    key = made.get("customer", found.get("customer"))
    of_ours = key is not None and shared(key.theirs.values, known) >= MET
    asked = {*TABLES[table].required, *TABLES[table].one_of, *(("name",) if of_ours else ())}
    for ours in sorted((mine & asked) - {"customer"}):
        likely = by_contents(ours, [c for c in left if c is not column])
        if len(likely) == 1:
            made[ours] = Guess(likely[0], CONTENT_ALONE)
    return made


def _with_others(
    ours: str,
    guess: Guess,
    scores: Mapping[tuple[str, str], float],
    found: Mapping[str, Guess],
) -> Guess:
    """Guess with the columns that come near it and are taken for nothing else."""
    taken = {one.theirs.heading for one in found.values()}
    near = [
        theirs
        for (name, theirs), score in scores.items()
        if name == ours and theirs not in taken and score > guess.sure - NEAR
    ]
    named = [name for name in guess.others if name not in taken and name not in near]
    return replace(guess, others=(*near, *named))
