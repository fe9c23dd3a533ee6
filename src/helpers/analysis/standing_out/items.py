"""Which items earn more or less than they sell, and which have changed most?

Everything of all cuts is tried at once, so that chance is counted over all of it.
"""

import pandas as pd

from helpers.analysis.standing_out.chance import by_signs
from helpers.language import N_, Number, tr
from helpers.language.findings import Finding, Trail
from helpers.settings import StandingOutSettings

BASES = ("sales", "profit")
CALLED = {
    "category": N_("category"),
    "branch": N_("branch"),
    "manager": N_("manager"),
    "segment": N_("segment"),
}
MOVED = {
    ("profit", True): N_(
        "%(item)s (%(cut)s) gained %(change)s of gross profit in a year, now %(now)s"
    ),
    ("profit", False): N_(
        "%(item)s (%(cut)s) lost %(change)s of gross profit in a year, now %(now)s"
    ),
    ("sales", True): N_("%(item)s (%(cut)s) gained %(change)s of net sales in a year, now %(now)s"),
    ("sales", False): N_("%(item)s (%(cut)s) lost %(change)s of net sales in a year, now %(now)s"),
}
ONE = N_("One of us")  # no customers are held equal here, so nobody is named, not even to who leads
COLUMNS = ["what", "cut", "item", "customers", "sales", "profit", "sales_share", "profit_share",
           "change", "beyond", "p_adjusted", "stands_out"]  # fmt: skip


def tried(cells: pd.DataFrame, rules: StandingOutSettings, *, two_years: bool) -> pd.DataFrame:
    """Hold each item against the others, by margin and by change.

    Parameters
    ----------
    cells
        As :func:`cells.cells`.
    two_years
        Whether the year before is in the records.

    Returns
    -------
    One row per question, the most money first: ``what`` (``margin``, ``sales`` or ``profit``),
    ``cut``, ``item``, ``customers``, ``sales``, ``profit`` and their shares of the cut,
    ``change`` (money, against the year before), ``beyond`` (money more than all items of the cut
    together would have brought), ``p_adjusted``, ``stands_out`` (yes/no).
    """
    known = cells["profit"].notna().any()
    asked = [_asked(cells, "margin", cells["profit"], cells["sales"])] if known else []
    if two_years:
        for base in BASES[: 1 + known]:
            asked.append(_asked(cells, base, cells[base], cells[f"{base}_before"]))
    if not asked:
        return pd.DataFrame(columns=COLUMNS)
    rows = pd.concat(asked, ignore_index=True)
    rows = rows[rows.groupby("test")["customer"].transform("nunique") >= rules.least_customers]
    rows = rows[rows.groupby(["what", "cut"])["item"].transform("nunique") > 1]
    return _judged(rows, rules) if len(rows) else pd.DataFrame(columns=COLUMNS)


def _asked(cells: pd.DataFrame, what: str, now: pd.Series, before: pd.Series) -> pd.DataFrame:
    """Differences of each customer from what the cut as a whole has done."""
    by = cells["cut"]
    whole, base = now.groupby(by).transform("sum"), before.groupby(by).transform("sum")
    rate = (whole / base.where(base > 0)).fillna(0.0)
    test = what + "|" + by + "|" + cells["item"]
    return cells.assign(what=what, test=test, off=now - rate * before)


def _judged(rows: pd.DataFrame, rules: StandingOutSettings) -> pd.DataFrame:
    named = rows.dropna(subset="customer")
    chance = by_signs(named["off"], named["test"], named["customer"])
    table = rows.groupby(["test", "what", "cut", "item"], as_index=False).agg(
        customers=("customer", "nunique"),
        **{name: (name, "sum") for name in ("sales", "sales_before", "profit", "profit_before")},
        beyond=("off", "sum"),
    )
    whole = table.groupby(["what", "cut"])[["sales", "profit"]].transform("sum")
    base = whole["profit"].where(table["what"] != "sales", whole["sales"])
    by_profit = table["what"] != "sales"
    by_change = table["what"] != "margin"
    change = (table["sales"] - table["sales_before"]).where(
        ~by_profit, table["profit"] - table["profit_before"]
    )
    table = table.assign(
        sales_share=table["sales"] / whole["sales"],
        profit_share=table["profit"] / whole["profit"],
        change=change,
        p_adjusted=table["test"].map(chance),
    )
    least = rules.least_share * base.abs()
    large = (table["beyond"].abs() >= least) & (~by_change | (table["change"].abs() >= least))
    told = table.assign(stands_out=large & (table["p_adjusted"] <= _below(table["cut"], rules)))
    told = told.assign(size=told["beyond"].abs() / base.abs())
    return told.sort_values(["size", "test"], ascending=[False, True], ignore_index=True)[COLUMNS]


