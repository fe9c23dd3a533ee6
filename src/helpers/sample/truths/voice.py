"""What do contacts do, what do customers say, and what does the company say of itself?"""

from typing import Any

import numpy as np
import pandas as pd

from helpers.sample.world.room import DISPUTED, RESEARCH
from helpers.sample.world.simulate import Company


def contacts(company: Company) -> dict[str, Any]:
    """How visits answer to contacts of the month before."""
    planted = company.planted
    return {"lift": planted.contact_lift, "saturation": planted.contact_saturation}


def funnel(company: Company) -> dict[str, Any]:
    """Stages reached, contacts before the sale, and leads given up early."""
    log = company.tables["contacts"]
    log = log[log["lead"].notna()]
    leads = log.groupby("lead")["outcome"].agg(["size", lambda o: (o == "sale").any()])
    leads.columns = ["contacts", "won"]
    lost = leads[~leads["won"]]
    return {
        "stages": company.tables["leads"]["stage"].value_counts().to_dict(),
        "leads": len(leads),
        "won": int(leads["won"].sum()),
        "lost_before_fifth_contact": (lost["contacts"] < 5).mean(),
        "won_at_fifth_contact_or_later": (leads.loc[leads["won"], "contacts"] >= 5).mean(),
        "best_contact": int(np.argmax(company.planted.sale_hazard)) + 1,
        "patient_manager": company.planted.patient_manager,
    }


def service(company: Company) -> dict[str, Any]:
    """Late payers with profit and cost to serve, and the speed of answers."""
    requests = company.tables["requests"]
    hours = (requests["answered"] - requests["received"]).dt.total_seconds() / 3600
    within = (hours <= company.planted.slow_after_hours).groupby(requests["employee"]).mean()
    return {
        "late_payers": _late_payers(company),
        "requests": len(requests),
        "never_answered": int(requests["answered"].isna().sum()),
        "answered_within_a_day": within.to_dict(),
        "slow_employee": company.planted.slow_employee,
    }


def _late_payers(company: Company) -> dict[str, Any]:
    lines = company.accepted[company.accepted["day"] >= pd.Timestamp("2024-01-01")]
    profit = (lines["amount"] - lines["cost"]).groupby(lines["customer"]).sum()
    costs = company.tables["service_costs"].groupby("customer")["amount"].sum()
    late = company.people.loc[company.people["pays_late"], "customer"]
    return {c: {"profit": round(profit[c], 2), "cost": round(costs[c], 2)} for c in late}


def voice(company: Company) -> dict[str, Any]:
    """Scores, refusals, loyalty and the wish for a relationship among those asked."""
    surveys, tables = company.tables["surveys"], company.tables
    refused = surveys["refused"] == "yes"
    wants = tables["relationship"]
    yes = wants[wants["wants_relationship"] == "yes"]
    worst = surveys.groupby("touchpoint")["score"].mean().sort_values()
    return {
        "responses": int(surveys["response"].nunique()),
        "refused_all": int(refused.groupby(surveys["response"]).all().sum()),
        "mean_score": worst.to_dict(),
        "torn_touchpoint": company.planted.torn_touchpoint,
        "want_relationship": len(yes) / len(wants),
        "because_of_shared_values": (yes["reason"] == "shared values").mean(),
        "thresholds": tables["switching"]["threshold"].value_counts().sort_index().to_dict(),
    }


def room(company: Company) -> dict[str, Any]:
    """Registers, hypotheses, disputed statement and the fate of studies."""
    planted, points = company.planted, company.tables["touchpoints"]
    return {
        "without_owner": points.loc[points["owner"] == "", "touchpoint"].tolist(),
        "without_standard": points.loc[points["standard"] == "", "touchpoint"].tolist(),
        "hypothesis_works": planted.working_branch,
        "hypothesis_does_not": planted.idle_branch,
        "disputed_statement": DISPUTED,
        "research": {"done": len(company.tables["research"])} | RESEARCH,
    }
