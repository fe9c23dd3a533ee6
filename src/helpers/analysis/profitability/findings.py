"""What does the chapter say about who earns and who costs?"""

import pandas as pd

from helpers.analysis.definitions.serving import MONEY
from helpers.analysis.profitability import whale
from helpers.analysis.profitability.inputs import Studied
from helpers.analysis.profitability.quadrants import DANGER, ENGINEER
from helpers.language import N_, Number, forms, names, tr
from helpers.language.findings import Finding, Trail

AFTER, GROSS = "profit after serving a year", "gross profit a year"


def takers(found: Studied, curve: pd.DataFrame) -> Finding | None:
    """Say who costs more than he brings, and how much of the profit goes with them.

    Returns
    -------
    None where nobody does.
    """
    below = curve[curve["profit"] < 0]
    if below.empty:
        return None
    lost = float(-below["profit"].sum())
    message = forms(
        "%(n)s customer of %(of)s costs more than it brings: of %(peak)s of profit after serving "
        "it takes back %(money)s",
        "%(n)s customers of %(of)s cost more than they bring: of %(peak)s of profit after serving "
        "they take back %(money)s",
    )
    if not found.served:
        message = forms(
            "%(n)s customer of %(of)s was sold to below cost: of %(peak)s of gross profit it takes "
            "back %(money)s",
            "%(n)s customers of %(of)s were sold to below cost: of %(peak)s of gross profit they "
            "take back %(money)s",
        )
    return Finding(
        key="profitability.takers",
        message=message,
        plural="n",
        numbers={
            "n": Number(len(below)),
            "of": Number(len(curve)),
            "peak": Number(whale.peak(curve), "money"),
            "money": Number(lost, "money"),
        },
        role="lever",
        so_what=tr("What they take back was earned with others."),
        decide=tr("For each of them: a higher price, a cheaper way to serve, or goodbye?"),
        trail=Trail("profit_curve", len(below), "profit < 0"),
        customers=below["customer"],
        money=lost,
        measure=_measure(found),
        certainty=_certainty(found),
    )


def _measure(found: Studied) -> str:
    """Which profit the money of a finding is."""
    return AFTER if found.served else GROSS


def _certainty(found: Studied) -> str:
    return "assumed" if found.assumed else "counted"


def makers(found: Studied, curve: pd.DataFrame, *, most: float, top: float) -> Finding | None:
    """Say how few make most of the profit, and what the best make of all of it.

    Returns
    -------
    None where there is no profit to share.
    """
    if not len(curve) or pd.isna(curve["share_so_far"].iloc[-1]):
        return None
    first = whale.parts(curve, most=most).iloc[0]
    message = N_(
        "%(n)s customers of %(of)s make %(most)s of all profit after serving that is made; the "
        "best %(top)s make %(made)s of what is left at the end"
    )
    if not found.served:
        message = N_(
            "%(n)s customers of %(of)s make %(most)s of all gross profit that is made; the best "
            "%(top)s make %(made)s of what is left at the end"
        )
    return Finding(
        key="profitability.makers",
        message=message,
        numbers={
            "n": Number(int(first["customers"])),
            "of": Number(len(curve)),
            "most": Number(most, "percent"),
            "top": Number(top, "percent"),
            "made": Number(whale.made_by(curve, top=top), "percent"),
        },
        trail=Trail("profit_curve", len(curve)),
        certainty=_certainty(found),
    )


def no_profit(found: Studied, curve: pd.DataFrame) -> Finding | None:
    """Say that all customers together leave no profit; None where they do."""
    if not len(curve) or curve["profit"].sum() > 0:
        return None
    message = N_("All customers together lose %(money)s once serving them is paid")
    if not found.served:
        message = N_("All customers together lose %(money)s on what they buy")
    return Finding(
        key="profitability.no_profit",
        message=message,
        numbers={"money": Number(float(-curve["profit"].sum()), "money")},
        trail=Trail("profit_curve", len(curve)),
        certainty=_certainty(found),
    )


def largest(found: Studied) -> Finding | None:
    """Name the customer with the largest net sales, where it costs more than it brings."""
    rows = found.customers.sort_values(["net_sales", "customer"], ascending=[False, True])
    first = next(rows.itertuples(index=False), None)
    if first is None or not first.below_break_even:
        return None
    message = N_(
        "The largest customer of all, %(name)s, costs more than it brings: %(sales)s of net sales "
        "leave %(gross)s, and serving takes %(cost)s"
    )
    if not found.served:
        message = N_(
            "The largest customer of all, %(name)s, is sold to below cost: %(sales)s of net sales "
            "leave %(gross)s"
        )
    return Finding(
        key="profitability.largest",
        message=message,
        numbers={
            "name": Number(named(str(first.customer)), "text"),
            "sales": Number(first.net_sales, "money"),
            "gross": Number(first.gross_profit, "money"),
            "cost": Number(0.0 if pd.isna(first.cost_to_serve) else first.cost_to_serve, "money"),
        },
        role="lever",
        so_what=tr("Its size hides what it costs, and gives it the better hand at the table."),
        decide=tr("Who speaks with it, about what, and where do we stop?"),
        trail=Trail("profitability", 1, "the largest net_sales"),
        customers=[str(first.customer)],
        money=float(-first.profit),
        measure=_measure(found),
        certainty=_certainty(found),
    )


