"""How many stand on each step, who moved, and who is on the list of those who are late?"""

import pandas as pd
import pytest

from helpers.analysis.definitions.ladder import COLUMNS, MONEY, Bounds
from helpers.analysis.definitions.standing import Standing
from helpers.analysis.leaving import step_findings as findings
from helpers.analysis.leaving import steps
from helpers.language.columns import column

NOBODY = pd.DataFrame(columns=["customer", "probability"])
DAY = pd.Timestamp("2024-12-31")


def person(
    customer,
    step,
    *,
    repeated=0.0,
    single=0.0,
    durable=0.0,
    silent=50.0,
    habit=True,
    p=0.5,
    profit=float("nan"),
):
    money = dict.fromkeys(MONEY, 0.0) | {
        "net_sales_year": repeated + single + durable, "repeated_sales_year": repeated,
        "single_sales_year": single, "durable_sales_year": durable,
        "gross_profit_year": profit, "repeated_profit_year": profit}  # fmt: skip
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
        "down": -122.5, "up": 850.0, "came": 0.0, "net": 727.5,
        "fell out": -3000.0, "came in": 40.0}  # fmt: skip
    text = findings.moved(steps.moves(AT)).text
    assert "3 customers moved down the ladder" in text
    assert "2 moved up or came" in text


def test_nobody_moved_and_nothing_is_said():
    still = standing([person("ann", "late")], [person("ann", "late")])
    assert findings.moved(steps.moves(still)) is None


def test_only_who_is_late_with_repeated_business_is_on_the_list():
    """A chance of 99 % changes nothing for who is within its rhythm."""
    sure = pd.DataFrame({"customer": ["ann", "bob", "fay"], "probability": [0.9, 0.99, 0.2]})
    watch = steps.to_watch(AT, sure)
    assert watch["customer"].tolist() == ["fay", "ann"]  # by the money, whatever the chance
    assert watch["probability"].tolist() == [0.2, 0.9]
    assert watch["why"][0] == ("silent for 50 days; the usual gap is 20, the longest usual one 40")
    bare = steps.to_watch(AT, NOBODY)
    assert (bare["customer"].tolist(), "probability" in bare) == (["fay", "ann"], False)


def test_the_money_at_stake_is_gross_profit_where_a_cost_is_known():
    """Who is late and earns nothing is on no list of those to keep."""
    late = [person("ann", "late", repeated=70.0, profit=30.0),
            person("bob", "late", repeated=900.0, profit=20.0),
            person("cid", "late", repeated=900.0, profit=0.0),
            person("dan", "in_rhythm", repeated=900.0, profit=500.0)]  # fmt: skip
    costed = standing(late, [])
    assert steps.to_watch(costed, NOBODY)["customer"].tolist() == ["ann", "bob"]
    found = findings.at_risk(costed)
    assert (found.money, found.measure, list(found.customers)) == (
        50.0, "gross profit a year", ["ann", "bob"])  # fmt: skip
    assert (findings.at_risk(AT).money, findings.at_risk(AT).measure) == (
        270.0, "net sales a year")  # fmt: skip
    assert findings.at_risk(standing(late[2:], [])) is None


def test_somebody_is_late_and_nobody_has_a_chance():
    """Of few customers nobody has one, and the column without values is still one of numbers."""
    watch = steps.to_watch(AT, NOBODY.astype({"customer": "object", "probability": "object"}))
    assert watch["customer"].tolist()
    assert "probability" not in watch


def test_in_records_shorter_than_a_quarter_nobody_is_said_to_have_come():
    short = standing([person("ann", "in_rhythm", single=70.0)], [])
    assert findings.moved(steps.moves(short)) is None
    assert steps.moves_told(steps.moves(short)).empty
    known = standing([person("ann", "in_rhythm")], [person("bob", "left")])
    assert steps.moves(known).set_index("move").loc["came", "customers"] == 1


def test_who_buys_too_rarely_to_know_has_a_month_in_which_the_next_is_expected():
    sure = pd.DataFrame({"customer": ["ann", "bob"], "probability": [0.9, 0.5]})
    table = steps.rarely(AT, sure, likely=0.5)
    assert table[["customer", "next_expected"]].values.tolist() == [["bob", DAY]]
    assert "1 customer within its own rhythm" in steps.rarely_note(table, likely=0.5)
    for scores, likely in ((sure, 0.51), (NOBODY, 0.5)):
        assert steps.rarely_note(steps.rarely(AT, scores, likely=likely), likely=likely) == ""


def test_between_purchases_stand_the_day_of_the_last_and_the_month_of_the_next():
    assert steps.between(AT).values.tolist() == [["car", DAY, DAY]]


LEFT = [
    person("sure", "left", silent=200, p=0.05),
    person("open", "left", silent=41, p=0.06),
    person("within", "left", silent=40, p=0.01),
    person("once", "left", silent=200, p=float("nan"), habit=False),
]


def test_of_who_has_left_the_chance_is_told_and_no_more():
    """A silence no longer than the customer has paused before proves nothing, however rare."""
    found = findings.hardly_chance(standing(LEFT, []), p_below=0.05)
    counts = {name: number.value for name, number in found.numbers.items()}
    assert counts == {"n": 4, "sure": 1, "open": 1, "within": 1, "once": 1}
    assert sorted(steps.who_left(standing(LEFT, []))["customer"]) == ["open", "sure"]
    assert findings.hardly_chance(standing([], []), p_below=0.05) is None


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
     steps.to_watch(AT, NOBODY), steps.rarely(AT, NOBODY, likely=0.5), steps.between(AT)],
    ids=["steps", "moves", "left", "late", "rarely", "between"],
)  # fmt: skip
def test_the_reader_s_tables_have_a_label_for_every_column(table):
    assert all(column(str(key)).label for key in table)


def test_steps_on_which_nobody_stands_or_stood_are_an_empty_table():
    nobody = pd.DataFrame(
        {"step": ["gone"], "customers_then": [0], "customers": [0], "single_customers": [0]}
    )
    assert list(steps.told(nobody)) == ["step", "customers_then", "customers"]
