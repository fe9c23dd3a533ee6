"""What stands out is found where it was planted, and nowhere else beyond the stated rate."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.standing_out import company, holes, items, losses, newcomers, person
from helpers.analysis.standing_out.chance import by_labels, by_signs, in_a_window
from helpers.settings import StandingOutSettings
from tests.analysis.tables import sales

RULES = StandingOutSettings()
AS_OF = pd.Timestamp("2024-12-31")
SEEDS = 20
MOST = 4  # of 20 looks at a rate of 5 % more than 4 come once in 400 times


def world(seed, *, margin=0.3, grown=1.0, special="item 0"):
    """Customers of six items; one of them may earn or change as it should not by chance."""
    rng = np.random.default_rng(seed)
    size = 600
    now, before = rng.lognormal(5, 1, (2, size))
    item = np.array([f"item {n}" for n in rng.integers(0, 6, size)])
    mine = item == special
    now = now * np.where(mine, grown, 1.0)
    share = np.where(mine, margin, 0.3) + rng.normal(0, 0.05, size)
    return pd.DataFrame(
        {
            "cut": "category",
            "item": item,
            "customer": [f"c{n:04}" for n in range(size)],
            "sales": now,
            "sales_before": before,
            "profit": now * share,
            "profit_before": before * 0.3,
        }
    )


def told(cells):
    return items.tried(cells, RULES, two_years=True).query("stands_out")


@pytest.mark.slow
def test_on_shuffled_items_hardly_anything_is_found():
    assert sum(len(told(world(seed))) > 0 for seed in range(SEEDS)) <= MOST


def test_an_item_that_carries_the_profit_is_found():
    found = items.carries(items.tried(world(1, margin=0.6), RULES, two_years=True))
    assert found is not None
    assert found.numbers["item"].value == "item 0"
    assert found.role == "lever"


@pytest.mark.parametrize(("share", "said"), [(0.501, "Most of what"), (0.5, "More is left")])
def test_most_is_said_of_more_than_half_alone(share, said):
    table = items.tried(world(1, margin=0.6), RULES, two_years=True).assign(profit_share=share)
    assert items.carries(table).so_what.startswith(said)


@pytest.mark.parametrize(("grown", "up"), [(3.0, True), (0.2, False)])
def test_an_item_that_moved_on_its_own_is_found_in_its_direction(grown, up):
    table = items.tried(world(2, grown=grown), RULES, two_years=True)
    found = items.moved(table, up=up)
    assert found is not None
    assert found.numbers["item"].value == "item 0"


def test_what_is_small_is_not_told_however_sure():
    rules = RULES.model_copy(update={"least_share": 1.0})
    assert not items.tried(world(1, margin=0.6), rules, two_years=True)["stands_out"].any()


def test_without_cost_nothing_is_said_of_profit():
    bare = world(1).assign(profit=np.nan, profit_before=np.nan)
    assert set(items.tried(bare, RULES, two_years=True)["what"]) == {"sales"}


def test_records_of_a_year_ask_nothing_about_change():
    assert set(items.tried(world(1), RULES, two_years=False)["what"]) == {"margin"}


def test_signs_by_chance_hold_their_rate():
    rng = np.random.default_rng(5)
    tests = pd.Series(np.repeat([f"t{n}" for n in range(10)], 40))
    units = pd.Series(np.arange(400).astype(str))
    hits = [
        by_signs(pd.Series(rng.normal(size=400)), tests, units).min() <= 0.05 for _ in range(SEEDS)
    ]
    assert sum(hits) <= MOST


def test_labels_by_chance_hold_their_rate():
    rng = np.random.default_rng(6)
    labels = np.repeat(np.arange(8).astype(str), 30)
    hits = [by_labels(rng.lognormal(0, 2, 240), labels).min() <= 0.05 for _ in range(SEEDS)]
    assert sum(hits) <= MOST


def test_days_by_chance_hold_their_rate_and_a_crowded_week_is_found():
    rng = np.random.default_rng(7)
    weights = np.ones(140)
    hits = [
        in_a_window(rng.integers(0, 140, 20), weights, width=7)[2] <= 0.05 for _ in range(SEEDS)
    ]
    assert sum(hits) <= MOST
    crowded = np.concatenate([rng.integers(0, 140, 14), np.arange(70, 77)])
    start, many, chance = in_a_window(crowded, weights, width=7)
    assert (start, many >= 7, chance <= 0.01) == (70, True, True)


def standing_of(size=200, *, seed=3, rich="", lost=""):
    rng = np.random.default_rng(seed)
    manager = np.array([f"m{n}" for n in rng.integers(0, 5, size)])
    gone = (rng.random(size) < 0.1) | ((manager == lost) & (rng.random(size) < 0.7))
    money = rng.lognormal(5, 0.5, size) * np.where(manager == rich, 10, 1)
    now = pd.DataFrame(
        {
            "customer": [f"c{n:04}" for n in range(size)],
            "step": np.where(gone, "late", "in_rhythm"),
            "habit": True,
            "net_sales_year": money * 3,
            "gross_profit_year": money,
        }
    )
    rows = now[["customer"]].assign(cut="manager", item=manager, sales=money * 3, sales_before=0.0)
    return now, rows


def test_one_person_who_holds_the_money_is_named_with_the_segment():
    now, cells = standing_of(rich="m2")
    theirs = cells["item"] == "m2"
    cards = cells[["customer"]].assign(segment=np.where(theirs, "Fleet", "Private"))
    table = person.managers(now, cells, cards, RULES)
    found = person.holds(table, now, cells)
    assert found is not None
    assert found.numbers["manager"].value == "m2"
    assert f"all {theirs.sum()} customers of the segment Fleet" in found.text


@pytest.mark.slow
def test_among_managers_alike_nobody_is_named():
    hits = 0
    for seed in range(SEEDS):
        now, cells = standing_of(seed=seed)
        sold = person.main_manager(cells)
        table = person.managers(now, cells, None, RULES)
        hits += bool(table["stands_out"].any())
        hits += bool(losses.by_manager(now, sold, RULES)["stands_out"].any())
    assert hits <= 2  # two questions, each wrong once in a hundred


def test_who_loses_customers_is_told_without_the_name():
    now, cells = standing_of(lost="m4")
    table = losses.by_manager(now, person.main_manager(cells), RULES)
    found = losses.one_manager(table)
    assert found is not None
    assert table.loc[table["stands_out"], "manager"].tolist() == ["m4"]
    assert "m4" not in str(found.as_json())


@pytest.mark.parametrize(("now", "before", "told"), [(50, 100, True), (99, 100, False)])
def test_the_money_of_newcomers_is_told_when_it_has_changed(now, before, told):
    rows = [(f"n{i}", float(now), 0.0) for i in range(40)]
    rows += [(f"b{i}", 0.0, float(before)) for i in range(40)]
    table = pd.DataFrame(rows, columns=["customer", "now", "before"])
    found = newcomers.first_year_money(table, RULES, year=10_000.0)
    assert (found is not None) is told


def shop(*, without=()):
    """Twelve cars and thirty services a month, but for ``without``: pairs of category and month."""
    rows = []
    for month in pd.date_range("2023-01-01", "2024-12-01", freq="MS"):
        for category, many, price in (("Cars", 12, 500.0), ("Service", 30, 50.0)):
            if (category, f"{month:%Y-%m}") not in without:
                day = f"{month:%Y-%m}-10"
                rows += [(day, f"c{n}", price, category) for n in range(many)]
    return sales(*rows, category="string")


@pytest.mark.parametrize("month", ["2023-01", "2023-09"])
def test_a_month_without_a_car_is_a_hole(month):
    table, tried = holes.holes(shop(without={("Cars", month)}), RULES, as_of=AS_OF)
    found = holes.hole(table)
    assert tried == 48
    assert found is not None
    assert "Cars" in found.text
    assert found.role == "doubt"


def test_a_month_in_which_nothing_was_sold_at_all_is_no_hole_of_a_category():
    closed = {("Cars", "2023-09"), ("Service", "2023-09")}
    table, _ = holes.holes(shop(without=closed), RULES, as_of=AS_OF)
    assert holes.hole(table) is None


def test_a_category_that_came_later_has_no_hole():
    later = {("Cars", f"2023-{n:02}") for n in range(1, 9)}
    table, _ = holes.holes(shop(without=later), RULES, as_of=AS_OF)
    assert holes.hole(table) is None


@pytest.mark.parametrize(("loss", "told"), [(-50.0, True), (-1.0, False)])
def test_who_is_sold_to_below_cost_is_told_when_it_costs_enough(loss, told):
    now = pd.DataFrame(
        {
            "customer": ["a", "b"],
            "net_sales_year": [1000.0, 200.0],
            "gross_profit_year": [500.0, loss],
        }
    )
    found = company.take_away(now, RULES)
    assert (found is not None) is told


def test_nothing_carries_the_profit_of_a_company_that_has_none():
    poor = world(1, margin=0.1).assign(profit=lambda t: t["profit"] - 0.5 * t["sales"])
    assert items.carries(items.tried(poor, RULES, two_years=True)) is None
