"""One face value, three prices: what is used later or never costs less."""

import pandas as pd
import pytest

from helpers.analysis.terms import bonuses
from helpers.analysis.terms.bonuses import CASHBACK, DISCOUNT, GIFT

TODAY = pd.Timestamp("2025-12-31")


def rows(*given_used, kind=CASHBACK):
    frame = pd.DataFrame(given_used, columns=["date", "redeemed"]).apply(pd.to_datetime)
    return frame.assign(kind=kind, amount=10.0, customer=[f"{n:03d}" for n in range(len(frame))])


def told(frame, **more):
    known = {"as_of": TODAY, "valid_months": 12, "margin": 0.4, "rate": 0.0} | more
    return bonuses.by_kind(frame, **known).set_index("kind")


@pytest.mark.parametrize(
    ("word", "kind"),
    [("Discount", DISCOUNT), (" СКИДКА", DISCOUNT), ("Кэшбэк", CASHBACK), ("cash back", CASHBACK),
     ("Подарок", GIFT), ("voucher", "voucher"), (None, "")],
)  # fmt: skip
def test_words_of_the_client(word, kind):
    assert bonuses.kind_of(pd.Series([word])).tolist() == [kind]


def test_what_is_still_open_is_not_counted_as_never_used():
    """Two given a year ago, one used after 30 days; two given yesterday say nothing yet."""
    frame = rows(
        ("2024-12-01", "2024-12-31"), ("2024-12-01", None), ("2025-12-30", None),
        ("2025-12-30", None),
    )  # fmt: skip
    assert told(frame)["redeemed"].loc[CASHBACK] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("kind", "cost"), [(DISCOUNT, 1.0), (CASHBACK, 0.3), (GIFT, 0.6), ("voucher", None)]
)
def test_cost_of_one_face_value(kind, cost):
    """Half is used, at a margin of 40 %, with nothing lost by waiting."""
    frame = rows(("2024-06-01", "2024-06-21"), ("2024-06-01", None), kind=kind)
    found = told(frame)["cost_today"].loc[kind]
    assert pd.isna(found) if cost is None else found == pytest.approx(cost)


def test_waiting_makes_cashback_cheaper():
    frame = rows(("2024-01-01", "2024-12-31"))
    cost = told(frame, rate=0.12)["cost_today"].loc[CASHBACK]
    assert cost == pytest.approx(0.6 / 1.12, rel=1e-3)


@pytest.mark.parametrize(("used", "counts"), [("2025-01-01", 1.0), ("2025-01-02", 0.0)])
def test_a_bonus_lasts_its_months(used, counts):
    """Twelve months are 365 days: given on 2 January 2024 it ends with 1 January 2025."""
    assert told(rows(("2024-01-02", used)))["redeemed"].loc[CASHBACK] == counts


def test_days_until_half_of_those_used():
    frame = rows(
        ("2024-01-01", "2024-01-11"), ("2024-01-01", "2024-01-21"), ("2024-01-01", None),
        ("2024-01-01", None),
    )  # fmt: skip
    assert told(frame)["median_days"].loc[CASHBACK] == 10


def test_the_day_of_using_is_no_purchase_of_its_own():
    frame = rows(("2025-01-05", "2025-01-20"), ("2025-01-06", None))
    when = pd.to_datetime(["2025-01-20", "2025-02-01"])
    days = pd.DataFrame({"customer": ["000", "001"], "date": when})
    found = bonuses.with_redeeming(frame, days, as_of=TODAY, seed=1)
    assert (found.estimate.value, found.matched, found.others) == (-1.0, 1, 1)


@pytest.mark.parametrize(("day", "known"), [("2025-07-04", True), ("2025-07-05", False)])
def test_only_bonuses_that_were_watched_long_enough(day, known):
    """180 days after 4 July is 31 December."""
    frame = rows((day, "2025-08-01"), (day, None))
    days = pd.DataFrame({"customer": ["000"], "date": pd.to_datetime(["2025-08-01"])})
    assert (bonuses.with_redeeming(frame, days, as_of=TODAY, seed=1) is not None) == known


def test_uses_after_the_last_known_day_change_nothing():
    frame = rows(("2024-12-01", "2024-12-31"), ("2025-12-01", None))
    lying = frame.assign(redeemed=frame["redeemed"].fillna(pd.Timestamp("2026-01-01")))
    pd.testing.assert_frame_equal(told(frame), told(lying))
