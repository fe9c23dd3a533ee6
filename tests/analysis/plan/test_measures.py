"""What is a measure of some months, and against which months is it held? Counted by hand."""

import pandas as pd
import pytest

from helpers.analysis.plan import measures

NOW = measures.Span(pd.Timestamp("2024-01-01"), pd.Timestamp("2024-03-01"), 2)
ROWS = [
    ("ann", "2023-01", 1, 100.0), ("ann", "2024-01", 2, 300.0),
    ("bob", "2023-02", 1, 50.0),
    ("cat", "2022-01", 1, 80.0), ("cat", "2023-01", 1, 50.0), ("cat", "2024-02", 1, 100.0),
    ("dan", "2023-02", 0, -10.0),  # a return is no purchase: he is new a year later
    ("dan", "2024-02", 1, 200.0),
    *((name, f"{year}-{month}", 9, 999.0)  # months on either side of those that count
      for name, year, month in (("ann", 2024, "03"), ("bob", 2022, "03"), ("cat", 2023, "12"),
                                ("bob", 2023, "03"))),
]  # fmt: skip


def panel(rows):
    table = pd.DataFrame(rows, columns=["customer", "month", "purchases", "net"])
    return table.assign(month=pd.to_datetime(table["month"]))


@pytest.mark.parametrize(
    ("measure", "then", "now"),
    [
        ("net_sales", 190.0, 600.0),
        ("buyers", 3.0, 3.0),
        ("purchases_each", 1.0, 4 / 3),
        ("purchase_worth", 200 / 3, 150.0),
        ("newcomers", 1.0, 1.0),  # bob came in March 2022, before
        ("kept", 1.0, 2 / 3),
    ],
)
def test_a_measure_is_held_against_the_same_months_a_year_before(measure, then, now):
    told = measures.moved(panel(ROWS), NOW, seed=1).set_index("measure").loc[measure]
    assert (told["then"], told["now"]) == pytest.approx((then, now))
    assert told["change"] == pytest.approx(now / then - 1)


@pytest.mark.parametrize(
    ("times", "verdict"), [(2, measures.UP), (1, measures.NOISE), (0.5, measures.DOWN)]
)
def test_what_is_the_same_for_all_has_moved_where_it_is_another(times, verdict):
    sold = [(f"c{n}", month, 1, money) for n in range(9)
            for month, money in (("2023-01", 10.0), ("2024-01", 10.0 * times))]  # fmt: skip
    told = measures.moved(panel(sold), NOW, seed=1).set_index("measure")
    assert told.loc["net_sales", "verdict"] == verdict
    assert told.loc["buyers", "verdict"] == measures.NOISE


@pytest.mark.parametrize(
    ("day", "last", "first", "months"),
    [
        ("2024-01-15", "2024-06-01", "2024-02-01", 5),
        ("2023-10-31", "2024-02-01", "2023-11-01", 4),
        ("2022-01-15", "2024-06-01", "2023-07-01", 12),
        ("2024-06-20", "2024-06-01", "2024-07-01", 0),
        ("2024-07-20", "2024-06-01", "2024-08-01", 0),
    ],
)
def test_months_since_a_day_are_whole_and_twelve_at_most(day, last, first, months):
    told = measures.since(pd.Timestamp(day), pd.Timestamp(last))
    assert (told.start, told.months) == (pd.Timestamp(first), months)
    assert told.end == pd.Timestamp(last) + pd.DateOffset(months=1)
