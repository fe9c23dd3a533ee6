"""Is it said why a call is weighed by another sum than lifetime value?"""

import pandas as pd

from helpers.analysis.winback import findings


def test_the_other_sum_is_named_where_a_call_is_weighed():
    assert "lifetime value" in findings.two_prices(pd.DataFrame({"margin": [1.0]}))


def test_nothing_is_said_of_calls_where_there_is_none():
    assert findings.two_prices(pd.DataFrame({"margin": []})) == ""
