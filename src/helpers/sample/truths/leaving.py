"""Who left the sample client and why, and who is about to?"""

from typing import Any

import numpy as np
import pandas as pd

from helpers.sample.world.planted import SIGNALS
from helpers.sample.world.simulate import Company


def leaving(company: Company) -> dict[str, Any]:
    """Losses by true cause and by desk, passers-by apart; codes of those still gone."""
    events = company.life.frame("losses")
    people, life = company.people, company.life
    kind = people["kind"].to_numpy()[events["who"]]
    events = events[kind != "passer-by"]
    gone = events[(events["back"] < 0) | (events["back"] >= len(life.desks))]
    gone = gone[gone["who"].isin(company.accepted["who"])].drop_duplicates("who", keep="last")
    codes = people["customer"].to_numpy()
    return {
        "losses_by_cause": events["why"].value_counts().to_dict(),
        "losses_by_manager": _by_desk(company, events),
        "losing_manager": company.planted.losing_manager,
        "unfairly_judged_manager": company.planted.unfairly_judged_manager,
        "departed_manager": company.planted.departed_manager,
        "torn_touchpoint": company.planted.torn_touchpoint,
        "torn_branch": company.planted.torn_branch,
        "gone": {why: sorted(codes[rows["who"]].tolist()) for why, rows in gone.groupby("why")},
    }


def _by_desk(company: Company, events: pd.DataFrame) -> dict[str, Any]:
    """Losses of each manager and months at risk, passers-by apart."""
    desks = np.stack(company.life.desks)
    first = pd.Timestamp("2022-01-01")
    month = (events["day"].dt.year - first.year) * 12 + events["day"].dt.month - 1
    lost = pd.Series(desks[month, events["who"]]).value_counts()
    at_risk = _months_at_risk(company, desks)
    return {
        name: {
            "losses": lost.get(name, 0),
            "months": at_risk[name],
            "a_month": lost.get(name, 0) / at_risk[name],
        }
        for name in sorted(at_risk)
    }


def _months_at_risk(company: Company, desks: np.ndarray) -> dict[str, int]:
    here = np.stack(company.life.present)
    here &= (company.people["kind"] != "passer-by").to_numpy()
    names, counts = np.unique(desks[here].astype(str), return_counts=True)
    return dict(zip(names.tolist(), counts.tolist(), strict=True))


def signals(company: Company) -> dict[str, Any]:
    """Codes of the customers whose habit was changed."""
    people = company.people
    marked = {s: people.loc[people["signal"] == s, "customer"].tolist() for s in SIGNALS}
    return {"from": company.planted.signal_from} | marked


def win_back(company: Company) -> dict[str, Any]:
    """True chance by cause, and the log: how many were tried, how many came back."""
    log = company.tables["losses"]
    tried = log[log["action"] != ""]
    counted = tried.assign(back=tried["returned"] == "yes").groupby("cause")["back"]
    table = counted.agg(["size", "sum"])
    return {
        "chance": company.planted.returns,
        "log": {
            c or "not named": {"tried": r["size"], "returned": r["sum"]}
            for c, r in table.iterrows()
        },
    }
