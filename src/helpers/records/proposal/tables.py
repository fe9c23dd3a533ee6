"""Which of our tables is a sheet?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from helpers.language import N_
from helpers.records.proposal.guesses import CONTENT_ALONE, Guess, fit, guesses
from helpers.records.proposal.headings import PRICES, WORDS, likeness
from helpers.records.proposal.profile import Profile
from helpers.records.proposal.sheets import Sheet
from helpers.records.proposal.stages import are_stages
from helpers.records.schema import TABLES

LEAST = 0.5  # how sure each required column must be
NEAR = 0.6  # by which another table may come near, to be asked about
FEWEST_MONTHS = 3  # side by side
FEWEST_QUESTIONS = 2
# columns that speak for a table more than others, and words of columns that it alone has
TELLS = {
    "sales": {"order": 1.0, "product": 1.0, "quantity": 1.0, "cost": 0.5, "branch": 0.5},
    "customers": {"region": 0.5, "segment": 0.5, "since": 0.5, "name": 0.5},
    "leads": {"stage": 2.5, "lead": 0.5},
    "contacts": {"purpose": 1.0, "outcome": 1.0, "channel": 0.5, "employee": 0.5},
    "surveys": {"question": 2.0, "score": 1.0},
    "requests": {"answered": 2.0, "received": 1.0},
    "losses": {"reason": 2.0},
    "service_costs": {"activity": 1.5},
    "spend": {"campaign": 1.0, "channel": 1.0},
    "bonuses": {"kind": 1.0, "redeemed": 2.0},
    "referrals": {"referrer": 2.0, "referred": 2.0},
}
OF_CARDS = (
    "инн; кпп; телефон; phone; email; e mail; адрес; address; vat id; tax id; website; сайт; "
    "юридический адрес; mobile; моб телефон; дата рождения; date of birth; birthday"
)
OF_A_CARD = ("name", "segment", "region", "since", "tax_id", "phone", "email", "birth_year")
KINDS_OF_CONTACT = {
    "звонок", "письмо", "встреча", "call", "email", "e-mail", "meeting", "visit", "phone", "letter",
    "телефон", "визит", "сообщение", "sms", "whatsapp", "telegram", "исходящий", "входящий", "task",
    "задача", "note", "inbound", "outbound",
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A sheet as one of our tables: the columns, how well it fits, and what comes near."""

    sheet: Sheet
    table: str  # empty: of no use; "prices": a list of prices to look into
    columns: Mapping[str, Guess] = field(default_factory=dict)
    score: float = 0.0
    near: str = ""
    long: tuple[str, str, tuple[str, ...]] | None = None  # name, value, columns; none: months

    @property
    def by_contents(self) -> bool:
        """Do the contents alone tell a column that the table cannot do without?"""
        given = (self.columns.get(name) for name in TABLES[self.table].required)
        return any(guess is not None and guess.sure <= CONTENT_ALONE for guess in given)


def all_recognised(sheets: Sequence[Sheet]) -> list[Found]:
    """Best table for each sheet: sales first, by whose customers the others are known.

    What only its contents make sales is that only where no sheet has headings that say so: then
    the likeliest is, with all that have its headings.
    """
    found = [recognised(sheet) for sheet in sheets]
    sales = [one for one in found if one.table == "sales" and not one.long]
    sure = [one for one in sales if not one.by_contents]
    best = max(sales, key=lambda one: (one.score, one.sheet.rows), default=None)
    if best is not None and not sure:
        sure = [one for one in sales if one.sheet.named.keys() == best.sheet.named.keys()]
    known = frozenset[str]().union(*(one.columns["customer"].theirs.values for one in sure))
    kept = {id(one) for one in [*sure, *(one for one in found if one.long)]}
    return [one if id(one) in kept else _besides_sales(one, known) for one in found]


def _besides_sales(found: Found, known: frozenset[str]) -> Found:
    """A sheet as another table than sales, and whether it could be sales."""
    again = recognised(found.sheet, known, [name for name in WORDS if name != "sales"])
    could = found.table == "sales" and not again.table
    return replace(again, near="sales") if could else again


def recognised(
    sheet: Sheet, known: frozenset[str] = frozenset(), tables: Iterable[str] = WORDS
) -> Found:
    """Best of the ``tables`` for a sheet; ``known`` are the customers of the sales."""
    if wide := _wide(sheet):
        return wide
    found = sorted((_as(name, sheet, known) for name in tables), key=lambda one: -one.score)
    best, second = found[0], found[1]
    prices = _prices(sheet)
    amount = best.columns.get("amount") if best.table == "sales" else None
    if prices is not None and (amount is None or amount.sure < LEAST):
        return prices
    if best.score <= 0:
        return prices or Found(sheet, "")
    near = second.table if second.score > best.score - NEAR else ""
    return Found(sheet, best.table, best.columns, best.score, near)


