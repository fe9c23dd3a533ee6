"""What is true about the sample client, so that each chapter can be held against it?

Every number here drives the simulation. The generator copies them into ``truths.yml``.
"""

from dataclasses import dataclass, field

import numpy as np

FIRST_DAY = np.datetime64("2022-01-01")
AS_OF = np.datetime64("2025-12-31")
MONTHS = np.arange("2022-01", "2026-01", dtype="datetime64[M]")
SIGNALS = ("less", "rarer", "cheaper", "dropped", "gone")


@dataclass(frozen=True)
class Planted:
    """Causes and effects of the simulation; a hazard is a chance a month (0–1)."""

    # who leaves anyway, and how fast
    usual_hazard: float = 0.007
    # a manager loses customers
    losing_manager: str = "Viktor Hale"
    losing_manager_hazard: float = 0.030
    # a manager only looks bad: newcomers and passers-by are sent to her
    unfairly_judged_manager: str = "Dana Petrik"
    # a manager leaves, and some of his customers go with him
    departed_manager: str = "Marek Sood"
    departed_day: str = "2025-06-30"
    departed_successor: str = "Jonas Wirth"
    departed_hazard: float = 0.050
    departed_months: int = 4
    # the handover from sales to service tears, at one branch above all
    torn_touchpoint: str = "Handover from sales to service"
    torn_branch: str = "Harbour"
    good_handover: dict[str, float] = field(
        default_factory=lambda: {"North": 0.92, "Harbour": 0.45, "Riverside": 0.88}
    )
    leaves_after_bad_handover: float = 0.40
    # slow answers to requests
    slow_after_hours: int = 24
    slow_employee: str = "Petra Lund"
    slow_hazard: float = 0.050
    slow_months: int = 3
    # a price rise at one branch
    price_branch: str = "Harbour"
    price_day: str = "2024-07-01"
    price_rise: float = 0.15
    price_hazard: float = 0.012
    price_months: int = 6
    # contact: each one lifts the visits of the next month, up to a number
    contact_lift: float = 0.30
    contact_saturation: int = 2
    # customers who came by recommendation
    referred_rate: float = 1.4
    referred_hazard: float = 0.5
    # leads: chance of a sale at each contact, chance that the manager gives up after it
    sale_hazard: tuple[float, ...] = (
        0.05, 0.07, 0.09, 0.11, 0.13, 0.13, 0.11, 0.08, 0.05, 0.03, 0.02, 0.02,
    )  # fmt: skip
    surrender: float = 0.33
    patient_manager: str = "Sofia Lehner"
    patient_surrender: float = 0.12
    # marketing money of a month in which a channel spends
    spend: dict[str, float] = field(
        default_factory=lambda: {
            "Search ads": 420,
            "Social networks": 260,
            "Exhibition": 21000,
            "Radio": 1450,
            "Web site": 190,
        }
    )
    # share of bonuses that is used, by kind
    redeemed: dict[str, float] = field(
        default_factory=lambda: {"cashback": 0.42, "discount": 0.65, "gift": 0.97}
    )
    # loyalty: the hazard of a customer whom nothing could move, relative to an average one
    loyal_hazard: float = 0.35
    # discounts (share of the price) go to those who haggle
    haggler_share: float = 0.15
    haggler_discount: float = 0.09
    usual_discount: float = 0.015
    # chance a year of buying a car, by years since the first visit
    car_chance: tuple[float, ...] = (0.10, 0.40, 0.42, 0.18)
    # chance that a contacted lost customer comes back, by cause
    returns: dict[str, float] = field(
        default_factory=lambda: {
            "system failure": 0.42,
            "force majeure": 0.36,
            "product or delivery quality": 0.24,
            "promise not kept": 0.15,
            "price": 0.12,
            "human error": 0.05,
            "personal interest at the buyer": 0.04,
            "closed business": 0.0,
        }
    )
    # hypotheses under way: one works, one does not
    working_branch: str = "North"
    working_from: str = "2025-03-01"
    working_lift: float = 0.20
    idle_branch: str = "Riverside"
    idle_from: str = "2025-04-01"
    # what the top believes and the front line does not
    disputed_statement: str = "A complaint reaches the top within a day"
    # what the card says about the best customers
    key_region: str = "Lakeside"
    key_car_chance: float = 1.8
    # customers whose habit changes in the last three months, for each signal
    signal_from: str = "2025-10-01"
    signal_customers: int = 6
    less_factor: float = 0.30
    rarer_factor: float = 0.25
    cheaper_factor: float = 0.72
    # a big customer that pays late and is dear to serve
    slow_payers: int = 6
