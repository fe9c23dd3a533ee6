"""Which tables and points about prices and terms does the reader see?"""

import math
from collections.abc import Sequence

import pandas as pd

from helpers.analysis.terms import findings, prices
from helpers.analysis.terms.bonuses import compared
from helpers.analysis.terms.inputs import Ranked, Studied
from helpers.analysis.terms.service import YEARS
from helpers.language import N_, forms, ntr, number, percent, tr
from helpers.language.cells import Column
from helpers.language.columns import column
from helpers.settings import TermsSettings

RATIO = {"value": "ratio", "low": "low", "high": "high", "kind": "number", "reference": 1.0}
PRICES = ["category", "margin", "depth", "given", "growth_needed"]
INVERTED = ["customer", "manager", "net_sales", "depth", "target_depth", "to_put_right"]
MOST_CATEGORIES = 8
PRIVILEGES = {
    "bonuses": N_("Bonuses, at face value"),
    "serving": N_("Cost of serving"),
    "rewards": N_("Thanks for recommendations"),
}


def _named(categories: pd.Series) -> list[str]:
    """Categories in the reader's words: all of them together, and lines without one."""
    words = {prices.MANY: tr("All together"), "": tr("without a category")}
    return [words.get(str(name), str(name)) for name in categories]


def _growth(needed: float) -> str:
    return tr("never") if math.isinf(needed) else percent(needed)


def cut_note(found: Studied) -> str:
    """How the growth that a discount needs is to be read.

    Returns
    -------
    One sentence in the language in use; two where something is sold at a loss.
    """
    never = tr(
        "Never: the discount takes the whole margin, and every sale more makes the loss larger."
    )
    at_a_loss = (found.prices["margin"].head(MOST_CATEGORIES + 1) <= 0).any()
    return f"{never} {tr('What is sold at a loss may all be lost.')}" if at_a_loss else never


def growth_by_cut(found: Studied, rules: TermsSettings) -> pd.DataFrame | None:
    """Growth that each category needs for each cut, in words: the largest categories only.

    Returns
    -------
    ``category``, ``margin``, a column of texts per cut, named by its number, and ``fall``: the
    share that may be lost to a price that is higher by the cut of which the chapter asks.
    """
    table = prices.ladder(found.prices.head(MOST_CATEGORIES + 1), rules.cuts)
    if table.empty:
        return None
    words = {str(cut): [_growth(x) for x in table[str(cut)]] for cut in rules.cuts}
    fall = [-prices.fall_allowed(margin, rules.asked) for margin in table["margin"]]
    return table.assign(category=_named(table["category"]), **words, fall=fall)


def cut_columns(rules: TermsSettings) -> list[Column | str]:
    """Columns of :func:`growth_by_cut`, each cut under its own head."""
    heads = tr("%(cut)s off")
    named = [column(str(cut), heads % {"cut": percent(cut)}, "text") for cut in rules.cuts]
    margin = column("margin", tr("Margin of the full price"), "percent")
    may_lose = tr("%(rise)s dearer: may lose") % {"rise": percent(rules.asked)}
    return [column("category"), margin, *named, column("fall", may_lose, "percent", digits=0)]


def growth_bars(found: Studied, cuts: Sequence[float]) -> pd.DataFrame | None:
    """Growth that all goods together need for each cut that leaves some margin.

    Returns
    -------
    ``cut`` (words), ``growth_needed`` (share); None where no cut leaves any.
    """
    table = prices.ladder(found.prices.head(1), tuple(cuts))
    if table.empty:
        return None
    needed = [(tr("%(cut)s off") % {"cut": percent(c)}, table[str(c)].iloc[0]) for c in cuts]
    bars = pd.DataFrame(needed, columns=["cut", "growth_needed"])
    bars = bars[bars["growth_needed"].map(math.isfinite)]
    return bars if len(bars) else None


def given_by_category(found: Studied) -> pd.DataFrame | None:
    """What was given in each category, and what it needs; None where nothing was."""
    rows = found.prices.head(MOST_CATEGORIES + 1)
    if rows.empty or not rows["given"].iloc[0] > 0:
        return None
    needed = [None if pd.isna(x) else _growth(x) for x in rows["growth_needed"]]
    return rows.assign(category=_named(rows["category"]), growth_needed=needed)[PRICES]


