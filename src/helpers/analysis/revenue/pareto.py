"""How few customers bring how much of the money?

Shares are shares of the sum of the positive totals. A customer whose returns outweigh its
purchases brings nothing: it stays in the table with its negative total and has the share 0,
so that shares add up to 1 and a curve never turns back.
"""

from math import ceil

import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers.given import when_given
from helpers.language import N_, Number, forms, ntr, number
from helpers.language.findings import Finding, Trail
from helpers.settings import ParetoSettings


def revenue_by_customer(sales: Table) -> pd.DataFrame:
    """Net sales of each customer: ``customer``, ``amount`` (money), largest first.

    Lines without a customer stay out; they stand in the data passport.

    Returns
    -------
    One row per customer: ``customer``, ``amount`` (money, returns taken off).
    """
    named = sales.filter(sales.customer.notnull())
    totals = named.group_by("customer").aggregate(amount=named.amount.sum().cast("float64"))
    return _largest_first(totals.to_pandas(), "amount")


def money_of(sales: Table) -> pd.Series:
    """Net sales of each customer (money), indexed by ``customer``.

    Returns
    -------
    Money by customer.
    """
    return revenue_by_customer(sales).set_index("customer")["amount"]


def profit_by_customer(sales: Table) -> pd.DataFrame | None:
    """Gross profit of each customer: ``customer``, ``profit`` (money), largest first.

    Gross profit is net sales less cost of the same lines; lines whose cost is not known
    stay out, because their profit is not known either. None where no costs were brought.
    """
    if "cost" not in sales.columns:
        return None
    known = sales.filter(sales.customer.notnull() & sales.cost.notnull())
    profit = (known.amount - known.cost).sum().cast("float64")
    totals = known.group_by("customer").aggregate(profit=profit)
    return _largest_first(totals.to_pandas(), "profit")


def _largest_first(totals: pd.DataFrame, measure: str) -> pd.DataFrame:
    return totals.sort_values([measure, "customer"], ascending=[False, True], ignore_index=True)


@when_given
def with_shares(totals: pd.DataFrame, *, measure: str) -> pd.DataFrame:
    """Add ``share`` and ``share_so_far`` (0–1) to rows that stand largest first.

    >>> with_shares(pd.DataFrame({"customer": ["a", "b", "c"], "amount": [6, 2, -1]}),
    ...             measure="amount")["share_so_far"].tolist()
    [0.75, 1.0, 1.0]
    """
    positive = totals[measure].clip(lower=0).astype("float64")
    whole = positive.sum()
    share = positive / whole if whole > 0 else positive
    return totals.assign(share=share, share_so_far=share.cumsum().clip(upper=1.0))


def top_count(customers: int, *, top: float) -> int:
    """How many customers make the top ``top`` (0–1) of them; at least one, rounded up.

    >>> top_count(635, top=0.2), top_count(3, top=0.2)
    (127, 1)
    """
    return min(customers, max(1, ceil(round(customers * top, 9))))


def most_count(share_so_far: pd.Series, *, most: float) -> int:
    """How few of the largest customers give the share ``most`` (0–1) of the money?

    Returns
    -------
    Customers; 0 where nobody brought money.
    """
    reached = share_so_far.to_numpy() >= most - 1e-12
    return int(reached.argmax()) + 1 if reached.any() else 0


@when_given
def curve(pareto: pd.DataFrame, *, points: int = 101) -> pd.DataFrame:
    """Pareto curve: what the largest customers bring, from none of them to all.

    Returns
    -------
    At most ``points`` rows: ``customers`` and ``money`` (both 0–1, from 0 to 1).
    """
    n = len(pareto)
    rank = np.unique(np.linspace(0, n, min(points, n + 1)).round().astype(int))
    money = np.concatenate([[0.0], pareto["share_so_far"].to_numpy(dtype="float64")])
    return pd.DataFrame({"customers": rank / max(1, n), "money": money[rank]})


@when_given
def point_at(pareto: pd.DataFrame, *, top: float) -> tuple[float, float] | None:
    """Point of the curve at which the top ``top`` (0–1) of customers ends; shares 0–1.

    None where there are no customers.
    """
    if not len(pareto):
        return None
    n = top_count(len(pareto), top=top)
    return n / len(pareto), float(pareto["share_so_far"].iloc[n - 1])


def enough(pareto: pd.DataFrame, rules: ParetoSettings) -> pd.DataFrame | None:
    """Customers, where there are enough who brought money to speak of shares of them, else None.

    Returns
    -------
    The table as it came.
    """
    return pareto if (pareto["amount"] > 0).sum() >= rules.least_customers else None


def too_few(pareto: pd.DataFrame, rules: ParetoSettings) -> str:
    """Say why there are no shares of customers; empty where there are.

    Returns
    -------
    A sentence.
    """
    if enough(pareto, rules) is not None:
        return ""
    n = int((pareto["amount"] > 0).sum())
    words = ntr(
        "%(n)s customer brought money. Of fewer than %(least)s nothing is said in shares, because "
        "each is known by name.",
        "%(n)s customers brought money. Of fewer than %(least)s nothing is said in shares, because "
        "each is known by name.",
        n,
    )
    return words % {
        "n": number(n),
        "least": number(rules.least_customers),
    }


