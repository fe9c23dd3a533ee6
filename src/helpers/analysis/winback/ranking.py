"""Whom to call first, what may it bring, and whom to let go?

Those who may leave: gain = p·g·(V − d) − (1 − p)·ψ·d − f. Those who have left:
P(returns)·(V − d) − f. V is the margin of the customer's last 12 months of buying, d the offer,
f the contact, g the chance that a call keeps one who would leave, ψ the share of loyal
customers who take the offer anyway.
"""

import hashlib

import ibis
import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.margins import margin_scaled
from helpers.analysis.definitions.purchases import customer_days, is_purchase
from helpers.language import N_, tr
from helpers.periods import in_year_before
from helpers.settings import WinBackSettings

LEAVING_FROM = 0.5  # of those below it nobody need be let go: they will rather stay
WHY = {
    "call": N_("the call is worth more than it costs"),
    "control": N_("control group: not called, so that the effect of calls can be measured"),
    "capacity": N_("worth a call, but beyond what the team can do in a month"),
    "closed": N_("let go: the business has closed"),
    "tried": N_("let go: somebody has tried since the last purchase, without success"),
    "earns nothing": N_("let go: brings no margin"),
    "costs more": N_("let go: serving costs more than the margin"),
    "single": N_("all was bought in one month: no habit, and no money a year to win"),
    "small": N_("let go: the chance times the margin does not pay for the call"),
    "stays": N_("will probably stay: an offer would only cost money"),
}
LET_GO = ("closed", "tried", "earns nothing", "costs more", "small")
RESULT = ["customer", "priority", "probability_leaves", "probability_returns", "at_stake",
          "expected_gain", "last_purchase", "what_changed", "manager", "decision_maker",
          "contact", "why"]  # fmt: skip


def yearly_margin(sales: Table, *, margin: float, as_of: pd.Timestamp) -> pd.DataFrame:
    """What each customer brought in the 12 months up to its last purchase.

    Parameters
    ----------
    margin
        Share of sales (0–1), where the records have no cost.

    Returns
    -------
    ``customer``, ``last_purchase``, ``habit`` (bought in two months or more, ever), ``sales``
    (net) and ``margin`` (money), ``manager`` (of the last line, where brought).
    """
    lines = sales.filter(sales.customer.notnull() & (sales.date <= ibis.date(as_of.date())))
    sums = {}
    if "cost" in sales.columns:
        sums["profit"] = (lines.amount - lines.cost).sum()
        sums["costed"] = lines.amount.sum(where=lines.cost.notnull())
    if "manager" in sales.columns:
        sums["manager"] = lines.manager.max()
    days = customer_days(lines, **sums)
    bought = is_purchase(days.net)
    months = days.date.truncate("M").nunique(where=bought)
    last = days.group_by("customer").aggregate(
        last_purchase=days.date.max(where=bought), habit=months > 1
    )
    last = last.filter(last.last_purchase.notnull())
    near = days.join(last, "customer")
    # returns after the last purchase belong to it
    near = near.filter(in_year_before(near.date, near.last_purchase))
    sums = {"sales": near.net.sum().cast("float64")}
    if "cost" in sales.columns:
        sums |= {name: near[name].sum().cast("float64") for name in ("profit", "costed")}
    if "manager" in sales.columns:
        sums["manager"] = near.manager.argmax(near.date)
    table = near.group_by("customer", "last_purchase", "habit").aggregate(**sums)
    frame = table.order_by("customer").to_pandas()
    frame["last_purchase"] = pd.to_datetime(frame["last_purchase"]).astype("datetime64[s]")
    frame = frame.assign(margin=margin_scaled(frame, assumed=margin))
    return frame.drop(columns=["profit", "costed"], errors="ignore")


def candidates(
    money: pd.DataFrame,
    scores: pd.DataFrame,
    *,
    returns: pd.Series | float,
    as_of: pd.Timestamp,
    left_days: int,
) -> pd.DataFrame:
    """Those who may leave with p, those who left with P(returns).

    Parameters
    ----------
    money
        As :func:`yearly_margin` gives it.
    scores
        ``customer``, ``probability`` of those who are still looked at.
    returns
        Chance (0–1) that a lapsed customer returns when contacted, by customer or for all.
    as_of, left_days
        Who bought within so many days has not left: without a score nothing is known of such a
        customer.

    Returns
    -------
    The rows of ``money`` with ``probability_leaves``, ``probability_returns`` (0–1, one of them
    missing) and ``at_stake`` (money a year, at least 0; nothing where there is no habit).
    """
    scored = money["customer"].isin(scores["customer"])
    gone = money["last_purchase"] <= as_of - pd.Timedelta(days=left_days)
    money = money[scored | gone].reset_index(drop=True)
    p = money["customer"].map(scores.set_index("customer")["probability"]).astype("float64")
    back = money["customer"].map(returns) if isinstance(returns, pd.Series) else returns
    back = pd.Series(back, index=money.index, dtype="float64")
    return money.assign(
        probability_leaves=p,
        probability_returns=back.where(p.isna()),
        at_stake=money["margin"].clip(lower=0.0).where(money["habit"], 0.0),
    )


