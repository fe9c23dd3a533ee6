"""What would an engagement of the files in this folder be?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from helpers import language
from helpers.language import N_, number, tr
from helpers.records.engagement.sessions import places
from helpers.records.naming.spellings import LEGAL, words_of
from helpers.records.proposal import deals, joins
from helpers.records.proposal.answered import answered, answers_in, is_a_request
from helpers.records.proposal.contents import counted_elsewhere
from helpers.records.proposal.draft import Draft, Group
from helpers.records.proposal.grouped import Headings
from helpers.records.proposal.guesses import LEAST_SURE, Guess
from helpers.records.proposal.headings import NET, plain
from helpers.records.proposal.profile import shared
from helpers.records.proposal.sheets import Sheet, Useless, sheets_of
from helpers.records.proposal.tables import Found, all_recognised
from helpers.records.sources.files import OURS, relative_files

MOST_FILES = 500
TWICE = 0.5  # share of orders in two files from which the one repeats the other
LOOKS_LIKE_PEOPLE = 0.8
_PERSON = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]{2,}){1,2}|[^\W\d_]{2,} [^\W\d_]\.(?: ?[^\W\d_]\.)?")
_PEOPLE = ("фио", "пациент", "ученик", "абонент", "гость", "patient", "student", "guest",
           "first name", "имя клиента", "birth", "рождения")  # fmt: skip
_FIRMS = ("company", "organi", "firm", "компани", "организаци", "контрагент", "debitor")
MOST_STATES = 12  # words of a column that says what became of a line
MARKS = ("cancel", "void", "refund", "draft", "no-show", "no show", "unpaid", "storn", "отмен",
         "черновик", "не проведен", "аннулир", "не оплач", "удален", "удалён")  # fmt: skip
CURRENCIES = {
    "RUB": r"руб|₽|\brub\b", "EUR": r"€|\beur\b", "USD": r"\$|\busd\b", "GBP": r"£|\bgbp\b",
    "KZT": r"₸|тенге|\bkzt\b", "UAH": r"₴|грн|\buah\b",
}  # fmt: skip


def propose(folder: Path, spoken: str = "") -> Draft:
    """Look at every file of the client's ``folder`` and say how it would be read.

    Returns
    -------
    The proposal, in the language ``spoken``, or in that of the headings.
    """
    files = [name for name in relative_files(folder) if not _ours(name)]
    draft = Draft()
    if len(files) > MOST_FILES:
        values = {"n": number(len(files)), "most": number(MOST_FILES)}
        draft.questions.append(tr(MANY_FILES) % values)
    seen = list(sheets_of(folder, files[:MOST_FILES]))
    draft.unused = [one for one in seen if isinstance(one, Useless)]
    sheets = [one for one in seen if isinstance(one, Sheet)]
    draft.language = spoken or _language(sheets)
    language.use(draft.language)
    draft.currency = _currency(draft, sheets)
    found = answered(all_recognised(_known_elsewhere(sheets)), answers_in(folder), draft)
    for one in found:
        if not one.table and one.near:
            draft.questions.append(tr(MAY_BE_SALES) % {"file": one.sheet.title})
    draft.unused += [_of_no_use(one) for one in found if not one.table]
    for one in _without_copies(draft, found):
        _take(draft, one)
    _settle(draft, [one for one in found if one.table == "prices"])
    return draft


def _known_elsewhere(sheets: list[Sheet]) -> list[Sheet]:
    """Sheets whose columns know in how many other tables their values stand."""
    counted = counted_elsewhere([sheet.columns for sheet in sheets])
    pairs = zip(sheets, counted, strict=True)
    return [replace(sheet, columns=tuple(columns)) for sheet, columns in pairs]


def _ours(name: str) -> bool:
    return name in OURS or places.is_ours(name) or is_a_request(name)


def _of_no_use(found: Found) -> Useless:
    return Useless(found.sheet.title, tr(NO_USE) % {"columns": ", ".join(found.sheet.named)})


def _without_copies(draft: Draft, found: list[Found]) -> Iterator[Found]:
    """Everything but sales that stand in another file as well: their orders are the same."""
    sales = sorted((f for f in found if f.table == "sales"), key=lambda f: -f.sheet.rows)
    kept: list[Found] = []
    for one in sales:
        first = next((other for other in kept if _same_orders(one, other)), None)
        if first is None:
            kept.append(one)
            continue
        values = {"file": one.sheet.title, "first": first.sheet.title}
        draft.questions.append(tr(SAME_SALES) % values)
        draft.unused.append(Useless(one.sheet.title, tr(SAME_SALES) % values))
    for one in found:
        if one.table not in ("sales", "prices", "") or one in kept:
            yield one


def _same_orders(one: Found, other: Found) -> bool:
    """Do the two hold the same sales: by their documents, or by days and money?"""
    if one.long or other.long:
        return False
    ours = ("order",) if "order" in one.columns and "order" in other.columns else ("date", "amount")
    pairs = [(one.columns[name].theirs, other.columns[name].theirs) for name in ours]
    return all(a.different > 1 and shared(a.values, b.values) >= TWICE for a, b in pairs)


def _take(draft: Draft, found: Found) -> None:
    """Put a sheet to the group that is mapped like it, or begin one."""
    groups = draft.tables.setdefault(found.table, [])
    same = next((group for group in groups if _alike(group, found)), None)
    if same is not None:
        same.sheets.append(found.sheet)
        return
    group = Group([found.sheet], dict(found.columns))
    if found.long:
        _as_long(group, found)
    if found.sheet.headings:
        _as_grouped(draft, group, found.sheet.headings)
    if found.near:
        values = {"file": found.sheet.title, "table": found.table, "near": found.near}
        draft.questions.append(tr(TWO_TABLES) % values)
    groups.append(group)


def _alike(group: Group, found: Found) -> bool:
    own = {ours: guess.written for ours, guess in group.columns.items()}
    other = {ours: guess.written for ours, guess in found.columns.items()}
    same_file = group.sheets[0].file == found.sheet.file
    other |= {k: v for k, v in own.items() if k in ("amount", "date") and found.long and same_file}
    if (group.keys.get("grouped") is None) != (found.sheet.headings is None):
        return False
    return own == other and (not found.long or same_file or group.keys.get("long") is not None)


def _as_grouped(draft: Draft, group: Group, told: Headings) -> None:
    """Headings above their rows, and the question which of them is what."""
    group.keys["grouped"] = told.key
    both = zip(told.levels, told.examples, strict=False)
    shown = "; ".join(f"{name} – {example}" for name, example in both)
    draft.questions.append(tr(HEADINGS) % {"file": group.sheets[0].title, "levels": shown})


def _as_long(group: Group, found: Found) -> None:
    name, value, columns = found.long or ("", "", ())
    name, value = (joins.free(group, tr(told)) for told in (name, value))
    group.keys["long"] = {"columns": list(columns) or "months", "name": name, "value": value}
    made = {
        "sales": ("date", "amount"),
        "spend": ("date", "amount"),
        "surveys": ("question", "score"),
    }[found.table]
    group.added |= {made[0]: (name, tr(OF_HEADINGS)), made[1]: (value, tr(OF_CELLS))}
    if found.table == "surveys":
        group.added["response"] = ("(row)", tr(OF_ROWS))


def _settle(draft: Draft, prices: list[Found]) -> None:
    """Name sheets, join tables, and ask what a person must say."""
    for groups in draft.tables.values():
        for group in groups:
            _name_sheets(group)
    for group in draft.tables.get("leads", []):
        deals.as_a_log(draft, group)
    joins.join(draft, prices)
    used = {
        file
        for group in draft.tables.get("sales", [])
        for one in _lookups(group)
        for file in one["files"]
    }
    draft.unused += [
        Useless(one.sheet.title, tr(PRICES_UNUSED)) for one in prices if one.sheet.file not in used
    ]
    draft.people = _are_people(draft)
    for table, groups in draft.tables.items():
        for group in groups:
            _ask(draft, table, group)
    if "sales" not in draft.tables:
        draft.questions.insert(0, tr(NO_SALES))
    elif len(draft.tables["sales"]) > 1:
        titles = "; ".join(", ".join(group.files) for group in draft.tables["sales"])
        draft.questions.append(tr(SALES_IN_GROUPS) % {"files": titles})


def _lookups(group: Group) -> list[dict[str, list[str]]]:
    looked = group.keys.get("lookup", {})
    return list(looked.values()) if isinstance(looked, dict) else []


def _name_sheets(group: Group) -> None:
    if all(sheet.alone for sheet in group.sheets):
        return
    names = [sheet.layout.sheet for sheet in group.sheets]
    group.sheet = names[0] if len(set(names)) == 1 else "*"


def _ask(draft: Draft, table: str, group: Group) -> None:
    """Questions on the columns that a table cannot do without."""
    for ours in ("date", "customer", "amount", "stage", "score"):
        guess = group.columns.get(ours)
        if guess is None or ours in group.added:
            continue
        if guess.sure < LEAST_SURE or (guess.others and table == "sales"):
            values = {"table": table, "column": ours, "name": guess.written}
            others = ", ".join(map(repr, guess.others)) or tr(NONE_OTHER)
            draft.questions.append(tr(WHICH) % {**values, "others": others})
    if table == "sales" and (status := _status(group)):
        name, words = status
        values = {"name": name, "file": group.sheets[0].title, "words": ", ".join(map(repr, words))}
        draft.questions.append(tr(LEAVE_OUT) % values)
    if table == "sales" and "amount" in group.columns:
        _ask_of_tax(draft, group, group.columns["amount"])
    elif table == "sales":
        draft.questions.append(tr(BY_MONTH) % {"files": ", ".join(group.files)})


def _status(group: Group) -> tuple[str, list[str]] | None:
    """A column that says of each line whether it was paid, cancelled or is open."""
    used = {guess.theirs.heading for guess in group.columns.values()}
    for column in group.sheets[0].columns:
        words = [word for word, _ in column.usual]
        if 1 < column.different <= MOST_STATES and column.heading not in used and any(
            mark in word.casefold() for word in words for mark in MARKS
        ):  # fmt: skip
            return column.heading, words
    return None


def _ask_of_tax(draft: Draft, group: Group, amount: Guess) -> None:
    """Is the sum net of tax, where its heading does not say so?"""
    if any(word in plain(amount.theirs.heading) for word in NET):
        return
    values = {"name": amount.written, "files": ", ".join(group.files)}
    draft.questions.append(tr(NET_OR_GROSS) % values)


def _language(sheets: list[Sheet]) -> str:
    headings = " ".join(name for sheet in sheets for name in sheet.named)
    letters = re.findall(r"[^\W\d_]", headings)
    cyrillic = sum("а" <= letter.casefold() <= "я" for letter in letters)
    return "ru" if letters and cyrillic > 0.3 * len(letters) else "en"


def _currency(draft: Draft, sheets: list[Sheet]) -> str:
    text = " ".join(
        f"{column.heading} {' '.join(column.examples)}" for s in sheets for column in s.columns
    ).casefold()
    for code, way in CURRENCIES.items():
        if re.search(way, text):
            return code
    code = "RUB" if draft.language == "ru" else "EUR"
    draft.questions.append(tr(WHICH_CURRENCY) % {"code": code})
    return code


def _are_people(draft: Draft) -> bool:
    """Are the customers people? Asked wherever their names could be those of either."""
    columns = [c for g in draft.tables.get("customers", []) for c in g.sheets[0].columns]
    columns += [c for g in draft.tables.get("sales", []) for c in g.sheets[0].columns]
    if any(word in plain(c.heading) for c in columns for word in _PEOPLE):
        return True
    names = draft.values("customers", "name") or draft.values("sales", "customer")
    some = sorted(names)[:500]
    like = sum(bool(_PERSON.fullmatch(name)) for name in some)
    forms = sum(bool(LEGAL & set(words_of(name))) for name in some)
    firms = any(
        word in plain(heading) for heading in _headings_of_customers(draft) for word in _FIRMS
    )
    if not some or like < LOOKS_LIKE_PEOPLE * len(some) or forms or firms:
        return False
    draft.questions.append(tr(PEOPLE))
    return True


def _headings_of_customers(draft: Draft) -> list[str]:
    told = [("customers", "name"), ("customers", "customer"), ("sales", "customer")]
    return [
        group.columns[ours].theirs.heading
        for table, ours in told
        for group in draft.tables.get(table, [])
        if ours in group.columns
    ]


MANY_FILES = N_("%(n)s files are in the folder; the first %(most)s were looked at.")
NO_USE = N_("no table of ours has such columns: %(columns)s")
PRICES_UNUSED = N_("a list of prices of articles that the sales do not have")
SAME_SALES = N_("%(file)s holds the same sales as %(first)s, and is left out. Is that right?")
MAY_BE_SALES = N_(
    "%(file)s has days, codes and money, but no heading that says of what, and is left out. Are "
    "they sales?"
)
TWO_TABLES = N_("%(file)s is read as %(table)s, and could be %(near)s. Is that right?")
OF_HEADINGS = N_("the headings of the columns")
OF_CELLS = N_("what stands in these columns")
OF_ROWS = N_("each row is one filled form")
NO_SALES = N_(
    "No file has sales: lines with a day, a customer and an amount. Which one is it, or what is "
    "to be asked of the client?"
)
SALES_IN_GROUPS = N_(
    "sales stand in files with different headings (%(files)s) and are read one after another. Does "
    "no sale stand in two of them?"
)
WHICH = N_("%(table)s.%(column)s is '%(name)s'. Could it be: %(others)s?")
NONE_OTHER = N_("something else")
NET_OR_GROSS = N_("sales.amount: is '%(name)s' in %(files)s without VAT? Sums are counted net.")
HEADINGS = N_(
    "%(file)s writes headings above its rows, and they are read as: %(levels)s. Is that right?"
)
BY_MONTH = N_(
    "sales of %(files)s stand by customer and month, without VAT? They are read as one sale on the "
    "first day of each month: how often somebody buys is not seen. Are the lines to be had?"
)
LEAVE_OUT = N_(
    "'%(name)s' in %(file)s says what became of each line (%(words)s). Are some of them no sales? "
    "Then name those that are: only: {%(name)s: [...]}."
)
WHICH_CURRENCY = N_("No file names a currency: is it %(code)s?")
PEOPLE = N_(
    "Customers look like people, so their names are masked in handouts. Are they companies? Then "
    "write customers_are: companies."
)
