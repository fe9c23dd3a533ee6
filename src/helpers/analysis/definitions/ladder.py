"""On which step of leaving does each customer stand?

``in_rhythm``; ``late``: silent beyond its own habit; ``left``: silent beyond the horizon;
``gone``: no purchase for a year, or for two horizons where that is longer. Silence and horizon
are counted on *repeated* purchases, those of categories that are not durable. Who has bought
nothing else within the horizon than a durable good stands beside the ladder, ``between``
purchases.
"""

from typing import NamedTuple

import ibis
import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions import durable as goods
from helpers.analysis.definitions.activity import purchase_days
from helpers.analysis.definitions.horizon import horizon_by_gaps
from helpers.analysis.definitions.margins import COSTED_FROM
from helpers.analysis.definitions.silence import silences
from helpers.periods import YEAR, year_before
from helpers.settings import ChurnSettings, Settings

STEPS = ("in_rhythm", "late", "left", "gone")  # down the ladder
BETWEEN = "between"
MONEY = ("net_sales_year", "gross_profit_year", "repeated_sales_year", "repeated_profit_year",
         "single_sales_year", "single_profit_year", "durable_sales_year",
         "durable_profit_year")  # fmt: skip
HABIT_MONTHS = 2  # with a purchase; in fewer there is no habit
COLUMNS = ["customer", "step", "silent_days", "usual_gap", "longest_gap", "chance_of_silence",
           "next_expected", "last_purchase", "purchases", "habit", *MONEY]  # fmt: skip


class Bounds(NamedTuple):
    """What the steps are measured by: the same on every day that is compared.

    ``categories``: as :func:`durable.typical_gaps`. ``horizon_days``, ``gone_days``: silence
    beyond which a customer has left, and is gone.
    """

    categories: pd.DataFrame
    horizon_days: int
    gone_days: int

    @property
    def durable(self) -> list[str]:
        """Names of the durable categories, the longest gap first."""
        return self.categories.loc[self.categories["durable"], "category"].tolist()


def bounds(sales: Table, *, as_of: pd.Timestamp, rules: ChurnSettings) -> Bounds:
    """Horizon and durable categories, from all that is known on ``as_of``.

    What is durable is decided by the horizon of all purchases; the horizon that holds is then
    counted on the repeated ones.

    Returns
    -------
    The measures of the ladder.
    """
    whole = horizon_by_gaps(_gaps(purchase_days(sales, as_of=as_of)), rules)
    days = goods.category_days(sales, as_of=as_of)
    least = rules.durable_least_gaps
    categories = goods.typical_gaps(days, horizon_days=whole, least_gaps=least)
    horizon = whole
    if categories["durable"].any():
        names = categories.loc[categories["durable"], "category"].tolist()
        repeated = goods.of_categories(sales, names, durable=False)
        horizon = horizon_by_gaps(_gaps(purchase_days(repeated, as_of=as_of)), rules)
    return Bounds(categories, horizon, max(YEAR, 2 * horizon))


def ladder(
    sales: Table, *, as_of: pd.Timestamp, measured: Bounds, settings: Settings
) -> pd.DataFrame:
    """Step of every customer who ever bought, as known on ``as_of``.

    Returns
    -------
    One row per customer, in the order of codes: ``customer``, ``step`` (one of ``STEPS`` or
    ``between``), ``silent_days`` (since the last repeated purchase, missing where there is none),
    ``usual_gap`` and ``longest_gap`` (days between repeated purchases, usual and longest usual),
    ``chance_of_silence`` (0–1, that a customer with such a habit stays silent for so long and
    comes back); all three missing without a habit. ``next_expected`` (day; of who is late it is
    past, and of who has left or has no habit there is none), ``last_purchase`` (day, of any kind),
    ``purchases`` (repeated ones), ``habit`` (repeated purchases in two months or more), and the
    money of the year up to ``as_of``: net sales and gross profit (missing where no cost is known),
    whole and in the parts repeated, ``single`` (of customers without a habit) and durable.
    """
    names = measured.durable
    repeated = goods.of_categories(sales, names, durable=False)
    rare = goods.of_categories(sales, names, durable=True)
    table = placed(
        purchase_days(repeated, as_of=as_of),
        goods.category_days(rare, as_of=as_of),
        as_of=as_of,
        measured=measured,
        settings=settings,
    )
    table = table.join(_money(sales, names, table["habit"], as_of=as_of))
    return table.reset_index()[COLUMNS]


def placed(
    repeated: pd.DataFrame,
    rare: pd.DataFrame,
    *,
    as_of: pd.Timestamp,
    measured: Bounds,
    settings: Settings,
) -> pd.DataFrame:
    """Step and habit of each customer, from the days on which it bought.

    Parameters
    ----------
    repeated
        Purchases outside the durable categories: ``item``, ``date``, ordered by both.
    rare
        Those of durable categories, as :func:`durable.category_days` gives them.

    Returns
    -------
    The columns of :func:`ladder` without the money, by customer.
    """
    table = _rhythm(repeated, as_of=as_of, settings=settings)
    table = table.join(goods.next_expected(rare, as_of=as_of), how="outer").sort_index()
    counts = ["silent_days", "usual_gap", "longest_gap", "chance_of_silence"]
    days = ["last_repeated", "last_durable", "expected"]  # where there are none, of no type
    table = table.astype(dict.fromkeys(counts, "float64") | dict.fromkeys(days, "datetime64[s]"))
    table = table.assign(
        habit=table["habit"].fillna(False).astype(bool),
        purchases=table["purchases"].fillna(0).astype("int64"),
        last_purchase=table[["last_repeated", "last_durable"]].max(axis=1),
    )
    table = table.assign(step=_steps(table, as_of=as_of, measured=measured))
    return table.assign(next_expected=_next(table, as_of=as_of)).rename_axis("customer")


