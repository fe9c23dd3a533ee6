"""A year's money of less than a year is said to be that."""

import pandas as pd
import pytest

from helpers.analysis.definitions.span import less_than_a_year
from tests.analysis.tables import sales


@pytest.mark.parametrize(("first", "told"), [("2023-01-07", False), ("2023-01-08", True)])
def test_records_of_less_than_a_year_say_so(first, told):
    text = less_than_a_year(sales((first, "ann", 1)), as_of=pd.Timestamp("2023-12-31"))
    assert text.startswith("The records cover less than a year") is told
