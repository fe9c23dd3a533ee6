"""Which columns of which files hold the same values?

The code of a customer must be the same in all tables; a price or a group that one file lacks may
stand in another one under the same article.
"""

from helpers.language import N_, percent, tr
from helpers.records.proposal.draft import Draft, Group
from helpers.records.proposal.guesses import SURE, Guess
from helpers.records.proposal.profile import Profile, shared
from helpers.records.proposal.tables import Found

SAME = 0.3  # share of values that must stand in both
MUCH_BETTER = 0.2  # by which another column must fit better than the one its heading tells
EMPTY_CELLS = 0.95  # share of filled cells below which rows without a customer are left out


def join(draft: Draft, prices: list[Found]) -> None:
    """Bring the columns of the tables together, and say where they do not meet."""
    known = draft.values("sales", "customer")
    for table, groups in draft.tables.items():
        for group in groups:
            if table != "sales" and "customer" in group.columns:
                _same_customers(draft, table, group, known)
    leads = draft.values("leads", "lead")
    for group in draft.tables.get("contacts", []):
        if "lead" in group.columns and shared(group.values("lead"), leads) < SAME:
            heading = group.columns.pop("lead").theirs.heading
            group.remarks.append(tr(NO_LEADS) % {"name": heading})
    _leave_out_empty(draft)
    for group in draft.tables.get("sales", []):
        _look_up_groups(draft, group)
        _look_up_costs(group, prices)


def _leave_out_empty(draft: Draft) -> None:
    """Contacts with nobody, and of a list of all customers those who have not left."""
    for table, ours in (("contacts", "customer"), ("losses", "date")):
        for group in draft.tables.get(table, []):
            if ours in group.columns and _empty(group, ours):
                group.keys["only"] = {group.columns[ours].theirs.heading: "*"}


def _empty(group: Group, ours: str) -> bool:
    return group.columns[ours].theirs.full < EMPTY_CELLS and ours not in group.added


def _same_customers(draft: Draft, table: str, group: Group, known: frozenset[str]) -> None:
    """Take the column whose values are customers of the sales."""
    own = group.columns["customer"]
    met = shared(own.theirs.values, known)
    words = [c for sheet in group.sheets[:1] for c in sheet.columns if c.days < 0.5 and c.filled]
    best = max(words, key=lambda c: (shared(c.values, known), c.heading))
    better = shared(best.values, known)
    if best.heading != own.theirs.heading and better >= max(SAME, met + MUCH_BETTER):
        _take(table, group, best)
        met = better
    if table == "customers" or met >= SAME:
        if met < SAME:
            values = {"table": table, "name": group.columns["customer"].theirs.heading}
            draft.questions.append(tr(NOT_THE_SAME) % values)
        return
    if not _through_the_cards(draft, group, own.theirs):
        values = {"table": table, "name": own.theirs.heading}
        draft.questions.append(tr(NOT_THE_SAME) % values)


def _take(table: str, group: Group, column: Profile) -> None:
    """Make a column the customer; the code that its heading told stays a field of the card."""
    if table == "customers" and _are_codes(group.columns["customer"].theirs):
        group.columns["code"] = group.columns["customer"]
    group.columns["customer"] = Guess(column, SURE)


def _are_codes(column: Profile) -> bool:
    words = [word for word, _ in column.usual]
    return sum(any(map(str.isdigit, word)) for word in words) > len(words) / 2


def _through_the_cards(draft: Draft, group: Group, column: Profile) -> bool:
    """Find the code by the name on the card; is there a card that has it?"""
    for cards in draft.tables.get("customers", []):
        code = cards.columns["customer"].theirs
        for other in cards.sheets[0].columns:
            met = shared(other.values, column.values)
            if other.heading != code.heading and met >= SAME and other.numbers < 0.5:
                name = free(group, code.heading)
                looked: dict[str, object] = {
                    "files": cards.files, "key": {column.heading: other.heading},
                    "value": code.heading,
                }  # fmt: skip
                _add_lookup(group, name, looked)
                group.added["customer"] = (name, tr(BY_THE_CARD) % {"met": percent(met)})
                return True
    return False


def _look_up_groups(draft: Draft, group: Group) -> None:
    """A group of goods that these files lack, by the article, from those that have it."""
    if "category" in group.columns or "product" not in group.columns:
        return
    for other in draft.tables["sales"]:
        met = shared(group.values("product"), other.values("product"))
        if other is not group and "category" in other.columns and met >= SAME:
            value = other.columns["category"].theirs.heading
            name = free(group, value)
            key = {group.columns["product"].theirs.heading: other.columns["product"].theirs.heading}
            _add_lookup(group, name, {"files": other.files, "key": key, "value": value})
            group.added["category"] = (name, tr(BY_THE_ARTICLE) % {"met": percent(met)})
            return


def _look_up_costs(group: Group, prices: list[Found]) -> None:
    """Cost of a line by the price of its article on the day, times the pieces."""
    if "cost" in group.columns or not {"product", "quantity"} <= group.columns.keys():
        return
    for found in prices:
        met = shared(group.values("product"), found.columns["product"].theirs.values)
        if met < SAME:
            continue
        headings = {name: guess.theirs.heading for name, guess in found.columns.items()}
        name = free(group, headings["price"])
        key = {group.columns["product"].theirs.heading: headings["product"]}
        looked: dict[str, object] = {
            "files": [found.sheet.file], "key": key, "value": headings["price"],
        }  # fmt: skip
        if "since" in headings:
            looked["since"] = headings["since"]
        _add_lookup(group, name, looked)
        formula = f"{group.columns['quantity'].theirs.heading} * {name}"
        group.added["cost"] = (formula, tr(BY_THE_PRICE) % {"met": percent(met)})
        return


def _add_lookup(group: Group, name: str, looked: dict[str, object]) -> None:
    known = group.keys.setdefault("lookup", {})
    if isinstance(known, dict):
        known[name] = looked


def free(group: Group, name: str) -> str:
    """Return a name for a new column that no file of the group has."""
    taken = {heading for sheet in group.sheets for heading in sheet.named}
    while name in taken:
        name += "_"
    return name


NO_LEADS = N_("'%(name)s' holds none of the codes in leads, so it is not mapped.")
NOT_THE_SAME = N_(
    "%(table)s: the values of '%(name)s' are not the customers of the sales. Which column ties the "
    "two together?"
)
BY_THE_CARD = N_("the code on the card with this name; %(met)s of the names have a card")
BY_THE_ARTICLE = N_("by the article, from the files that have it; %(met)s of the articles do")
BY_THE_PRICE = N_("pieces times the price in force on the day; %(met)s of the articles have one")
