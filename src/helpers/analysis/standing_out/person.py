"""How much of the company hangs on one person?"""

import pandas as pd

from helpers.analysis.definitions.base import PROFIT, SALES, base_of
from helpers.analysis.standing_out.chance import by_labels
from helpers.language import N_, Number, number, tr
from helpers.language.findings import Finding, Trail
from helpers.settings import StandingOutSettings

HELD = 0.9  # share of the customers of a segment that are called all but held by one person
SEGMENT_FROM = 5  # customers; of a smaller segment nothing is said
LATE_FROM = 5  # customers who are late; of fewer no share is told
COLUMNS = ["manager", "customers", "money", "share", "late_share", "segment", "held", "of",
           "p_adjusted", "stands_out"]  # fmt: skip
BASES = {PROFIT: N_("of a year's gross profit"), SALES: N_("of a year's net sales")}
ALONE = N_("One person, %(manager)s, holds %(share)s %(base)s")
WITH_SEGMENT = N_(
    "One person, %(manager)s, holds %(share)s %(base)s and %(held)s customers of the "
    "segment %(segment)s"
)
WITH_LATE = N_(
    "One person, %(manager)s, holds %(share)s %(base)s, and %(late)s of what is at stake with "
    "those who are late"
)
WITH_BOTH = N_(
    "One person, %(manager)s, holds %(share)s %(base)s, %(held)s customers of the segment "
    "%(segment)s, and %(late)s of what is at stake with those who are late"
)


def main_manager(cells: pd.DataFrame) -> pd.Series:
    """Manager who sold most to each customer in the two years, by customer."""
    rows = cells[cells["cut"] == "manager"].dropna(subset="customer")
    sold = rows.assign(both=rows["sales"] + rows["sales_before"])
    order = ["customer", "both", "item"]
    first = sold.sort_values(order, ascending=[True, False, True]).drop_duplicates("customer")
    return first.set_index("customer")["item"]


def managers(
    now: pd.DataFrame, cells: pd.DataFrame, cards: pd.DataFrame | None, rules: StandingOutSettings
) -> pd.DataFrame:
    """What hangs on each manager: money, customers who are late, segments.

    Parameters
    ----------
    now
        Where customers stand today, as ``ladder`` gives it.
    cells
        As :func:`cells.cells`.

    Returns
    -------
    One row per manager, the most money first: ``manager``, ``customers``, ``money`` (of a year),
    ``share``, ``late_share`` (of the money of who is late; missing where they are too few),
    ``segment`` that the manager holds all but alone with its customers ``held`` and ``of``,
    ``p_adjusted``, ``stands_out`` (yes/no).
    """
    base, sold = base_of(now), main_manager(cells)
    mine = now[(now[SALES] > 0) & now["customer"].isin(sold.index)]
    mine = mine.assign(manager=mine["customer"].map(sold), money=mine[base].fillna(0.0))
    if mine["manager"].nunique() < 2 or not mine["money"].sum() > 0:
        return pd.DataFrame(columns=COLUMNS)
    table = mine.groupby("manager").agg(customers=("customer", "size"), money=("money", "sum"))
    late = mine[mine["step"] == "late"]
    at_stake = late["money"].clip(lower=0).groupby(late["manager"]).sum()
    known = len(late) >= LATE_FROM and at_stake.sum() > 0
    table["late_share"] = at_stake / at_stake.sum() if known else float("nan")
    table["late_share"] = table["late_share"].fillna(0.0) if known else table["late_share"]
    table["share"] = table["money"] / table["money"].sum()
    table["p_adjusted"] = by_labels(mine["money"].to_numpy(float), mine["manager"].to_numpy())
    beyond = table["share"] - table["customers"] / table["customers"].sum()
    fits = (table["p_adjusted"] <= rules.person_p_below) & (beyond >= rules.least_share)
    table["stands_out"] = fits & (table["customers"] >= rules.least_customers)
    table = table.join(_segments(mine, cards)).reset_index()
    return table.sort_values(["money", "manager"], ascending=[False, True])[COLUMNS]


def _segments(mine: pd.DataFrame, cards: pd.DataFrame | None) -> pd.DataFrame:
    """The largest segment that each manager holds all but alone."""
    columns = ["segment", "held", "of"]
    if cards is None or "segment" not in cards:
        return pd.DataFrame(columns=columns)
    named = mine.assign(segment=mine["customer"].map(cards.set_index("customer")["segment"]))
    held = named.groupby(["manager", "segment"]).size().rename("held").reset_index()
    held["of"] = held["segment"].map(named["segment"].value_counts())
    held = held[(held["of"] >= SEGMENT_FROM) & (held["held"] >= HELD * held["of"])]
    held = held.sort_values(["of", "segment"], ascending=[False, True])
    return held.drop_duplicates("manager").set_index("manager")[columns]


def holds(table: pd.DataFrame, now: pd.DataFrame, cells: pd.DataFrame) -> Finding | None:
    """Say how much hangs on the one person with whom most does; None where nobody stands out."""
    rows = table[table["stands_out"].astype(bool)]
    if rows.empty:
        return None
    row, sold = rows.iloc[0], main_manager(cells)
    segment, late = pd.notna(row["segment"]), row["late_share"] > row["share"]
    numbers = {
        "manager": Number(row["manager"], "text"),
        "share": Number(row["share"], "percent"),
        "base": Number(tr(BASES[base_of(now)]), "text"),
    }
    if segment:
        numbers |= {"segment": Number(row["segment"], "text")}
        numbers["held"] = Number(_how_many(int(row["held"]), int(row["of"])), "text")
    if late:
        numbers["late"] = Number(row["late_share"], "percent")
    theirs = now[(now[SALES] > 0) & now["customer"].map(sold).eq(row["manager"])]
    return Finding(
        key="standing_out.person",
        message={
            (True, True): WITH_BOTH,
            (True, False): WITH_SEGMENT,
            (False, True): WITH_LATE,
            (False, False): ALONE,
        }[(bool(segment), bool(late))],
        numbers=numbers,
        role="lever",
        certainty="estimated",
        money=float(row["money"]),
        measure="gross profit a year" if base_of(now) == PROFIT else "net sales a year",
        customers=theirs["customer"],
        so_what=tr("If this person leaves, customers may leave too."),
        decide=tr("Who becomes the second contact of each of these customers, and by when?"),
        trail=Trail("standing_out_managers", 1, "stands_out = yes"),
    )


def _how_many(held: int, of: int) -> str:
    words = tr("all %(of)s") if held == of else tr("%(held)s of %(of)s")
    return words % {"held": number(held), "of": number(of)}
