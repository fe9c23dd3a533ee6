"""Profit is counted in months whose cost to serve is known, and in whole ones."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.definitions import serving
from helpers.analysis.definitions.serving import Window
from tests.analysis.tables import sales

DAY = pd.Timestamp


def booked(*days, amount=10.0, customer="a"):
    return pd.DataFrame(
        {"customer": customer, "date": pd.to_datetime(list(days)), "amount": amount}
    )


def months(first, last):
    return list(pd.date_range(first, last, freq="MS"))


def window(costed=None, *, first="2020-01-15", as_of="2025-12-31"):
    found = serving.window(first=DAY(first), as_of=DAY(as_of), costed=costed)
    return list(found.months)


class TestCovered:
    def test_a_month_with_a_line_is_covered_and_one_without_is_not(self):
        costs = booked("2025-01-03", "2025-01-31", "2025-02-10", "2025-04-01")
        assert serving.covered(costs) == {DAY("2025-01-01"), DAY("2025-02-01"), DAY("2025-04-01")}

    def test_who_books_by_the_quarter_covers_the_quarter(self):
        costs = booked("2025-03-31", "2025-06-30", "2025-09-30")
        assert serving.covered(costs) == set(months("2025-01-01", "2025-09-01"))

    def test_a_quarter_read_as_its_first_day_covers_what_follows(self):
        costs = booked("2025-01-01", "2025-04-01", "2025-07-01")
        assert serving.covered(costs) == set(months("2025-01-01", "2025-09-01"))

    def test_the_engagement_may_say_how_much_a_booking_covers(self):
        year = serving.covered(booked("2025-12-31"), booking_months=12)
        assert year == set(months("2025-01-01", "2025-12-01"))

    def test_without_costs_nothing_is_covered(self):
        assert serving.covered(booked()) == set()


class TestWindow:
    def test_it_is_the_last_twelve_whole_months(self):
        assert window(as_of="2025-11-15") == months("2024-11-01", "2025-10-01")

    def test_it_does_not_begin_before_the_sales(self):
        assert window(first="2025-06-20") == months("2025-06-01", "2025-12-01")

    def test_with_costs_it_ends_where_they_end_and_leaves_out_what_they_do_not_cover(self):
        known = {*months("2024-01-01", "2025-06-01")} - {DAY("2025-02-01")}
        assert window(known) == [m for m in months("2024-07-01", "2025-06-01") if m in known]

    def test_costs_after_the_last_day_do_not_count(self):
        assert window({DAY("2026-03-01")}) == []


class TestEarned:
    def test_a_line_without_a_cost_earns_the_margin_of_the_others(self):
        lines = sales(
            ("2025-05-01", "a", 100.0, 60.0), ("2025-05-02", "b", 50.0, None), cost="float64"
        )
        found = serving.earned(lines, Window((DAY("2025-05-01"),)), assumed=0.1)
        assert found.known
        assert found.customers["gross_profit"].tolist() == pytest.approx([40, 20])

    @pytest.mark.parametrize(("costed", "known"), [(50.0, True), (49.9, False)])
    def test_half_of_the_money_must_have_a_cost(self, costed, known):
        lines = sales(
            ("2025-05-01", "a", costed, 30.0), ("2025-05-02", "b", 100 - costed, None),
            cost="float64",
        )  # fmt: skip
        found = serving.earned(lines, Window((DAY("2025-05-01"),)), assumed=0.1)
        assert found.known == known
        if not known:
            assert found.customers["gross_profit"].sum() == pytest.approx(10)

    def test_lines_of_other_months_and_of_nobody_do_not_count(self):
        lines = sales(
            ("2025-04-30", "a", 100.0), ("2025-05-01", "a", 7.0), ("2025-05-31", None, 9.0),
            ("2025-06-01", "a", 100.0),
        )  # fmt: skip
        found = serving.earned(lines, Window((DAY("2025-05-01"),)), assumed=0.5)
        assert found.customers.to_dict("list") == {
            "customer": ["a"], "net_sales": [7.0], "gross_profit": [3.5]
        }  # fmt: skip


MONEY = st.integers(-100_000, 100_000).map(lambda cents: cents / 100)
CODES = st.sampled_from("abcdef")


@given(st.dictionaries(CODES, MONEY, min_size=1), st.dictionaries(CODES, MONEY, min_size=1))
def test_profit_adds_up_to_all_gross_profit_less_all_cost(earned, cost):
    money = pd.DataFrame({"customer": list(earned), "net_sales": 1.0,
                          "gross_profit": list(earned.values())})  # fmt: skip
    table = serving.after_serving(money, pd.Series(cost))
    assert set(table["customer"]) == {*earned, *cost}
    assert table["profit"].sum() == pytest.approx(sum(earned.values()) - sum(cost.values()))
    assert (table["profit"] == (table["gross_profit"] - table["cost_to_serve"]).round(4)).all()


def test_without_costs_profit_is_gross_profit_and_the_cost_is_missing_not_zero():
    money = pd.DataFrame({"customer": ["a"], "net_sales": [9.0], "gross_profit": [3.0]})
    table = serving.after_serving(money, None)
    assert table["profit"].tolist() == [3]
    assert table["cost_to_serve"].isna().all()
