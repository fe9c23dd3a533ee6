"""How many stand on each step, who moved, and who is on the list of those who are late?"""

import pandas as pd
import pytest

from helpers.analysis.definitions.ladder import COLUMNS, MONEY, Bounds
from helpers.analysis.definitions.standing import Standing
from helpers.analysis.leaving import findings, steps
from helpers.language.columns import column

NOBODY = pd.DataFrame(columns=["customer", "probability"])
DAY = pd.Timestamp("2024-12-31")


def person(
    customer, step, *, repeated=0.0, single=0.0, durable=0.0, silent=50.0, habit=True, p=0.5
):
    money = dict.fromkeys(MONEY, 0.0) | {
        "net_sales_year": repeated + single + durable, "repeated_sales_year": repeated,
        "single_sales_year": single, "durable_sales_year": durable}  # fmt: skip
    row = {"customer": customer, "step": step, "silent_days": silent, "usual_gap": 20.0,
           "longest_gap": 40.0, "chance_of_silence": p, "next_expected": DAY, "last_purchase": DAY,
           "purchases": 9, "habit": habit} | money  # fmt: skip
    return [row[name] for name in COLUMNS]


def standing(now, then):
    categories = pd.DataFrame({"category": ["car", "tyre"], "durable": [True, False]})
    tables = (pd.DataFrame(rows, columns=COLUMNS) for rows in (now, then))
    now, then = tables
    return Standing(now, then, pd.Timestamp("2024-09-30"), Bounds(categories, 91, 365))


AT = standing(
    now=[
        person("ann", "late", repeated=70.0),
        person("bob", "in_rhythm", repeated=900.0, silent=5.0),
        person("car", "between", durable=9000.0, habit=False),
        person("dan", "left", repeated=10.0, p=0.01),
        person("eve", "in_rhythm", single=40.0, habit=False),
        person("fay", "late", repeated=200.0),
        person("guy", "gone"),
    ],
    then=[
        person("ann", "in_rhythm", repeated=100.0),
        person("bob", "late", repeated=800.0),
        person("car", "between", durable=12000.0, habit=False),
        person("dan", "in_rhythm", repeated=60.0),
        person("fay", "late", repeated=210.0),
        person("guy", "left", repeated=5.0),
    ],
)


def test_both_sides_of_the_moves_and_the_net():
    moves = steps.moves(AT).set_index("move")
    assert moves["customers"].to_dict() == {
        "down": 3, "up": 1, "came": 1, "net": -1, "fell out": 1, "came in": 1}  # fmt: skip
    assert moves["amount"].to_dict() == {
        "down": -165.0, "up": 900.0, "came": 0.0, "net": 735.0,
        "fell out": -3000.0, "came in": 40.0}  # fmt: skip
    text = findings.moved(steps.moves(AT)).text
    assert "moved down the ladder: 3" in text
    assert "moved up or came: 2" in text


def test_nobody_moved_and_nothing_is_said():
    still = standing([person("ann", "late")], [person("ann", "late")])
    assert findings.moved(steps.moves(still)) is None


def test_only_who_is_late_with_repeated_business_is_on_the_list():
    """A chance of 99 % changes nothing for who is within its rhythm."""
    sure = pd.DataFrame({"customer": ["ann", "bob", "fay"], "probability": [0.9, 0.99, 0.2]})
    watch = steps.to_watch(AT, sure)
    assert watch["customer"].tolist() == ["ann", "fay"]  # 63 at risk, and 40
    assert watch["why"][0] == ("silent for 50 days; the usual gap is 20, the longest usual one 40")
    bare = steps.to_watch(AT, NOBODY)
    assert (bare["customer"].tolist(), "probability" in bare) == (["fay", "ann"], False)


def test_who_buys_too_rarely_to_know_is_counted_beside_the_list():
    sure = pd.DataFrame({"customer": ["ann", "bob"], "probability": [0.9, 0.5]})
    assert "1 customers within their own rhythm" in steps.rarely(AT, sure, likely=0.5)
    assert steps.rarely(AT, sure, likely=0.51) == ""
    assert steps.rarely(AT, NOBODY, likely=0.5) == ""


def test_of_who_has_left_the_chance_is_told():
    assert steps.who_left(AT)["chance_of_silence"].tolist() == [0.01]
    text = findings.hardly_chance(AT, p_below=0.01).text
    assert "hardly chance for 1," in text
    assert "hardly chance for 0," in findings.hardly_chance(AT, p_below=0.009).text


def test_steps_are_counted_from_the_top():
    table = steps.summary(AT)
    assert table["step"].tolist() == ["in_rhythm", "late", "left", "gone", "between"]
    assert table["customers"].tolist() == [2, 2, 1, 1, 1]
    assert table["customers_then"].tolist() == [2, 2, 1, 0, 1]
    assert table["customers"].sum() == len(AT.now)
    assert "Of 7 customers 2 are in rhythm, 2 late, 1 have left" in findings.on_the_ladder(AT).text


def test_every_customer_has_its_step_of_a_quarter_ago():
    was = steps.ladder(AT).set_index("customer")["step_quarter_ago"]
    assert (was["ann"], was["eve"]) == ("in_rhythm", "")


@pytest.mark.parametrize(
    "table",
    [steps.told(steps.summary(AT)), steps.moves_told(steps.moves(AT)), steps.who_left(AT),
     steps.to_watch(AT, NOBODY)],
    ids=["steps", "moves", "left", "late"],
)  # fmt: skip
def test_the_reader_s_tables_have_a_label_for_every_column(table):
    assert all(column(str(key)).label for key in table)