MOST = 0.5
MOST_IS_HERE = N_("Most of what the company keeps is earned here, not where most is sold.")
MORE_IS_LEFT = N_("More is left here of what is sold than elsewhere.")


def carries(table: pd.DataFrame) -> Finding | None:
    """Say which item earns most beyond its share of sales; None where none stands out."""
    rows = table[table["stands_out"] & (table["what"] == "margin") & (table["beyond"] > 0)]
    rows = rows[(rows["profit"] > 0) & (rows["profit_share"] > rows["sales_share"])]
    rows = rows[rows["cut"].isin(["category", "branch"])]  # managers are told by who holds what
    if rows.empty:
        return None
    row = rows.iloc[0]
    so_what = MOST_IS_HERE if row["profit_share"] > MOST else MORE_IS_LEFT
    return Finding(
        key="standing_out.carries",
        message=N_(
            "%(item)s (%(cut)s) brings %(profit_share)s of gross profit on %(sales_share)s of net "
            "sales"
        ),
        numbers={
            "item": Number(row["item"], "text"),
            "cut": Number(_called(row), "text"),
            "profit_share": Number(row["profit_share"], "percent"),
            "sales_share": Number(row["sales_share"], "percent"),
        },
        role="lever",
        certainty="estimated",
        money=float(row["profit"]),
        measure="gross profit a year",
        so_what=tr(so_what),
        decide=tr("What does it get first: people, hours, attention of the management?"),
        trail=Trail("standing_out", 1, _where(row)),
    )


def moved(table: pd.DataFrame, *, up: bool) -> Finding | None:
    """Say which item has risen or fallen most beyond all others; None where it may be chance.

    Sales and profit of one item are one change, told by profit where that stands out.
    """
    row = _most_moved(table, up=up)
    if row is None:
        return None
    by_profit = row["what"] == "profit"
    return Finding(
        key="standing_out.up" if up else "standing_out.down",
        message=MOVED[(str(row["what"]), up)],
        numbers={
            "item": Number(_told_as(row), "text"),
            "cut": Number(_called(row), "text"),
            "change": Number(abs(row["change"]), "money"),
            "now": Number(row[row["what"]], "money"),
        },
        role="change",
        certainty="estimated",
        money=abs(float(row["change"])),
        measure="gross profit a year" if by_profit else "net sales a year",
        so_what=tr("It moved on its own, not with the company."),
        decide=tr("What was done differently here, and who does it elsewhere too?")
        if up
        else tr("Who finds out what has changed here, and by when?"),
        trail=Trail("standing_out", 1, _where(row)),
    )


def _most_moved(table: pd.DataFrame, *, up: bool) -> pd.Series | None:
    rows = table[table["stands_out"] & (table["what"] != "margin")]
    sign = 1 if up else -1
    rows = rows[(sign * rows["beyond"] > 0) & (sign * rows["change"] > 0)]
    if rows.empty:
        return None
    return rows.sort_values("what", kind="stable").iloc[0]  # profit before sales


def _told_as(row: pd.Series) -> str:
    """Item as the room reads of it: one of us without a name."""
    return tr(ONE) if row["cut"] == "manager" else str(row["item"])


def _below(cut: pd.Series, rules: StandingOutSettings) -> pd.Series:
    """Chance that may be left: less where a person is named."""
    return (cut == "manager").map({True: rules.person_p_below, False: rules.p_below})


def _called(row: pd.Series) -> str:
    word = CALLED[row["cut"]]
    return tr(word)


def _where(row: pd.Series) -> str:
    if row["cut"] == "manager":
        return f"what = {row['what']}, cut = manager, stands_out = yes"
    return ", ".join(f"{name} = {row[name]}" for name in ("what", "cut", "item"))
