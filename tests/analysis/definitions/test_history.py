"""When was who here, and what did he bring? A purchase is a day of one customer."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.definitions.history import as_date, history
from helpers.analysis.definitions.horizon import horizon_months
from tests.analysis.bgnbd_customers import bgnbd_sales

USUAL = {"least": 2, "most": 12, "gap_share": 0.9}


def table(*rows):
    frame = pd.DataFrame(rows, columns=["date", "customer", "amount"])
    return frame.assign(date=pd.to_datetime(frame["date"]))


@pytest.fixture(scope="module")
def sales():
    return bgnbd_sales(60, seed=3)


def test_a_purchase_is_a_day_with_a_positive_net_sum():
    past = history(
        table(
            ("2020-01-01", "ann", 10), ("2020-01-01", "ann", 5), ("2020-01-09", "ann", 8),
            ("2020-01-09", "ann", -8), ("2020-02-01", "ann", -15), ("2020-01-05", None, 99),
            ("2020-01-05", "only returns", -3),
        )
    )  # fmt: skip
    assert past.customers.tolist() == ["ann"]
    assert past.purchases.day.size == 1
    assert past.measures["amount"].tolist() == [15.0, 0.0, -15.0]
    assert past.measures["returned"].tolist() == [0.0, 8.0, 15.0]


def test_a_new_product_is_new_once():
    frame = table(("2020-01-01", "a", 1), ("2020-01-02", "a", 1), ("2020-01-02", "a", 1))
    past = history(frame.assign(product=["x", "x", "y"]))
    assert past.measures["new_products"].tolist() == [1.0, 1.0]


def test_the_horizon_holds_ninety_of_a_hundred_gaps():
    days = np.cumsum([0] + [20] * 9 + [100])
    gaps = np.diff(days)
    assert horizon_months(gaps, **USUAL) == 2
    assert horizon_months(gaps, **USUAL | {"gap_share": 0.95}) == 4
    assert horizon_months(gaps[:0], **USUAL) == 12


@pytest.mark.parametrize(
    "same",
    [
        lambda t: t.assign(date=t["date"].dt.tz_localize("Asia/Vladivostok")),
        lambda t: t.assign(
            date=(t["date"] + pd.Timedelta(hours=23)).dt.tz_localize("America/New_York")
        ),
        lambda t: t.assign(date=t["date"].dt.strftime("%Y-%m-%d")),
        lambda t: t.assign(amount=[Decimal(str(a)) for a in t["amount"]]),
        lambda t: t.assign(customer=t["customer"].astype("category"), code=1, day=2, best=3),
        lambda t: t.sample(frac=1, random_state=1),
    ],
    ids=["east", "west, late", "text", "decimals", "categories", "unsorted"],
)
def test_the_same_sales_are_the_same_however_they_are_written(sales, same):
    some = sales.head(300).assign(amount=lambda t: t["amount"].round(2))
    plain, other = history(some), history(same(some))
    assert other.customers.tolist() == plain.customers.tolist()
    assert (other.day == plain.day).all()
    assert other.measures["amount"].tolist() == plain.measures["amount"].tolist()
    assert other.as_of == plain.as_of


def test_whole_codes_that_became_floats_are_whole_again():
    lines = table(("2020-01-01", 12346, 10), ("2020-01-02", None, 10))
    assert history(lines).customers.tolist() == ["12346"]


@pytest.mark.parametrize("unit", [1e-9, 1e-5, 1e12, 1e18])
def test_money_of_any_size_is_summed(unit):
    past = history(table(("2020-01-01", "a", 3 * unit), ("2020-01-01", "a", -1 * unit)))
    assert past.measures["amount"].tolist() == pytest.approx([2 * unit])


def test_an_amount_without_end_is_no_amount():
    past = history(table(("2020-01-01", "a", 10), ("2020-01-02", "a", np.inf)))
    assert past.measures["amount"].tolist() == [10.0]


def test_sales_before_1970_have_their_own_last_day():
    past = history(table(("1931-05-01", "a", 10), ("1932-05-01", "a", 10), ("1932-06-01", "b", 1)))
    assert as_date(past.as_of) == pd.Timestamp("1932-06-01")
    assert past.start.tolist() == [0, 2]


def test_columns_that_are_missing_or_there_twice_are_named():
    lines = table(("2020-01-01", "a", 10))
    with pytest.raises(ValueError, match="date"):
        history(pd.concat([lines, lines[["date"]]], axis=1))
    with pytest.raises(ValueError, match="amount"):
        history(lines.drop(columns="amount"))
