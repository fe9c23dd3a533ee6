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
from helpers.language import tr
from helpers.periods import in_year_before
from helpers.settings import WinBackSettings

LEFT = ("left", "gone")  # steps of the ladder
OFF_RHYTHM = ("late", *LEFT)
LEAVING_FROM = 0.5  # of those below it nobody need be let go: they will rather stay
REASONS = {  # what weighing a call comes to
    "call": "worth more than it costs",
    "control": "worth it, and drawn for the control group",
    "capacity": "worth it, beyond what the team can do in a month",
    "closed": "the business has closed",
    "tried": "somebody has tried since the last purchase",
    "terms": "sold below cost, or costs more to serve than it earns",
    "earns nothing": "no margin",
    "costs more": "serving cost more than the margin",
    "single": "all was bought in one month",
    "small": "the chance times the margin does not pay for the call",
    "stays": "will probably stay",
    "rhythm": "buys in its own rhythm, or is between purchases",
    "unknown": "late, without a chance of leaving",
}
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
    steps: pd.Series,
) -> pd.DataFrame:
    """Those who may leave with p, those who left with P(returns).

    Parameters
    ----------
    money
        As :func:`yearly_margin` gives it.
    scores
        ``customer``, ``probability`` of those who are still looked at.
    returns
        Chance (0–1) that a customer who has left returns when contacted, by customer or for all.
    steps
        Step of the ladder by customer.

    Returns
    -------
    The rows of ``money`` that are late, have left, or are looked at, with ``step``,
    ``probability_leaves``, ``probability_returns`` (0–1, at most one of them known) and
    ``at_stake`` (money a year, at least 0; nothing where there is no habit).
    """
    money = money.assign(step=money["customer"].map(steps).fillna(""))
    scored = money["customer"].isin(scores["customer"])
    money = money[scored | money["step"].isin(OFF_RHYTHM)].reset_index(drop=True)
    left = money["step"].isin(LEFT)
    p = money["customer"].map(scores.set_index("customer")["probability"]).astype("float64")
    back = money["customer"].map(returns) if isinstance(returns, pd.Series) else returns
    back = pd.Series(back, index=money.index, dtype="float64")
    return money.assign(
        probability_leaves=p.mask(left),
        probability_returns=back.where(left),
        at_stake=_at_stake(money),
    )


def _at_stake(money: pd.DataFrame) -> pd.Series:
    """Margin of a habit; what was not sold cannot be lost, whatever the cost says."""
    sold = money["sales"].clip(lower=0.0)
    return money["margin"].clip(lower=0.0, upper=sold).where(money["habit"], 0.0)


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
    helped = p * rules.stays_if_contacted
    if "helped" in table:  # measured for each
        helped = table["helped"].fillna(helped)
    stay = helped * (worth - cost)
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
        Reason (a key of ``REASONS``) not to contact, by customer.

    Returns
    -------
    The rows with ``expected_gain``, ``reason`` (a key of ``REASONS``), ``contact`` (yes/no),
    ``priority`` (1 = first): contacts and their control group first, then the rest by gain.
    """  # fmt: skip
    gain = gains(table, rules)
    barred = table["customer"].map(exclude if exclude is not None else {}).astype("object")
    reason = _weighed(table, gain > 0, barred)
    out = table.assign(expected_gain=gain, reason=reason)
    first = out["reason"] == "call"
    out = out.assign(later=~first).sort_values(
        ["later", "expected_gain", "customer"], ascending=[True, False, True], ignore_index=True
    )
    drawn = in_control(out["customer"], control_share=rules.control_share, seed=rules.seed)
    control = drawn & ~out["later"]
    contact = ~out["later"] & ~control
    within = contact.cumsum() <= rules.capacity
    # the whole draw, also beyond the capacity: nobody of it is called next month either
    out["reason"] = out["reason"].mask(control, "control")
    out["reason"] = out["reason"].mask(contact & ~within, "capacity")
    out["contact"] = contact & within
    return out.assign(priority=np.arange(1, len(out) + 1)).drop(columns="later")


def _weighed(table: pd.DataFrame, worth: pd.Series, barred: pd.Series) -> pd.Series:
    """What weighing a call comes to: a key of ``REASONS``; the last that fits."""
    late, left = table["step"] == "late", table["step"].isin(LEFT)
    leaves = left | (table["probability_leaves"] >= LEAVING_FROM)
    reason = pd.Series(np.where(worth, "call", "stays"), index=table.index, dtype="object")
    reason = reason.mask(~worth & leaves, "small")
    reason = reason.mask(late & table["probability_leaves"].isna(), "unknown")
    reason = reason.mask(~table["habit"], "single")
    reason = reason.mask((table["margin"] <= 0) & leaves, "earns nothing")
    reason = reason.mask(barred.notna() & leaves, barred)
    reason = reason.mask(~late & ~left, "rhythm")
    return reason.mask(barred == "terms", "terms")


def result(table: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Columns of the result table ``winback``; what the client did not bring is empty.

    ``told``: verdicts, whose words say why.

    Returns
    -------
    One row per candidate: the columns of ``RESULT``.
    """
    words = told.set_index("customer").apply(
        lambda row: f"{tr(row['verdict'])}: {row['because']}", axis="columns", result_type="reduce"
    )
    return table.assign(why=table["customer"].map(words)).reindex(columns=RESULT)


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