def given_columns() -> list[Column | str]:
    """Columns of :func:`given_by_category`."""
    return [
        column("category"),
        column("margin", tr("Margin of the full price"), "percent"),
        column("depth", tr("Discount"), "percent", digits=1),
        column("given", tr("Given"), "money"),
        column("growth_needed", tr("Growth that pays for it"), "text"),
    ]


def group_points(terms: Ranked | None) -> pd.DataFrame | None:
    """Terms of each group of customers, with ``group`` in words, who buys the most first."""
    if terms is None:
        return None
    form = {1: tr("%(n)s · buys the least"), terms.rank.groups: tr("%(n)s · buys the most")}
    table = terms.groups.iloc[::-1].reset_index(drop=True)
    words = [form.get(n, "%(n)s") % {"n": number(n)} for n in table["decile"]]
    return table.assign(group=words)


def year_points(table: pd.DataFrame | None) -> pd.DataFrame | None:
    """Terms by the years of the relationship, with ``group`` in words."""
    if table is None:
        return None
    return table.assign(group=[_years(int(n)) for n in table["years"]])


def _years(n: int) -> str:
    if n == 0:
        return tr("less than a year")
    if n == len(YEARS):
        return tr("%(n)s years and more") % {"n": number(YEARS[-1])}
    return ntr(*forms("%(n)s full year", "%(n)s full years"), n) % {"n": number(n)}


def inverted(found: Studied, terms: Ranked | None) -> pd.DataFrame | None:
    """Best customers with worse terms, the most to put right first; money a year."""
    if terms is None or terms.inverted.empty:
        return None
    rows = terms.inverted
    cost = [findings.a_year(found, x) for x in rows["to_put_right"]]
    return rows.assign(to_put_right=cost)[INVERTED].dropna(axis="columns", how="all")


def inverted_columns(table: pd.DataFrame | None) -> list[Column | str] | None:
    """Columns of :func:`inverted`, as far as they are known."""
    if table is None:
        return None
    known: dict[str, Column | str] = {
        "depth": column("depth", tr("Discount"), "percent", digits=1),
        "target_depth": column("target_depth", tr("As the others"), "percent", digits=1),
        "to_put_right": column("to_put_right", tr("Costs a year"), "money"),
    }
    return [known.get(key, key) for key in table.columns]


def bonuses(kinds: pd.DataFrame | None, *, least: int) -> pd.DataFrame | None:
    """Discount, cashback and gift side by side, with ``kind`` in the reader's words."""
    told = compared(kinds, least=least)
    if told is None or told.empty:
        return None
    return told.assign(kind=[tr(str(kind)) for kind in told["kind"]])


def bonus_columns() -> list[Column | str]:
    """Columns of :func:`bonuses`."""
    return [
        column("kind", tr("Kind"), "text"),
        column("issued", tr("Given"), "count"),
        column("face", tr("Face value"), "money"),
        column("redeemed", tr("Used"), "percent"),
        column("redeemed_low", tr("At least"), "percent"),
        column("redeemed_high", tr("At most"), "percent"),
        column("median_days", tr("Days until used"), "number", digits=0),
        column("cost_today", tr("Costs us today, of its face"), "percent"),
    ]


def privileges(table: pd.DataFrame | None) -> pd.DataFrame | None:
    """What else the top and the bottom are given, with ``privilege`` in the reader's words."""
    if table is None:
        return None
    return table.assign(privilege=[tr(PRIVILEGES[name]) for name in table["privilege"]])


def privilege_columns() -> list[Column | str]:
    """Columns of :func:`privileges`."""
    return [
        column("privilege", tr("What is given"), "text"),
        column("top_customers", tr("Who buys the most: got any"), "percent"),
        column("bottom_customers", tr("Who buys the least: got any"), "percent"),
        column("top_share", tr("Most: of what they buy"), "percent", digits=1),
        column("bottom_share", tr("Least: of what they buy"), "percent", digits=1),
    ]
