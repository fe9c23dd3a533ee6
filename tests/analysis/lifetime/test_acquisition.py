"""What a new customer costs and what a recommendation is worth."""

import numpy as np
import pandas as pd
import yaml

from helpers import project
from helpers.analysis.lifetime import acquisition, findings, inputs, referrals

SPAN = (pd.Timestamp("2024-01-01"), pd.Timestamp("2024-12-31"))


def entries(count, channel, margin):
    return pd.DataFrame(
        {
            "customer": [f"{channel}{k}" for k in range(count)],
            "first": pd.Timestamp("2024-01-10"),
            "channel": channel,
            "first_margin": float(margin),
        }
    )


def spend(**amounts):
    rows = [(pd.Timestamp("2024-03-01"), c, a) for c, a in amounts.items()]
    return pd.DataFrame(rows, columns=["date", "channel", "amount"])


def monthly(entry, margin):
    rows = [(c, m, margin) for c in entry["customer"] for m in range(12)]
    return pd.DataFrame(rows, columns=["customer", "month", "margin"])


def test_spending_over_new_customers_is_the_cost_of_one():
    entry = entries(20, "radio", 30)
    table = acquisition.acquisition(entry, spend(radio=2000.0), monthly(entry, 30.0), span=SPAN)
    assert table["cost_per_customer"].tolist() == [100.0]
    assert table["loses_on_first"].tolist() == [True]
    assert table["payback_month"].tolist() == [4.0]


def test_a_channel_that_brought_nobody_has_no_cost_of_one():
    table = acquisition.acquisition(
        entries(0, "x", 1), spend(radio=10.0), monthly(entries(0, "x", 1), 1.0), span=SPAN
    )
    assert table["cost_per_customer"].isna().all()
    assert findings.losing(table) is None


def test_the_channel_of_the_lead_comes_before_that_of_the_sale():
    entry = entries(1, "walk-in", 1)
    leads = pd.DataFrame(
        {"lead": ["L"], "date": [SPAN[0]], "customer": ["walk-in0"], "channel": ["radio"]}
    )
    assert acquisition.came_by(entry, leads).tolist() == ["radio"]


def people(referred, others, gap=0.0, seed=3):
    rng = np.random.default_rng(seed)
    money = rng.gamma(2.0, 50.0, referred + others)
    money[:referred] += gap
    return pd.DataFrame(
        {
            "customer": [f"c{k}" for k in range(referred + others)],
            "first": pd.Timestamp("2024-02-01"),
            "money": money,
        }
    )


def told(count):
    return pd.DataFrame({"referrer": "x", "referred": [f"c{k}" for k in range(count)]})


def test_a_referred_customer_worth_more_is_found_and_chance_is_called_chance():
    new_from = pd.Timestamp("2024-01-01")
    more = referrals.compared(people(80, 300, gap=200.0), told(80), new_from=new_from, seed=1)
    same = referrals.compared(people(80, 300), told(80), new_from=new_from, seed=1)
    assert "times as much" in findings.referred(more, lines=9).text
    assert "may be chance" in findings.referred(same, lines=9).text
    assert referrals.compared(people(2, 9), told(2), new_from=new_from, seed=1) is None


def test_the_sample_loses_on_the_first_sale_where_it_was_planted(sample_records):
    truths = yaml.safe_load((project.data_root() / "sample" / "truths.yml").read_text("utf-8"))
    table = inputs.acquisition(sample_records, margin=0.3)
    lose = set(table.loc[table["loses_on_first"], "channel"])
    assert lose == set(truths["channels"]["lose_on_first_sale"])


def test_in_the_sample_the_referred_bring_more(sample_records):
    found = inputs.compared(sample_records, seed=2013)
    assert found.value > found.value_of_others
