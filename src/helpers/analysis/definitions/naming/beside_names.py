"""What does one need beside a name on a worksheet? Its money, its last purchase, its manager."""

from typing import NamedTuple

import ibis
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.base import base_of, head, year_of_each
from helpers.language import columns as registry
from helpers.language import date_short, money, tr
from helpers.records import Records

UNKNOWN = "–"


class Beside(NamedTuple):
    """Heads of the filled columns of a worksheet, and its first lines."""

    columns: list[str]
    lines: list[list[str]]


def beside_names(
    records: Records, customers: pd.Series, *, first: int, at_stake: pd.Series | None = None
) -> Beside:
    """Lines of a worksheet for the ``first`` of ``customers``, who are given by code.

    Parameters
    ----------
    at_stake
        What each of them brought in the year before it fell silent, in the order of
        ``customers``: of who left a year ago the last twelve months say nothing.

    Returns
    -------
    ``columns``: customer, money at stake or a year in the base, last purchase and, where the
    sales name managers, the manager of the last purchase. ``lines``: their texts; what is not
    known is a dash.
    """
    codes = customers.head(first).astype("str")
    word, worth = _worth(records, customers, at_stake)
    facts = _facts(records, codes, worth)
    named = facts["name"].fillna(facts["customer"])
    texts = [
        [str(x) for x in named],
        [UNKNOWN if pd.isna(x) else money(x) for x in facts["money"]],
        [UNKNOWN if pd.isna(x) else date_short(x) for x in facts["last"]],
    ]
    heads = [tr("Customer"), word, registry.column("last_purchase").label]
    if "manager" in facts:
        texts.append([UNKNOWN if pd.isna(x) else str(x) for x in facts["manager"]])
        heads.append(registry.column("manager").label)
    return Beside(heads, [list(line) for line in zip(*texts, strict=True)])


def _worth(
    records: Records, customers: pd.Series, at_stake: pd.Series | None
) -> tuple[str, pd.Series]:
    """Head of the column of money, and the money by customer."""
    if at_stake is not None:
        worth = pd.Series(at_stake.to_numpy(), index=customers.astype("str"), dtype="float64")
        return registry.column("at_stake").label, worth
    year = year_of_each(records.sales, as_of=records.as_of)
    base = base_of(year)
    return head(base), year.set_index("customer")[base]


def _facts(records: Records, codes: pd.Series, worth: pd.Series) -> pd.DataFrame:
    latest = _latest(records.sales, list(codes), as_of=records.as_of).set_index("customer")
    facts = latest.reindex(codes)
    names = records.names.reindex(codes)
    return facts.assign(name=names, money=worth.reindex(codes)).reset_index(names="customer")


def _latest(sales: Table, codes: list[str], *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Day of the last line above zero of each customer, and who sold it."""
    bought = sales.filter(
        sales.customer.isin(codes or [""]) & (sales.amount > 0) & (sales.date <= as_of.date())
    )
    last = {"last": bought.date.max()}
    if "manager" in sales.columns:
        day = ibis.row_number().over(
            ibis.window(group_by=bought.customer, order_by=[bought.date.desc(), bought.manager])
        )
        newest = bought.mutate(nth=day).filter(lambda t: t.nth == 0)[["customer", "manager"]]
        joined = bought.group_by("customer").aggregate(**last).left_join(newest, "customer")
        return joined.select("customer", "last", "manager").order_by("customer").to_pandas()
    return bought.group_by("customer").aggregate(**last).order_by("customer").to_pandas()