def _as(table: str, sheet: Sheet, known: frozenset[str]) -> Found:
    """Sheet as one table; without a score where a required column is missing."""
    columns = guesses(table, sheet.columns, known)
    needed = [*TABLES[table].required]
    if table == "surveys" and "response" not in columns:
        needed.remove("response")  # the number of the row is one
    given = [columns.get(name) for name in needed]
    either = TABLES[table].one_of
    lacks = either and not any(name in columns for name in either)
    if lacks or any(guess is None or guess.sure < 0.3 for guess in given):
        return Found(sheet, table)
    if table != "sales" and not _is_told(table, columns):
        return Found(sheet, table)
    if table == "leads" and not are_stages(columns["stage"].theirs):
        return Found(sheet, table)
    score = sum(guess.sure for guess in given if guess is not None)
    for name, weight in TELLS[table].items():
        score += weight * columns[name].sure if name in columns else 0.0
    return Found(sheet, table, columns, score + _besides(table, sheet, columns))


def _is_told(table: str, columns: Mapping[str, Guess]) -> bool:
    """Where contents alone tell a column, a heading must say what the table is."""
    needed = (*TABLES[table].required, *TABLES[table].one_of)
    alone = any(columns[n].sure <= CONTENT_ALONE for n in needed if n in columns)
    told = [n for n, weight in TELLS[table].items() if weight >= 1 and n in columns]
    return not alone or any(columns[name].sure > CONTENT_ALONE for name in told)


def _besides(table: str, sheet: Sheet, columns: Mapping[str, Guess]) -> float:
    """What speaks for a table, or against it, beside its columns."""
    if table == "customers":
        marks = sum(likeness(c.heading, OF_CARDS) > 0.6 for c in sheet.columns)
        once = columns["customer"].theirs.unlike > 0.9
        cards = bool(marks) or any(name in columns for name in OF_A_CARD)
        return min(marks, 3) - (0 if once else 3) - (0 if cards else 3)
    if table == "contacts":
        kinds = columns["channel"].theirs.values if "channel" in columns else frozenset()
        return 1.5 if kinds & KINDS_OF_CONTACT else -1.0
    if table == "sales":
        return 1.0 if columns["customer"].theirs.unlike < 0.7 else 0.0
    return 0.0


def _prices(sheet: Sheet) -> Found | None:
    """A list of prices by article, where nothing is said of pieces that were sold."""
    product = _best(sheet, PRICES["product"], "product")
    price = _best(sheet, PRICES["price"], "cost")
    sales = guesses("sales", sheet.columns)
    named = sales["customer"].sure if "customer" in sales else 0.0
    if product is None or price is None or "quantity" in sales or named > NEAR:
        return None
    columns = {"product": product, "price": price}
    since = _best(sheet, PRICES["since"], "date")
    if since is not None:
        columns["since"] = since
    return Found(sheet, "prices", columns, 1.0)


def _best(sheet: Sheet, words: str, ours: str) -> Guess | None:
    scores = [
        (likeness(c.heading, words) * fit("sales", ours, c), c) for c in sheet.columns if c.filled
    ]
    sure, theirs = max(scores, key=lambda pair: pair[0], default=(0.0, None))
    return Guess(theirs, sure) if theirs is not None and sure >= LEAST else None


def _wide(sheet: Sheet) -> Found | None:
    """A table of months side by side, or a form with a question in each column."""
    others = [c for c in sheet.columns if c.heading not in sheet.months]
    if len(sheet.months) >= FEWEST_MONTHS:
        words = [c for c in others if c.filled and c.numbers < 0.5]
        if not words:
            return None
        return _of_months(sheet, words)
    questions = [c for c in others if _is_a_question(c)]
    day = [c for c in others if c.days >= 0.9]
    if len(questions) < FEWEST_QUESTIONS or not day or len(sheet.columns) > 60:
        return None
    columns = guesses("surveys", others)
    columns = {name: columns[name] for name in ("customer", "employee") if name in columns}
    columns["date"] = Guess(day[0], 0.9)
    names = tuple(c.heading for c in questions)
    return Found(sheet, "surveys", columns, 3.0, long=(N_("Question"), N_("Score"), names))


def _of_months(sheet: Sheet, words: list[Profile]) -> Found:
    """Sales by customer and month where a heading says so; money of marketing else."""
    long = (N_("Month"), N_("Amount"), ())
    like = [(likeness(c.heading, WORDS["sales"]["customer"]), c) for c in words]
    sure, customer = max(like, key=lambda pair: pair[0])
    if sure >= LEAST and sure > likeness(customer.heading, WORDS["spend"]["channel"]):
        return Found(sheet, "sales", {"customer": Guess(customer, sure)}, 3.0, long=long)
    return Found(sheet, "spend", {"channel": Guess(words[0], 0.7)}, 3.0, long=long)


def _is_a_question(column: Profile) -> bool:
    """Is it a score under a whole sentence?"""
    scored = column.numbers >= 0.9 and column.least >= 0 and 1 < column.largest <= 10
    words = column.heading.split()
    return scored and column.different <= 11 and len(words) >= 2 and not column.fractions
