"""Each border of the journey from both sides: who came back, what tears, what is said of few."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.journey import coming_back, findings, inputs, limits, seams, stages, tables
from helpers.analysis.journey import transitions as between
from helpers.settings import JourneySettings, Settings
from tests.analysis.journey.journeys import AS_OF, days
from tests.analysis.sales import sales_table

RULES = JourneySettings()
DAY = pd.Timestamp("2025-01-01")


def followed(**bought):
    """Customers asked on ``DAY``, each with the purchases (day, amount) that are told."""
    asked = pd.DataFrame({"customer": [*bought], "touchpoint": "call", "failed": False})
    rows = [(name, *one) for name, those in bought.items() for one in those]
    return coming_back.followed(
        asked.assign(date=DAY), days(*rows), pd.Series(dtype=object), as_of=AS_OF, horizon=180
    )


@pytest.mark.parametrize(("day", "away"), [("2025-01-01", True), ("2025-01-02", False)])
def test_the_purchase_that_is_asked_about_is_no_coming_back(day, away):
    assert followed(A=[(day, 1)])["away"].item() == away


@pytest.mark.parametrize(("many", "before"), [(1, 0), (2, 1), (3, 1), (4, 2)])
def test_purchases_so_far_are_one_two_or_three_and_more(many, before):
    bought = [(str((DAY - pd.Timedelta(days=n)).date()), 1) for n in range(many)]
    assert followed(A=[*bought, ("2025-02-01", 1)])["before"].item() == before


@pytest.mark.parametrize(("day", "thirds"), [
    ("2025-01-01", [1, 2]), ("2024-01-02", [1, 2]),
    ("2024-01-01", [2, 1]), ("2025-01-02", [2, 1]),
])  # fmt: skip
def test_value_is_what_was_bought_in_the_year_up_to_the_form(day, thirds):
    rows = followed(A=[("2024-12-01", 10)], B=[(day, 1000)])
    assert rows["third"].tolist() == thirds


def compared(*sides):
    """Forms of one place: rows are (third, failed, how many)."""
    made = [(third, failed) for third, failed, many in sides for _ in range(many)]
    rows = pd.DataFrame(made, columns=["third", "failed"])
    rows = rows.assign(touchpoint="call", before=0, segment="", away=rows.index % 2 == 0)
    rows["customer"] = [f"C{n}" for n in rows.index]
    return coming_back.effects(rows, least=10, seed=1, draws=20, rounds=20).iloc[0]


@pytest.mark.parametrize(("failed", "passed", "seen"), [
    (5, 25, 5), (4, 26, 0), (25, 5, 25), (26, 4, 0),
])  # fmt: skip
def test_five_failed_and_five_passed_are_compared(failed, passed, seen):
    row = compared((0, True, failed), (0, False, passed))
    assert (row["compared"], row["judged"]) == (seen, seen > 0)


@pytest.mark.parametrize(("alike", "judged"), [(5, True), (4, False)])
def test_five_on_each_side_must_have_found_their_like(alike, judged):
    assert compared((0, True, alike), (0, False, 10), (1, True, 5))["judged"] == judged
    assert compared((0, False, alike), (0, True, 10), (1, False, 5))["judged"] == judged


def test_only_customers_who_have_their_like_are_held_apart():
    cell = np.array([0, 0, 1, 1, 2, 3])
    failed = np.array([True, False, True, False, True, False])
    away = np.array([1.0, 0.0, 1.0, 1.0, 1.0, 1.0])
    assert coming_back._apart(cell, failed, away) == 0.5


def test_what_was_bought_on_the_day_of_the_form_brought_nothing_afterwards():
    rows = pd.DataFrame({"customer": ["A"], "date": DAY, "failed": False, "away": False})
    margins = pd.DataFrame(
        {"customer": "A", "margin": [7.0, 1.0], "date": [DAY, DAY + pd.Timedelta(days=1)]}
    )
    assert seams.worth(rows, margins, horizon=180, year=360) == 2.0


ASKED = pd.DataFrame(
    {"touchpoint": ["a"] * 40 + ["b"] * 60, "branch": "", "failed": [True] * 20 + [False] * 80}
).assign(failed_last=False)


@pytest.mark.parametrize(("more", "torn"), [(0.0, False), (1e-9, True)])
def test_a_chance_at_the_limit_is_no_tear(more, torn):
    found = seams.seams(ASKED, None, worth=1.0, least=30, p_below=0.05)
    table = found.sort_values("touchpoint", ignore_index=True)
    limit = seams._more_often(table, least=30)[0]
    told = seams.seams(ASKED, None, worth=1.0, least=30, p_below=limit + more)
    assert told.set_index("touchpoint")["torn"]["a"] == torn


@pytest.mark.parametrize(("p", "beyond"), [(0.05, False), (0.0499, True)])
def test_staying_away_is_beyond_chance_below_the_limit(p, beyond):
    effects = pd.DataFrame(
        {"touchpoint": ["a"], "difference": 0.1, "low": 0.0, "high": 0.2, "p_adjusted": p,
         "judged": True}
    )  # fmt: skip
    found = seams.seams(ASKED, effects, worth=1.0, least=30, p_below=0.05)
    assert found.set_index("touchpoint")["beyond_chance"]["a"] == beyond
    assert ("goes together with" in findings.away(effects, p_below=0.05).text) == beyond


def places(*rows):
    return pd.DataFrame(rows, columns=["forms", "torn"])


def test_that_nothing_tears_takes_two_places_of_thirty_forms():
    assert findings.no_seam(places((30, False), (30, False)), RULES) is not None
    assert findings.no_seam(places((30, False), (29, False)), RULES) is None
    assert findings.no_seam(places((30, False), (30, False), (30, True)), RULES) is None


def test_places_are_ranked_by_delight_where_two_have_answers_enough():
    table = pd.DataFrame(
        {"touchpoint": ["a", "b"], "asked": [30, 30], "delighted": [0.1, 0.2], "low": 0.0,
         "high": 1.0}
    )  # fmt: skip
    assert findings.wow(table, least=30).text.startswith("Most are delighted at “b”")
    assert findings.wow(table.assign(asked=[30, 29]), least=30) is None


def after_first(*stages, judged=True):
    table = pd.DataFrame({"to": [*stages]}).assign(
        **{"from": "first purchase", "rate": 0.5, "low": 0.4, "high": 0.6, "judged": judged}
    )
    return findings.after_first(table)


def test_after_the_first_purchase_both_ways_must_be_known():
    assert after_first("repeat", "leaving") is not None
    assert after_first("repeat", "first purchase") is None
    assert after_first("repeat", "leaving", judged=False) is None


def test_quarters_are_alike_up_to_the_chance_that_is_set():
    assert "are alike" in limits.pooled(0.01, RULES)
    assert "beyond chance" in limits.pooled(0.0099, RULES)


@pytest.mark.parametrize(("more", "quarters"), [(0.0, 6), (1e-12, 4)])
def test_of_quarters_that_differ_beyond_the_limit_four_are_counted(more, quarters):
    rows = [(n, "repeat", to, many) for n, stay in enumerate((800, 850, 800, 830, 820, 810))
            for to, many in (("repeat", stay), ("leaving", 1000 - stay))]  # fmt: skip
    counted = pd.DataFrame(rows, columns=["quarter", "from", "to", "customers"])
    rules = JourneySettings(alike_p_below=between.alike(counted).p + more)
    assert inputs.used(counted, rules)[0]["quarter"].nunique() == quarters


class Brought:
    """Records with these tables alone."""

    def __init__(self, as_of=AS_OF, **tables):
        self.tables, self.as_of, self.sales = tables, as_of, tables.get("sales")
        self.engagement = SimpleNamespace(settings=Settings(), client="x")

    def has(self, name):
        table, _, column = name.partition(".")
        told = self.tables.get(table)
        return told is not None and (not column or column in told.columns)

    def frame(self, name):
        return self.tables[name]

    def fingerprint(self, name):
        return name


@pytest.mark.parametrize(("score", "said"), [(8.0, False), (7.9, True)])
def test_a_scale_on_which_nothing_passes_is_another_one(score, said):
    surveys = pd.DataFrame({"response": ["r"], "question": ["q"], "score": [score]})
    assert bool(limits.scale(Brought(surveys=surveys))) == said
    assert limits.scale(Brought(surveys=surveys.drop(columns="score"))) == ""


@pytest.mark.parametrize(("first", "told"), [("2024-01-02", False), ("2023-12-31", True)])
def test_moves_are_told_of_four_quarters_after_the_first_year(monkeypatch, first, told):
    learned = {"stood": pd.DataFrame(), "moved": pd.DataFrame()}
    monkeypatch.setattr(inputs.results, "once", lambda *_: (learned, {}))
    records = Brought(sales=sales_table([(first, "A", 1), (str(AS_OF.date()), "A", 1)]))
    assert (inputs.journey(records, RULES) is not None) == told


def asked_on(date, bought, amounts=(1,)):
    """A failed form, and what its customer had bought at a branch on one day."""
    surveys = pd.DataFrame(
        {"response": ["r"], "customer": ["A"], "touchpoint": ["call"], "question": ["q"],
         "score": [1.0], "date": [pd.Timestamp(date)]}
    )  # fmt: skip
    lines = pd.DataFrame({"date": bought, "customer": "A", "amount": amounts, "branch": "North"})
    return inputs.forms(Brought(surveys=surveys, sales=sales_table(lines))).iloc[0]


def test_a_deal_is_of_the_branch_of_a_purchase_of_the_last_thirty_days():
    assert asked_on("2025-12-31", "2025-12-01")["branch"] == "North"
    assert asked_on("2025-12-31", "2025-11-30")["branch"] == ""
    assert asked_on("2025-12-31", "2025-12-01", (5, -5))["branch"] == ""


def test_a_failed_deal_costs_money_for_a_year():
    assert asked_on("2025-01-01", "2025-01-01")["failed_last"]
    assert not asked_on("2024-12-31", "2024-12-31")["failed_last"]


@pytest.mark.parametrize(("day", "counts"), [
    ("2024-12-31", False), ("2025-01-01", True), ("2025-12-31", True), ("2026-01-01", False),
])  # fmt: skip
def test_who_recommended_within_a_year_is_an_advocate(day, counts):
    told = pd.DataFrame({"date": [day], "referrer": ["A"]})
    assert inputs._referrers(told, AS_OF) == ({"A"} if counts else set())


@pytest.mark.parametrize(("day", "money"), [
    ("2024-12-31", 0.0), ("2025-01-01", 5.0), ("2025-12-31", 5.0),
])  # fmt: skip
def test_revenue_of_a_stage_is_that_of_the_last_twelve_months(day, money):
    stood = pd.DataFrame({"quarter": [AS_OF], "who": ["A"], "stage": ["repeat"]})
    found = inputs.Journey(stood, pd.DataFrame(), [AS_OF])
    lines = [(day, "A", 5), ("2026-01-01", "A", 100)]
    table = inputs.stages(Brought(sales=sales_table(lines)), found).set_index("stage")
    assert table["revenue"]["repeat"] == money


def test_revenue_beside_a_place_is_that_of_the_last_quarter():
    table = pd.DataFrame(
        {"quarter": [DAY, AS_OF], "stage": ["repeat", "repeat"], "revenue": [1.0, 2.0]}
    )
    assert inputs.revenue_of_stages(table).tolist() == [2.0]


@pytest.mark.parametrize(("day", "to"), [("2025-12-31", "repeat"), ("2026-01-01", "did not buy")])
def test_a_lead_that_bought_by_the_end_of_the_quarter_has_bought(day, to):
    now = pd.DataFrame({"who": ["L"], "stage": "choosing"})
    then = pd.DataFrame({"who": ["A"], "stage": "repeat"})
    sold = pd.DataFrame({"lead": ["L"], "sold": [pd.Timestamp(day)], "customer": ["A"]})
    assert between.moves(now, then, sold, end=AS_OF)["to"].tolist() == [to]


@pytest.mark.parametrize(("day", "there"), [("2025-12-31", 1), ("2026-01-01", 0)])
def test_a_lead_begun_on_the_last_day_is_on_the_way(day, there):
    lead = pd.DataFrame({"lead": ["L"], "begun": [pd.Timestamp(day)], "sold": pd.NaT})
    none = pd.Series([pd.NaT])
    found = stages.leads_at(lead.assign(lost=pd.NaT), none, end=AS_OF, patience=60)
    assert len(found) == there


@pytest.mark.parametrize(("grid", "columns"), [
    ([[95, 5], [95, 5]], 2), ([[96, 4], [96, 4]], 1),
    ([[95, 3, 2], [95, 2, 3]], 2), ([[96, 2, 2], [96, 2, 2]], 1),
    ([[950, 50], [19, 1]], 1),
])  # fmt: skip
def test_moves_of_which_five_are_expected_in_each_quarter_are_tested(grid, columns):
    assert between._together(np.array(grid, float)).shape == (2, columns)


def seam_rows(many):
    """Seams that all tear, the last of them with the most deals that fail."""
    rows = pd.DataFrame({"touchpoint": [f"t{n}" for n in range(many)], "torn": True, "forms": 40.0})
    blank = {"branch": "", "owner": "", "standard": "", "stage": "", "stage_revenue": 0.0}
    rows = rows.assign(fail_rate=rows.index / 100, **blank)
    return rows.reindex(columns=[*seams.COLUMNS])


def test_eight_seams_stand_in_the_table_and_five_in_the_chart_and_on_the_worksheet():
    assert len(tables.seams(seam_rows(9))) == 8
    assert len(tables.failing(seam_rows(9))) == 5
    assert len(tables.sheet_lines(seam_rows(9))) == 5


def test_places_are_drawn_where_there_are_two():
    effects = pd.DataFrame({"touchpoint": ["a", "b"], "judged": True, "difference": 0.1})
    known = pd.DataFrame({"touchpoint": ["a", "b"], "pass_rate": 0.5})
    assert len(tables.dots(effects, known)) == 2
    assert tables.dots(effects.assign(judged=[True, False]), known) is None


def test_of_the_quarters_the_last_four_stand_apart():
    days_of = pd.date_range("2024-09-30", periods=6, freq="QE")
    counted = pd.DataFrame({"quarter": days_of, "from": "repeat", "to": "leaving", "customers": 1})
    table = tables.apart(counted)
    assert len(table.columns) == 1 + 4
    assert table.columns[-1] == tables._day(days_of[-1])


def test_who_comes_back_is_worth_the_year_of_what_the_horizon_brought():
    """Of two who passed and came back one brought 10 + 20 in the 91 days after the form."""
    day = pd.Timestamp("2024-01-01")
    rows = pd.DataFrame({
        "customer": [*"abcd"], "date": day, "failed": [False, False, True, False],
        "away": [False, False, False, True],
    })  # fmt: skip
    brought = [("a", 0, 1000.0), ("a", 1, 10.0), ("a", 91, 20.0), ("a", 92, 1000.0),
               ("c", 5, 1000.0), ("d", 5, 1000.0)]  # fmt: skip
    margins = pd.DataFrame(
        [(who, day + pd.Timedelta(days=after), money) for who, after, money in brought],
        columns=["customer", "date", "margin"],
    )
    told = seams.worth(rows, margins, horizon=91, year=365)
    assert told == pytest.approx(30 / 2 * 365 / 91)
    assert np.isnan(seams.worth(rows.tail(2), margins, horizon=91, year=365))
