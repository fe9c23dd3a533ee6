"""Do the tables know the same customers?"""

from collections.abc import Callable, Iterable, Iterator

from ibis.expr.types import Table as Rows

from helpers.language import N_, number, tr

TABLE_OF_CARDS = "customers"
MANY, SOME = 0.1, 10  # share and number of codes on either side that the other does not know
NEARLY = 0.5  # share of codes that without leading zeros must stand in sales, to say so


def without_sales(tables: Iterable[str], of: Callable[[str], Rows]) -> Iterator[str]:
    """Sentences on tables of which hardly a customer stands in sales.

    Parameters
    ----------
    tables
        Names of the tables that have customers.
    of
        Gives the table of a name.
    """
    names = [name for name in tables if name != "sales"]
    bought = _codes(of("sales")) if names else set()
    plain = {code.lstrip("0") for code in bought}
    for name in names:
        codes = _codes(of(name))
        met = len(codes & bought)
        cut = sum(code.lstrip("0") in plain for code in codes)
        values = {
            "table": name,
            "codes": number(len(codes)),
            "met": number(met),
            "cut": number(cut),
        }
        if codes and met < NEARLY * cut:
            yield tr(WITHOUT_ZEROS) % values
        elif codes and bought and not met:
            yield tr(NONE_STANDS) % values
        elif name == TABLE_OF_CARDS and _strange(codes, bought):
            yield tr(STRANGE) % (values | _apart(codes, bought))


def _strange(codes: set[str], bought: set[str]) -> bool:
    """Are there many cards without sales, and as well many sales without a card?"""
    return all(
        len(own - other) >= max(SOME, MANY * len(own))
        for own, other in ((codes, bought), (bought, codes))
    )


def _apart(codes: set[str], bought: set[str]) -> dict[str, str]:
    return {
        "idle": number(len(codes - bought)),
        "without": number(len(bought - codes)),
        "bought": number(len(bought)),
    }


def _codes(rows: Rows) -> set[str]:
    return set(
        rows.filter(rows.customer.notnull()).select("customer").distinct().execute()["customer"]
    )


WITHOUT_ZEROS = N_(
    "%(table)s: of %(codes)s codes of customers %(met)s stand in sales; without leading zeros "
    "%(cut)s would. A spreadsheet took the zeros away: ask for the file again, with codes as text."
)
NONE_STANDS = N_(
    "%(table)s: none of %(codes)s codes of customers stands in sales. Is the right column mapped?"
)
STRANGE = N_(
    "%(table)s: of %(codes)s codes on cards %(idle)s never stand in sales, and of %(bought)s "
    "customers who buy %(without)s have no card. Are they the same customers under other codes?"
)