@when_given
def top_share(pareto: pd.DataFrame, *, top: float, even_below: float) -> Finding | None:
    """Say what the largest customers bring, or that the money is spread evenly.

    Parameters
    ----------
    pareto
        Customers largest first: ``customer``, ``amount``, ``share``, ``share_so_far``.
    top
        Share of customers that counts as the top (0–1).
    even_below
        The money is called evenly spread while the top brings less than so many times
        its own share of customers.

    Returns
    -------
    None when nobody brought money, and when the customers are too few for such a top.
    """
    point = point_at(pareto, top=top)
    if point is None or not (pareto["amount"] > 0).any() or len(pareto) * top < 1:
        return None
    n = top_count(len(pareto), top=top)
    heads, share = point
    even = share < even_below * heads
    return Finding(
        key="pareto.top_share",
        message=N_(
            "The money is spread evenly: the largest %(top)s of customers (%(n)s of %(of)s) "
            "bring only %(share)s of net sales"
        )
        if even
        else N_(
            "The largest %(top)s of customers (%(n)s of %(of)s) bring %(share)s of net sales, "
            "%(money)s"
        ),
        numbers={
            "top": Number(top, "percent"),
            "n": Number(n),
            "of": Number(len(pareto)),
            "share": Number(share, "percent"),
            "money": Number(float(pareto["amount"].head(n).sum()), "money"),
        },
        trail=Trail("pareto", n),
        money=float(pareto["amount"].head(n).sum()),
    )


@when_given
def fewest_for_most(pareto: pd.DataFrame, *, most: float) -> Finding | None:
    """Say how few customers give most of the money; None when nobody brought money.

    Returns
    -------
    Count and share of customers.
    """
    n = most_count(pareto["share_so_far"], most=most)
    if not n:
        return None
    return Finding(
        key="pareto.fewest",
        message=N_("%(most)s of net sales come from %(share)s of customers: %(n)s of %(of)s"),
        numbers={
            "most": Number(most, "percent"),
            "share": Number(n / len(pareto), "percent"),
            "n": Number(n),
            "of": Number(len(pareto)),
        },
        trail=Trail("pareto", n),
    )


def largest(pareto: pd.DataFrame, names: pd.Series, *, first: int = 5) -> Finding | None:
    """Say what would go with the largest customers; None when there is none to name.

    Returns
    -------
    None where nobody brought money.
    """
    if not (pareto["amount"] > 0).any():
        return None
    head = pareto.head(first)
    customer = head["customer"].iloc[0]
    return Finding(
        key="pareto.largest",
        message=LARGEST if len(pareto) > first else FEW if len(head) > 1 else ONLY,
        numbers={
            "name": Number(names.get(customer, customer), "text"),
            "share": Number(float(head["share"].iloc[0]), "percent", 1),
            "first": Number(len(head)),
            "of": Number(len(pareto)),
            "together": Number(float(head["share_so_far"].iloc[-1]), "percent", 1),
        },
        trail=Trail("pareto", len(head)),
        customers=head["customer"],
        money=float(head["amount"].sum()),
    )


@when_given
def amounts(pareto: pd.DataFrame) -> pd.Series:
    """Money of each customer."""
    return pareto["amount"]


@when_given
def losses(profits: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """List customers sold to below cost, the largest loss first: with ``profit`` and ``amount``."""
    below = profits.loc[profits["profit"] < 0, ["customer", "profit"]]
    return below.merge(customers[["customer", "amount"]], on="customer").sort_values(
        ["profit", "customer"], ignore_index=True
    )


@when_given
def profit_and_loss(profits: pd.DataFrame, *, top: float) -> Finding | None:
    """Say who earns the gross profit and how much of it others eat up.

    Parameters
    ----------
    profits
        Customers largest first: ``profit`` (money), ``share_so_far`` (of what is earned).
    top
        Share of customers that counts as the top (0–1).

    Returns
    -------
    None when nobody has earned anything.
    """
    point = point_at(profits, top=top)
    if point is None or not (profits["profit"] > 0).any():
        return None
    below = profits.loc[profits["profit"] < 0, "profit"]
    return Finding(
        key="pareto.profit",
        message=SOME_LOSE if len(below) else NOBODY_LOSES,
        numbers={
            "top": Number(top, "percent"),
            "share": Number(point[1], "percent"),
            "losers": Number(len(below)),
            "loss": Number(float(-below.sum()), "money"),
        },
        plural="losers",
        trail=Trail("pareto_profit", len(profits)),
        customers=profits.loc[below.index, "customer"],
        money=float(-below.sum()) if len(below) else None,
    )


LARGEST = N_(
    "The largest customer, %(name)s, brings %(share)s of net sales; "
    "the first %(first)s together bring %(together)s"
)
FEW = N_("The largest of %(of)s customers, %(name)s, brings %(share)s of net sales")
ONLY = N_("The only customer, %(name)s, brings all net sales")
SOME_LOSE = forms(
    "The most profitable %(top)s of customers bring %(share)s of the profit earned; "
    "over all records %(losers)s customer is sold to below cost and loses us %(loss)s",
    "The most profitable %(top)s of customers bring %(share)s of the profit earned; "
    "over all records %(losers)s customers are sold to below cost and lose us %(loss)s",
)
NOBODY_LOSES = N_(
    "The most profitable %(top)s of customers bring %(share)s of the gross profit; "
    "no customer is sold to below cost"
)