def named(customer: str) -> str:
    """Name of a customer as it may be shown; the code where there is none."""
    known = names.known()
    return customer if known is None else str(known.get(customer, customer))


def danger(found: Studied) -> Finding | None:
    """Say what the Danger Zone brings and costs, beside those who cost more but are large.

    Returns
    -------
    None where nobody stands there.
    """
    zone = found.customers[found.customers["quadrant"] == DANGER]
    large = found.customers[found.customers["quadrant"] == ENGINEER]
    if zone.empty or large.empty or not zone["net_sales"].sum() > 0:
        return None
    sums = zone[MONEY].sum()
    return Finding(
        key="profitability.danger_zone",
        message=forms(
            "%(n)s customer in the Danger Zone brings %(sales)s and costs %(cost)s to serve, "
            "%(rate)s of it; large customers who cost much cost %(other)s",
            "%(n)s customers in the Danger Zone bring %(sales)s and cost %(cost)s to serve, "
            "%(rate)s of it; large customers who cost much cost %(other)s",
        ),
        plural="n",
        numbers={
            "n": Number(len(zone)),
            "sales": Number(sums["net_sales"], "money"),
            "cost": Number(sums["cost_to_serve"], "money"),
            "rate": Number(sums["cost_to_serve"] / sums["net_sales"], "percent"),
            "other": Number(large["cost_to_serve"].sum() / large["net_sales"].sum(), "percent"),
        },
        trail=Trail("profitability", len(zone), f"quadrant = {DANGER}"),
        customers=zone["customer"],
        certainty=_certainty(found),
    )


def dearest(found: Studied, table: pd.DataFrame | None) -> Finding | None:
    """Say which activity takes most of the cost to serve; None where there is but one."""
    if table is None or len(table) < 2:
        return None
    first = table.iloc[0]
    return Finding(
        key="profitability.dearest",
        message=forms(
            "“%(activity)s” takes %(share)s of all cost to serve, %(per)s each time, for "
            "%(n)s customer",
            "“%(activity)s” takes %(share)s of all cost to serve, %(per)s each time, for "
            "%(n)s customers",
        ),
        plural="n",
        numbers={
            "activity": Number(tr(str(first["activity"])), "text"),
            "share": Number(first["cost"] / table["cost"].sum(), "percent"),
            "per": Number(first["per_event"], "money"),
            "n": Number(int(first["customers"])),
        },
        trail=Trail("serve_activities", 1, "the largest cost"),
        certainty=_certainty(found),
    )


def driver(found: Studied, shares: pd.DataFrame | None) -> Finding | None:
    """Say what the cost of the Danger Zone is made of, most of all.

    Parameters
    ----------
    shares
        As :func:`tables.drivers` gives it.

    Returns
    -------
    None where nobody stands there, or where there is but one activity.
    """
    zone = tr(DANGER)
    if shares is None or len(shares) < 2 or zone not in shares:
        return None
    return Finding(
        key="profitability.driver",
        message=N_("In the Danger Zone %(share)s of the cost to serve is “%(activity)s”"),
        numbers={
            "share": Number(float(shares[zone].max()), "percent"),
            "activity": Number(str(shares[zone].idxmax()), "text"),
        },
        trail=Trail("profitability", int((found.customers["quadrant"] == DANGER).sum()),
                    f"quadrant = {DANGER}"),
        certainty=_certainty(found),
    )  # fmt: skip


def moved(found: Studied) -> Finding | None:
    """Say who has come into the Danger Zone and who has left it, for good.

    Returns
    -------
    None where nobody came, or nothing is known of the year before.
    """
    if found.before is None:
        return None
    gone = found.customers[found.customers["moved"]]
    into = gone[(gone["quadrant"] == DANGER) & (gone["previous_quadrant"] != DANGER)]
    out = gone[(gone["previous_quadrant"] == DANGER) & (gone["quadrant"] != DANGER)]
    if into.empty:
        return None
    then = found.before.set_index("customer")["profit"].reindex(into["customer"]).to_numpy()
    lost = float((then - into["profit"]).sum())
    return Finding(
        key="profitability.moved",
        message=forms(
            "In a year %(n)s customer came into the Danger Zone and brings %(money)s less profit "
            "after serving than before; out of it came: %(out)s",
            "In a year %(n)s customers came into the Danger Zone and bring %(money)s less profit "
            "after serving than before; out of it came: %(out)s",
        )
        if lost > 0
        else forms(
            "In a year %(n)s customer came into the Danger Zone; out of it came: %(out)s",
            "In a year %(n)s customers came into the Danger Zone; out of it came: %(out)s",
        ),
        plural="n",
        numbers={
            "n": Number(len(into)),
            "money": Number(lost, "money"),
            "out": Number(len(out)),
        },
        role="change",
        so_what=tr("They bring less than before, or cost more: what has changed can be asked."),
        decide=tr("Who asks what has changed, before the way to serve them is changed?"),
        trail=Trail("profitability", len(into), f"moved into {DANGER}"),
        customers=into["customer"],
        money=max(lost, 0.0),
        measure=_measure(found),
        certainty=_certainty(found),
    )
