"""Which months count: after the first purchase, before the last, with the log behind them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.contact.panel import Log, covered, number_of, panel
from tests.analysis.contact.worlds import log, long
from tests.laws import examples


def of(purchases, contacts, **how):
    """Panel of customers, a text of digits for each: purchases and contacts by month."""
    bought = np.array([[int(x) for x in one] for one in purchases])
    sent = np.array([[int(x) for x in one] for one in contacts])
    return panel(long(bought, "purchases"), log(sent), last=how.get("last", bought.shape[1] - 1))


def test_months_lie_strictly_between_the_first_and_the_last_purchase():
    found = of(["0102010000"], ["3000000000"])
    assert found.rows["month"].tolist() == [2, 3, 4]
    assert found.rows["purchases"].tolist() == [0, 2, 0]


def test_each_month_has_the_contacts_of_the_month_before_and_of_the_one_after():
    found = of(["1010100000"], ["0123450000"])
    assert found.rows["month"].tolist() == [1, 2, 3]
    assert found.rows["contacts"].tolist() == [0, 1, 2]
    assert found.rows["after"].tolist() == [2, 3, 4]


def test_beyond_the_log_nothing_is_known_of_contacts():
    bought = long(np.array([[1, 1, 1, 1, 1, 1]]), "purchases")
    sent = Log(long(np.array([[0, 1, 1, 0, 0, 0]]), "contacts").assign(ours=1.0), 1, 3)
    found = panel(bought, sent, last=5)
    assert found.rows["month"].tolist() == [2, 3, 4]
    assert found.rows["after"].fillna(-1).tolist() == [0, -1, -1]


@pytest.mark.parametrize(
    ("purchases", "kept"),
    [
        ("1110000000", False),  # one month between
        ("1101000000", True),  # two, a purchase in one of them
        ("1001000000", False),  # two, and no purchase in them
    ],
)
def test_who_says_nothing_drops_out_and_is_counted(purchases, kept):
    found = of([purchases], ["0000000000"])
    assert (found.customers, found.left_out) == (int(kept), int(not kept))


def test_a_last_month_that_is_not_whole_does_not_count():
    assert of(["1111111111"], ["0" * 10], last=5).rows["month"].max() == 5


def test_a_month_of_the_log_counts_where_all_but_a_week_is_covered():
    first, last = pd.Timestamp("2025-01-08"), pd.Timestamp("2025-03-24")
    january = number_of(pd.Timestamp("2025-01-01"))
    assert covered(first, last) == (january, january + 2)
    day = pd.Timedelta(days=1)
    assert covered(first + day, last - day) == (january + 1, january + 1)


@examples(50)
@given(
    bought=st.lists(st.integers(0, 2), min_size=12, max_size=12),
    sent=st.lists(st.integers(0, 3), min_size=12, max_size=12),
    lies=st.lists(st.integers(0, 9), min_size=12, max_size=12),
)
def test_what_happens_after_the_last_purchase_changes_nothing(bought, sent, lies):
    last = max((m for m, n in enumerate(bought) if n), default=0)
    lied = [*sent[: last + 1], *lies[last + 1 :]]
    one = panel(long(np.array([bought]), "purchases"), log(np.array([sent])), last=11)
    other = panel(long(np.array([bought]), "purchases"), log(np.array([lied])), last=11)
    pd.testing.assert_frame_equal(one.rows, other.rows)
