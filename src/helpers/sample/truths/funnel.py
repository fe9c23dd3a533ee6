"""What becomes of leads, and what do channels bring?"""

from typing import Any

import numpy as np
import pandas as pd

from helpers.sample.files.write_sales import cents
from helpers.sample.world.company import SPENDS
from helpers.sample.world.simulate import Company

CHANNELS_FROM = pd.Timestamp("2024-01-01")
YEAR = 2025


def funnel(company: Company) -> dict[str, Any]:
    """Stages reached, contacts before the sale, and leads given up early."""
    planted, stages = company.planted, company.tables["leads"]
    leads = _leads(company)
    decided = leads[~leads["open"]]
    won, lost = decided[decided["won"]], decided[~decided["won"]]
    return {
        "stages": stages["stage"].value_counts().to_dict(),
        "leads": len(leads),
        "open": int(leads["open"].sum()),
        "won": len(won),
        "lost_before_fifth_contact": (lost["contacts"] < 5).mean(),
        "won_at_fifth_contact_or_later": (won["contacts"] >= 5).mean(),
        "best_contact": int(np.argmax(planted.sale_hazard)) + 1,
        "sale_hazard": list(planted.sale_hazard),
        "given_up_after_each_contact": planted.surrender,
        "patient_manager": planted.patient_manager,
        "won_by_manager": decided.groupby("manager")["won"].mean().to_dict(),
        "contacts_of_lost_by_manager": lost.groupby("manager")["contacts"].mean().to_dict(),
    }


def _leads(company: Company) -> pd.DataFrame:
    """Each lead that was contacted: how often, whether it was won, and whose it was."""
    log, stages = company.tables["contacts"], company.tables["leads"]
    by_lead = log[log["lead"].notna()].groupby("lead")["outcome"]
    leads = by_lead.agg(["size", lambda o: (o == "sale").any()])
    leads.columns = ["contacts", "won"]
    first = stages.drop_duplicates("lead").set_index("lead")[["manager", "open"]]
    return leads.join(first)


def channels(company: Company) -> dict[str, Any]:
    """Cost of a new customer by channel, margin of the first order, who loses, what they bring."""
    lines = company.accepted[company.accepted["who"] >= 0]
    lines = lines.assign(profit=lines["amount"] - lines["cost"])
    first = lines.groupby("who")["day"].transform("min")
    opening = lines[(lines["day"] == first) & (lines["day"] >= CHANNELS_FROM)]
    margin = opening.groupby("who")["profit"].sum()
    channel = company.people["channel"].reindex(margin.index)
    spend = company.tables["spend"]
    spend = spend[spend["date"] >= CHANNELS_FROM].groupby("channel")["amount"].sum()
    rows = {}
    for name in SPENDS:
        mine = margin[channel == name]
        rows[name] = {
            "new_customers": len(mine),
            "spend_per_new_customer": round(spend[name] / len(mine), 2),
            "first_margin": round(mine.mean(), 2),
        }
    losing = [n for n, r in rows.items() if r["spend_per_new_customer"] > r["first_margin"]]
    return {"lose_on_first_sale": losing, f"sales_{YEAR}": _sales(company)} | rows


def _sales(company: Company) -> dict[str, float]:
    """Sales of the last year by the channel that stands on the line, largest first."""
    lines = company.accepted
    lines = lines[lines["day"].dt.year == YEAR]
    return lines.groupby("channel")["amount"].agg(cents).sort_values(ascending=False).to_dict()
