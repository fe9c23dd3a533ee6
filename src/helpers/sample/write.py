"""How does the sample client come onto the disk?"""

from pathlib import Path

from helpers.sample import formats
from helpers.sample.cards import draw_cards
from helpers.sample.chance import SEED
from helpers.sample.dirt import spoilt
from helpers.sample.engagement import engagement_text
from helpers.sample.life import live
from helpers.sample.people import draw_people
from helpers.sample.planted import Planted
from helpers.sample.sales import draw_sales
from helpers.sample.sources import SOURCES
from helpers.sample.write_sales import write_sales


def write_sample(folder: Path, seed: int = SEED) -> None:
    """Write the sample client into ``folder``: exports, engagement and planted truths.

    The same ``seed`` writes the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    planted = Planted()
    people = draw_people(seed, planted)
    life = live(people, seed, planted)
    sales = draw_sales(people, life, seed, planted)
    codes = [*people["customer"], ""]  # -1 = nobody known
    sales = sales.assign(customer=[codes[who] for who in sales["who"]])
    write_sales(spoilt(sales, people, seed), folder)
    cards = draw_cards(people, life.desks[-1], seed)
    names = SOURCES["customers"].columns
    formats.write_csv(cards[list(names)].rename(columns=names), folder / "clients.csv")
    (folder / "engagement.yml").write_text(engagement_text(), encoding="utf-8")
