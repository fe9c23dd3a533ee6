"""What the tables of the sample know is said: all that was planted in it, and where."""

import pandas as pd
import pytest

from helpers.analysis.revenue import vintages
from helpers.analysis.standing_out.look import look

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def found(sample_records):
    first = vintages.first_purchases(sample_records.sales)
    new_since = vintages.new_from(sample_records.sales)
    looked = look(sample_records, first=first, new_since=new_since)
    return {finding.key: finding for finding in looked.findings}


def number(found, key, name):
    return found[f"standing_out.{key}"].numbers[name].value


def test_service_carries_the_profit(found):
    assert number(found, "carries", "item") == "Service"
    # the category's own sums, of all lines: 692 408 of 1 268 049, and 1.54 of 8.55 million
    assert number(found, "carries", "profit_share") == pytest.approx(0.546, abs=0.001)
    assert number(found, "carries", "sales_share") == pytest.approx(0.181, abs=0.001)


def test_one_manager_holds_the_fleets_and_most_of_what_is_at_stake(found):
    assert number(found, "person", "manager") == "Greta Holm"
    assert number(found, "person", "segment") == "Fleet"
    assert number(found, "person", "share") > 0.3
    assert number(found, "person", "late") >= 0.5


def test_the_losses_of_one_week_in_september_come_together(found):
    assert number(found, "together", "n") >= 6
    assert pd.Timestamp("2025-09-20") <= number(found, "together", "first")
    assert number(found, "together", "last") <= pd.Timestamp("2025-09-30")


def test_the_money_of_newcomers_has_fallen(found):
    assert number(found, "first_year", "now") < 0.7 * number(found, "first_year", "before")


def test_no_car_was_sold_in_january_2022(found):
    assert number(found, "hole", "month") == pd.Timestamp("2022-01-01")
    assert "New cars" in number(found, "hole", "categories")
