"""Each border of what stands out, from both sides."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.standing_out import cells, company, holes, items, losses, newcomers, person
from helpers.settings import StandingOutSettings
from tests.analysis.sales import sales_table

RULES = StandingOutSettings()
AS_OF = pd.Timestamp("2024-12-31")


def rules(**changed):
    return RULES.model_copy(update=changed)


def standing(profit, *, sales=1000.0, step="in_rhythm"):
    frame = pd.DataFrame({"net_sales_year": sales, "gross_profit_year": profit, "step": step})
    return frame.assign(customer=[f"c{n}" for n in range(len(frame))])


# --- below cost ------------------------------------------------------------------------


@pytest.mark.parametrize(("lost", "told"), [(2.0, True), (1.99, False)])
def test_a_fiftieth_of_the_profit_is_worth_telling(lost, told):
    found = company.take_away(standing([100.0 + lost, -lost]), rules(least_share=0.02))
    assert (found is not None) is told


def test_who_brings_nothing_takes_nothing_away():
    assert company.losers(standing([5.0, 0.0, -0.01]))["customer"].tolist() == ["c2"]


# --- newcomers -------------------------------------------------------------------------


def newcome(now=50.0, before=100.0):
    rows = [(f"n{i}", now, 0.0) for i in range(8)] + [(f"b{i}", 0.0, before) for i in range(8)]
    return pd.DataFrame(rows, columns=["customer", "now", "before"])


@pytest.mark.parametrize(("year", "told"), [(4000.0, True), (4001.0, False)])
def test_a_change_of_as_much_as_the_least_share_is_told(year, told):
    asked = rules(least_share=0.1, p_below=1.0)
    assert (newcomers.first_year_money(newcome(), asked, year=year) is not None) is told


def test_a_chance_as_large_as_the_limit_is_told():
    table = newcome()
    off = table["now"] - table["before"]
    chance = newcomers.by_signs(off, pd.Series("new", index=table.index), table["customer"]).iloc[0]
    exact, less = rules(p_below=chance), rules(p_below=chance * 0.99)
    assert newcomers.first_year_money(table, exact, year=1.0) is not None
    assert newcomers.first_year_money(table, less, year=1.0) is None


@pytest.fixture
def joined():
    """Two newcomers on the days about the borders of their first years and of the two years."""
    sales = sales_table(
        [("2023-01-01", "a", 1), ("2023-12-31", "a", 2), ("2024-01-01", "a", 4),
         ("2022-12-31", "b", 8), ("2023-12-30", "b", 16), ("2023-12-31", "b", 32)]
    )  # fmt: skip
    first = sales.group_by("customer").aggregate(first=sales.date.min()).mutate(before=False)
    return sales, first


def test_a_first_year_has_twelve_months_and_a_year_begins_after_the_day(joined):
    table = newcomers.first_years(*joined, new_since=date(2021, 1, 1), as_of=AS_OF)
    # a: bought on the first day of the year before, and no more in its thirteenth month;
    # b: the last day before the two years is outside, the day of the year is outside of the first
    assert table.set_index("customer")["before"].to_dict() == {"a": 3.0, "b": 16.0}
    assert table["now"].tolist() == [0.0, 0.0]


@pytest.mark.parametrize(("late", "known"), [(31, True), (32, False)])
def test_newcomers_of_the_year_before_must_be_told_from_older_customers(joined, late, known):
    since = date(2021, 12, 31) + timedelta(days=late)
    table = newcomers.first_years(*joined, new_since=since, as_of=AS_OF)
    assert (table is not None) is known


# --- two years of sales ----------------------------------------------------------------


def lines(*rows):
    columns = ["date", "customer", "amount", "cost", "category"]
    return sales_table(pd.DataFrame(rows, columns=columns))


def test_a_year_begins_on_the_day_after_the_same_day_of_the_year_before():
    found = cells.cells(
        lines(
            ("2024-12-31", "a", 1, 0, "x"), ("2024-01-01", "a", 2, 0, "x"),
            ("2023-12-31", "a", 4, 0, "x"), ("2023-01-01", "a", 8, 0, "x"),
            ("2022-12-31", "a", 16, 0, "x"), ("2025-01-01", "a", 32, 0, "x"),
        ), None, as_of=AS_OF,
    )  # fmt: skip
    assert found[["sales", "sales_before"]].to_numpy().tolist() == [[3.0, 12.0]]


@pytest.mark.parametrize(("costed", "known"), [(50.0, True), (49.0, False)])
def test_profit_is_known_when_half_of_the_sales_have_a_cost(costed, known):
    rows = [("2024-06-01", "a", costed, 1, "x"), ("2024-06-02", "a", 100 - costed, None, "x")]
    assert cells.cells(lines(*rows), None, as_of=AS_OF)["profit"].notna().all() == known


@pytest.mark.parametrize(("first", "holds"), [("2023-01-31", True), ("2023-02-01", False)])
def test_records_that_begin_a_month_late_still_hold_the_year_before(first, holds):
    assert cells.holds_year_before(sales_table([(first, "a", 1)]), as_of=AS_OF) == holds


# --- items -----------------------------------------------------------------------------


def bought(many, other=20, *, more=2.0):
    """Customers of two categories, of which one earns more on its sales."""
    size = many + other
    rng = np.random.default_rng(1)
    now = rng.lognormal(5, 0.3, size)
    own = np.arange(size) < many
    return pd.DataFrame(
        {
            "cut": "category", "item": np.where(own, "x", "y"),
            "customer": [f"c{n}" for n in range(size)], "sales": now, "sales_before": now,
            "profit": now * np.where(own, 0.3 * more, 0.3), "profit_before": now * 0.3,
        }
    )  # fmt: skip


@pytest.mark.parametrize(("many", "looked_at"), [(10, {"x", "y"}), (9, set())])
def test_an_item_of_ten_customers_is_looked_at_and_one_alone_is_not(many, looked_at):
    assert set(items.tried(bought(many), RULES, two_years=False)["item"]) == looked_at


def test_what_stands_out_is_as_large_and_as_sure_as_the_limits():
    table = items.tried(bought(20), RULES, two_years=False).set_index("item")
    size = abs(table["beyond"]["x"]) / abs(table["profit"].sum())
    chance = table["p_adjusted"]["x"]

    def stands(**changed):
        told = items.tried(bought(20), rules(**changed), two_years=False).set_index("item")
        return bool(told["stands_out"]["x"])

    assert stands(least_share=size * (1 - 1e-9), p_below=chance)
    assert not stands(least_share=size * (1 + 1e-9), p_below=chance)
    assert not stands(least_share=size * (1 - 1e-9), p_below=chance * 0.99)


# --- one person ------------------------------------------------------------------------


def team(*, late=0, rich=8.0, size=60):
    """Three managers of as many customers each, of whom the first earns more."""
    manager = np.repeat(["m0", "m1", "m2"], size // 3)
    money = np.linspace(1, 2, size) * np.where(manager == "m0", rich, 1.0)
    now = standing(money, sales=money * 3)
    now.loc[now.index[:late], "step"] = "late"
    sold = now[["customer"]].assign(cut="manager", item=manager, sales=money, sales_before=0.0)
    return now, sold


def manager_of(name="m0", *, cards=None, late=0, **changed):
    table = person.managers(*team(late=late), cards, rules(**changed)).set_index("manager")
    return table.loc[name]


def test_a_person_stands_out_at_each_limit_and_not_beyond_it():
    seen = manager_of()
    beyond = seen["share"] - 1 / 3
    at = {
        "person_p_below": seen["p_adjusted"],
        "least_share": beyond - 1e-12,
        "least_customers": 20,
    }
    assert manager_of(**at)["stands_out"]
    assert not manager_of(**at | {"person_p_below": seen["p_adjusted"] * 0.99})["stands_out"]
    assert not manager_of(**at | {"least_share": beyond + 1e-9})["stands_out"]
    assert not manager_of(**at | {"least_customers": 21})["stands_out"]


@pytest.mark.parametrize(("late", "known"), [(5, True), (4, False)])
def test_a_share_of_who_is_late_is_told_of_five(late, known):
    assert pd.notna(manager_of(late=late)["late_share"]) == known


@pytest.mark.parametrize(
    ("own", "of", "held"), [(5, 5, True), (4, 4, False), (9, 10, True), (8, 9, False)]
)
def test_a_segment_of_five_is_held_by_who_has_nine_of_ten(own, of, held):
    names = [f"c{n}" for n in range(own)] + [f"c{20 + n}" for n in range(of - own)]
    cards = pd.DataFrame({"customer": names, "segment": "Fleet"})
    assert pd.notna(manager_of(cards=cards)["segment"]) == held


def test_a_share_of_who_is_late_that_is_no_larger_is_not_told():
    now, sold = team(late=5)
    table = person.managers(now, sold, None, RULES)
    same = table.assign(late_share=table["share"])
    assert "late" not in person.holds(same, now, sold).text
    assert "late" in person.holds(same.assign(late_share=1.0), now, sold).text


# --- lost together ---------------------------------------------------------------------


def gone(*days, chance=0.05):
    now = standing([10.0] * len(days), step="late")
    last = [pd.Timestamp("2024-03-01") + pd.Timedelta(days=day) for day in days]
    return now.assign(last_purchase=last, chance_of_silence=chance)


def together(*days, chance=0.05):
    rows = [(f"2024-03-{day:02}", f"b{day}", 1) for day in range(1, 31)]
    now = gone(*days, chance=chance)
    manager = pd.Series("m", index=now["customer"])
    return losses.together(now, sales_table(rows), manager, RULES)[0]


@pytest.mark.parametrize(
    ("days", "many"), [((0, 1, 6), 3), ((0, 0, 0, 7), 3), ((0, 1), 0), ((0, 1, 2, 20), 3)]
)
def test_three_within_seven_days_are_together(days, many):
    assert len(together(*days)) == many


@pytest.mark.parametrize(("chance", "many"), [(0.05, 3), (0.0501, 0)])
def test_only_who_is_surely_late_is_lost(chance, many):
    assert len(together(0, 1, 2, chance=chance)) == many


@pytest.mark.parametrize(("many", "chance", "told"), [(3, 0.05, 1), (2, 0.05, 0), (3, 0.051, 0)])
def test_three_whose_coming_together_is_hardly_chance_are_told(many, chance, told):
    now = gone(*range(many))
    rows = now.assign(money=10.0, manager="m")
    assert (losses.one_week(rows, chance, now, RULES) is not None) == told


def test_a_manager_of_as_many_customers_as_the_least_is_looked_at():
    now, sold = team(late=15)
    now, manager = now.assign(habit=True), sold.set_index("customer")["item"]

    def table(**changed):
        return losses.by_manager(now, manager, rules(**changed)).set_index("manager")

    assert len(table(least_customers=20)) == 3
    assert table(least_customers=21).empty
    chance = table()["p_adjusted"]["m0"]
    assert table(person_p_below=chance)["stands_out"]["m0"]
    assert not table(person_p_below=chance * 0.99)["stands_out"]["m0"]


# --- holes -----------------------------------------------------------------------------


def shop(months, *, without=(), thin=(), others=8, category=4):
    """Cars and services on the 10th of each month, but for ``without``; ``thin`` has half."""
    rows = []
    for at, month in enumerate(pd.date_range("2023-01-01", periods=months, freq="MS")):
        day = f"{month:%Y-%m}-10"
        rows += [(day, f"c{n}", 100, 0, "Cars") for n in range(category) if at not in without]
        served = others // 2 if at in thin else others
        rows += [(day, f"c{n}", 100, 0, "Service") for n in range(served)]
    return lines(*rows)


def found(months=24, *, settings=RULES, **shape):
    as_of = pd.date_range("2023-01-31", periods=months, freq="ME")[-1]
    return holes.holes(shop(months, **shape), settings, as_of=as_of)


@pytest.mark.parametrize(("months", "looked_at"), [(12, True), (11, False)])
def test_a_year_of_months_is_looked_at(months, looked_at):
    assert bool(found(months)[1]) == looked_at


@pytest.mark.parametrize(("without", "many"), [((5,), 1), ((5, 6), 2), ((5, 6, 7), 0)])
def test_a_hole_has_two_months_at_most(without, many):
    assert len(found(without=without)[0]) == many


def test_a_month_in_which_the_others_sold_half_is_full():
    assert len(found(without=(5,), thin=(5,), others=8)[0]) == 1
    assert len(found(without=(5,), thin=(5,), others=9)[0]) == 0


def test_a_hole_stands_out_at_each_limit_and_not_beyond_it():
    chance = found(without=(5,))[0]["p_adjusted"].iloc[0]

    def stands(**changed):
        return found(without=(5,), settings=rules(**changed))[0]["stands_out"].any()

    assert stands(p_below=chance, least_share=1 / 3)  # 400 of 1,200 in a usual month
    assert not stands(p_below=chance * 0.99, least_share=1 / 3)
    assert not stands(p_below=chance, least_share=0.34)
