"""Each border of the classes, from both sides."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.classes import abc_xyz, regularity
from helpers.analysis.classes.cuts import Cut
from helpers.analysis.classes.tables import in_a_row
from helpers.language.findings import Finding, Trail
from tests.analysis.sales import monthly_buyer, sales_table

AS_OF = pd.Timestamp("2024-06-30")


def test_class_tables_look_at_thirteen_month_ends():
    rows = monthly_buyer("a", first="2021-01-01", months=30)
    of = abc_xyz.windows(
        sales_table(rows), cut="customer", as_of=pd.Timestamp("2023-06-30"), months=12
    )
    assert len(of.month_ends) == 13
    early = abc_xyz.windows(
        sales_table(rows), cut="customer", as_of=pd.Timestamp("2022-11-30"), months=12
    )
    assert len(early.month_ends) == 12


def bought(active):
    """One customer who bought in so many of 12 months."""
    months = np.zeros((1, 12))
    months[0, :active] = 1
    return regularity.usual_period(months, np.full((1, 1), 12), window=12, least=3)


def test_a_customer_is_judged_by_months_who_buys_in_two_of_three():
    assert bought(8) == "month"
    assert bought(7) == "quarter"


@pytest.mark.parametrize(
    ("share", "letter"), [(0.67, "X"), (2 / 3, "X"), (0.66, "Y"), (1 / 3, "Y"), (0.33, "Z")]
)
def test_regularity_has_its_borders_in_the_better_class(share, letter):
    assert regularity.letters_from(np.array([share]), x_from=2 / 3, y_from=1 / 3).tolist() == [
        letter
    ]


@pytest.mark.parametrize(("spread", "letter"), [(0.5, "X"), (0.51, "Y"), (1.0, "Y"), (1.01, "Z")])
def test_evenness_has_its_borders_in_the_better_class(spread, letter):
    assert regularity.letters_to(np.array([spread]), x_to=0.5, y_to=1.0).tolist() == [letter]


def grown(times):
    ends = [pd.Timestamp("2023-06-30"), AS_OF]
    table = pd.DataFrame(
        {"as_of": ends, "item": "a", "amount": [1.0, times], "abc": "A", "xyz": "X"}
    )
    cut = Cut(
        "product",
        table,
        amounts=table,
        carriers=Finding("abc.carriers", "few", {}, Trail("abc", 1)),
    )
    return in_a_row(cut)["change_share"].iloc[0]


def test_growth_from_next_to_nothing_is_not_told():
    assert grown(10.99) == pytest.approx(9.99)
    assert np.isnan(grown(11.0))


def test_who_has_bought_nothing_in_the_window_is_no_typical_customer():
    bought = np.array([[1.0] * 12, [0.0] * 12, [0.0] * 12])
    months_known = np.full((3, 1), 12)
    assert regularity.usual_period(bought, months_known, window=12, least=3) == "month"
