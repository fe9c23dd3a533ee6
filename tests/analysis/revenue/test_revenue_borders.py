"""Each border of the chapter on revenue, from both sides."""

import pandas as pd
import pytest

from helpers.analysis.revenue import ordered, pareto, vintages
from tests.analysis.sales import sales_table

AS_OF = pd.Timestamp("2023-12-31")


def fed(new_share):
    rows = [(2023, "0", new_share * 1000.0), (2023, "1", (1 - new_share) * 1000.0)]
    table = pd.DataFrame(rows, columns=["year", "vintage", "amount"])
    return vintages.who_feeds(table, new_since=pd.Timestamp("2020-01-01").date(), as_of=AS_OF).text[
        :17
    ]


def test_new_and_old_money_are_level_within_a_twentieth():
    assert fed(0.549) == fed(0.451) == "New and old money"
    assert fed(0.551) == "New customers fee"
    assert fed(0.449) == "Old customers fee"


def whole(new_since):
    rows = [(2023, "0", 900.0), (2023, "1", 100.0)]
    table = pd.DataFrame(rows, columns=["year", "vintage", "amount"])
    return "feed the company" in vintages.who_feeds(table, new_since=new_since, as_of=AS_OF).text


def test_a_year_is_whole_when_the_newcomers_of_all_but_its_first_month_are_known():
    assert whole(pd.Timestamp("2022-02-01").date())
    assert not whole(pd.Timestamp("2022-02-02").date())


def test_twelve_months_into_the_records_a_first_purchase_makes_a_new_customer():
    sales = sales_table(
        [("2020-03-05", "x", 1), ("2021-03-04", "old", 1), ("2021-03-05", "new", 1)]
    )
    first = vintages.first_purchases(sales).to_pandas().set_index("customer")["before"]
    assert first.to_dict() == {"x": True, "old": True, "new": False}


@pytest.mark.parametrize(
    ("first", "incomplete"),
    [("2022-01-01", []), ("2022-01-03", []), ("2022-01-04", [2022])],
)
def test_a_year_begins_with_its_first_three_days(first, incomplete):
    first, last = pd.Timestamp(first).date(), pd.Timestamp("2023-12-31").date()
    assert vintages.incomplete_years(first, last) == incomplete


def test_a_year_ends_with_its_last_three_days():
    first = pd.Timestamp("2022-01-01").date()
    assert vintages.incomplete_years(first, pd.Timestamp("2023-12-29").date()) == []
    assert vintages.incomplete_years(first, pd.Timestamp("2023-12-28").date()) == [2023]


def ranked(*amounts):
    table = pd.DataFrame({"customer": [f"c{k}" for k in range(len(amounts))], "amount": amounts})
    return pareto.with_shares(table.astype({"amount": float}), measure="amount")


def test_money_is_concentrated_when_the_top_brings_twice_its_share_of_heads():
    even = pareto.top_share(ranked(39, 21, 20, 10, 10), top=0.2, even_below=2.0).text
    much = pareto.top_share(ranked(40, 20, 20, 10, 10), top=0.2, even_below=2.0).text
    assert "spread evenly" in even
    assert "spread evenly" not in much


def test_ten_different_numbers_are_words_and_eleven_are_a_scale():
    ten, eleven = (pd.Series([str(k % n) for k in range(110)]) for n in (10, 11))
    assert ordered.bands(ten).nunique() == 10
    assert ordered.bands(eleven).nunique() == 4
