"""What must an honest analysis find in the wholesaler, and what must it not find?"""

from dataclasses import asdict
from typing import Any

import numpy as np

from helpers.sample.files.write_sales import cents
from helpers.sample.wholesale.planted import AS_OF, FIRST_DAY
from helpers.sample.wholesale.simulate import Firm

YEAR = 2025
COMMENTS = {
    "period": "first and last day of the records",
    "rows": "rows of each table besides sales",
    "sales": "lines, rejected lines, and money of those accepted, to the cent",
    "profitability": "the last year, customer by customer: gross profit less cost to serve",
    "terms": "old contracts sell below cost; small firms by courier cost more than they earn",
    "leaving": "who left, and who of them to the rival",
    "funnel": "chance of a sale at each contact, and what became of the leads",
    "service": "one who answers is slow",
    "nothing": "what makes no difference here, whatever the records seem to say",
    "process": "every number of the simulation",
}


def sections(firm: Firm) -> dict[str, dict[str, Any]]:
    """Truths by subject."""
    planted, lines = firm.planted, firm.accepted
    return {
        "period": {"first": str(FIRST_DAY), "last": str(AS_OF)},
        "rows": {name: len(table) for name, table in firm.tables.items()},
        "sales": {
            "rows": len(firm.sales),
            "rejected": int(firm.sales["unreadable"].sum()),
            "amount_accepted": cents(lines["amount"]),
            "customers": int(lines["customer"].nunique()),
        },
        "profitability": _profitability(firm),
        "terms": _terms(firm),
        "leaving": _leaving(firm),
        "funnel": _funnel(firm),
        "service": {"slow_employee": planted.slow_employee, "times_as_long": planted.slow_times},
        "nothing": {"contacts": True, "managers": True, "channels": True, "satisfaction": True},
        "process": asdict(planted),
    }


def _profitability(firm: Firm) -> dict[str, Any]:
    lines, costs = firm.accepted, firm.tables["service_costs"]
    lines = lines[lines["day"].dt.year == YEAR]
    gross = (lines["amount"] - lines["cost"]).groupby(lines["customer"]).sum()
    served = costs[costs["date"].dt.year == YEAR].groupby("customer")["amount"].sum()
    profit = (gross - served.reindex(gross.index).fillna(0.0)).sort_values(ascending=False)
    so_far = profit.cumsum() / profit.sum()
    return {
        "year": YEAR,
        "customers": len(profit),
        "gross_profit": cents(gross),
        "cost_to_serve": cents(served.reindex(gross.index).fillna(0.0)),
        "peak": so_far.max(),
        "peak_at": (int(np.argmax(so_far.to_numpy())) + 1) / len(profit),
        "below_break_even": int((profit < 0).sum()),
    }


def _terms(firm: Firm) -> dict[str, Any]:
    customers, lines = firm.customers, firm.accepted
    sold = customers["customer"].isin(lines["customer"])
    codes = {
        "below_cost": customers["contract"] == "legacy",
        "by_courier": customers["courier"],
    }
    last = lines[lines["day"].dt.year == YEAR]
    given = last.groupby("category")["discount"].agg(cents).to_dict()
    told = {name: customers.loc[mask & sold, "customer"].tolist() for name, mask in codes.items()}
    return told | {f"discounts_{YEAR}_by_category": given}


def _leaving(firm: Firm) -> dict[str, Any]:
    customers, losses, planted = firm.customers, firm.losses, firm.planted
    codes = customers["customer"].to_numpy()[losses["who"]]
    to_rival = losses["rival"].to_numpy()
    known = firm.sales["customer"].unique()
    return {
        "rival_region": planted.rival_region,
        "from": planted.rival_from,
        "moves_up_to": planted.rival_moves_up_to,
        "to_the_rival": sorted(c for c, r in zip(codes, to_rival, strict=True) if r and c in known),
        "otherwise": sorted(
            c for c, r in zip(codes, to_rival, strict=True) if not r and c in known
        ),
    }


def _funnel(firm: Firm) -> dict[str, Any]:
    stages, planted = firm.tables["leads"], firm.planted
    last = stages.groupby("lead")["stage"].agg(set)
    ended = last.map(lambda told: bool(told & {"customer", "lost"}))
    return {
        "stages": stages["stage"].value_counts().to_dict(),
        "open": int((~ended).sum()),
        "best_contact": int(np.argmax(planted.sale_hazard)) + 1,
        "sale_hazard": list(planted.sale_hazard),
        "given_up_after_each_contact": planted.surrender,
    }
