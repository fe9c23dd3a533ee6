"""Whose customer was each at a cut-off, and was he lost? Nothing that came later is known."""

import pandas as pd
import pytest

from helpers.analysis.commitments import panel
from helpers.analysis.commitments.panel import SHARED
from helpers.settings import CommitmentSettings
from tests.analysis.sales import sales_table

AS_OF = pd.Timestamp("2024-12-31")
DAY = pd.Timestamp("2024-06-30")
WITHIN = 184
RULES = CommitmentSettings()


def sold(*rows: tuple):
    """Lines (date, customer, manager, amount=100)."""
    table = pd.DataFrame(
        [(*row, 100.0)[:4] for row in rows], columns=["date", "customer", "manager", "amount"]
    )
    return sales_table(table.assign(category="Service"))


def known(*rows, rules=RULES, left=True, silent=WITHIN):
    found = panel.spans(sold(*rows), [DAY], as_of=AS_OF)
    return panel.panel(found, rules, within=WITHIN, silent_most=silent, left=left)


def habit(manager="Ann", *, others=0, customer="c", last="2024-06-10"):
    """Five invoices up to the cut-off, the last of them by others."""
    days = ["2024-02-10", "2024-03-10", "2024-04-10", "2024-05-10", last]
    names = [manager] * (5 - others) + ["Zoe"] * others
    return [(day, customer, name) for day, name in zip(days, names, strict=True)]


def test_who_buys_again_within_the_horizon_is_not_lost():
    assert known(*habit(), ("2024-12-31", "c", "Ann"))["lost"].tolist() == [False]
    assert known(*habit())["lost"].tolist() == [True]


@pytest.mark.parametrize(("others", "manager"), [(2, "Ann"), (3, SHARED)])
def test_his_manager_wrote_three_fifths_of_the_invoice_days(others, manager):
    names = habit(others=others)
    names[-1] = (*names[-1][:2], "Yan") if others == 3 else names[-1]
    assert known(*names)["manager"].tolist() == [manager]


def test_invoices_of_more_than_a_year_ago_do_not_say_whose_he_is():
    old = [(f"2023-0{m}-05", "c", "Zoe") for m in range(1, 7)]
    assert known(*old, *habit())["manager"].tolist() == ["Ann"]


@pytest.mark.parametrize(("n", "told"), [(2, 0), (3, 1)])
def test_a_habit_is_three_purchases(n, told):
    assert len(known(*habit()[-n:])) == told


def test_two_lines_of_one_day_are_one_purchase_and_one_invoice_day():
    rows = [("2024-06-10", "c", "Ann")] * 2 + [("2024-05-10", "c", "Bob")]
    assert known(*rows, rules=RULES.model_copy(update={"least_purchases": 2})).shape[0] == 1
    assert known(*rows).empty


@pytest.mark.parametrize(("silent", "told"), [(20, 1), (19, 0)])
def test_who_had_left_already_does_not_count(silent, told):
    assert len(known(*habit(), silent=silent)) == told


def test_money_and_days_are_those_before_the_cutoff():
    row = known(*habit(), ("2024-08-01", "c", "Ann", 700.0)).iloc[0]
    assert row[["purchases", "silence", "value", "before", "after"]].tolist() == [
        5, 20, 500.0, 500.0, 700.0,
    ]  # fmt: skip


def test_a_manager_who_left_is_not_judged_by_those_left_behind():
    gone = known(*habit(), *habit("Bob", customer="d"), ("2024-12-20", "d", "Bob"), left=False)
    assert gone.set_index("customer")["manager"].to_dict() == {"c": SHARED, "d": "Bob"}
    all_of = known(*habit(), *habit("Bob", customer="d"), ("2024-12-20", "d", "Bob"))
    assert all_of["manager"].tolist() == ["Ann", "Bob"]


def test_lines_without_a_manager_belong_to_nobody():
    assert known(*habit(None))["manager"].tolist() == [SHARED]


def test_later_rows_that_lie_change_nothing_that_was_known():
    rows = [*habit(), *habit("Bob", customer="d")]
    lies = [("2024-07-02", "c", "Liar", 9e6), ("2024-07-03", "d", "Liar", -9e6)]
    told = ["manager", "silence", "purchases", "age", "value", "before", "main", "share_0"]
    pd.testing.assert_frame_equal(known(*rows)[told], known(*rows, *lies)[told])


def test_rows_after_the_last_day_are_not_there():
    rows = habit()
    pd.testing.assert_frame_equal(known(*rows), known(*rows, ("2025-01-01", "c", "Ann")))


def test_cutoffs_lie_half_a_year_apart_with_a_year_before_them():
    days = panel.half_years(sold(("2022-06-30", "c", "Ann")), as_of=AS_OF, horizon_days=WITHIN)
    assert days == [DAY, pd.Timestamp("2023-12-30"), pd.Timestamp("2023-06-30")]
    late = panel.half_years(sold(("2022-07-01", "c", "Ann")), as_of=AS_OF, horizon_days=WITHIN)
    assert len(late) == 2
    short = sold(("2023-07-01", "c", "Ann"))
    assert panel.half_years(short, as_of=AS_OF, horizon_days=WITHIN) == []


def test_without_categories_all_customers_have_the_same():
    sales = sold(*habit()).drop("category")
    found = panel.spans(sales, [DAY], as_of=AS_OF)
    row = panel.panel(found, RULES, within=WITHIN, silent_most=WITHIN).iloc[0]
    assert (row["main"], row["value"]) == (0, 500.0)
