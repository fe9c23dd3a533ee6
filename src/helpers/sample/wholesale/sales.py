"""What is in each order, at which price, and what did it cost?"""

import numpy as np
import pandas as pd

from helpers.sample.wholesale.customers import SIZES
from helpers.sample.wholesale.planted import AS_OF, Planted
from helpers.sample.world.chance import looked_up, stream

# category: margin on the list price, median price, number of articles
GOODS = {
    "Fasteners": (0.38, 4.0, 40),
    "Power tools": (0.24, 85.0, 18),
    "Pipes and fittings": (0.31, 12.0, 30),
    "Electrical": (0.28, 18.0, 28),
    "Sealants and glue": (0.42, 7.0, 16),
    "Protective clothing": (0.35, 22.0, 14),
}
WANTS = {  # share of lines by category, in the order of GOODS
    "Installers": (0.20, 0.10, 0.32, 0.22, 0.12, 0.04),
    "Builders": (0.34, 0.14, 0.10, 0.08, 0.22, 0.12),
    "Workshops": (0.30, 0.22, 0.08, 0.18, 0.10, 0.12),
    "Retail shops": (0.26, 0.12, 0.14, 0.20, 0.18, 0.10),
}
INFLATION = 0.035
RETURNED = 0.01
UNREADABLE = 24
HEAVY = {"Power tools": 0.15}  # pieces of a line, relative to small goods


def draw_sales(
    customers: pd.DataFrame, orders: pd.DataFrame, seed: int, planted: Planted
) -> pd.DataFrame:
    """One row per line of an order, returns with a minus."""
    rng = stream(seed, "wholesale sales")
    orders = orders.assign(order=[f"B{n:06d}" for n in range(1, len(orders) + 1)])
    courier = customers["courier"].to_numpy()[orders["who"]]
    lines = orders.loc[orders.index.repeat(np.where(courier, 1, 1 + rng.poisson(2.2, len(orders))))]
    lines = lines.reset_index(drop=True).pipe(_articles, customers, rng)
    lines = _priced(lines, customers, planted, rng)
    back = lines[rng.random(len(lines)) < RETURNED]
    day = back["day"] + pd.to_timedelta(rng.integers(2, 25, len(back)), unit="D")
    money = ["quantity", "amount", "cost", "discount"]
    back = back.assign(day=day, order="R" + back["order"], **{c: -back[c] for c in money})
    back = back[back["day"] <= pd.Timestamp(AS_OF)]
    lines = pd.concat([lines, back]).sort_values(["day", "order", "product"], kind="stable")
    unreadable = np.zeros(len(lines), dtype=bool)
    unreadable[rng.choice(len(lines), size=UNREADABLE, replace=False)] = True
    return lines.assign(unreadable=unreadable).reset_index(drop=True)


def _articles(
    lines: pd.DataFrame, customers: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    names, segment = np.array(list(GOODS)), customers["segment"].to_numpy()[lines["who"]]
    share = np.array([WANTS[s] for s in segment]).cumsum(axis=1)
    kind = (share < rng.random(len(lines))[:, None]).sum(axis=1).clip(0, len(names) - 1)
    many = np.array([goods[2] for goods in GOODS.values()])[kind]
    article = (rng.random(len(lines)) ** 2 * many).astype(int)
    prices = _prices(rng)
    return lines.assign(
        category=names[kind],
        product=[f"{names[k][:2].upper()}-{a:03d}" for k, a in zip(kind, article, strict=True)],
        list_price=prices[kind, article],
    )


def _prices(rng: np.random.Generator) -> np.ndarray:
    most = max(goods[2] for goods in GOODS.values())
    middle = np.array([goods[1] for goods in GOODS.values()])[:, None]
    return np.round(middle * rng.lognormal(0, 0.5, size=(len(GOODS), most)), 2)


def _priced(
    lines: pd.DataFrame, customers: pd.DataFrame, planted: Planted, rng: np.random.Generator
) -> pd.DataFrame:
    mine = customers.iloc[lines["who"]]
    pieces = looked_up(mine["size"], {k: v[2] for k, v in SIZES.items()})
    pieces = pieces * looked_up(lines["category"], HEAVY, other=1.0)
    pieces = np.where(mine["courier"], 1.0, pieces)
    quantity = 1 + rng.poisson(pieces)
    level = (1 + INFLATION) ** (lines["day"].dt.year.to_numpy() - 2022)
    depth = looked_up(mine["contract"], planted.depth | {"legacy": planted.legacy_depth})
    full = lines["list_price"].to_numpy() * level
    margin = looked_up(lines["category"], {k: v[0] for k, v in GOODS.items()})
    price = np.round(full * (1 - depth), 2)
    cost = full * (1 - margin) * rng.lognormal(0, 0.02, size=len(lines))
    return lines.assign(
        quantity=quantity,
        amount=np.round(price * quantity, 2),
        discount=np.round((full - price) * quantity, 2).clip(0),
        cost=np.round(cost * quantity, 2),
        manager=mine["manager"].to_numpy(),
        region=mine["region"].to_numpy(),
        channel=rng.choice(["Web shop", "Phone", "Visit"], size=len(lines), p=(0.5, 0.35, 0.15)),
        customer=mine["customer"].to_numpy(),
    )
