"""Chapter chapter_number: small tables that can be held in the head."""

from helpers.analysis.chapter_name import findings, inputs
from tests.analysis.sales import sales_table

MONDAY, TUESDAY, NEXT_MONDAY = "2025-03-03", "2025-03-04", "2025-03-10"


def days_of(*lines):
    """Days of the week of lines (date, amount)."""
    return inputs.by_weekday(sales_table([(date, "ann", amount) for date, amount in lines]))


def test_lines_of_a_day_of_the_week_are_added_up():
    days = days_of((MONDAY, 10), (NEXT_MONDAY, 50), (TUESDAY, 20))
    assert days["weekday"].tolist() == ["Monday", "Tuesday"]
    assert days["dates"].tolist() == [2, 1]
    assert days["amount"].tolist() == [60, 20]
    assert days["share"].tolist() == [0.75, 0.25]


def test_a_day_of_returns_has_no_share():
    assert days_of((MONDAY, 10), (TUESDAY, -4))["share"].tolist() == [1, 0]


def test_the_strongest_day_is_said_with_its_share_and_its_trail():
    found = findings.strongest_day(days_of((MONDAY, 60), (TUESDAY, 20)))
    assert found.text == "Monday is the strongest day of the week: €60, 75% of net sales"
    assert (found.trail.table, found.trail.rows) == ("chapter_name_days", 2)


def test_of_one_day_nothing_is_said():
    assert findings.strongest_day(days_of((MONDAY, 60), (TUESDAY, -20))) is None
