"""Files that do not fit together are said; customers who come and go as always are not."""

import random
from datetime import date, timedelta

import ibis
import pandas as pd
import pytest

from helpers.records.doubts import borders
from helpers.records.doubts.asked import at_borders
from tests import laws

YEARS = (2022, 2023, 2024)


def trade(renamed: float = 0.0, seed: int = 1, churn: float = 0.002):
    """Rows of three years of 300 customers, of whom a share is written otherwise in the last.

    Returns
    -------
    Rows of each year: day, customer, amount.
    """
    chance = random.Random(seed)
    alive = [f"c{n}" for n in range(300)]
    other = {name for name in alive if chance.random() < renamed}
    sold = {year: [] for year in YEARS}
    day, made = date(YEARS[0], 1, 3), len(alive)
    while day.year in sold:
        for name in chance.sample(alive, 30):
            told = name.upper() if day.year == YEARS[-1] and name in other else name
            sold[day.year].append((day, told, chance.randint(5, 90)))
        for n in range(len(alive)):
            if chance.random() < churn:
                alive[n], made = f"c{made}", made + 1
        day += timedelta(days=3)
    return sold


@pytest.fixture
def rows_of():
    """Rows of sale as the intake sees them, with the part that each stands in."""

    def take(sold):
        frames = [(part, f"{year}.csv", *row) for part, (year, rows) in enumerate(sold.items())
                  for row in rows]  # fmt: skip
        columns = ["part", "source", "date", "customer", "amount"]
        frame = pd.DataFrame(frames, columns=columns).astype({"date": "datetime64[us]"})
        return ibis.memtable(frame)

    return take


def test_customers_written_otherwise_in_the_last_file_are_said_with_their_number(rows_of):
    sold = trade(renamed=0.35)
    (doubt,) = at_borders(rows_of(sold))
    text, values = doubt
    assert text == borders.BROKEN
    assert (values["one"], values["other"]) == ("2023.csv", "2024.csv")
    renamed = {name for _, name, _ in sold[2024] if name.isupper()}
    assert 0.8 * len(renamed) <= values["ended"] <= 1.6 * len(renamed)
    assert values["usual"] < values["ended"] / 2


@pytest.mark.parametrize("seed", laws.first(1, range(4)))
@pytest.mark.parametrize("churn", [0.0, 0.002, 0.01])
def test_customers_who_come_and_go_as_always_are_no_sign(rows_of, seed, churn):
    assert at_borders(rows_of(trade(seed=seed, churn=churn))) == []


def test_a_file_of_each_branch_has_no_border(rows_of):
    sold = trade(renamed=0.35)
    rows = [row for year in YEARS for row in sold[year]]
    assert at_borders(rows_of({"north": rows[::2], "south": rows[1::2]})) == []


def test_one_file_has_no_border(rows_of):
    assert at_borders(rows_of({2022: trade()[2022]})) == []


def test_a_season_that_ends_at_the_border_is_no_sign(rows_of):
    """Buyers of the summer come back: only who never does has ended."""
    sold = trade()
    summer = {year: [(day, f"{name}-ice", money) for day, name, money in rows
                     if 4 <= day.month <= 9] for year, rows in sold.items()}  # fmt: skip
    assert at_borders(rows_of({year: sold[year] + summer[year] for year in YEARS})) == []


def test_a_business_that_grows_at_the_border_is_no_sign(rows_of):
    sold = trade()
    sold[2024] += [(day, f"{name}-new", money) for day, name, money in sold[2024]]
    assert at_borders(rows_of(sold)) == []
