"""How many stand on each step of leaving, and who has moved since a quarter ago?"""

from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.definitions import base
from helpers.analysis.definitions.ladder import BETWEEN, STEPS
from helpers.analysis.definitions.standing import Standing
from helpers.language import N_, forms, ntr, number, percent, tr, values

WORDS = {
    "in_rhythm": N_("in rhythm"),
    "late": N_("late"),
    "left": N_("left"),
    "gone": N_("gone"),
    BETWEEN: N_("between purchases"),
}
MOVED = {
    "down": N_("moved down the ladder"),
    "up": N_("moved up the ladder"),
    "came": N_("came"),
    "net": N_("on balance"),
    "fell out": N_("single and durable purchases that fell out of the year"),
    "came in": N_("single and durable purchases that came into the year"),
}
SILENT = forms(
    "silent for %(silent)s day; the usual gap is %(gap)s, the longest usual one %(longest)s",
    "silent for %(silent)s days; the usual gap is %(gap)s, the longest usual one %(longest)s",
)
RARELY = forms(
    "On no list, though the model gives it a chance of %(likely)s and more: %(n)s customer within "
    "its own rhythm. It buys too rarely to know.",
    "On no list, though the model gives them a chance of %(likely)s and more: %(n)s customers "
    "within their own rhythm. They buy too rarely to know.",
)
LISTED = 200  # customers of a list
REPEATED = {base.PROFIT: "repeated_profit_year", base.SALES: "repeated_sales_year"}
SHOWN = {"repeated_profit_year": "repeated_profit", "repeated_sales_year": "repeated_year"}
MONEY = ["net_sales_year", "gross_profit_year", "repeated_sales_year"]


def ladder(at: Standing) -> pd.DataFrame:
    """Every customer with its step now and a quarter ago: the result table ``ladder``.

    Returns
    -------
    The rows of ``Standing.now`` with ``step_quarter_ago``, empty where nobody knew the customer.
    """
    then = at.then.set_index("customer")["step"]
    known = at.now["customer"].map(then).astype("str")  # also where nobody was known
    table = at.now.assign(step_quarter_ago=known.fillna(""))
    first = ["customer", "step", "step_quarter_ago"]
    return table[[*first, *table.columns.drop(first)]]


def summary(at: Standing) -> pd.DataFrame:
    """Customers and money a year of each step: the result table ``ladder_steps``.

    Returns
    -------
    One row per step, from the top, those between purchases last: ``step``, ``customers_then``,
    ``customers`` (counts), and ``MONEY``; ``single_customers`` have no habit yet.
    """
    order = [*STEPS, BETWEEN]
    by = at.now.groupby("step")
    table = by[MONEY].sum(min_count=1).reindex(order)
    table = table.fillna(0.0) if at.now["gross_profit_year"].notna().any() else table
    counts = {
        "customers_then": at.then["step"].value_counts().reindex(order, fill_value=0),
        "customers": by.size().reindex(order, fill_value=0),
        "single_customers": (at.now.loc[~at.now["habit"], "step"].value_counts())
        .reindex(order, fill_value=0),
    }  # fmt: skip
    return pd.DataFrame(counts).join(table).rename_axis("step").reset_index()


def told(table: pd.DataFrame) -> pd.DataFrame:
    """Steps in words; ``gross_profit_year`` only where a cost is known.

    Returns
    -------
    The rows of :func:`summary`, those of steps on which nobody stands or stood left out.
    """
    some = table[(table["customers"] > 0) | (table["customers_then"] > 0)]
    some = some.drop(columns="single_customers")
    some = some.assign(step=[tr(WORDS[name]) for name in some["step"]])
    return some.dropna(axis="columns", how="all") if len(some) else some


def moves(at: Standing) -> pd.DataFrame:
    """Both sides of what has moved in a quarter: the result table ``ladder_moves``.

    Both sides are told in the same money: a customer's repeated net sales a year, the mean of the
    year up to today and of the year up to a quarter ago. Years look back, so that the later one
    alone has forgotten who is gone, and the earlier one does not know who came. Single and
    durable money stands apart.

    Returns
    -------
    ``move`` (key of ``MOVED``), ``customers`` (count), ``amount`` (money, losses negative).
    """
    if at.then.empty:  # the records are shorter than a quarter: who came is not known
        return pd.DataFrame({"move": list(MOVED), "customers": 0, "amount": 0.0})
    both = at.now.merge(at.then, on="customer", how="left", suffixes=("", "_then"))
    rung = {name: place for place, name in enumerate(STEPS)}
    change = both["step"].map(rung) - both["step_then"].map(rung)
    once, once_then = (
        both[f"single_sales_year{then}"].fillna(0.0) + both[f"durable_sales_year{then}"].fillna(0.0)
        for then in ("", "_then")
    )
    came = both["step_then"].isna()
    years = both[["repeated_sales_year", "repeated_sales_year_then"]].fillna(0.0).mean(axis=1)
    # who got its habit in this quarter has no less single money than before
    once_then = once_then.where(~both["habit"] | both["habit_then"].fillna(False).astype(bool),
                                both["durable_sales_year_then"].fillna(0.0))  # fmt: skip
    parts = {
        "down": (change > 0, -years),
        "up": (change < 0, years),
        "came": (came, years),
        "fell out": (once < once_then, once - once_then),
        "came in": (once > once_then, once - once_then),
    }
    rows = {
        name: (int(who.sum()), float(amount[who].sum())) for name, (who, amount) in parts.items()
    }
    sides = [rows[name] for name in ("down", "up", "came")]
    rows["net"] = (rows["up"][0] + rows["came"][0] - rows["down"][0], sum(x[1] for x in sides))
    table = pd.DataFrame(
        [(name, *rows[name]) for name in MOVED], columns=["move", "customers", "amount"]
    )
    return table.assign(amount=np.round(table["amount"], 2) + 0.0)


