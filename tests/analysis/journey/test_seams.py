"""Where deals fail, what that costs, and who answers: small registers and forms."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.journey import coming_back, register, seams, tables, wow
from tests.analysis.journey.journeys import AS_OF, days, world

EFFECT = {"forms": 40, "failed": 20, "compared": 20, "p": 0.01, "judged": True}


def forms(*rows):
    """Forms: rows are (touchpoint, branch, failed, how many)."""
    made = [r[:3] for r in rows for _ in range(r[3])]
    frame = pd.DataFrame(made, columns=["touchpoint", "branch", "failed"])
    names = [f"C{n}" for n in range(len(frame))]
    return frame.assign(customer=names, failed_last=frame["failed"], date=AS_OF)


def effects(**differences):
    rows = [{"touchpoint": name, **EFFECT, "difference": value, "low": value - 0.1,
             "high": value + 0.1, "p_adjusted": 0.01}
            for name, value in differences.items()]  # fmt: skip
    return pd.DataFrame(rows)


def test_money_is_failed_deals_times_difference_times_worth():
    asked = forms(("call", "North", True, 10), ("call", "North", False, 30))
    row = seams.seams(asked, effects(call=0.2), worth=500, least=30, p_below=0.05).iloc[0]
    assert row["at_stake"] == pytest.approx(10 * 0.2 * 500)
    assert row["at_stake_low"] == pytest.approx(10 * 0.1 * 500)
    assert row["at_stake_high"] == pytest.approx(10 * 0.3 * 500)


def test_who_comes_back_more_often_after_a_failure_costs_nothing():
    asked = forms(("call", "North", True, 10), ("call", "North", False, 30))
    row = seams.seams(asked, effects(call=-0.2), worth=500, least=30, p_below=0.05).iloc[0]
    assert row["at_stake"] == row["at_stake_high"] == 0


def test_a_place_that_fails_more_often_than_all_others_tears_and_stands_first():
    asked = forms(
        ("handover", "Harbour", True, 30), ("handover", "Harbour", False, 20),
        ("call", "North", True, 60), ("call", "North", False, 340),
    )  # fmt: skip
    told = effects(handover=0.1, call=0.1)
    table = seams.seams(asked, told, worth=500, least=30, p_below=0.05)
    assert table["touchpoint"].tolist() == ["handover", "call"]
    assert table["torn"].tolist() == [True, False]
    assert table["at_stake"].iloc[0] < table["at_stake"].iloc[1]


@pytest.mark.parametrize(("many", "torn"), [(30, True), (29, False)])
def test_a_place_is_not_said_to_tear_below_thirty_forms(many, torn):
    asked = forms(("a", "", True, many), ("b", "", False, 300))
    table = seams.seams(asked, None, worth=np.nan, least=30, p_below=0.05)
    assert table.set_index("touchpoint").loc["a", "torn"] == torn


POINTS = pd.DataFrame(
    {
        "touchpoint": ["Call", "Invoice", "Complaint", "Show room"],
        "kind": "employee",
        "stage": ["repeat", "Repeat", "leaving", "choosing"],
        "owner": ["Ann", None, "", "Ben"],
        "standard": ["third ring", None, "same day", "two minutes"],
    }
)


def test_the_register_knows_its_blanks_and_how_deals_go():
    asked = forms(("call ", "", False, 3), ("call ", "", True, 1), ("lift", "", True, 2))
    table = register.register(POINTS, asked)
    assert table["touchpoint"].tolist() == [*POINTS["touchpoint"], "lift"]
    assert table["pass_rate"].iloc[0] == 0.75
    assert table["pass_rate"].iloc[1:4].isna().all()
    assert register.without(table, "owner")["touchpoint"].tolist() == ["Invoice", "Complaint"]
    assert register.without(table, "standard")["touchpoint"].tolist() == ["Invoice"]


def test_without_register_and_answers_there_is_nothing():
    assert register.register(None, None) is None


def test_places_that_nobody_asks_about_follow_by_the_revenue_of_their_stage():
    told = register.register(POINTS, None)
    revenue = pd.Series({"repeat": 900.0, "leaving": 100.0})
    listed = seams.listed(None, told, revenue)
    assert listed["touchpoint"].tolist() == ["Invoice", "Complaint"]
    assert listed["stage_revenue"].tolist() == [900.0, 100.0]


def test_the_worksheet_has_the_seam_that_tears_and_the_blanks():
    asked = forms(("call", "North", True, 40), ("Show room", "North", False, 300))
    found = seams.seams(asked, None, worth=np.nan, least=30, p_below=0.05)
    listed = seams.listed(found, register.register(POINTS, asked), pd.Series(dtype=float))
    lines = tables.sheet_lines(listed)
    assert lines[0] == ["call · North", "Ann", "third ring"]
    assert ["Invoice", "", ""] in lines


def test_the_branch_is_that_of_the_last_purchase_before_the_form():
    bought = pd.DataFrame(
        {
            "customer": ["A", "A", "B"],
            "date": pd.to_datetime(["2025-03-01", "2025-03-20", "2025-01-01"]),
            "branch": ["North", "Harbour", "North"],
        }
    )
    asked = pd.DataFrame(
        {
            "customer": ["A", "A", "B", "B"],
            "date": pd.to_datetime(["2025-03-19", "2025-03-20", "2025-01-31", "2025-02-01"]),
        }
    )
    found = seams.of_branches(asked, bought, within=30)
    assert found.tolist() == ["North", "Harbour", "North", ""]


def test_what_a_returning_customer_brings_is_of_a_year_and_of_those_who_came_back():
    rows = pd.DataFrame(
        {"customer": ["A", "B", "C"], "date": pd.Timestamp("2025-01-01"),
         "failed": [False, False, True], "away": [False, True, False]}
    )  # fmt: skip
    margins = pd.DataFrame(
        {"customer": ["A", "A", "A", "C"], "margin": [10.0, 5.0, 99.0, 70.0],
         "date": pd.to_datetime(["2025-01-02", "2025-06-30", "2025-07-01", "2025-02-01"])}
    )  # fmt: skip
    assert seams.worth(rows, margins, horizon=180, year=360) == pytest.approx(30)


def test_who_is_followed_was_asked_a_horizon_ago_and_not_a_day_later():
    asked = pd.DataFrame(
        {"customer": ["A", "B"], "touchpoint": "call", "failed": False,
         "date": [AS_OF - pd.Timedelta(days=180), AS_OF - pd.Timedelta(days=179)]}
    )  # fmt: skip
    bought = days(("A", "2025-01-01"), ("A", "2025-10-01"), ("B", "2025-01-01"))
    rows = coming_back.followed(asked, bought, pd.Series(dtype=object), as_of=AS_OF, horizon=180)
    assert rows["customer"].tolist() == ["A"]
    assert not rows["away"].item()


@pytest.mark.parametrize(("far", "away"), [(180, False), (181, True)])
def test_coming_back_is_a_purchase_within_the_horizon(far, away):
    day = pd.Timestamp("2025-01-01")
    asked = pd.DataFrame({"customer": ["A"], "touchpoint": "call", "failed": False, "date": [day]})
    bought = days(("A", "2024-12-31"), ("A", day + pd.Timedelta(days=far)))
    rows = coming_back.followed(asked, bought, pd.Series(dtype=object), as_of=AS_OF, horizon=180)
    assert rows["away"].item() == away


def test_purchases_of_a_lying_future_change_nothing():
    asked, bought, segment = world(5, leaves=0.3, customers=300)
    cut = pd.Timestamp("2025-01-31")
    known = bought[bought["date"] <= cut]
    at_cut = coming_back.followed(asked, known, segment, as_of=cut, horizon=180)
    later = bought.assign(amount=bought["amount"].where(bought["date"] <= cut, 1e9))
    rows = coming_back.followed(asked, later, segment, as_of=cut, horizon=180)
    pd.testing.assert_frame_equal(rows, at_cut)


@pytest.mark.parametrize(("value", "cost", "hit"), [
    (1.1, 0.9, True), (1.05, 0.9, False), (1.1, 0.95, False), (1.0, 1.0, False),
])  # fmt: skip
def test_delight_is_more_for_less_beyond_the_band(value, cost, hit):
    asked = pd.DataFrame({"value": [value], "cost": [cost], "touchpoint": ["desk"]})
    assert wow.shares(asked, None, band=0.05)["delighted"].item() == hit


@pytest.mark.parametrize(("many", "shown"), [(20, 1), (19, 0)])
def test_an_employee_is_shown_from_twenty_forms_on(many, shown):
    asked = pd.DataFrame({"employee": ["Ann"] * many, "full_marks": True})
    assert len(wow.of_employees(asked, least=20)) == shown


@pytest.mark.parametrize(("many", "judged"), [(30, True), (29, False)])
def test_a_place_is_judged_from_thirty_followed_forms_on(many, judged):
    rows = pd.DataFrame(
        {"touchpoint": "call", "customer": [f"C{n}" for n in range(many)], "third": 0, "before": 0,
         "segment": "", "failed": [n % 3 == 0 for n in range(many)],
         "away": [n % 2 == 0 for n in range(many)]}
    )  # fmt: skip
    found = coming_back.effects(rows, least=30, seed=1, draws=50, rounds=50)
    assert found["judged"].item() == judged
