"""How does the whole wholesaler come out of a seed?"""

from dataclasses import dataclass

import pandas as pd

from helpers.sample.wholesale import crm, serving, voice
from helpers.sample.wholesale.customers import draw_customers, live
from helpers.sample.wholesale.planted import Planted, planted_of
from helpers.sample.wholesale.sales import draw_sales


@dataclass(frozen=True)
class Firm:
    """Everything that happened to the wholesaler."""

    planted: Planted
    customers: pd.DataFrame  # with what no card says: rate, threshold, whether still a customer
    losses: pd.DataFrame
    sales: pd.DataFrame
    tables: dict[str, pd.DataFrame]

    @property
    def accepted(self) -> pd.DataFrame:
        """Lines whose amount can be read."""
        return self.sales[~self.sales["unreadable"]]


def simulate(seed: int) -> Firm:
    """Draw the wholesaler; tables have our column names."""
    planted = planted_of(seed)
    customers = draw_customers(seed, planted)
    orders, events, losses, customers = live(customers, seed, planted)
    sales = draw_sales(customers, orders, seed, planted)
    contacts = crm.draw_contacts(customers, events, seed)
    leads, with_leads = crm.draw_leads(customers, orders, seed, planted)
    scale, wishes = voice.draw_asked(customers, orders, seed, planted)
    everything = pd.concat([contacts.drop(columns=["who", "day"]), with_leads])
    tables = {
        "customers": _cards(customers, sales),
        "service_costs": serving.draw_service_costs(customers, sales, contacts),
        "contacts": everything.sort_values("date", kind="stable", ignore_index=True),
        "leads": leads,
        "spend": crm.draw_spend(seed),
        "surveys": voice.draw_surveys(customers, orders, seed),
        "switching": scale,
        "relationship": wishes,
        "requests": serving.draw_requests(customers, orders, seed, planted),
        "bonuses": serving.draw_bonuses(customers, orders, seed),
        "losses": voice.draw_losses(customers, losses, seed),
    }
    sales = sales.assign(branch=sales["region"])
    return Firm(planted, customers, losses, sales, tables)


def _cards(customers: pd.DataFrame, sales: pd.DataFrame) -> pd.DataFrame:
    sold = customers[customers["customer"].isin(sales["customer"])]
    return sold.assign(since=pd.to_datetime(sold["since"]), decision_maker=sold["person"])
