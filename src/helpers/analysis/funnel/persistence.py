"""At which contact do leads buy, and at which do we give them up?

The contact is the clock. A lead ends with its sale, or when it is given up, or it is still open.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy

from helpers.analysis.funnel.stages import Ways
from helpers.analysis.models.survival import step_hazards
from helpers.estimates import share

SALE, GIVEN_UP, OPEN = "sale", "given up", ""
TABLE = ["contact", "at_risk", "sales", "given_up", "open", "hazard", "low", "high", "incidence"]
AT_LEAST_DAYS = 7  # a silence of less is nobody's decision


class Contacted(NamedTuple):
    """Leads by their contacts before the sale.

    ``leads``: ``lead``, ``manager``, ``contacts``, ``end``. ``silent_days`` without contact mean
    given up; ``without`` leads have no contact on record, ``before`` began before the log did.
    """

    leads: pd.DataFrame
    silent_days: int
    without: int
    before: int


def contacted(way: Ways, contacts: pd.DataFrame, *, quantile: float) -> Contacted:
    """How many contacts each lead had, and how that ended.

    Parameters
    ----------
    contacts
        ``lead``, ``date``; later than the sale, or than the last known day, they do not count.
    quantile
        Share of the gaps between contacts of won leads: a longer silence means given up.

    Returns
    -------
    Leads with a contact, of those that began when contacts were on record already.
    """
    rows = contacts.dropna(subset="lead")[["lead", "date"]].merge(
        way.leads[["lead", "begun", "sold", "lost", "manager"]], on="lead"
    )
    rows = rows[rows["date"] <= rows["sold"].fillna(way.as_of)]
    log_from = rows["date"].min() - pd.Timedelta(days=AT_LEAST_DAYS)
    known = way.leads[way.leads["begun"] >= log_from]
    rows = rows[rows["begun"] >= log_from].sort_values(["lead", "date"], kind="stable")
    gaps = rows[rows["sold"].notna()].groupby("lead")["date"].diff().dt.days.dropna()
    usual = gaps.quantile(quantile) if len(gaps) else 0
    silent = max(AT_LEAST_DAYS, int(np.ceil(usual)))
    leads = rows.groupby("lead").agg(
        manager=("manager", "first"), contacts=("date", "size"), last=("date", "max"),
        sold=("sold", "first"), lost=("lost", "first"),
    ).reset_index()  # fmt: skip
    dropped = (leads["lost"] >= leads["last"]) | (
        leads["last"] + pd.Timedelta(days=silent) < way.as_of
    )
    end = np.select([leads["sold"].notna(), dropped], [SALE, GIVEN_UP], OPEN)
    leads = leads.assign(end=end)[["lead", "manager", "contacts", "end"]]
    return Contacted(leads, silent, len(known) - len(leads), len(way.leads) - len(known))


def persistence(leads: pd.DataFrame, *, drawn_from: int) -> pd.DataFrame:
    """Chance of a sale at each contact, among the leads that had it.

    Parameters
    ----------
    leads
        ``contacts`` and ``end``, as :func:`contacted`.
    drawn_from
        Leads that had the contact, below which its chance is not told.

    Returns
    -------
    One row per contact: ``contact``, ``at_risk`` (leads that had it), ``sales``, ``given_up``,
    ``open`` (after it), ``hazard`` with ``low`` and ``high`` (0–1), ``incidence`` (share that has
    bought by then; the given up count as never).
    """
    both = step_hazards(leads["contacts"].to_numpy(), leads["end"].to_numpy())
    sale = both[both["end"] == SALE].set_index("step")
    up = both[both["end"] == GIVEN_UP].set_index("step")
    table = sale.rename(columns={"ended": "sales"}).assign(given_up=up["ended"].reindex(sale.index))
    table = table.reset_index(names="contact").fillna({"given_up": 0}).astype({"given_up": int})
    few = table["at_risk"] < drawn_from
    table.loc[few, ["hazard", "low", "high"]] = np.nan
    return table[TABLE]


def best_contact(table: pd.DataFrame, *, p_below: float) -> int | None:
    """Contact at which leads buy most easily, its neighbours heard as well.

    Returns
    -------
    None where the contacts do not differ beyond chance (chi-squared over all that are told), or
    those around the best may sell no more easily than the first.
    """
    told = table.dropna(subset="hazard")
    sales, other = told["sales"].to_numpy(), (told["at_risk"] - told["sales"]).to_numpy()
    if len(told) < 2 or not sales.sum() or not other.sum():
        return None
    if scipy.stats.chi2_contingency([sales, other], correction=False).pvalue >= p_below:
        return None
    around = told[["sales", "at_risk"]].rolling(3, min_periods=1, center=True).sum()
    best = int(np.argmax(around["sales"] / around["at_risk"]))
    low = share(*around.iloc[best].astype(int)).low
    if best > 0 and low <= told["hazard"].iloc[0]:
        return None
    return int(told["contact"].iloc[best])


def sold_at(leads: pd.DataFrame, first: int, last: int) -> tuple[float, ...]:
    """Share of the sales that came at contacts from ``first`` to ``last``, and of how many.

    Returns
    -------
    Share (0–1) with the ends of its interval, and the number of sales.
    """
    sales = leads.loc[leads["end"] == SALE, "contacts"]
    return (*share(int(sales.between(first, last).sum()), len(sales)), len(sales))
