"""What goes with a manager: held against customers who kept theirs, or assumed."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.commitments import claim, depends, handover
from helpers.analysis.commitments.handover import HandedOver
from helpers.analysis.models.compare import Difference
from helpers.estimates import Estimate
from helpers.settings import CommitmentSettings
from tests.analysis.commitments.served import panel_of
from tests.analysis.sales import sales_table

AS_OF = pd.Timestamp("2024-12-31")
LAST = pd.Timestamp("2024-06-28")
RULES = CommitmentSettings()


def company(seed: int, *, goes: float, customers: int = 240, last: pd.Timestamp = LAST):
    """Customers who buy about every 20 days; of those of the one who leaves some go with him."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(customers):
        own = ("Ann", "Bob", "Cid")[number % 3]
        days = pd.Timestamp("2023-01-01") + pd.to_timedelta(
            np.cumsum(rng.exponential(20, 60)).astype(int), unit="D"
        )
        days = days[days <= AS_OF]
        if own == "Cid":
            went = rng.random() < goes
            rows += [(d, f"c{number:03}", "Cid") for d in days[days <= last]]
            rows += [] if went else [(d, f"c{number:03}", "Ann") for d in days[days > last]]
        else:
            rows += [(d, f"c{number:03}", own) for d in days]
    rows.append((last, "c002", "Cid"))
    table = pd.DataFrame(rows, columns=["date", "customer", "manager"])
    return sales_table(table.assign(amount=50.0, category="Service"))


def found(sales, contacts=None):
    return handover.handed_over(
        sales, contacts, as_of=AS_OF, segment=None, silent_most=120, rules=RULES
    )


@pytest.mark.parametrize("seed", range(3))
def test_customers_who_go_with_their_manager_are_seen(seed):
    told = found(company(seed, goes=0.4))
    assert told.days == [LAST]
    assert told.all.estimate.low > 0
    assert told.all.estimate.low <= 0.4 <= told.all.estimate.high + 0.05


def test_where_nobody_goes_nothing_is_seen():
    apart = [found(company(seed, goes=0.0, customers=150)).all.estimate for seed in range(4)]
    assert sum(e.low <= 0 <= e.high for e in apart) >= 3


def test_who_was_written_to_stands_apart_from_who_was_not():
    sales = company(5, goes=0.3)
    log = pd.DataFrame({"customer": [f"c{n:03}" for n in range(2, 120, 3)]})
    log["date"] = LAST + pd.Timedelta(days=5)
    told = found(sales, log)
    assert told.written.matched + told.silent.matched == told.all.matched
    late = found(sales, log.assign(date=LAST + pd.Timedelta(days=RULES.contact_days + 1)))
    assert late.written.matched == 0


def test_nobody_has_left_who_sold_a_month_ago():
    assert found(company(1, goes=0.4, last=pd.Timestamp("2024-11-29"))) is None


def handed(low: float, matched: int = 30) -> HandedOver:
    apart = Difference(Estimate(0.2, low, 0.4), matched, 100, 0)
    return HandedOver([LAST], apart, None, None)


@pytest.mark.parametrize(
    ("seen", "share", "known"),
    [(handed(0.01), 0.2, True), (handed(0.0), 0.1, False), (handed(0.01, 29), 0.1, False),
     (None, 0.1, False)],
)  # fmt: skip
def test_what_goes_is_known_only_where_hand_overs_say_so(seen, share, known):
    told = depends.leaving(seen, RULES)
    assert (told.share, told.known) == (share, known)


def test_money_hangs_on_the_desk_where_it_is_brought():
    table = pd.DataFrame({"customer": ["a", "b", "c"], "manager": ["Ann", "Ann", "shared"]})
    money = pd.Series({"a": 100.0, "b": -50.0, "c": 900.0})
    rows = depends.depends_on_manager(table, money, depends.leaving(None, RULES))
    assert rows[["customer", "money", "at_stake"]].values.tolist() == [
        ["a", 100.0, 10.0], ["b", 0.0, 0.0],
    ]  # fmt: skip
    sums = depends.by_manager(rows)
    assert sums.values.tolist() == [["Ann", 2, 100.0, 10.0]]


def test_that_the_manager_decides_four_fifths_does_not_hold_where_he_decides_nothing():
    from helpers.analysis.commitments.judged import managers

    told = claim.tested(managers(panel_of(3), RULES))[0]
    assert told.verdict == "does not hold"
    assert 0 <= told.ours.low <= told.ours.value <= told.ours.high < 0.1


def test_without_managers_the_claim_cannot_be_told():
    assert claim.tested(None)[0].verdict == "cannot be told"
