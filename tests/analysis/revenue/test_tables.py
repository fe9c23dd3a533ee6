"""What the charts of the first chapter draw, and what they leave out."""

import pandas as pd

from helpers.analysis.revenue import pareto, portrait, tables

CUSTOMERS = pareto.with_shares(
    pd.DataFrame({"customer": ["a", "b"], "amount": [3.0, 1.0]}), measure="amount"
)


def test_a_curve_begins_with_nobody_and_ends_with_all():
    drawn = tables.curve(CUSTOMERS)
    assert drawn["largest_first"].tolist() == [0, 0.5, 1]
    assert drawn["net_sales_share"].tolist() == [0, 0.75, 1]
    assert tables.curve_in_tenths(CUSTOMERS)["customers_share"].tolist() == [0, 0.5, 1]
    assert tables.lorenz(CUSTOMERS)["net_sales_share"].tolist() == [0, 0.25, 1]


def test_without_customers_no_point_is_marked():
    assert pareto.point_at(CUSTOMERS.head(0), top=0.2) is None


def test_without_costs_there_is_no_curve_of_profit_and_no_list_of_losses():
    assert tables.lorenz_of_both(None, CUSTOMERS) is None
    assert pareto.losses(None, CUSTOMERS) is None
    assert pareto.profit_and_loss(pareto.with_shares(None, measure="profit"), top=0.2) is None


def test_a_portrait_without_a_difference_draws_nothing():
    columns = ["attribute", "value", "key_share", "rest_share", "ratio", "ratio_low", "ratio_high"]
    alike = pd.DataFrame(columns=columns).assign(differs=False)
    assert tables.most_telling(alike) is None
    assert tables.traits(None) is None
    assert portrait.strongest(None) is None