def moves_note() -> str:
    """Say in which money both sides of the moves are told."""
    return tr(
        "Both sides are told in the same money: a customer's repeated net sales a year, the mean "
        "of the year up to today and of the year up to a quarter ago."
    )


def moves_told(table: pd.DataFrame) -> pd.DataFrame:
    """Moves in words; those that nobody made are left out."""
    some = table[(table["customers"] != 0) | (table["move"] == "net")]
    some = some if table["customers"].any() else table.head(0)
    return some.assign(move=[tr(MOVED[name]) for name in some["move"]])


def base_of(at: Standing) -> str:
    """Column of the ladder with the repeated money of a year, in the base that ranks customers."""
    return REPEATED[base.base_of(at.now)]


def beyond_habit(table: pd.DataFrame) -> pd.Series:
    """Whether a customer of the ladder has been silent for longer than it has ever usually been."""
    return table["silent_days"] > table["longest_gap"]


def late(at: Standing) -> pd.DataFrame:
    """Customers whose repeated business is late and earns something, the most money first.

    Who is inside its own rhythm is not among them, whatever a model says; neither is who bought
    once, or durable goods alone.

    Returns
    -------
    Rows of the ladder.
    """
    money = base_of(at)
    rows = at.now[(at.now["step"] == "late") & (at.now[money] > 0)]
    return rows.sort_values([money, "customer"], ascending=[False, True], ignore_index=True)


def to_watch(at: Standing, scores: pd.DataFrame, *, first: int = LISTED) -> pd.DataFrame:
    """Whom to speak with before they have left: :func:`late` as the reader sees them.

    Parameters
    ----------
    scores
        ``customer``, ``probability`` (0–1) of those with a chance of leaving, or nobody.

    Returns
    -------
    ``customer``, ``probability`` (0–1; not there where nobody has a chance), the repeated money
    of the year in the base, and ``why`` (in words).
    """
    money = base_of(at)
    rows = late(at).head(first).rename(columns={money: SHOWN[money]})
    rows = rows.assign(why=[_silent(row) for row in rows.to_dict("records")])
    rows = rows.assign(probability=_chances(rows, scores))
    columns = ["customer", "probability", SHOWN[money], "why"]
    return rows[columns if len(scores) else [c for c in columns if c != "probability"]]


def _chances(rows: pd.DataFrame, scores: pd.DataFrame) -> pd.Series:
    known = scores.set_index("customer")["probability"].astype("float64")
    return rows["customer"].map(known).astype("float64")  # also of nobody


def _silent(row: dict[str, Any]) -> str:
    days = round(row["silent_days"])
    gaps = {"gap": round(row["usual_gap"]), "longest": round(row["longest_gap"])}
    return ntr(*SILENT, days) % {"silent": number(days), **{k: number(v) for k, v in gaps.items()}}


def who_left(at: Standing, *, first: int = LISTED) -> pd.DataFrame:
    """Customers who have left and are silent beyond their own habit, the most money first.

    Who has only paused as it has paused before is not named, although the horizon has passed.

    Returns
    -------
    ``customer``, ``silent_days``, ``usual_gap`` (days), ``repeated_year`` (net sales of the year
    up to a quarter ago) and ``chance_of_silence`` (0–1).
    """
    money = at.then.set_index("customer")["repeated_sales_year"]
    left = at.now[(at.now["step"] == "left") & at.now["habit"] & beyond_habit(at.now)]
    left = left.assign(repeated_year=left["customer"].map(money).fillna(0.0))
    left = left.sort_values(
        ["repeated_year", "customer"], ascending=[False, True], ignore_index=True
    )
    columns = ["customer", "silent_days", "usual_gap", "repeated_year", "chance_of_silence"]
    return left.head(first)[columns]


def rarely(at: Standing, scores: pd.DataFrame, *, likely: float) -> pd.DataFrame:
    """Customers within their own rhythm with a high chance: they buy too rarely to know.

    Returns
    -------
    ``customer``, ``probability`` (0–1), ``silent_days``, ``usual_gap`` (days) and
    ``next_expected`` (month), the soonest first.
    """
    chances = _chances(at.now, scores)
    quiet = at.now["habit"] & (at.now["step"] == "in_rhythm") & (chances >= likely)
    rows = at.now.assign(probability=chances)[quiet]
    return _by_month(rows, ["probability", "silent_days", "usual_gap"])


def rarely_note(table: pd.DataFrame, *, likely: float) -> str:
    """Say how many stand in :func:`rarely`; empty where nobody does."""
    if table.empty:
        return ""
    text = ntr(*RARELY, len(table))
    return text % {"likely": percent(likely), "n": number(len(table))}


def between(at: Standing) -> pd.DataFrame:
    """Customers between durable purchases, with the month in which the next one is expected.

    Returns
    -------
    ``customer``, ``last_purchase`` (day) and ``next_expected`` (month; none where nobody who had
    waited for so long came back), the soonest first.
    """
    return _by_month(at.now[at.now["step"] == BETWEEN], ["last_purchase"])


def _by_month(rows: pd.DataFrame, columns: list[str], *, first: int = LISTED) -> pd.DataFrame:
    rows = rows.sort_values(["next_expected", "customer"], ignore_index=True).head(first)
    return rows[["customer", *columns, "next_expected"]]


def durable_note(at: Standing) -> str:
    """Say which categories are durable; empty where none is."""
    names = at.measured.durable
    if not names:
        return ""
    text = tr(
        "Durable here, because the same customer buys them again only after longer than the "
        "horizon: %(names)s. Their money is counted apart, and their purchases break no silence."
    )
    return text % {"names": ", ".join(map(values.printed, names))}
