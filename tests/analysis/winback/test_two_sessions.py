"""The list of one session is measured at the next one, from the records that came between."""

import shutil
from datetime import date

import pandas as pd
import pytest

from helpers.analysis.plan import inputs
from helpers.analysis.winback import earlier
from helpers.analysis.winback.call_list import LEAVES
from helpers.records import load
from helpers.records.engagement.sessions import memory, places
from helpers.settings import PlanSettings
from tests import tiny

FIRST, HORIZON = date(2023, 6, 30), 120


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """A client whose first session put half of the customers on the list and left half alone."""
    root = tmp_path_factory.mktemp("once")
    folder = tiny.write(root / "data", "acme", tiny.Client(tables=("sales",)))
    records = load("acme", root / "data", root / "reports")
    codes = sorted(records.sales.select("customer").distinct().execute()["customer"].dropna())
    calls = pd.DataFrame(
        {
            "customer": codes, "kind": LEAVES, "chance": 0.5, "at_stake": 100.0,
            "group": ["called" if i % 2 else "control" for i in range(len(codes))],
            "expected_gain": 9.0, "silent_days": 40.0, "horizon_days": HORIZON,
        }
    )  # fmt: skip
    session = memory.Session(FIRST, FIRST, calls=calls)
    kept = places.folder_of(folder, FIRST)
    memory.remember(kept, session, client="acme", offered=[], written="")
    return root


@pytest.fixture
def remembered(once, tmp_path):
    """That client in a place of the test's own."""
    return shutil.copytree(once, tmp_path, dirs_exist_ok=True, symlinks=True)


def records_of(root, as_of: str = ""):
    if as_of:
        path = root / "data" / "acme" / "engagement.yml"
        path.write_text(path.read_text("utf-8") + f"as_of: {as_of}\n", "utf-8")
    return load("acme", root / "data", root / "reports")


def test_who_bought_within_the_horizon_is_what_the_sales_say(remembered):
    records = records_of(remembered)
    rows = earlier.outcomes(records)
    sales = records.frame("sales")
    first = pd.Timestamp(FIRST)
    within = sales[(sales["date"] > first) & (sales["date"] <= first + pd.Timedelta(days=HORIZON))]
    days = within.groupby(["customer", "date"])["amount"].sum()
    bought = set(days[days > 0].reset_index()["customer"])
    assert len(rows) == 40
    assert set(rows.loc[rows["bought"], "customer"]) == bought
    found = earlier.effects(rows, PlanSettings(least_called=5))[LEAVES]
    assert (found.called, found.control) == (20, 20)


def test_before_the_horizon_has_passed_and_before_the_session_nothing_is_measured(remembered):
    assert earlier.outcomes(records_of(remembered, "2023-10-01")).empty


def test_a_report_of_a_day_before_the_session_knows_nothing_of_it(remembered):
    records = records_of(remembered, "2023-06-29")
    assert records.memory.sessions == []
    assert inputs.last_session(records) is None
    assert earlier.table(earlier.effects(earlier.outcomes(records), PlanSettings())) is None


def test_since_the_last_session_its_months_are_held_against_those_a_year_before(remembered):
    records = records_of(remembered)
    moved = inputs.since_last(records, PlanSettings())
    bought = inputs.panel(records)
    year = bought[bought["month"] >= "2023-07-01"]
    told = moved.set_index("measure")["now"]
    assert told["net_sales"] == pytest.approx(year["net"].sum())
    assert inputs.too_early(records, PlanSettings()) == ""


def test_too_soon_after_a_session_it_says_so(remembered):
    records = records_of(remembered, "2023-08-31")
    assert inputs.since_last(records, PlanSettings()) is None
    assert "cannot be told yet" in inputs.too_early(records, PlanSettings())
