"""What is in each basket, at what price, and who wrote the invoice?"""

import numpy as np
import pandas as pd

from helpers.sample.world import company
from helpers.sample.world.chance import looked_up, stream, workday
from helpers.sample.world.planted import AS_OF, MONTHS, Planted
from helpers.sample.world.prices import priced
from helpers.sample.world.state import Life

# chance that a visit holds a line of the category, the likeliest first
BASKET = {
    "owner": {"Service": 0.72, "Parts": 0.36, "Tyres": 0.16, "Accessories": 0.10, "Car care": 0.16},
    "visitor": {"Service": 0.70, "Parts": 0.42, "Tyres": 0.20, "Accessories": 0.10},
    "passer-by": {"Accessories": 0.60, "Parts": 0.45, "Car care": 0.15},
    "regular": {"Car care": 0.93, "Accessories": 0.09, "Parts": 0.10, "Service": 0.07},
    "fleet": {"Service": 0.62, "Parts": 0.40, "Car care": 0.35, "Tyres": 0.14},
}
TYRE_SEASON = np.array([0.2, 0.3, 1.6, 3.0, 0.6, 0.2, 0.2, 0.3, 0.8, 3.2, 2.2, 0.4])
FAVOURITE = 0.55  # chance that a line is the customer's usual product of the category
COLLEAGUE = 0.08  # chance that a colleague of the branch writes the invoice
OTHER_BRANCH = 0.04
# how a customer comes again: the way it came first (own), or another
LATER_CHANNEL = {"own": 0.25, company.REGULAR: 0.50, "Web site": 0.15, "Walk-in": 0.10}
WALK_INS = 1700  # lines of people who never gave a name
RETURNED = 0.012  # share of the lines of goods that come back


def draw_sales(people: pd.DataFrame, life: Life, seed: int, planted: Planted) -> pd.DataFrame:
    """One row per line of sale, with our column names; ``who`` is -1 for nobody known."""
    rng = stream(seed, "sales")
    visits = life.frame("visits").assign(car=False)
    cars = life.frame("cars").assign(car=True)
    visits = pd.concat([visits, cars], ignore_index=True).pipe(_desk, people, life, planted, rng)
    visits = visits.assign(visit=np.arange(len(visits)))
    lines = pd.concat([_baskets(visits, people, planted, rng), _car_lines(visits, rng)])
    lines = lines.pipe(_products, people, rng).pipe(_quantities, people, planted, rng)
    lines = pd.concat([lines, _walk_ins(planted, rng)], ignore_index=True)
    lines = lines.pipe(priced, people, planted, stream(seed, "prices")).pipe(_orders)
    lines = pd.concat([lines, _returns(lines, rng)], ignore_index=True)
    return lines.sort_values(["day", "order", "product"], kind="stable", ignore_index=True)