def gains(table: pd.DataFrame, rules: WinBackSettings) -> pd.Series:
    """Expected money of one contact, less the offer and the contact.

    >>> one = pd.DataFrame({"probability_leaves": [0.5], "probability_returns": [None],
    ...                     "at_stake": [1000.0]}, dtype=float)
    >>> gains(one, WinBackSettings()).tolist()
    [72.5]
    """
    p, back = table["probability_leaves"], table["probability_returns"]
    worth = table["at_stake"]
    cost = rules.offer_cost_share * worth
    stay = p * rules.stays_if_contacted * (worth - cost)
    stay = stay - (1 - p) * rules.takes_anyway * cost - rules.contact_cost
    come = back * (worth - cost) - rules.contact_cost
    return stay.where(p.notna(), come).rename("expected_gain")


def in_control(customers: pd.Series, *, control_share: float, seed: int) -> pd.Series:
    """Whether each customer is of the control group: a draw of its own, the same in every list.

    Returns
    -------
    Yes or no for each customer.
    """
    drawn = [int(hashlib.sha256(f"{seed}:{c}".encode()).hexdigest()[:13], 16) for c in customers]
    return pd.Series(np.array(drawn, float) / 16**13 < control_share, index=customers.index)


def ranked(
    table: pd.DataFrame, rules: WinBackSettings, *, exclude: pd.Series | None = None
) -> pd.DataFrame:
    """Put customers in the order of their gain, and say whom to contact and why.

    Parameters
    ----------
    table
        Rows of :func:`candidates`.
    exclude
        Reason (a key of ``WHY``) not to contact, by customer.

    Returns
    -------
    The rows with ``expected_gain``, ``reason`` (a key of ``WHY``), ``contact`` (yes/no),
    ``priority`` (1 = first): contacts and their control group first, then the rest by gain.
    """  # fmt: skip
    gain = gains(table, rules)
    barred = table["customer"].map(exclude if exclude is not None else {}).astype("object")
    worth = gain > 0
    reason = pd.Series(np.where(worth, "call", "stays"), index=table.index, dtype="object")
    leaves = table["probability_leaves"].fillna(1.0) >= LEAVING_FROM
    reason = reason.mask(~worth & leaves, "small")
    reason = reason.mask(~table["habit"], "single")
    reason = reason.mask((table["margin"] <= 0) & leaves, "earns nothing")
    reason = reason.mask(barred.notna() & leaves, barred)
    out = table.assign(expected_gain=gain, reason=reason)
    first = out["reason"] == "call"
    out = out.assign(later=~first).sort_values(
        ["later", "expected_gain", "customer"], ascending=[True, False, True], ignore_index=True
    )
    drawn = in_control(out["customer"], control_share=rules.control_share, seed=rules.seed)
    control = drawn & ~out["later"]
    contact = ~out["later"] & ~control
    within = contact.cumsum() <= rules.capacity
    out["reason"] = out["reason"].mask(control & within, "control")
    out["reason"] = out["reason"].mask(~out["later"] & ~within, "capacity")
    out["contact"] = contact & within
    return out.assign(priority=np.arange(1, len(out) + 1)).drop(columns="later")


def result(table: pd.DataFrame) -> pd.DataFrame:
    """Columns of the result table ``winback``; what the client did not bring is empty.

    Returns
    -------
    One row per candidate: the columns of ``RESULT``.
    """
    explained = table.assign(why=[tr(WHY[reason]) for reason in table["reason"]])
    return explained.reindex(columns=RESULT)


def sensitivity(
    table: pd.DataFrame, rules: WinBackSettings, *, exclude: pd.Series | None = None
) -> pd.DataFrame:
    """How the list changes with g.

    Returns
    -------
    One row per chance: ``chance``, ``worth`` (customers who may leave and are worth a call),
    ``contacts``, ``expected_gain`` (money of the contacts), ``same`` (share of the contacts of
    the assumed chance that are still there, 0–1), ``assumed`` (yes/no).
    """  # fmt: skip
    base = ranked(table, rules, exclude=exclude)
    kept = set(base.loc[base["contact"], "customer"])
    rows = []
    for chance in sorted({*rules.other_chances, rules.stays_if_contacted}):
        now = rules.model_copy(update={"stays_if_contacted": chance})
        order = ranked(table, now, exclude=exclude)
        called = order[order["contact"]]
        leaving = order["probability_leaves"].notna()
        calls = order["reason"].isin(["call", "control", "capacity"])
        rows.append(
            {
                "chance": chance,
                "worth": int((leaving & calls).sum()),
                "contacts": len(called),
                "expected_gain": float(called["expected_gain"].sum()),
                "same": len(kept & set(called["customer"])) / max(1, len(kept)),
                "assumed": chance == rules.stays_if_contacted,
            }
        )
    return pd.DataFrame(rows)


def let_go(table: pd.DataFrame) -> pd.DataFrame:
    """Reasons for letting go: ``reason``, ``why`` (words), ``customers``, ``at_stake``.

    Returns
    -------
    One row per reason that occurs, in the order of ``LET_GO``.
    """
    rows = table[table["reason"].isin(LET_GO)]
    counts = rows.groupby("reason").agg(
        customers=("customer", "size"), at_stake=("at_stake", "sum")
    )
    counts = counts.reindex([r for r in LET_GO if r in counts.index]).reset_index()
    # the heading says already that they are let go
    words = [tr(WHY[reason]).split(": ", 1)[-1] for reason in counts["reason"]]
    return counts.assign(why=words)
