"""Which channel carries the year and pays for itself, and what becomes of who has bought."""

import pandas as pd
import pytest

from helpers.analysis.funnel import channels, newcomers
from helpers.analysis.funnel.stages import ways
from tests.analysis.funnel.leads import AS_OF, DAY, log
from tests.analysis.sales import sales_table

SPAN = channels.first_years_over(AS_OF)


def people(channel, count, *, first="2024-06-10", net=100.0, profit=50.0):
    frame = pd.DataFrame({"customer": [f"{channel}{n}" for n in range(count)], "channel": channel})
    return frame.assign(first=pd.Timestamp(first), net=net, profit=profit)


def spent(amount, *days, channel="radio"):
    return pd.DataFrame({"date": pd.to_datetime(days), "channel": channel, "amount": amount})


def told(customers, spend):
    return channels.channels(customers, spend, as_of=AS_OF).set_index("channel").loc["radio"]


def test_newcomers_count_whose_first_year_is_over():
    assert (str(SPAN.start)[:10], str(SPAN.end)[:10]) == ("2024-01-01", "2025-01-01")


@pytest.mark.parametrize(
    ("first", "new"),
    [("2023-12-31", 0), ("2024-01-01", 10), ("2024-12-31", 10), ("2025-01-01", 0)],
)
def test_spending_is_held_against_those_who_came_in_the_same_months(first, new):
    row = told(people("radio", 10, first=first), spent(100.0, "2024-01-01"))
    assert (0 if pd.isna(row["new_customers"]) else row["new_customers"]) == new


@pytest.mark.parametrize(("count", "known"), [(9, False), (10, True)])
def test_a_return_is_told_of_ten_newcomers(count, known):
    row = told(people("radio", count), spent(100.0, "2024-01-01"))
    assert pd.notna(row["back"]) is known
    if known:
        assert row["back"] == pytest.approx(count * 50 / 100)
        assert row["low"] < row["back"] < row["high"]


@pytest.mark.parametrize(("begins", "known"), [("2024-01-01", True), ("2024-01-02", False)])
def test_spending_that_began_later_tells_no_return(begins, known):
    row = told(people("radio", 20), spent(100.0, begins))
    assert pd.notna(row["back"]) is known


def test_spending_of_other_months_does_not_count():
    spend = spent(100.0, "2023-12-31", "2024-03-01", "2025-01-01")
    assert told(people("radio", 20), spend)["spend"] == 100.0


def test_shares_are_of_all_whose_channel_is_known():
    customers = pd.concat(
        [people("radio", 1, net=300.0), people("web", 1, net=100.0), people(None, 5, net=900.0)]
    )
    table = channels.channels(customers, None, as_of=AS_OF)
    assert table["channel"].tolist() == ["radio", "web"]
    assert table["share"].tolist() == [0.75, 0.25]
    assert table["back"].isna().all()


def sold(*rows):
    """Sales; tuples are (customer, day, amount), at a margin of a half."""
    frame = pd.DataFrame(rows, columns=["customer", "date", "amount"])
    frame = frame.assign(date=pd.to_datetime(frame["date"]), cost=frame["amount"] / 2)
    return sales_table(frame)


def lead(code, bought, *, customer=None):
    return log((code, "2024-01-01", "lead"), (code, bought, "customer"), customer=customer or code)


def test_a_first_year_ends_after_twelve_months():
    way = ways(pd.concat([lead("a", "2024-02-01"), lead("b", "2024-03-01")]), as_of=AS_OF)
    days = newcomers.purchase_days(
        sold(("a", "2024-02-01", 100), ("a", "2025-01-31", 20), ("a", "2025-02-01", 900),
             ("b", "2024-03-01", 60)), way, margin=0.3)  # fmt: skip
    found = newcomers.worth(way, days)
    assert (found.sales, found.profit, found.customers) == (90.0, 45.0, 2)


@pytest.mark.parametrize(("bought", "known"), [("2025-01-01", True), ("2025-01-02", False)])
def test_who_is_here_for_less_than_a_year_is_not_counted(bought, known):
    way = ways(pd.concat([lead("a", bought), lead("b", bought)]), as_of=AS_OF)
    days = newcomers.purchase_days(sold(("a", bought, 100), ("b", bought, 60)), way, margin=0.3)
    assert (newcomers.worth(way, days) is not None) is known


def test_one_newcomer_is_no_mean():
    way = ways(lead("a", "2024-02-01"), as_of=AS_OF)
    days = newcomers.purchase_days(sold(("a", "2024-02-01", 100)), way, margin=0.3)
    assert newcomers.worth(way, days) is None


def again(*rows, referrals=None):
    way = ways(lead("a", "2024-02-01"), as_of=AS_OF)
    days = newcomers.purchase_days(sold(*rows), way, margin=0.3)
    return newcomers.again(way, days, referrals).iloc[0]


def test_a_second_day_makes_a_client_and_so_does_a_recommendation():
    first, second = ("a", "2024-02-01", 100), ("a", "2024-05-01", 10)
    told_of = pd.DataFrame({"referrer": ["a"], "date": [pd.Timestamp("2024-03-01")]})
    assert pd.isna(again(first))
    assert again(first, second) == pd.Timestamp("2024-05-01")
    assert again(first, second, referrals=told_of) == pd.Timestamp("2024-03-01")
    assert again(first, referrals=told_of) == pd.Timestamp("2024-03-01")


@pytest.mark.parametrize("row", [("a", "2024-05-01", -10), ("a", str(AS_OF + DAY)[:10], 10)])
def test_what_is_taken_back_or_comes_later_makes_no_client(row):
    assert pd.isna(again(("a", "2024-02-01", 100), row))