def _desk(
    visits: pd.DataFrame,
    people: pd.DataFrame,
    life: Life,
    planted: Planted,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Visits with the branch, the manager who wrote the invoice, and how the customer came."""
    who = visits["who"].to_numpy()
    month = visits["day"].to_numpy().astype("datetime64[M]").astype(int) - MONTHS[0].astype(int)
    manager = np.stack(life.desks)[month, who]
    home = people["branch"].to_numpy()[who]
    branch = np.where(
        rng.random(len(who)) < OTHER_BRANCH, rng.choice(company.BRANCHES, len(who)), home
    )
    staff = {b: rng.choice(names, size=len(who)) for b, names in company.MANAGERS.items()}
    colleague = np.select([branch == b for b in staff], list(staff.values()), "")
    shared = (rng.random(len(who)) < COLLEAGUE) & (people["kind"].to_numpy()[who] != "fleet")
    away = (branch != home) | shared
    first = ~visits.sort_values("day", kind="stable").duplicated("who").sort_index().to_numpy()
    new = first & ~people["before"].to_numpy()[who]
    later = rng.choice(list(LATER_CHANNEL), size=len(who), p=list(LATER_CHANNEL.values()))
    channel = np.where(new | (later == "own"), people["channel"].to_numpy()[who], later)
    return visits.assign(
        manager=np.where(away, colleague, manager), branch=branch, channel=channel
    ).pipe(_without_departed, planted)


def _without_departed(visits: pd.DataFrame, planted: Planted) -> pd.DataFrame:
    """A manager who has left writes no invoice."""
    gone = (visits["manager"] == planted.departed_manager) & (
        visits["day"] > pd.Timestamp(planted.departed_day)
    )
    return visits.assign(manager=visits["manager"].mask(gone, planted.departed_successor))


def _baskets(
    visits: pd.DataFrame, people: pd.DataFrame, planted: Planted, rng: np.random.Generator
) -> pd.DataFrame:
    """Lines of each visit: a category is in the basket or it is not."""
    visits = visits[~visits["car"]]
    who = visits["who"].to_numpy()
    kind = people["kind"].to_numpy()[who]
    season = TYRE_SEASON[visits["day"].dt.month.to_numpy() - 1]
    drops = people["signal"].to_numpy()[who] == "dropped"
    late = visits["day"].to_numpy() >= np.datetime64(planted.signal_from)
    taken, parts = np.zeros(len(visits), dtype=bool), []
    for category in company.CATEGORIES[2:]:
        chance = looked_up(kind, {k: basket.get(category, 0.03) for k, basket in BASKET.items()})
        chance = chance * season if category == "Tyres" else chance
        if category == "Parts":
            chance = np.where(drops, np.where(late, 0.0, 0.8), chance)
        mask = rng.random(len(visits)) < chance
        taken |= mask
        parts.append(visits[mask].assign(category=category))
    usual = np.array([next(iter(BASKET[k])) for k in kind], dtype=object)
    parts.append(visits[~taken].assign(category=usual[~taken]))
    return pd.concat(parts)


def _car_lines(visits: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    cars = visits[visits["car"]]
    new = rng.random(len(cars)) < 0.55
    insured = cars[rng.random(len(cars)) < 0.5].assign(category="Insurance")
    return pd.concat([cars.assign(category=np.where(new, "New cars", "Used cars")), insured])


def _products(lines: pd.DataFrame, people: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Name of the product of each line: often the customer's usual one of the category."""
    product = np.full(len(lines), "", dtype=object)
    steady = (people["signal"] != "").to_numpy()
    for category, goods in company.GOODS.items():
        names = np.array([name for name, _, _ in goods.products], dtype=object)
        weights = np.array([weight for _, _, weight in goods.products])
        share = weights / weights.sum()
        usual = rng.choice(names, size=len(people), p=share)
        rows = np.flatnonzero(lines["category"] == category)
        who = lines["who"].to_numpy()[rows]
        keeps = rng.random(len(rows)) < np.where(steady[who], 0.9, FAVOURITE)
        product[rows] = np.where(keeps, usual[who], rng.choice(names, size=len(rows), p=share))
    return lines.assign(product=product)


def _quantities(
    lines: pd.DataFrame, people: pd.DataFrame, planted: Planted, rng: np.random.Generator
) -> pd.DataFrame:
    """One piece for a person, several for a fleet."""
    who = lines["who"].to_numpy()
    several = ~lines["category"].isin(["New cars", "Used cars", "Insurance"]).to_numpy()
    fleet = (people["kind"].to_numpy()[who] == "fleet") & several
    parts = lines["category"].isin(["Parts", "Accessories"]).to_numpy()
    quantity = 1 + rng.binomial(1, 0.15, size=len(lines)) * parts
    quantity = np.where(fleet, 1 + rng.poisson(1.2 * people["basket"].to_numpy()[who]), quantity)
    less = people["signal"].to_numpy()[who] == "less"
    quantity = np.where(less & several, 4 + rng.integers(0, 3, size=len(lines)), quantity)
    late = lines["day"].to_numpy() >= np.datetime64(planted.signal_from)
    cut = np.maximum(np.rint(quantity * planted.less_factor), 1)
    return lines.assign(quantity=np.where(less & late & several, cut, quantity).astype(int))


def _walk_ins(planted: Planted, rng: np.random.Generator) -> pd.DataFrame:
    category = rng.choice(["Accessories", "Parts", "Car care"], size=WALK_INS, p=[0.4, 0.3, 0.3])
    names = {c: [p[0] for p in company.GOODS[c].products] for c in set(category)}
    branch = rng.choice(company.BRANCHES, size=WALK_INS, p=company.BRANCH_SHARE)
    departed = planted.departed_manager
    here = {company.branch_of_manager()[departed]: tuple(company.colleagues(departed))}
    staff = company.MANAGERS | here
    return pd.DataFrame(
        {
            "who": -1,
            "day": workday(MONTHS[0].astype("datetime64[D]") + rng.integers(0, 1461, WALK_INS)),
            "visit": -1 - np.arange(WALK_INS),
            "car": False,
            "category": category,
            "product": [rng.choice(names[c]) for c in category],
            "quantity": 1,
            "branch": branch,
            "manager": [rng.choice(staff[b]) for b in branch],
            "channel": "Walk-in",
        }
    )


def _orders(lines: pd.DataFrame) -> pd.DataFrame:
    """Numbers of the invoices: branch, year, and a count by day."""
    heads = lines.drop_duplicates("visit").sort_values(["day", "visit"], kind="stable")
    year = heads["day"].dt.strftime("%y")
    count = heads.groupby([heads["branch"], year]).cumcount() + 1
    number = heads["branch"].str[0] + year + "-" + count.astype(str).str.zfill(5)
    return lines.assign(order=lines["visit"].map(dict(zip(heads["visit"], number, strict=True))))


def _returns(lines: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    goods = lines["category"].isin(["Parts", "Accessories", "Tyres"])
    back = lines[goods & (rng.random(len(lines)) < RETURNED)]
    day = workday(back["day"].to_numpy().astype("datetime64[D]") + rng.integers(3, 20, len(back)))
    money = ["quantity", "amount", "cost", "discount"]
    back = back.assign(day=day, order="R" + back["order"], **{c: -back[c] for c in money})
    return back[back["day"] <= pd.Timestamp(AS_OF)]
