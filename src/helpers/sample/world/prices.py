"""What is paid for a line, what did it cost, and who got a discount?"""

import numpy as np
import pandas as pd

from helpers.sample.world import company
from helpers.sample.world.planted import Planted

NEWCOMER_DAYS = 60
NEWCOMER_DISCOUNT = 0.05  # management courts newcomers
CAR_DISCOUNT = 0.4  # discounts on cars are shallower than on the rest


def priced(
    lines: pd.DataFrame, people: pd.DataFrame, planted: Planted, rng: np.random.Generator
) -> pd.DataFrame:
    """Lines with ``amount`` after discount, ``discount`` and ``cost`` in money."""
    goods = company.catalogue().set_index("product")
    full = goods["price"].reindex(lines["product"]).to_numpy() * _raised(lines, planted)
    full = full * _cheaper(lines, people, planted) * rng.lognormal(0, 0.02, size=len(lines))
    margin = goods["margin"].reindex(lines["product"]).to_numpy()
    share = _discount_share(lines, people, planted, rng)
    quantity = lines["quantity"].to_numpy()
    price = np.round(full * (1 - share), 2)
    cost = full * (1 - margin) * rng.lognormal(0, 0.02, size=len(lines))
    return lines.assign(
        amount=np.round(price * quantity, 2),
        discount=np.where(share > 0, np.round((full - price) * quantity, 2), 0.0),
        cost=np.round(cost * quantity, 2),
    )


def _raised(lines: pd.DataFrame, planted: Planted) -> np.ndarray:
    level = (1 + company.INFLATION) ** (lines["day"].dt.year.to_numpy() - 2022)
    risen = (
        (lines["branch"] == planted.price_branch)
        & (lines["category"] == "Service")
        & (lines["day"] >= planted.price_day)
    )
    return level * np.where(risen, 1 + planted.price_rise, 1.0)


def _cheaper(lines: pd.DataFrame, people: pd.DataFrame, planted: Planted) -> np.ndarray:
    signal = np.append(people["signal"].to_numpy(), "")  # -1 = nobody known
    late = lines["day"].to_numpy() >= np.datetime64(planted.signal_from)
    return np.where((signal[lines["who"]] == "cheaper") & late, planted.cheaper_factor, 1.0)


def _discount_share(
    lines: pd.DataFrame, people: pd.DataFrame, planted: Planted, rng: np.random.Generator
) -> np.ndarray:
    """Share of the price given away: deep for hagglers, thin for everybody else."""
    who = lines["who"].to_numpy()
    known = who >= 0
    haggler = known & people["haggler"].to_numpy()[who]
    calm = people["calm"].to_numpy()[who]
    arrival = people["arrival"].to_numpy()[who]
    age = (lines["day"].to_numpy() - arrival).astype("timedelta64[D]").astype(int)
    courted = known & ~people["before"].to_numpy()[who] & (age < NEWCOMER_DAYS)
    usual = (rng.random(len(lines)) < 0.3) * planted.usual_discount / 0.3
    deep = planted.haggler_discount * rng.uniform(0.7, 1.3, size=len(lines))
    share = np.select([haggler, courted, known & ~calm], [deep, NEWCOMER_DISCOUNT, usual], 0.0)
    return share * np.where(lines["category"].isin(["New cars", "Used cars"]), CAR_DISCOUNT, 1.0)
