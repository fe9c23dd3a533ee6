"""What is a relationship worth, and how sure is that?"""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.definitions.history import history
from helpers.analysis.lifetime import findings
from helpers.analysis.lifetime.backtest import OURS, back_test
from helpers.analysis.lifetime.findings import concentration, dearest
from helpers.analysis.lifetime.worth import fit_lifetime, independence, lifetime
from helpers.analysis.revenue.pareto import with_shares
from tests.analysis.bgnbd_customers import bgnbd_sales

RESULT = ["customer", "expected_purchases", "expected_value", "low", "high"]


def fitted_on(past):
    return fit_lifetime(past, margin=0.3, seed=2013)


def worth_of(fitted, *, months, discount_rate_year=0.12):
    return lifetime(fitted, months=months, discount_rate_year=discount_rate_year, seed=2013)


@pytest.fixture(scope="module")
def past():
    return history(bgnbd_sales(1500, seed=11))


@pytest.fixture(scope="module")
def fitted(past):
    return fitted_on(past)


@pytest.fixture(scope="module")
def tested(past):
    return back_test(past, months=6, seed=2013)


def test_values_grow_with_the_months_and_shrink_with_the_rate(fitted):
    year, three = (worth_of(fitted, months=m)["expected_value"].sum() for m in (12, 36))
    plain = worth_of(fitted, months=12, discount_rate_year=0.0)["expected_value"].sum()
    assert 0 < year < three < 3 * year
    assert plain == pytest.approx(year * 1.12**0.5, rel=0.02)


def test_the_table_is_finished(fitted):
    found = worth_of(fitted, months=12)
    assert found.columns.tolist() == RESULT
    assert found["expected_value"].is_monotonic_decreasing
    assert (found["low"] <= found["high"]).all()
    assert found["customer"].is_unique


def test_intervals_cover_what_came(tested):
    assert 0.94 <= tested.covered <= 1.0


def test_foretold_purchases_are_those_that_came(tested):
    foretold = tested.customers["expected_purchases"].sum()
    assert foretold == pytest.approx(tested.customers["purchases"].sum(), rel=0.1)
    errors = tested.table.set_index("model")["mean_error"]
    assert errors[OURS] < errors["carry_forward"]
    assert "came" in findings.back_test(tested).text


def test_margin_comes_from_costs_where_there_are_any():
    sales = bgnbd_sales(100, seed=12)
    fitted = fitted_on(history(sales.assign(cost=sales["amount"] * 0.6)))
    assert fitted.margin_known
    assert fitted.customers["margin"].to_numpy() == pytest.approx(0.4, abs=1e-3)


def test_a_margin_that_fell_in_the_last_year_is_that_of_today():
    sales = bgnbd_sales(300, seed=12)
    late = sales["date"] > sales["date"].max() - pd.Timedelta(days=365)
    cost = sales["amount"] * np.where(late, 1.1, 0.6)
    fitted = fitted_on(history(sales.assign(cost=cost)))
    mine = sales[late].groupby("customer")["amount"].sum()
    each = pd.Series(
        fitted.customers["margin"].to_numpy(), fitted.names[fitted.customers["code"]]
    ).loc[mine.index]
    assert (each * mine).sum() == pytest.approx(-0.1 * mine.sum(), rel=1e-3)


def test_value_that_goes_with_frequency_is_seen(fitted):
    assert independence(fitted).low < 0.05
    sales = bgnbd_sales(800, seed=13)
    count = sales.groupby("customer")["date"].transform("size")
    assert independence(fitted_on(history(sales.assign(amount=count * 10.0)))).low > 0.5


@pytest.mark.parametrize("customers", [0, 1, 12])
def test_an_answer_for_every_table(customers):
    day = pd.Timestamp("2020-05-01")
    sales = pd.DataFrame(
        {
            "date": [day] * customers,
            "customer": [f"c{i}" for i in range(customers)],
            "amount": np.full(customers, 9.0),
        }
    )
    past = history(sales, as_of="2020-06-01")
    found = worth_of(fitted_on(past), months=12)
    assert len(found) == customers
    assert np.isfinite(found["expected_value"].to_numpy(float)).all()
    assert back_test(past, months=12, seed=2013) is None


def test_the_expected_value_lies_inside_its_interval():
    gone = bgnbd_sales(300, seed=5).groupby("customer").head(2)
    found = worth_of(fitted_on(history(gone, as_of="2023-01-01")), months=12)
    assert found["expected_value"].between(found["low"], found["high"]).all()


def test_lines_without_a_cost_leave_the_margin_alone():
    sales = bgnbd_sales(200, seed=2).assign(cost=lambda t: t["amount"] * 0.8)
    some = sales.assign(cost=sales["cost"].where(sales.index % 5 == 0))
    margins = fitted_on(history(some)).customers["margin"]
    assert margins.to_numpy() == pytest.approx(0.2, abs=1e-3)
    none = fitted_on(history(sales.assign(cost=np.nan)))
    assert not none.margin_known
    assert (none.customers["margin"] == 0.3).all()


def test_what_returns_take_back_is_not_foretold():
    sales = bgnbd_sales(400, seed=4)
    back = sales.assign(date=sales["date"] + pd.Timedelta(days=3), amount=-sales["amount"] / 2)
    whole = worth_of(fitted_on(history(sales)), months=12)["expected_value"].sum()
    half = history(pd.concat([sales, back]), as_of=sales["date"].max())
    assert worth_of(fitted_on(half), months=12)["expected_value"].sum() == pytest.approx(
        whole / 2, rel=0.05
    )


def test_money_in_small_fractions_is_not_rounded_away():
    sales = bgnbd_sales(50, seed=4).assign(amount=lambda t: t["amount"] * 1e-8)
    assert worth_of(fitted_on(history(sales)), months=12)["expected_value"].sum() > 0


def test_equal_amounts_have_no_order_to_compare():
    fitted = fitted_on(history(bgnbd_sales(50, seed=4).assign(amount=10.0)))
    assert np.isnan(independence(fitted).value)


def test_where_returns_take_everything_nothing_is_to_come():
    sales = bgnbd_sales(100, seed=4)
    back = sales.assign(date=sales["date"] + pd.Timedelta(days=3), amount=-2 * sales["amount"])
    past = history(pd.concat([sales, back]))
    assert worth_of(fitted_on(past), months=12)["expected_value"].sum() == 0


def test_who_is_sold_to_at_a_loss_is_told_beside_the_most_valuable():
    worth = pd.DataFrame({"expected_value": [800.0, 150.0, 50.0, -100.0, -400.0]})
    said = concentration(with_shares(worth, measure="expected_value"), top=0.2)
    assert said.text.startswith("The most valuable 20% of customers (1 of 5) hold 80% of")
    assert "$" not in said.text
    assert "take €500 of it away" in said.text
    gaining = worth[worth["expected_value"] > 0]
    assert "away" not in concentration(with_shares(gaining, measure="expected_value"), top=0.5).text


def test_groups_of_which_nothing_is_expected_are_not_compared():
    groups = pd.DataFrame({"group": ["2023", "2024"], "mean": 0.0, "low": 0.0, "high": 0.0})
    assert dearest(groups, "vintage") is None
    assert dearest(groups.assign(mean=[1.0, 2.0]), "vintage") is not None
