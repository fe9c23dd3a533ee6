"""Each customer gets one verdict, by the first rule that applies."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.definitions.verdicts import (
    CALLS,
    COLUMNS,
    RULES,
    VERDICTS,
    buys,
    under,
    verdicts,
)

STEPS = ("in_rhythm", "late", "left", "gone", "between", "")
ANSWERS = ("", "call", "control", "capacity", "closed", "tried", "earns nothing", "costs more",
           "single", "small", "stays", "rhythm", "unknown", "terms")  # fmt: skip


def someone(**facts):
    base = {"customer": "a", "step": "in_rhythm", "call": "", "abc": "B", "net_sales_year": 1000.0,
            "gross_profit_year": 300.0, "change_year": 0.0}  # fmt: skip
    return pd.DataFrame([base | facts])


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"call": "control", "step": "late", "gross_profit_year": -1.0}, "left alone"),
        ({"call": "closed", "step": "late"}, "let go"),
        ({"call": "small", "step": "left"}, "let go"),
        ({"call": "small", "step": "late"}, "watch"),
        ({"call": "single", "step": "gone"}, "let go"),
        ({"gross_profit_year": -0.01, "abc": "A"}, "new terms"),
        ({"gross_profit_year": 0.0, "abc": "A"}, "keep"),
        ({"gross_profit_year": -1.0, "step": "between"}, "new terms"),
        ({"gross_profit_year": -1.0, "step": "left", "call": "earns nothing"}, "let go"),
        ({"service_year": 301.0, "margin_year": 300.0}, "new terms"),
        ({"service_year": 300.0, "margin_year": 300.0}, "watch"),
        ({"call": "call", "step": "left"}, "win back"),
        ({"call": "capacity", "step": "gone"}, "win back"),
        ({"call": "call", "step": "late"}, "talk to"),
        ({"call": "unknown", "step": "late", "abc": "A", "at_stake": 1.0}, "talk to"),
        ({"call": "unknown", "step": "late", "abc": "A", "at_stake": 0.0}, "watch"),
        ({"call": "unknown", "step": "late", "abc": "B", "at_stake": 1.0}, "watch"),
        ({"abc": "A"}, "keep"),
        ({"abc": "A", "step": "between"}, "watch"),
        ({"abc": "A", "step": "late", "call": "stays"}, "watch"),
        ({"short_of_best": "recommends"}, "grow"),
        ({"short_of_best": "recommends", "abc": "A"}, "keep"),
        ({"net_sales_year": 0.0, "short_of_best": "recommends"}, "watch"),
        ({}, "watch"),
        ({"step": "left"}, "watch"),
    ],
)
def test_the_first_rule_that_applies_decides(facts, verdict):
    assert verdicts(someone(**facts))["verdict"].tolist() == [verdict]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(STEPS), st.sampled_from(ANSWERS), st.sampled_from("ABC"),
            st.floats(-1e6, 1e6) | st.just(np.nan), st.floats(0, 1e6) | st.just(np.nan),
        ),
        min_size=1,
        max_size=30,
    )
)  # fmt: skip
def test_every_customer_has_one_verdict_and_no_order_contradicts_the_facts(rows):
    facts = pd.DataFrame(rows, columns=["step", "call", "abc", "gross_profit_year", "service_year"])
    facts = facts.assign(
        customer=[f"c{k:02}" for k in range(len(facts))], net_sales_year=100.0, change_year=0.0,
        margin_year=10.0,
    )  # fmt: skip
    told = verdicts(facts)
    assert list(told) == COLUMNS
    assert sorted(told["customer"]) == sorted(facts["customer"])
    assert told["verdict"].isin(VERDICTS).all()
    assert told["because"].str.len().gt(0).all()
    assert not told["because"].str.contains("%(", regex=False).any()
    of = facts.set_index("customer").loc[told["customer"]].reset_index()
    assert not (of["call"].eq("control") & told["verdict"].isin(CALLS)).any()
    loses = of["gross_profit_year"].lt(0) & buys(of)
    assert not (loses & told["verdict"].isin(["keep", "grow", *CALLS])).any()
    assert told["verdict"].map(list(VERDICTS).index).is_monotonic_increasing


def test_the_reasons_hold_the_customer_s_own_numbers():
    late = someone(call="call", step="late", silent_days=97.0, usual_gap=13.2)
    assert verdicts(late)["because"].tolist() == [
        "has bought nothing for 97 days, the usual gap is 13"
    ]


def test_under_an_order_the_most_money_stands_first_by_profit_where_it_is_known():
    some = pd.concat(
        [someone(customer="a", abc="A", net_sales_year=9.0, gross_profit_year=1.0),
         someone(customer="b", abc="A", net_sales_year=5.0, gross_profit_year=2.0),
         someone(customer="c", gross_profit_year=99.0)]
    )  # fmt: skip
    assert under(verdicts(some), "keep")["customer"].tolist() == ["b", "a"]
    bare = some.assign(gross_profit_year=np.nan)
    assert under(verdicts(bare), "keep")["customer"].tolist() == ["a", "b"]


def test_the_rules_stand_in_the_order_of_the_verdicts():
    places = [list(VERDICTS).index(rule.verdict) for rule in RULES]
    assert places == sorted(places)
    assert {rule.verdict for rule in RULES} == set(VERDICTS)
