"""What do key customers have in common? Planted traits are found, noise is not."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.revenue import ordered, portrait
from helpers.settings import AbcSettings
from tests.analysis.tables import sales

STARTS = (1946, 1965, 1981, 1997)
FEW = AbcSettings(least_items=1)
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


@pytest.mark.slow
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
    counts = {"key": 2, "key_of": 4, "rest": 1, "rest_of": 4}
    table = traits.assign(differs=True, ratio=2.0, ratio_low=1.5, ratio_high=2.5, **counts)
    assert portrait.strongest(table).text.startswith("'Segment: Fleet'")
    assert portrait.strongest(table.head(1)).text.startswith("'Manager: Ann'")


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (0.25, "is rare among key customers: 5% of them have it, of the rest 20% (likely between "
               "0.10 and 0.50 times as often)"),
        (4.0, "is met 4.0 times as often among key customers"),
    ],
)  # fmt: skip
def test_a_trait_that_key_customers_seldom_have_is_called_rare(ratio, said):
    counts = {"key": 5, "key_of": 100, "rest": 20, "rest_of": 100}
    row = {"attribute": "segment", "value": "Private", "differs": True, "ratio": ratio,
           "ratio_low": 0.1, "ratio_high": 0.5, **counts}  # fmt: skip
    assert said in portrait.strongest(pd.DataFrame([row])).text


@pytest.mark.parametrize(
    ("rest", "said"),
    [(0, "among 40% of key customers, and among none"), (1, "142.5 times as often")],
)
def test_what_nobody_else_has_is_not_told_as_so_many_times(rest, said):
    counts = {"key": 40, "key_of": 100, "rest": rest, "rest_of": 100}
    row = {"attribute": "contract", "value": "gold", "differs": True, "ratio": 142.5,
           "ratio_low": 8.7, "ratio_high": 2323.0, **counts}  # fmt: skip
    assert said in portrait.strongest(pd.DataFrame([row])).text


def test_a_small_group_is_not_tried_however_telling():
    is_key = pd.Series([True] * 9 + [False] * 91, index=[f"c{i:04d}" for i in range(100)])
    deck = pd.DataFrame({"customer": is_key.index, "club": ["gold"] * 9 + ["none"] * 91})
    table = portrait.portrait(portrait.traits(deck, starts=STARTS), is_key, **RULES)
    assert table["value"].tolist() == ["none"]


@pytest.mark.parametrize(("smallest", "tried"), [(10, True), (11, False)])
def test_a_group_of_just_the_least_number_is_tried(smallest, tried):
    who = [f"c{i:02d}" for i in range(40)]
    told = pd.DataFrame({"customer": who, "attribute": "region", "value": "South"})
    told.loc[:9, "value"] = "North"
    is_key = pd.Series([i < 12 for i in range(40)], index=who)
    table = portrait.portrait(told, is_key, **RULES | {"smallest_group": smallest})
    assert ("North" in table["value"].tolist()) is tried


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
    assert ordered.generations(years, starts=STARTS).tolist()[:-1] == [
        "Silent generation",
        "Baby boomers",
        "Baby boomers",
        "Generation X",
        "Millennials",
        "Generation Z",
    ]


def banded(key, rest):
    """Cards whose age bands are met so often among 100 key customers and among 100 others."""
    bands = ["18-25", "26-35", "36-45", "46-55", "56+"]
    ages = [band for side in (key, rest) for band, n in zip(bands, side, strict=True)
            for _ in range(n)]  # fmt: skip
    codes = [f"c{n:03}" for n in range(len(ages))]
    found = pd.DataFrame({"customer": codes, "attribute": "age", "value": ages})
    is_key = pd.Series([n < sum(key) for n in range(len(ages))], index=codes)
    return portrait.portrait(found, is_key, **RULES)


def test_a_slow_rise_over_the_bands_of_a_field_is_one_question():
    table = banded(key=(14, 17, 20, 23, 26), rest=(26, 23, 20, 17, 14))
    assert table["p_value"].nunique() == 1
    assert table["p_adjusted"].tolist() == table["p_value"].tolist()  # asked once, not five times
    assert table["p_value"].iloc[0] < 0.01
    shown = portrait.in_words(table)["value"].tolist()
    assert shown
    assert set(shown) <= {"18-25", "56+"}  # not the bands of the middle


def test_one_band_that_sticks_out_is_no_trend():
    assert not banded(key=(20, 20, 33, 13, 14), rest=(20, 20, 17, 22, 21))["differs"].any()


def test_numbers_of_districts_are_no_bands():
    assert ordered.order(pd.Index(["1", "2", "3"])) == []
    assert ordered.order(pd.Index(["North 1", "South 2", "East 3"])) == []
    assert ordered.order(pd.Index(["до 30 000", "30 000–60 000", "свыше 60 000"])) == [
        "до 30 000", "30 000–60 000", "свыше 60 000"]  # fmt: skip


def test_four_buyers_have_no_key_customers_and_the_reason_is_said():
    totals = pd.Series(range(1, 20), index=[f"c{n}" for n in range(19)], dtype="float64")
    rules = AbcSettings()
    assert portrait.key_customers(totals, rules) is None
    assert portrait.who_they_are(None, totals) is None
    assert portrait.of_cards(pd.DataFrame({"customer": ["c1"]}), None, None) is None
    assert "19 bought" in portrait.too_few(totals, rules)
    assert portrait.too_few(pd.concat([totals, pd.Series({"c19": 1.0})]), rules) == ""


def test_key_customers_are_class_a_of_the_12_months_before_the_open_month():
    lines = sales(
        ("2022-12-31", "early", 999),
        ("2023-01-01", "ann", 90),
        ("2023-12-31", "bob", 10),
        ("2023-06-01", "cyd", -5),
        ("2024-01-02", "late", 999),
    )
    totals = portrait.last_year_totals(lines, as_of=pd.Timestamp("2024-01-05"))
    is_key = portrait.key_customers(totals, FEW)
    assert is_key.to_dict() == {"ann": True, "bob": False}
    found = portrait.who_they_are(is_key, totals)
    assert "1 of 2 customers who bought" in found.text
    assert found.money == 90
    assert portrait.key_table(is_key, totals)["customer"].tolist() == ["ann", "bob"]


@pytest.mark.parametrize("amount", [0, -3])
def test_without_a_buyer_there_are_no_key_customers(amount):
    totals = portrait.last_year_totals(
        sales(("2023-06-01", "ann", amount)), as_of=pd.Timestamp("2023-12-31")
    )
    assert portrait.who_they_are(portrait.key_customers(totals, FEW), totals) is None