def _gaps(days: pd.DataFrame) -> np.ndarray:
    same = days["item"].eq(days["item"].shift())
    return days["date"].diff().dt.days[same].to_numpy(float)


def _rhythm(days: pd.DataFrame, *, as_of: pd.Timestamp, settings: Settings) -> pd.DataFrame:
    """Repeated purchases of each customer: how many, the last, and the habit where there is one."""
    days = days.assign(item=days["item"].astype("str"))
    by = days.assign(month=days["date"].dt.to_period("M")).groupby("item")
    table = by.agg(
        purchases=("date", "size"), last_repeated=("date", "max"), months=("month", "nunique")
    )
    table = table.assign(habit=table.pop("months") >= HABIT_MONTHS)
    rules = settings.signals
    habit = silences(
        days,
        as_of=as_of,
        since=days["date"].min(),
        quantile=rules.gone_quantile,
        prior_gaps=rules.gone_prior_gaps,
        least_purchases=2,
    ).set_index("customer")
    own = habit.reindex(table.index[table["habit"]]).astype("float64")
    told = {"usual_gap": own["usual"], "longest_gap": own["base"], "chance_of_silence": own["p"]}
    table = table.assign(silent_days=(as_of - table["last_repeated"]).dt.days.astype(float), **told)
    return table.rename_axis("customer")


def _steps(table: pd.DataFrame, *, as_of: pd.Timestamp, measured: Bounds) -> np.ndarray:
    """One step for each customer; the first that holds."""
    horizon, silent = measured.horizon_days, table["silent_days"]
    any_kind = (as_of - table["last_purchase"]).dt.days
    in_time = silent <= horizon
    return np.select(
        [
            silent.isna(),
            in_time & (silent > table["longest_gap"]),
            in_time,
            any_kind <= horizon,
            any_kind <= measured.gone_days,
        ],
        [BETWEEN, "late", "in_rhythm", BETWEEN, "left"],
        "gone",
    )


def _next(table: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.Series:
    """Day of the next purchase by the own habit, or by that of customers alike."""
    usual = table["last_repeated"] + _days(table["usual_gap"])
    at_last = table["last_repeated"] + _days(table["longest_gap"])
    rhythm = usual.where((usual > as_of) | (table["step"] == "late"), at_last)
    own = rhythm.where(table["step"].isin(["in_rhythm", "late"]))
    return own.where(table["step"] != BETWEEN, table["expected"]).astype("datetime64[s]")


def _days(count: pd.Series) -> pd.Series:
    return pd.to_timedelta(count.round(), unit="D").astype("timedelta64[s]")


def _costed(lines: Table) -> bool:
    """Whether the cost of enough of the year is known, as for the base that ranks customers."""
    if "cost" not in lines.columns:
        return False
    sums = lines.aggregate(known=lines.amount.sum(where=lines.cost.notnull()),
                           all=lines.amount.sum()).to_pandas().fillna(0.0)  # fmt: skip
    return float(sums["known"][0]) >= COSTED_FROM * float(sums["all"][0])


def _money(
    sales: Table, names: list[str], habit: pd.Series, *, as_of: pd.Timestamp
) -> pd.DataFrame:
    """Net sales and gross profit of the year up to ``as_of``, whole and in its parts."""
    since = ibis.date(year_before(as_of).date())
    lines = sales.filter(
        sales.customer.notnull() & (sales.date > since) & (sales.date <= ibis.date(as_of.date()))
    )
    rare = lines.category.isin(names).fill_null(False) if names else ibis.literal(False)
    with_cost = _costed(lines)
    profit = (lines.amount - lines.cost).sum() if with_cost else ibis.null("float64")
    sums = lines.group_by("customer", rare=rare).aggregate(
        sales=lines.amount.sum().cast("float64"), profit=profit.cast("float64")
    )
    parts = sums.to_pandas().set_index(["customer", "rare"])[["sales", "profit"]].unstack("rare")
    parts = parts.reindex(habit.index)

    def part(name: str, rare: bool) -> pd.Series:
        column = parts.get((name, rare), pd.Series(np.nan, index=habit.index))
        return column.astype("float64").fillna(0.0 if name == "sales" or with_cost else np.nan)

    money: dict[str, pd.Series] = {}
    for name in ("sales", "profit"):
        usual, rarely = part(name, False), part(name, True)
        whole = "net_sales_year" if name == "sales" else "gross_profit_year"
        money |= {
            whole: usual + rarely,
            f"repeated_{name}_year": usual.where(habit, usual * 0),
            f"single_{name}_year": usual.where(~habit, usual * 0),
            f"durable_{name}_year": rarely,
        }
    return pd.DataFrame(money)
