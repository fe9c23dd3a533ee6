"""Whom to call first, whom to leave alone, and whom to let go."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.winback import findings
from helpers.analysis.winback import ranking as winback
from helpers.analysis.winback.ranking import gains, in_control, ranked, sensitivity
from helpers.settings import WinBackSettings
from tests.analysis.sales import sales_table

RULES = WinBackSettings(control_share=0.0, seed=1)  # g 0.2, d 0.05, ψ 0.5, f 10


def rules(**changes):
    return RULES.model_copy(update=changes)


def people(**columns):
    table = pd.DataFrame(columns)
    n = len(table)
    base = {
        "customer": [f"c{k}" for k in range(n)],
        "probability_leaves": [np.nan] * n,
        "probability_returns": [np.nan] * n,
        "at_stake": [1000.0] * n,
        "last_purchase": [pd.Timestamp("2024-01-01")] * n,
        "habit": [True] * n,
    }
    table = table.assign(**{k: v for k, v in base.items() if k not in table})
    if "step" not in table:
        table["step"] = np.where(table["probability_leaves"].notna(), "late", "left")
    return table.assign(margin=table["at_stake"]).astype(
        {"probability_leaves": float, "probability_returns": float, "at_stake": float}
    )


def test_the_gain_of_a_call_to_one_who_may_leave():
    # 0.5 × 0.2 × 950 − 0.5 × 0.5 × 50 − 10
    assert gains(people(probability_leaves=[0.5]), RULES).tolist() == [72.5]


def test_the_gain_of_a_call_to_one_who_has_left():
    assert gains(people(probability_returns=[0.1]), RULES).tolist() == [85.0]


def test_who_will_stay_anyway_is_a_cost():
    table = ranked(people(probability_leaves=[0.01]), RULES)
    assert table["expected_gain"].iloc[0] < 0
    assert table["reason"].tolist() == ["stays"]


def test_the_likeliest_to_leave_is_not_always_the_first_to_call():
    table = people(probability_leaves=[0.95, 0.5], at_stake=[100.0, 5000.0])
    assert ranked(table, RULES)["customer"].tolist() == ["c1", "c0"]


def test_calls_end_where_the_team_ends():
    table = people(probability_leaves=[0.6, 0.7, 0.8])
    found = ranked(table, rules(capacity=2))
    assert found["contact"].tolist() == [True, True, False]
    assert found["reason"].iloc[2] == "capacity"


def test_a_closed_business_is_let_go_however_large():
    table = people(probability_returns=[0.9, 0.1], at_stake=[1e6, 1000.0])
    found = ranked(table, RULES, exclude=pd.Series({"c0": "closed"}))
    assert found["customer"].tolist() == ["c1", "c0"]
    assert found["reason"].tolist() == ["call", "closed"]


def test_who_brings_nothing_is_let_go():
    found = ranked(people(probability_returns=[0.5], at_stake=[0.0]), RULES)
    assert found["reason"].tolist() == ["earns nothing"]


def test_the_control_group_is_a_tenth_and_stays_the_same_in_another_list():
    codes = pd.Series([f"c{k}" for k in range(5000)])
    drawn = in_control(codes, control_share=0.1, seed=1)
    assert drawn.mean() == pytest.approx(0.1, abs=0.015)
    some = codes[::7]
    assert in_control(some, control_share=0.1, seed=1).tolist() == drawn[::7].tolist()
    assert not drawn.equals(in_control(codes, control_share=0.1, seed=2))


def test_nobody_of_the_control_group_is_called():
    found = ranked(people(probability_leaves=[0.9] * 300), rules(control_share=0.1))
    assert found["contact"].sum() == 100
    control = found[found["reason"] == "control"]
    assert 15 <= len(control) <= 50
    assert not control["contact"].any()


def test_a_better_chance_never_makes_the_list_worth_less():
    table = people(probability_leaves=np.linspace(0.05, 0.95, 40))
    turned = sensitivity(table, rules(other_chances=(0.05, 0.4)))
    assert turned["chance"].tolist() == [0.05, 0.2, 0.4]
    assert turned["expected_gain"].is_monotonic_increasing
    assert turned.loc[turned["assumed"], "same"].tolist() == [1.0]


@given(
    st.lists(
        st.tuples(
            st.floats(0, 1), st.booleans(), st.floats(0, 1e7), st.sampled_from(["", "tried"])
        ),
        max_size=30,
    ),
    st.integers(1, 10),
)
def test_every_customer_stands_once_and_no_call_loses_money(rows, capacity):
    table = people(
        probability_leaves=[p if here else np.nan for p, here, _, _ in rows],
        probability_returns=[np.nan if here else p for p, here, _, _ in rows],
        at_stake=[worth for _, _, worth, _ in rows],
    )
    why = pd.Series({f"c{k}": r[3] for k, r in enumerate(rows) if r[3]}, dtype="object")
    found = ranked(table, rules(capacity=capacity, control_share=0.1), exclude=why)
    assert sorted(found["customer"]) == sorted(table["customer"])
    assert found["priority"].tolist() == list(range(1, len(table) + 1))
    assert found["contact"].sum() <= capacity
    assert (found.loc[found["contact"], "expected_gain"] > 0).all()
    assert found["reason"].isin(winback.REASONS).all()
    told = found[["customer"]].assign(verdict="watch", because="in rhythm")
    assert list(winback.result(found, told)) == winback.RESULT


def test_one_order_is_single_money_and_no_money_a_year():
    sales = sales_table(
        [(day, who, 100) for who, *days in
         [("once", "2024-01-05"), ("month", "2024-01-05", "2024-01-25"),
          ("habit", "2024-01-31", "2024-02-01")]
         for day in days]
    )  # fmt: skip
    money = winback.yearly_margin(sales, margin=0.3, as_of=pd.Timestamp("2024-12-31"))
    assert money.set_index("customer")["habit"].to_dict() == {
        "once": False, "month": False, "habit": True,
    }  # fmt: skip
    none = pd.DataFrame({"customer": [], "probability": []})
    steps = pd.Series("left", index=money["customer"])
    weighed = winback.candidates(money, none, returns=0.9, steps=steps)
    found = ranked(weighed, rules(control_share=0.0)).set_index("customer")
    assert found["at_stake"].to_dict() == {"once": 0.0, "month": 0.0, "habit": 60.0}
    assert found["reason"].to_dict() == {"once": "single", "month": "single", "habit": "call"}
    assert "2 customers who bought in one month only: €90" in findings.single(found)
    assert findings.single(found.head(1)) == ""


def test_the_yearly_margin_ends_with_the_last_purchase():
    import ibis

    sales = ibis.memtable(
        pd.DataFrame(
            {
                "date": pd.to_datetime(["2020-01-01", "2022-01-01", "2022-06-01", "2022-07-01"]),
                "customer": ["a", "a", "a", "a"],
                "amount": [500.0, 100.0, 60.0, -10.0],
                "cost": [1.0, 40.0, 30.0, -5.0],
            }
        )
    )
    found = winback.yearly_margin(sales, margin=0.3, as_of=pd.Timestamp("2024-01-01"))
    assert found["last_purchase"].tolist() == [pd.Timestamp("2022-06-01")]
    assert found["sales"].tolist() == [150.0]
    assert found["margin"].tolist() == [85.0]
    assert found["habit"].tolist() == [True]
    bare = winback.yearly_margin(sales.drop("cost"), margin=0.3, as_of=pd.Timestamp("2024-01-01"))
    assert bare["margin"].tolist() == [45.0]


def test_who_is_in_rhythm_and_was_not_scored_is_no_candidate():
    money = pd.DataFrame(
        {
            "customer": ["scored", "rhythm", "gone", "late"],
            "margin": 100.0,
            "habit": True,
            "sales": 300.0,
        }
    )
    steps = pd.Series(
        {"scored": "in_rhythm", "rhythm": "in_rhythm", "gone": "gone", "late": "late"}
    )
    scores = pd.DataFrame({"customer": ["scored"], "probability": [0.5]})
    found = winback.candidates(money, scores, returns=0.1, steps=steps)
    assert found["customer"].tolist() == ["scored", "gone", "late"]
    assert found["probability_leaves"].notna().tolist() == [True, False, False]
    assert found["probability_returns"].notna().tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("step", "leaves", "reason"),
    [("late", 0.9, "call"), ("in_rhythm", 0.9, "rhythm"), ("between", 0.9, "rhythm"),
     ("late", np.nan, "unknown"), ("late", 0.01, "stays")],
)  # fmt: skip
def test_nobody_is_called_who_buys_in_rhythm_whatever_the_model_says(step, leaves, reason):
    found = ranked(people(probability_leaves=[leaves], step=[step]), RULES)
    assert found["reason"].tolist() == [reason]
    assert found["contact"].tolist() == [reason == "call"]


def test_who_is_sold_to_at_a_loss_is_no_call_however_likely_to_leave():
    table = people(probability_leaves=[0.9, 0.1])
    found = ranked(table, RULES, exclude=pd.Series({"c0": "terms", "c1": "terms"}))
    assert found["reason"].tolist() == ["terms", "terms"]


def test_the_whole_draw_is_left_alone_also_beyond_what_the_team_can_do():
    found = ranked(people(probability_leaves=[0.9] * 300), rules(control_share=0.5, capacity=1))
    drawn = in_control(found["customer"], control_share=0.5, seed=RULES.seed)
    assert found["contact"].sum() == 1
    assert (found.loc[drawn, "reason"] == "control").all()
    assert (found.loc[~drawn, "reason"].isin(["call", "capacity"])).all()
