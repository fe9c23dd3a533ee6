"""Which sales are a newcomer's first year, and which contacts belong to a lead? By the day."""

from types import SimpleNamespace

import pandas as pd
import pytest

from helpers.analysis.funnel import newcomers, persistence

BEGUN, SOLD = pd.Timestamp("2023-02-20"), pd.Timestamp("2023-03-10")


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2023-02-19", False), ("2023-02-20", True), ("2024-03-09", True), ("2024-03-10", False)],
)
def test_the_first_year_is_from_the_beginning_to_a_year_after_the_sale(day, counts):
    leads = pd.DataFrame({"customer": ["a", "b"], "begun": BEGUN, "sold": SOLD})
    way = SimpleNamespace(leads=leads, as_of=pd.Timestamp("2024-06-30"))
    days = [("a", SOLD, 100.0, 40.0), ("b", SOLD, 100.0, 40.0), ("a", day, 20.0, 8.0)]
    bought = pd.DataFrame(days, columns=["customer", "date", "net", "profit"])
    told = newcomers.worth(way, bought.assign(date=pd.to_datetime(bought["date"])))
    assert told.sales == (110.0 if counts else 100.0)


@pytest.mark.parametrize(("day", "contacts"), [("2023-03-10", 2), ("2023-03-11", 1)])
def test_a_contact_on_the_day_of_the_sale_led_to_it(day, contacts):
    leads = pd.DataFrame({
        "lead": ["x"], "begun": BEGUN, "sold": SOLD, "lost": pd.NaT, "manager": "Ann",
    })  # fmt: skip
    way = SimpleNamespace(leads=leads, as_of=pd.Timestamp("2024-06-30"))
    log = pd.DataFrame({"lead": "x", "date": pd.to_datetime(["2023-02-21", day])})
    found = persistence.contacted(way, log, quantile=0.95)
    assert found.leads["contacts"].tolist() == [contacts]
