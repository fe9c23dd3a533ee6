"""Which tables of the classes does the reader see, and which numbers do the charts draw?"""

import pandas as pd

from helpers.analysis.classes.cuts import Cut
from helpers.analysis.classes.findings import at_last, history
from helpers.analysis.classes.migration import ENTERED, GONE, migration_matrix
from helpers.given import when_given
from helpers.language import N_, month_short, tr

READINGS = {
    "xyz": N_("Regularity: how often"),
    "xyz_rhythm": N_("Rhythm: how even the gaps"),
    "xyz_variation": N_("Variation: how even the sums"),
}
FROM_NOTHING = 10.0  # growth beyond eleven times says only that there was next to nothing
LONGEST = 12
TREND_MONTHS = 24


@when_given
def grid(classes: pd.DataFrame) -> pd.DataFrame | None:
    """Items in each of the nine classes at the last month-end: rows A–C, columns X–Z."""
    return _nine(at_last(classes).groupby(["abc", "xyz"]).size())


@when_given
def grid_of_money(classes: pd.DataFrame) -> pd.DataFrame | None:
    """Money of the items in each of the nine classes at the last month-end."""
    return _nine(at_last(classes).groupby(["abc", "xyz"])["amount"].sum())


def _nine(cells: pd.Series) -> pd.DataFrame | None:
    if cells.empty:
        return None
    return cells.unstack().reindex(index=list("ABC"), columns=list("XYZ")).fillna(0.0)


def by_month(classes: pd.DataFrame) -> pd.DataFrame:
    """Items of each class at each month-end: ``month``, ``A``, ``B``, ``C``."""
    return history(classes).rename(columns={"as_of": "month"})


def by_month_in_words(classes: pd.DataFrame) -> pd.DataFrame:
    """Items of each class at each month-end, as in :func:`by_month`, the months as short words."""
    return by_month(classes).assign(month=lambda t: t["month"].map(month_short))


def in_a_row(of: Cut) -> pd.DataFrame | None:
    """Items of a cut at the last month-end, the largest first, against a year earlier.

    Returns
    -------
    The item under the name of the cut, ``amount`` (money), ``share`` (0–1, of the positive
    totals), ``trend`` (the sums of the twelve months up to each month-end, for two years at
    most), ``cell`` (where there are items enough for letters), ``change_share`` (−1–, missing
    where there is no window a year earlier, or next to nothing in it); of managers how the work is
    shared out and not how it has moved. None where the cut was not
    brought, or brings no money.
    """
    if of.amounts is None or not (at_last(of.amounts)["amount"] > 0).any():
        return None
    last = at_last(of.amounts).head(LONGEST)
    past = of.amounts[of.amounts["as_of"] == last["as_of"].max() - pd.DateOffset(years=1)]
    before = last["item"].map(past.set_index("item")["amount"])
    change = last["amount"] / before - 1
    whole = at_last(of.amounts)["amount"].clip(lower=0).sum()
    told = last.assign(
        share=last["amount"] / max(whole, 1e-9),
        change_share=change.where((before > 0) & (change < FROM_NOTHING)),
    )
    told["trend"] = _trends(of.amounts, last["item"])
    if "abc" in last:
        told = told.assign(cell=last["abc"] + last["xyz"])
    moved = [] if of.name == "manager" else ["trend", "change_share"]  # sums yes, judgements no
    shown = ["item", "amount", "share", "cell", *moved]
    return told[[c for c in shown if c in told]].rename(columns={"item": of.name})


def _trends(amounts: pd.DataFrame, items: pd.Series) -> list[list[float]]:
    wide = amounts.pivot_table(index="as_of", columns="item", values="amount", observed=True)
    known = wide.sort_index().tail(TREND_MONTHS).fillna(0.0)
    return [known[item].tolist() for item in items]


def readings(classes: pd.DataFrame) -> pd.DataFrame:
    """Items by letter in each of the three readings at the last month-end.

    ``reading`` (in words of the reader), then ``X``, ``Y``, ``Z`` and ``N`` (items).
    """
    last = at_last(classes)
    if last.empty:
        return pd.DataFrame(columns=["reading", *"XYZN"])
    rows = [
        last[column].value_counts().reindex(list("XYZN"), fill_value=0).rename(tr(words))
        for column, words in READINGS.items()
    ]
    return pd.DataFrame(rows).rename_axis("reading").reset_index()


@when_given
def poor(giants: pd.DataFrame) -> pd.DataFrame:
    """Customers with large sales and little profit: ``customer``, ``amount``, ``gross_profit``."""
    told = giants.rename(columns={"item": "customer"})
    return told[["customer", "amount", "gross_profit"]]


def square(
    migrated: pd.DataFrame, *, value: str = "amount_before", span: str = "quarter"
) -> pd.DataFrame | None:
    """Migration of one span with the words of the reader for those who came and went.

    None where nobody stood in the records so long ago.
    """
    if not (migrated["span"] == span).any():
        return None
    words = {ENTERED: tr(N_("entered")), GONE: tr(N_("gone"))}
    return migration_matrix(migrated, span=span, value=value).rename(index=words, columns=words)


def flow(
    migrated: pd.DataFrame, *, value: str = "amount_before", span: str = "quarter"
) -> pd.DataFrame | None:
    """Migration by the letter of money alone, for a room: who kept, lost and gained it.

    Returns
    -------
    Rows and columns A, B, C; the last column holds those who are gone. Those who came had no
    money before, and are told beside it. None where nobody stood in the records so long ago.
    """
    whole = square(migrated, value=value, span=span)
    if whole is None:
        return None
    letters = whole.rename(index=_letter, columns=_letter)
    by_letter = letters.groupby(level=0).sum().T.groupby(level=0).sum().T
    return by_letter.reindex(index=list("ABC"), columns=[*"ABC", tr(N_("gone"))]).fillna(0.0)


def _letter(cell: str) -> str:
    return cell[0] if cell[:1] in "ABC" and cell[1:] in ("X", "Y", "Z") else cell


def slid(moved: pd.DataFrame) -> pd.DataFrame:
    """Moves down and out, the largest loss first.

    Returns
    -------
    ``customer``, ``from``, ``to_words``, ``amount_before``, ``amount_now``, ``change`` (money).
    """
    down = moved[moved["direction"].isin(["down", "gone"])]
    told = down.assign(to_words=down["to"].replace({GONE: tr(N_("gone"))}))
    shown = ["customer", "from", "to_words", "amount_before", "amount_now", "change"]
    return told.rename(columns={"item": "customer", "amount": "amount_now"})[shown]
