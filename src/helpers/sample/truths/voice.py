"""What do contacts do, what do customers say, and what does the company say of itself?"""

from typing import Any

import pandas as pd

from helpers.sample.world.company import BRANCHES
from helpers.sample.world.room import RESEARCH
from helpers.sample.world.simulate import Company

BANDS = ("0-10", "25", "50", "75-100")  # per cent better that a rival must be


def contacts(company: Company) -> dict[str, Any]:
    """How visits answer to contacts of the month before."""
    planted = company.planted
    return {"lift": planted.contact_lift, "saturation": planted.contact_saturation}


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


def loyalty(company: Company) -> dict[str, Any]:
    """Of those asked by the middle of 2025: share that had left by the end, by threshold.

    Left is what happened, not what the records show: who is silent may still be a customer.
    """
    people, asked = company.people, company.tables["switching"]
    early = asked[asked["date"] < pd.Timestamp("2025-07-01")]
    who = pd.Series(people.index, index=people["customer"])[early["customer"]].to_numpy()
    left = pd.Series(~company.life.present[-1][who])
    band = pd.cut(early["threshold"], (-1, 10, 25, 50, 100), labels=BANDS).to_numpy()
    return {
        "hazard_of_the_loyal": company.planted.loyal_hazard,
        "asked_by_middle_of_2025": len(early),
        "left_by_threshold": left.groupby(band).mean().reindex(BANDS).to_dict(),
    }


def journey(company: Company) -> dict[str, Any]:
    """Where it tears: share of the deals that went well, by branch."""
    planted, cars = company.planted, company.life.frame("cars")
    branch = company.people["branch"].to_numpy()[cars["who"]]
    good = cars["good_handover"].astype(bool).groupby(branch).mean()
    return {
        "torn_touchpoint": planted.torn_touchpoint,
        "torn_branch": planted.torn_branch,
        "went_well": good.to_dict(),
        "leave_after_a_bad_one": planted.leaves_after_bad_handover,
    }


def plan(company: Company) -> dict[str, Any]:
    """What is tried: by how much visits truly change, and who can be compared with."""
    planted = company.planted
    tried = (planted.working_branch, planted.idle_branch)
    return {
        "working": {"branch": tried[0], "from": planted.working_from, "lift": planted.working_lift},
        "idle": {"branch": tried[1], "from": planted.idle_from, "lift": 0.0},
        "compare_with": [b for b in BRANCHES if b not in tried],
    }


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
        "disputed_statement": planted.disputed_statement,
        "research": {"done": len(company.tables["research"])} | RESEARCH,
    }
