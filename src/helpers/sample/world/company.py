"""Which company does the sample tell about: branches, people at work, goods and prices?"""

from dataclasses import dataclass

import pandas as pd

TITLE = "Valdura Motors"
BRANCHES = ("North", "Harbour", "Riverside")
BRANCH_SHARE = (0.40, 0.32, 0.28)
MANAGERS = {
    "North": ("Ilona Brandt", "Marek Sood", "Jonas Wirth", "Sofia Lehner"),
    "Harbour": ("Viktor Hale", "Anna Rosten", "Tomas Virk"),
    "Riverside": ("Dana Petrik", "Eric Moltz", "Nora Salin"),
}
FLEET_MANAGER = "Greta Holm"
ANSWERING = ("Petra Lund", "Simon Rask", "Linda Voss", "Karl Ebner")
REGIONS = ("Old Town", "Lakeside", "Hillside", "Station", "Villages")
CHANNELS = (
    "Search ads",
    "Social networks",
    "Exhibition",
    "Radio",
    "Web site",
    "Walk-in",
    "Referral",
)
CHANNEL_SHARE = (0.20, 0.17, 0.10, 0.08, 0.20, 0.13, 0.12)  # of those who come first
# campaign, and the months (0 = January) in which it costs money
SPENDS = {
    "Search ads": ("Search all year", range(12)),
    "Social networks": ("Stories of owners", range(12)),
    "Exhibition": ("Spring and autumn show", (3, 9)),
    "Radio": ("Morning drive", (1, 2, 3, 8, 9, 10)),
    "Web site": ("Support and texts", range(12)),
}
# where the way of a buyer of a car may tear: what a lost customer says, what one tries against it,
# and what that is measured by
SEAMS = {
    "Handover from sales to service": (
        "Bought a car, and service knew nothing of me",
        "The seller brings the buyer to the service desk",
        "share of buyers who come to service",
    ),
    "Contract and payment": (
        "The papers were wrong, and nobody told me",
        "One person leads the buyer through all papers",
        "contracts ready in thirty minutes",
    ),
    "Test drive": (
        "The car of the test drive was not the one I had booked",
        "The seller confirms each test drive the day before",
        "test drives in the car that was booked",
    ),
}
REGULAR = "Regular customer"
CATEGORIES = (
    "New cars",
    "Used cars",
    "Service",
    "Parts",
    "Tyres",
    "Accessories",
    "Car care",
    "Insurance",
)
INFLATION = 0.03  # a year; the price list changes on the first of January


@dataclass(frozen=True)
class Goods:
    """A category with its products: name, list price of 2022, popularity."""

    margin: float
    products: tuple[tuple[str, float, float], ...]


GOODS = {
    "New cars": Goods(
        0.050,
        (
            ("Corvane 3", 21900, 5),
            ("Corvane Tour", 27400, 4),
            ("Corvane Terra", 34900, 3),
            ("Lumen E1", 29800, 2),
            ("Lumen E4", 42500, 1),
            ("Tasso City", 14900, 4),
            ("Tasso Family", 19800, 3),
            ("Brisk Van", 25600, 2),
        ),
    ),
    "Used cars": Goods(
        0.085,
        (
            ("Used Corvane 3", 12400, 4),
            ("Used Corvane Tour", 15900, 3),
            ("Used Tasso City", 7900, 4),
            ("Used other brand", 9800, 5),
        ),
    ),
    "Service": Goods(
        0.46,
        (
            ("Oil service", 189, 9),
            ("Annual inspection", 139, 6),
            ("Brake service", 278, 4),
            ("Suspension repair", 396, 2),
            ("Diagnostics", 74, 5),
            ("Air conditioning service", 118, 3),
            ("Body repair", 560, 1.5),
            ("Timing belt", 498, 1),
        ),
    ),
    "Parts": Goods(
        0.31,
        (
            ("Oil filter", 17.9, 6),
            ("Brake pads", 68, 4),
            ("Wiper blades", 29.5, 6),
            ("Battery", 132, 2),
            ("Bulb set", 22, 3),
            ("Cabin filter", 26.4, 4),
            ("Brake discs", 149, 2),
        ),
    ),
    "Tyres": Goods(
        0.19,
        (
            ("Tyre change", 58, 8),
            ("Summer tyres, set", 412, 3),
            ("Winter tyres, set", 468, 3),
            ("Tyre storage", 49, 4),
        ),
    ),
    "Accessories": Goods(
        0.37,
        (
            ("Floor mats", 54, 6),
            ("Roof box", 389, 1),
            ("Child seat", 219, 1),
            ("Tow bar", 465, 0.7),
            ("Phone holder", 24.9, 5),
            ("Boot liner", 62, 3),
        ),
    ),
    "Car care": Goods(
        0.55,
        (
            ("Wash", 14.5, 9),
            ("Wash and interior", 32, 6),
            ("Polish", 118, 1),
            ("Wax protection", 64, 2),
        ),
    ),
    "Insurance": Goods(0.88, (("Insurance, own damage", 96, 3), ("Insurance, liability", 41, 4))),
}


def catalogue() -> pd.DataFrame:
    """One row per product: ``product``, ``category``, ``price``, ``weight``, ``margin``."""
    rows = [
        (name, category, price, weight, goods.margin)
        for category, goods in GOODS.items()
        for name, price, weight in goods.products
    ]
    return pd.DataFrame(rows, columns=["product", "category", "price", "weight", "margin"])


def branch_of_manager() -> dict[str, str]:
    """Branch of each manager; the fleet manager sits at the first."""
    known = {name: branch for branch, names in MANAGERS.items() for name in names}
    return known | {FLEET_MANAGER: BRANCHES[0]}


def colleagues(manager: str) -> list[str]:
    """Managers of the same branch, in the order of the list.

    >>> colleagues("Anna Rosten")
    ['Viktor Hale', 'Tomas Virk']
    """
    branch = branch_of_manager()[manager]
    return [name for name in MANAGERS[branch] if name != manager]
