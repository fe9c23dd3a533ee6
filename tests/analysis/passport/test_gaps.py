"""In which months do the records hold no sale?"""

import pandas as pd

from helpers.analysis.passport import gaps
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


def test_branches_with_gaps_are_weighed_by_their_money():
    rows = [("2024-01-05", "a", 1, "Small"), ("2024-04-05", "a", 1, "Small")]
    rows += [(f"2024-0{m}-05", "a", 24.5, "Big") for m in (1, 2, 3, 4)]
    active = gaps.active_months(sales(*rows, branch="string"))
    told = gaps.branches_with_gaps(gaps.gaps(active, as_of=END), active)
    assert told.text == (
        "Branches with a month without sales: 1 of 2; they bring 2.0% of net sales"
    )


def test_an_empty_month_stands_in_the_calendar_and_an_open_one_is_marked():
    months = gaps.monthly(
        sales(("2024-01-05", "a", 1), ("2024-03-05", "a", 2)), as_of=pd.Timestamp("2024-03-05")
    )
    assert months["amount"].tolist() == [1, 0, 2]
    assert months["complete"].tolist() == [True, True, False]
    assert gaps.left_out(months).startswith("March 2024 is not complete")
    told = gaps.period(months, first=pd.Timestamp("2024-01-05"), last=pd.Timestamp("2024-03-05"))
    assert told.text.endswith("months without a single line: 1")
