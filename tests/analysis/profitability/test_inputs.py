"""What is told of whom, over which months, and what is refused aloud."""

import pandas as pd
import pytest

from helpers import language
from helpers.analysis.profitability import findings, inputs, limits, questions, tables, whale
from helpers.analysis.profitability.inputs import FEW, NO_COST, SERVED, SHORT
from helpers.settings import ProfitabilitySettings
from tests.analysis.profitability.small_client import MONTHS, SmallClient, buys_monthly, served

RULES = ProfitabilitySettings()
BEFORE = [month.replace("2025", "2024") for month in MONTHS]
YEARS = [*BEFORE, *MONTHS]


@pytest.fixture(autouse=True)
def _english():
    language.use("en", "EUR")


def codes(n):
    return [f"{number:03d}" for number in range(n)]


def client(n=40, *, dear=20, months=MONTHS, costs=None, **more):
    """``n`` alike customers who bring 40 a month; the first ``dear`` of them cost 10 of it."""
    lines = [line for code in codes(n) for line in buys_monthly(code, months=months)]
    rows = served(*[(code, "visit", 10.0) for code in codes(dear)], months=months)
    given = {"service_costs": rows if costs is None else costs} if dear or costs is not None else {}
    return SmallClient(lines, given, **more)


def told(records, rules=RULES):
    return inputs.studied(records, rules)


class TestWhoIsTold:
    def test_who_has_no_line_of_costs_costs_nothing(self):
        found = told(client()).customers.set_index("customer")
        assert found.loc["000", ["gross_profit", "cost_to_serve", "profit"]].tolist() == [
            480,
            120,
            360,
        ]
        assert found.loc["039", ["gross_profit", "cost_to_serve", "profit"]].tolist() == [
            480,
            0,
            480,
        ]

    def test_months_without_costs_count_for_nobody(self):
        """A customer whose cost is not known in autumn does not look cheap in autumn."""
        costs = served(*[(code, "visit", 10.0) for code in codes(20)], months=MONTHS[:8])
        found = told(client(costs=costs))
        assert [f"{month:%Y-%m}" for month in found.window.months] == MONTHS[:8]
        assert found.customers["net_sales"].tolist() == [800.0] * 40
        assert "8 whole months" in limits.months(found)
        assert "not known" in limits.months(found)

    def test_the_middle_of_those_who_cost_anything_is_said_where_most_cost_nothing(self):
        assert "cost nothing to serve" in limits.borders(told(client(41, dear=20)))
        assert "cost nothing to serve" not in limits.borders(told(client(40, dear=20)))

    def test_without_cost_of_goods_the_margin_is_assumed_and_said(self):
        found = told(client(costed=False))
        assert found.assumed == (inputs.MARGIN,)
        assert found.customers["gross_profit"].tolist() == pytest.approx([360.0] * 40)
        assert "30%" in limits.assumed(found, RULES)
        assert findings.makers(found, whale.curve(found.customers), most=0.8,
                               top=0.2).certainty == "assumed"  # fmt: skip


class TestRefused:
    @pytest.mark.parametrize(("n", "refused"), [(29, True), (30, False)])
    def test_thirty_customers_are_needed(self, n, refused):
        found = told(client(n))
        assert found.customers.empty == refused
        assert (found.refused == ((FEW, 29),)) == refused
        assert bool(limits.refused(found, RULES)) == refused

    @pytest.mark.parametrize(("dear", "refused"), [(19, True), (20, False)])
    def test_twenty_who_cost_anything_are_needed_for_a_matrix(self, dear, refused):
        found = told(client(dear=dear))
        assert found.served == (not refused)
        assert (found.refused == ((SERVED, 19),)) == refused
        assert (tables.quadrant_sums(found) is None) == refused
        assert bool(limits.gross_only(found)) == refused
        assert found.customers["cost_to_serve"].isna().all() == refused

    @pytest.mark.parametrize(("covered", "refused"), [(2, True), (3, False)])
    def test_three_months_of_costs_are_needed(self, covered, refused):
        costs = served(*[(code, "visit", 10.0) for code in codes(20)], months=MONTHS[-covered:])
        found = told(client(costs=costs))
        assert found.served == (not refused)
        assert (found.refused == ((SHORT, 2),)) == refused
        assert len(found.window) == (12 if refused else 3)

    def test_with_neither_cost_an_order_by_sales_is_not_sold_as_an_order_by_profit(self):
        found = told(client(dear=0, costed=False))
        assert found.customers.empty
        assert found.refused == ((NO_COST, 0),)
        assert findings.takers(found, whale.curve(found.customers)) is None
        losers = tables.losers(found)
        nobody = pd.DataFrame({"customer": [], "verdict": []})
        assert questions.lines(questions.to_talk_with(losers, nobody)) == []
        assert questions.talk_title(losers) is None

    def test_without_costs_to_serve_the_curve_is_of_gross_profit_and_named_so(self):
        lines = [x for c in codes(30) for x in buys_monthly(c, cost=120.0 if c == "007" else 60.0)]
        found = told(SmallClient(lines))
        curve = whale.curve(found.customers)
        sentence = findings.takers(found, curve).text
        assert sentence.startswith("1 customer of 30 was sold to below cost")
        assert findings.takers(found, curve).measure == "gross profit a year"


