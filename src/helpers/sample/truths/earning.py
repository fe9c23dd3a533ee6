"""Who earns and who costs, what is given away, and what becomes of it?"""

from typing import Any

import numpy as np
import pandas as pd

from helpers.sample.files.write_sales import cents
from helpers.sample.world.company import CATEGORIES
from helpers.sample.world.simulate import Company

YEAR = 2025


def profitability(company: Company) -> dict[str, Any]:
    """Whale curve of the last year: gross profit less what serving cost, customer by customer."""
    each = _each(company)
    ordered = each["profit"].sort_values(ascending=False)
    so_far = ordered.cumsum() / ordered.sum()
    people = company.people.set_index("customer")
    late = people.index[people["pays_late"]].intersection(each.index)
    return {
        "year": YEAR,
        "customers": len(each),
        "gross_profit": cents(each["gross"]),
        "cost_to_serve": cents(each["cost"]),
        "without_cost_to_serve": (each["cost"] == 0).mean(),
        "peak": so_far.max(),
        "peak_at": (int(np.argmax(so_far.to_numpy())) + 1) / len(each),
        "destroyed": cents(ordered[ordered < 0]),
        "below_break_even": int((each["profit"] < 0).sum()),
        "dear_late_payers": {code: round(each.loc[code, "profit"], 2) for code in late},
    }


def _each(company: Company) -> pd.DataFrame:
    """Gross profit, cost to serve and profit of each customer who bought in the year."""
    lines, costs = company.accepted, company.tables["service_costs"]
    lines = lines[(lines["customer"] != "") & (lines["day"].dt.year == YEAR)]
    gross = (lines["amount"] - lines["cost"]).groupby(lines["customer"]).sum()
    served = costs[costs["date"].dt.year == YEAR].groupby("customer")["amount"].sum()
    each = pd.DataFrame({"gross": gross, "cost": served.reindex(gross.index).fillna(0.0)})
    return each.assign(profit=each["gross"] - each["cost"])


def given_away(company: Company) -> dict[str, Any]:
    """Discounts of the last year by category to the cent, and the codes of those who haggle."""
    lines = company.accepted
    last = lines[lines["day"].dt.year == YEAR]
    given = last.groupby("category")["discount"].agg(cents).reindex(CATEGORIES)
    haggle = company.people.loc[company.people["haggler"], "customer"]
    sold = haggle[haggle.isin(lines["customer"])]
    return {
        f"discounts_{YEAR}_by_category": given.to_dict(),
        "codes_of_hagglers": sorted(sold.tolist()),
    }


def bonuses(company: Company) -> dict[str, Any]:
    """What was issued and used by kind, and the chance planted that one is ever used."""
    table = company.tables["bonuses"]
    by_kind = table.groupby("kind")
    return {
        kind: {
            "issued": len(rows),
            "face": cents(rows["amount"]),
            "redeemed": int(rows["redeemed"].notna().sum()),
            "would_be_used": company.planted.redeemed[str(kind)],
        }
        for kind, rows in by_kind
    }
