"""In which months do the records hold no sale?"""

import pandas as pd
import pytest

from helpers.analysis.passport import gaps, tables
from tests.analysis.tables import sales

END = pd.Timestamp("2024-04-30")


def found(*rows, as_of=END):
    return gaps.gaps(gaps.active_months(sales(*rows, branch="string")), as_of=as_of)


def test_an_empty_month_between_two_sales_is_a_gap():
    table = found(("2024-01-05", "a", 1, "North"), ("2024-04-01", "a", 1, "North"))
    assert table[["months", "open"]].to_dict("records") == [{"months": 2, "open": False}]
    assert str(table["first_month"][0])[:7] == "2024-02"
    assert str(table["last_month"][0])[:7] == "2024-03"


def test_months_before_the_first_sale_of_a_branch_are_no_gap():
    assert found(("2024-04-05", "a", 1, "New")).empty


def test_a_branch_that_fell_silent_has_an_open_gap():
    table = found(("2024-02-05", "a", 1, "North"))
    assert table[["months", "open"]].to_dict("records") == [{"months": 2, "open": True}]


def test_a_month_that_is_not_over_is_no_gap():
    rows = [("2024-02-05", "a", 1, "North"), ("2024-03-05", "a", 1, "North")]
    assert found(*rows, as_of=pd.Timestamp("2024-04-10")).empty


def test_a_month_of_returns_alone_is_a_gap():
    table = found(*[(f"2024-0{m}-05", "a", -1 if m == 3 else 1, "North") for m in (1, 2, 3, 4)])
    assert table["months"].tolist() == [1]


def test_records_without_branches_are_one_company():
    active = gaps.active_months(sales(("2024-01-05", "a", 1), ("2024-04-05", "a", 1)))
    assert gaps.gaps(active, as_of=END)["months"].tolist() == [2]


def branches(**days_of_sale):
    """Gaps and months of branches that sold on these days."""
    rows = [(day, "a", 1, name) for name, days in days_of_sale.items() for day in days]
    active = gaps.active_months(sales(*rows, branch="string"))
    return gaps.gaps(active, as_of=END), active


DAILY = [str(day.date()) for day in pd.date_range("2023-01-01", END)]


def test_a_branch_that_sold_daily_and_fell_silent_is_news():
    found, active = branches(Big=DAILY, Closed=[day for day in DAILY if day < "2024-03"])
    assert found["news"].tolist() == [True]
    told = gaps.branches_with_gaps(found, active).text
    assert told.startswith(
        "1 of 2 branches was silent for months, longer than its days of sale explain"
    )


def test_a_branch_of_few_sales_has_empty_months_and_is_no_news():
    small = ["2023-01-05", "2023-04-05", "2023-09-05", "2024-02-05"]
    found, active = branches(Big=DAILY, Small=small)
    assert not found["news"].any()
    assert tables.gaps(found).empty
    assert (
        "1 of 2 branches has a month without sales; it is silent for no longer"
        in gaps.branches_with_gaps(found, active).text
    )


def test_without_gaps_that_is_said():
    assert (
        gaps.branches_with_gaps(*branches(Big=DAILY)).text == "No branch has a month without sales"
    )


@pytest.mark.parametrize(("days", "news"), [(3, False), (4, True)])
def test_how_long_a_silence_is_news_follows_from_the_days_of_sale(days, news):
    # sixteen months, of which the last two are empty: with n days a month in the others
    months = pd.date_range("2023-01-01", "2024-02-01", freq="MS")
    each = [f"{month:%Y-%m}-{day:02}" for month in months for day in range(1, days + 1)]
    assert branches(One=each)[0]["news"].tolist() == [news]


def test_an_empty_month_stands_in_the_calendar_and_an_open_one_is_marked():
    months = gaps.monthly(
        sales(("2024-01-05", "a", 1), ("2024-03-05", "a", 2)), as_of=pd.Timestamp("2024-03-05")
    )
    assert months["amount"].tolist() == [1, 0, 2]
    assert months["complete"].tolist() == [True, True, False]
    assert gaps.left_out(months).startswith("March 2024 is not complete")
    told = gaps.period(months, first=pd.Timestamp("2024-01-05"), last=pd.Timestamp("2024-03-05"))
    assert told.text.endswith("months without a single line: 1")