class TestCostsThatAreNotWrittenDown:
    def test_a_total_is_shared_out_by_minutes_and_is_assumed(self):
        rules = ProfitabilitySettings(serve_total=1200.0)
        found = told(client(dear=0), rules)
        assert found.customers["cost_to_serve"].tolist() == pytest.approx([30.0] * 40)
        assert found.assumed == ("minutes",)
        assert "€1,200" in limits.assumed(found, rules)
        assert limits.not_before(found)

    def test_requests_and_contacts_take_minutes_too(self):
        rules = ProfitabilitySettings(serve_total=1200.0)
        records = client(dear=0)
        day = pd.to_datetime(["2025-06-01"] * 27)
        records.tables["requests"] = pd.DataFrame({"customer": "000", "received": day})
        work = tables.serve_activities(told(records, rules)).set_index("activity")
        assert work.loc["requests", ["events", "customers"]].tolist() == [27, 1]
        assert work["cost"].sum() == pytest.approx(1200)

    def test_what_was_written_down_comes_before_a_total(self):
        rules = ProfitabilitySettings(serve_total=1e6)
        assert told(client(), rules).customers["cost_to_serve"].sum() == 20 * 120

    def test_costs_without_a_day_are_taken_for_these_months_which_is_said(self):
        costs = served(*[(code, "visit", 10.0) for code in codes(20)]).drop(columns="date")
        found = told(client(costs=costs))
        assert found.assumed == ("dates",)
        assert found.customers["cost_to_serve"].sum() == 20 * 120
        assert "without dates" in limits.assumed(found, RULES)


def test_what_comes_after_the_last_day_changes_nothing():
    honest = client(months=YEARS)
    lying = client(months=YEARS)
    lying.lines += [("2026-01-05", code, 1e6, 2e6) for code in codes(60)]
    lies = served(("001", "lawsuit", 1e6), months=["2026-01", "2026-02"])
    lying.tables["service_costs"] = pd.concat([lying.tables["service_costs"], lies])
    one, other = told(honest), told(lying)
    pd.testing.assert_frame_equal(one.result, other.result)
    pd.testing.assert_frame_equal(tables.quadrant_sums(one), tables.quadrant_sums(other))
    pd.testing.assert_frame_equal(tables.serve_activities(one), tables.serve_activities(other))
    assert one.window == other.window


class TestMoves:
    def test_a_year_earlier_is_told_where_sales_and_costs_reach_so_far(self):
        found = told(client(months=YEARS))
        assert found.before is not None
        assert limits.not_before(found) == ""
        assert set(found.customers["previous_quadrant"]) == set(found.customers["quadrant"])

    @pytest.mark.parametrize("costs", [MONTHS, YEARS[1:]])
    def test_one_month_less_and_no_moves_are_told(self, costs):
        rows = served(*[(code, "visit", 10.0) for code in codes(20)], months=costs)
        found = told(client(months=YEARS, costs=rows))
        assert found.before is None
        assert tables.moved(found) is None
        assert "cannot be told" in limits.not_before(found)

    def test_who_slides_into_the_danger_zone_is_counted_with_the_profit_that_went(self):
        records = client(41, dear=20, months=YEARS)
        dear = served(("040", "visit", 30.0))
        records.tables["service_costs"] = pd.concat([records.tables["service_costs"], dear])
        found = told(records)
        slid = findings.moved(found)
        assert list(slid.customers) == ["040"]
        assert slid.money == 12 * 30
        assert tables.into_danger(found)["customer"].tolist() == ["040"]


class TestNames:
    def test_the_largest_customer_is_named_only_where_it_is_below_the_line(self):
        records = client()
        records.lines += buys_monthly("000", amount=500.0, cost=501.0)
        assert findings.largest(told(records)) is None  # 39 of profit a month, 10 of serving
        records.lines += buys_monthly("000", amount=500.0, cost=540.0)
        assert (
            "The largest customer of all, 000, costs more" in findings.largest(told(records)).text
        )

    def test_the_worksheet_on_terms_holds_nobody_under_another_verdict(self):
        records = client()
        for code in ("001", "002", "003"):
            records.lines += buys_monthly(code, amount=10.0, cost=90.0)
        losers = tables.losers(told(records))
        assert losers["customer"].tolist() == ["001", "002", "003"]
        given = [("001", "new terms"), ("002", "let go"), ("003", "left alone")]
        verdicts = pd.DataFrame(given, columns=["customer", "verdict"])
        assert questions.to_talk_with(losers, verdicts)["customer"].tolist() == ["001"]
        nobody = verdicts.head(0)
        assert questions.to_talk_with(losers, nobody).empty

    def test_the_dearest_comes_first_with_what_costs_the_most(self):
        records = client()
        more = served(("005", "reminders", 90.0), ("009", "reminders", 70.0))
        records.tables["service_costs"] = pd.concat([records.tables["service_costs"], more])
        found = told(records)
        losers = tables.losers(found)
        assert losers["customer"].tolist() == ["005", "009"]
        assert questions.lines(losers)[0] == ["005", "reminders", "€720"]
        told_of = findings.takers(found, whale.curve(found.customers))
        assert (told_of.money, list(told_of.customers)) == (720 + 480, ["009", "005"])
        assert told_of.role == "lever"

    def test_newcomers_in_the_danger_zone_are_told(self):
        records = client(41, dear=20)
        dear = served(("040", "visit", 30.0))
        records.tables["service_costs"] = pd.concat([records.tables["service_costs"], dear])
        day = pd.DataFrame({"customer": ["040"], "first": ["2025-03-01"], "before": [False]})
        found = told(records)
        assert limits.newcomers(found, day).startswith("1 customer of ")
        assert limits.newcomers(found, day.assign(first="2024-12-31")) == ""
        assert limits.newcomers(found, day.assign(before=True)) == ""
