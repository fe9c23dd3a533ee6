"""Who shows the five signs of the best, and who is one step away?"""

import pandas as pd
import pytest

from helpers.analysis.definitions import verdicts
from helpers.analysis.definitions.best_customer import SIGNS, lacking, scored
from helpers.analysis.loyalty import findings, signs

ALL = tuple(SIGNS)


def of(*missing, told=ALL):
    """Signs of one customer who shows all that are told but these."""
    return scored(pd.DataFrame({"customer": ["1"]} | {s: [s not in missing] for s in told})).iloc[0]


@pytest.mark.parametrize("sign", ALL)
def test_whoever_lacks_one_sign_is_told_which(sign):
    assert (of(sign)["points"], of(sign)["short_of_best"]) == (4, sign)


def test_who_has_all_signs_or_lacks_two_is_not_one_step_away():
    assert pd.isna(of()["short_of_best"])
    assert pd.isna(of("regular", "ways")["short_of_best"])


def test_a_sign_that_the_records_cannot_tell_is_not_missed():
    row = of("regular", told=ALL[:4])
    assert (row["points"], row["short_of_best"]) == (3, "regular")
    assert pd.isna(row["ways"])


def test_with_three_signs_nobody_is_near_the_best():
    assert pd.isna(of("regular", told=ALL[:3])["short_of_best"])


def test_without_any_sign_nobody_has_a_point():
    table = scored(pd.DataFrame({"customer": ["1", "2"]}))
    assert table["points"].tolist() == [0, 0]
    assert table["short_of_best"].isna().all()


def test_what_is_missing_gives_the_verdict_grow():
    words = lacking(pd.Series([of("recommends")["short_of_best"]]))
    facts = pd.DataFrame({
        "customer": ["1"], "net_sales_year": [9.0], "gross_profit_year": [3.0],
        "change_year": [0.0],
        "step": ["in_rhythm"], "abc": ["B"], "short_of_best": words,
    })  # fmt: skip
    told = verdicts.verdicts(facts).iloc[0]
    assert told["verdict"] == "grow"
    assert told["because"].endswith("has recommended us to nobody")


def table_of(*customers):
    """Signs and revenue: (signs that are missing, revenue) of each customer."""
    rows = [{"customer": f"{n}"} | {s: s not in missing for s in ALL}
            for n, (missing, _) in enumerate(customers)]  # fmt: skip
    return scored(pd.DataFrame(rows)).assign(revenue=[money for _, money in customers])


def test_one_step_away_are_those_who_buy_the_largest_first():
    near = signs.one_step_away(
        table_of((("ways",), 1.0), (("kinds",), 5.0), (("known",), 0.0), ((), 9.0))
    )
    assert near["customer"].tolist() == ["1", "0"]
    assert near["lacks"].tolist() == ["buys one kind of product", "can be reached in one way only"]


def test_the_sentence_says_what_is_missing_most_often():
    table = table_of((("ways",), 1.0), (("ways",), 5.0), (("kinds",), 1.0), ((), 9.0))
    assert findings.best(table).text == (
        "3 customers who buy are one sign short of the best; most often the sign is: can be "
        "reached in one way only. All 5 signs are shown by 1"
    )


def test_revenue_by_points_adds_up():
    table = signs.by_points(table_of((("ways",), 1.0), ((), 3.0), (ALL, 0.0)))
    assert table["points"].tolist() == [5, 4, 0]
    assert table["revenue_share"].tolist() == [0.75, 0.25, 0.0]
    assert table["share"].sum() == pytest.approx(1)
