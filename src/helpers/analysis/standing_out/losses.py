"""Do losses come together in time, or with one manager?"""

import ibis
import numpy as np
import pandas as pd
import scipy
from ibis.expr.types import Table

from helpers.analysis.definitions.base import PROFIT, base_of
from helpers.analysis.standing_out.chance import in_a_window
from helpers.language import Number, forms, tr
from helpers.language.findings import Finding, Trail
from helpers.settings import StandingOutSettings

LEAST_TOGETHER = 3
COLUMNS = ["customer", "last_purchase", "manager", "money"]


def together(
    now: pd.DataFrame, sales: Table, manager: pd.Series, rules: StandingOutSettings
) -> tuple[pd.DataFrame, float]:
    """Late customers whose last purchases fall closest together, and the chance of it.

    The last purchases of all whose silence is no chance are held against as many days drawn
    from those on which customers bought between the first and the last of them.

    Returns
    -------
    ``customer``, ``last_purchase``, ``manager``, ``money`` (of a year), by day; and a chance.
    """
    late = _surely_late(now, rules)
    if len(late) < LEAST_TOGETHER:
        return pd.DataFrame(columns=COLUMNS), 1.0
    last = pd.to_datetime(late["last_purchase"])
    first, span = last.min(), (last.max() - last.min()).days + 1
    days = (last - first).dt.days.to_numpy()
    bought = _bought(sales, first, last.max(), span)
    start, _, chance = in_a_window(days, bought, width=rules.cluster_days)
    inside = (days >= start) & (days < start + rules.cluster_days)
    rows = late[inside].assign(last_purchase=last[inside], money=late[base_of(now)])
    rows["manager"] = rows["customer"].map(manager)
    return rows.sort_values(["last_purchase", "customer"], ignore_index=True)[COLUMNS], chance


def _surely_late(now: pd.DataFrame, rules: StandingOutSettings) -> pd.DataFrame:
    """Who is late, and whose silence is no chance."""
    return now[(now["step"] == "late") & (now["chance_of_silence"] <= rules.p_below)]


def _bought(sales: Table, first: pd.Timestamp, last: pd.Timestamp, span: int) -> np.ndarray:
    lines = sales.filter(
        (sales.date >= ibis.date(first.date()))
        & (sales.date <= ibis.date(last.date()))
        & sales.customer.notnull()
    )
    counted = lines.group_by("date").aggregate(n=lines.customer.nunique()).to_pandas()
    counts = np.zeros(span)
    counts[(pd.to_datetime(counted["date"]) - first).dt.days] = counted["n"]
    return counts


def one_week(
    rows: pd.DataFrame, chance: float, now: pd.DataFrame, rules: StandingOutSettings
) -> Finding | None:
    """Say when those who are late bought for the last time; None where it may be chance."""
    if len(rows) < LEAST_TOGETHER or chance > rules.p_below:
        return None
    money = float(rows["money"].sum())
    return Finding(
        key="standing_out.together",
        message=forms(
            "%(n)s of %(of)s customer who is surely late bought for the last time within "
            "%(days)s days (%(first)s to %(last)s): %(money)s a year",
            "%(n)s of %(of)s customers who are surely late bought for the last time within "
            "%(days)s days (%(first)s to %(last)s): %(money)s a year",
        ),
        plural="of",
        numbers={
            "n": Number(len(rows)),
            "of": Number(len(_surely_late(now, rules))),
            "days": Number((rows["last_purchase"].max() - rows["last_purchase"].min()).days + 1),
            "first": Number(rows["last_purchase"].min(), "date"),
            "last": Number(rows["last_purchase"].max(), "date"),
            "money": Number(money, "money"),
        },
        role="change",
        certainty="estimated",
        customers=rows["customer"],
        money=money,
        measure="gross profit a year" if base_of(now) == PROFIT else "net sales a year",
        so_what=tr("So many within days point to one cause, not to many."),
        decide=tr("Who finds out what happened in these days, and by when?"),
        trail=Trail("standing_out_together", len(rows)),
    )


def by_manager(now: pd.DataFrame, manager: pd.Series, rules: StandingOutSettings) -> pd.DataFrame:
    """Customers with a habit who are late or have left, by manager, against all managers.

    Returns
    -------
    One row per manager, the surest first: ``manager``, ``customers``, ``lost``, ``share``,
    ``p_value`` (exact, hypergeometric), ``p_adjusted`` (Holm), ``stands_out`` (yes/no).
    """
    known = now[now["habit"].astype(bool) & now["step"].isin(["in_rhythm", "late", "left"])]
    known = known.assign(manager=known["customer"].map(manager)).dropna(subset="manager")
    lost = known["step"] != "in_rhythm"
    table = lost.groupby(known["manager"]).agg(["size", "sum"])
    table.columns = pd.Index(["customers", "lost"])
    table = table[table["customers"] >= rules.least_customers].astype("int64")
    beyond = scipy.stats.hypergeom.sf(
        table["lost"] - 1, len(known), int(lost.sum()), table["customers"]
    )
    table = table.assign(share=table["lost"] / table["customers"], p_value=beyond)
    table = table.reset_index().sort_values(["p_value", "manager"], ignore_index=True)
    table["p_adjusted"] = holm(table["p_value"].to_numpy(float))
    return table.assign(stands_out=table["p_adjusted"] <= rules.person_p_below)


def holm(p: np.ndarray) -> np.ndarray:
    """Chances corrected for how many were tried (Holm 1979), of chances in rising order."""
    return np.minimum(np.maximum.accumulate(p * np.arange(len(p), 0, -1)), 1.0)


def one_manager(table: pd.DataFrame) -> Finding | None:
    """Say that customers of one manager leave more often than others; None where nobody's do.

    Without the name: these customers may be of another kind. Who may be named is told where
    customers alike are held against each other.
    """
    rows = table[table["stands_out"]]
    if rows.empty:
        return None
    row, others = rows.iloc[0], table[table["manager"] != rows.iloc[0]["manager"]]
    return Finding(
        key="standing_out.losing_manager",
        message=forms(
            "With one manager %(lost)s of %(n)s regular customer is late or has left (%(share)s); "
            "with the others %(other)s",
            "With one manager %(lost)s of %(n)s regular customers are late or have left "
            "(%(share)s); with the others %(other)s",
        ),
        plural="n",
        numbers={
            "lost": Number(int(row["lost"])),
            "n": Number(int(row["customers"])),
            "share": Number(row["share"], "percent"),
            "other": Number(others["lost"].sum() / max(others["customers"].sum(), 1), "percent"),
        },
        role="change",
        certainty="estimated",
        customers=int(row["lost"]),
        so_what=tr("It may be the person, the handover or the kind of customers: ask first."),
        decide=tr(
            "Who finds out why they are late or gone, and who looks after the others from now on?"
        ),
        trail=Trail("standing_out_losses", 1, "stands_out = yes"),
    )
