"""What do key customers have in common? Planted traits are found, noise is not."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.revenue import portrait
from tests.analysis.tables import sales

STARTS = (1946, 1965, 1981, 1997)
RULES = {"smallest_group": 10, "false_discovery_rate": 0.05}


def cards(rng, customers=300):
    """Cards whose every field is drawn without regard to anything."""
    return pd.DataFrame(
        {
            "customer": [f"c{i:04d}" for i in range(customers)],
            "name": [f"Name {i}" for i in range(customers)],
            "region": rng.choice(["North", "South", "East", "West"], customers),
            "segment": rng.choice(["retail", "trade"], customers),
            "birth_year": rng.integers(1940, 2005, customers),
        }
    )


def keys(rng, customers=300, share=0.25):
    index = [f"c{i:04d}" for i in range(customers)]
    return pd.Series(rng.random(customers) < share, index=index)


def test_where_nothing_matters_next_to_nothing_is_shown():
    rng = np.random.default_rng(11)
    shown = [
        portrait.portrait(portrait.traits(cards(rng), starts=STARTS), keys(rng), **RULES)[
            "differs"
        ].any()
        for _ in range(60)
    ]
    # at most 5 % of portraits may show anything; 7 of 60 would be past chance
    assert sum(shown) <= 6


def test_a_planted_trait_is_found_and_its_interval_holds_the_truth():
    rng = np.random.default_rng(5)
    deck = cards(rng, 800)
    twice = np.where(deck["region"] == "North", 0.5, 0.2)
    is_key = pd.Series(rng.random(800) < twice, index=deck["customer"])
    table = portrait.portrait(portrait.traits(deck, starts=STARTS), is_key, **RULES)
    first = table.iloc[0]
    assert (first["attribute"], first["value"], first["differs"]) == ("region", "North", True)
    # of key customers 5/11 live there, of the rest 5/29
    assert first["ratio_low"] < (5 / 11) / (5 / 29) < first["ratio_high"]
    assert portrait.strongest(table).text.startswith("'Region: North' is met")
    assert "Region: North" in portrait.in_words(table)["trait"].tolist()


def test_who_serves_a_customer_comes_after_what_the_customer_is():
    traits = pd.DataFrame({"attribute": ["manager", "segment"], "value": ["Ann", "Fleet"]})
    table = traits.assign(differs=True, ratio=2.0, ratio_low=1.5, ratio_high=2.5)
    assert portrait.strongest(table).text.startswith("'Segment: Fleet'")
    assert portrait.strongest(table.head(1)).text.startswith("'Manager: Ann'")


def test_a_small_group_is_not_tried_however_telling():
    is_key = pd.Series([True] * 9 + [False] * 91, index=[f"c{i:04d}" for i in range(100)])
    deck = pd.DataFrame({"customer": is_key.index, "club": ["gold"] * 9 + ["none"] * 91})
    table = portrait.portrait(portrait.traits(deck, starts=STARTS), is_key, **RULES)
    assert table["value"].tolist() == ["none"]


def test_a_value_that_everybody_has_tells_nothing():
    is_key = pd.Series([True, False] * 20, index=[f"c{i:04d}" for i in range(40)])
    deck = pd.DataFrame({"customer": is_key.index, "country": "Malta"})
    table = portrait.portrait(portrait.traits(deck, starts=STARTS), is_key, **RULES)
    assert table.empty
    assert portrait.strongest(table).text.startswith("The cards hold nothing to compare")
    noise = pd.DataFrame({"attribute": ["x"], "value": ["y"], "differs": [False]})
    assert portrait.strongest(noise).text.startswith("Nothing on the card tells key customers")


def test_blank_fields_are_no_trait_and_names_are_never_tried():
    deck = pd.DataFrame(
        {
            "customer": ["a", "b"],
            "name": ["Ann", "Bob"],
            "region": ["  ", None],
            "vip": [True, None],
        }
    )
    found = portrait.traits(deck, starts=STARTS)
    assert found.to_dict("records") == [{"customer": "a", "attribute": "vip", "value": "True"}]


def test_generations_begin_with_the_years_of_the_settings():
    years = pd.Series([1945, 1946, 1964, 1965, 1996, 1997, None])
    assert portrait.generations(years, starts=STARTS).tolist()[:-1] == [
        "Silent generation",
        "Baby boomers",
        "Baby boomers",
        "Generation X",
        "Millennials",
        "Generation Z",
    ]


def test_key_customers_are_class_a_of_the_12_months_before_the_open_month():
    lines = sales(
        ("2022-12-31", "early", 999),
        ("2023-01-01", "ann", 90),
        ("2023-12-31", "bob", 10),
        ("2023-06-01", "cyd", -5),
        ("2024-01-02", "late", 999),
    )
    totals = portrait.last_year_totals(lines, as_of=pd.Timestamp("2024-01-05"))
    is_key = portrait.key_customers(totals, a_below=0.8)
    assert is_key.to_dict() == {"ann": True, "bob": False}
    found = portrait.who_they_are(is_key, totals)
    assert "1 of 2 who bought" in found.text
    assert found.money == 90
    assert portrait.key_table(is_key, totals)["customer"].tolist() == ["ann", "bob"]


@pytest.mark.parametrize("amount", [0, -3])
def test_without_a_buyer_there_are_no_key_customers(amount):
    totals = portrait.last_year_totals(
        sales(("2023-06-01", "ann", amount)), as_of=pd.Timestamp("2023-12-31")
    )
    assert portrait.who_they_are(portrait.key_customers(totals, a_below=0.8), totals) is None
