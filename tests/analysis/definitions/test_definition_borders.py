"""Borders of what all chapters share: a season, and the silence that means left."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.definitions import horizon, ladder, seasonality
from helpers.analysis.definitions.history import history
from helpers.analysis.definitions.ledger import Ledger
from helpers.periods import days_in
from helpers.settings import ChurnSettings
from tests.analysis.sales import sales_table


def months(many, *, high=2.0):
    """Totals of so many months: each December sells more, and no two months are quite alike."""
    days = pd.date_range("2019-01-01", periods=many, freq="MS")
    values = 100 * np.where(days.month == 12, high, 1.0) * (1 + 0.01 * np.sin(np.arange(many) * 7))
    return pd.Series(values, index=days)


@pytest.mark.parametrize(("many", "told"), [(24, True), (23, False)])
def test_two_years_tell_of_a_season(many, told):
    assert np.isfinite(seasonality.calendar_p_value(months(many))) == told
    assert seasonality.follows_calendar(months(many)) == told


def test_months_of_five_years_say_what_the_season_is():
    odd = months(61)
    odd.iloc[0] = 1e6
    last = months(61).iloc[1:]
    pd.testing.assert_series_equal(
        seasonality.calendar_index(odd), seasonality.calendar_index(last)
    )
    odd.iloc[1] = 1e6
    assert not np.allclose(seasonality.calendar_index(odd), seasonality.calendar_index(last))


def test_half_of_the_smallest_sale_stands_for_a_month_without_any():
    assert seasonality._logs(pd.Series([4.0, 0.0, 8.0])).tolist() == pytest.approx(
        np.log([4.0, 2.0, 8.0])
    )
    assert seasonality._logs(pd.Series([0.0, 0.0])).tolist() == [0.0, 0.0]


def test_a_season_is_believed_below_the_chance_that_is_set():
    totals = months(36, high=1.02)
    p = seasonality.calendar_p_value(totals)
    assert not seasonality.follows_calendar(totals, p_below=p)
    assert seasonality.follows_calendar(totals, p_below=p + 1e-9)


def months_of(*gaps):
    return horizon.horizon_months(np.array(gaps), least=2, most=12, gap_share=0.9)


@pytest.mark.parametrize(("gap", "told"), [(days_in(3), 3), (days_in(3) + 1, 4), (1, 2),
                                           (days_in(11), 11), (days_in(11) + 1, 12)])  # fmt: skip
def test_the_horizon_is_the_month_in_which_the_gaps_fit(gap, told):
    assert months_of(gap) == told


def test_nine_gaps_of_ten_must_fit():
    assert months_of(*[1] * 9, 300) == 2
    assert months_of(*[1] * 8, 300, 300) == 10
    assert months_of() == 12


def test_what_the_consultant_says_is_the_horizon():
    gaps = np.array([1])
    assert horizon.horizon_by_gaps(gaps, ChurnSettings()) == days_in(2)
    assert horizon.horizon_by_gaps(gaps, ChurnSettings(horizon_months=7)) == days_in(7)


def test_what_a_customer_has_repeated_is_counted_up_to_the_day():
    """One came on the days 0, 10 and 30, another one on day 25."""
    days = pd.to_datetime("2024-01-01") + pd.to_timedelta([0, 10, 30, 25], unit="D")
    sold = pd.DataFrame({"date": days, "customer": [*"aaab"], "amount": 5.0})
    ledger = Ledger(history(sold))
    last = ledger.history.as_of
    assert [part.tolist() for part in ledger.repeat(last)] == [[2, 0], [30, 0], [30, 5], [0, 1]]
    assert [part.tolist() for part in ledger.repeat(last - 1)] == [[1, 0], [10, 0], [29, 4], [0, 1]]
    assert [part.tolist() for part in ledger.repeat(last - 6)] == [[1], [10], [24], [0]]


def test_the_money_of_a_customer_is_that_of_the_year_up_to_the_day():
    days = ["2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01"]
    sold = pd.DataFrame(
        {"date": pd.to_datetime(days), "customer": "a", "amount": [1.0, 10.0, 100.0, 1000.0]}
    )
    habit = pd.Series([True], index=pd.Index(["a"], name="customer"))
    told = ladder._money(sales_table(sold), [], habit, as_of=pd.Timestamp("2024-12-31"))
    assert told.loc["a", "net_sales_year"] == 110.0
