"""Has the list of those who cost more than they bring its columns also where nobody does?"""

from types import SimpleNamespace

import pandas as pd
import pytest

from helpers.analysis.profitability import questions, tables

COLUMNS = ["customer", "quadrant", "profit", "serve_cost", "gross_profit", "net_sales"]


@pytest.mark.parametrize("below", [False, True])
def test_a_list_can_be_held_against_the_verdicts_though_nobody_is_on_it(below):
    one = dict.fromkeys([*COLUMNS, *tables.LOSERS], 1.0) | {"customer": "01", "quadrant": ""}
    customers = pd.DataFrame([one | {"below_break_even": below}])
    losers = tables.losers(SimpleNamespace(customers=customers, costs=None))
    verdicts = pd.DataFrame({"customer": ["01"], "verdict": ["new terms"]})
    assert len(questions.to_talk_with(losers, verdicts)) == below
