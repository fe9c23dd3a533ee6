"""What counts as a known margin, and what a rise may lose, on shops of a few lines."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.terms import findings, inputs, tables
from helpers.settings import Settings
from tests.analysis.sales import sales_table

RULES = Settings().terms


def shop(costed, lines=100):
    """Lines of one size; ``costed`` of them have a cost, of a half."""
    cost = np.where(np.arange(lines) < costed, 50.0, np.nan)
    day = pd.Timestamp("2025-06-10")
    sales = pd.DataFrame(
        {"date": day, "customer": "a", "category": "x", "amount": 100.0, "cost": cost}
    )
    told = SimpleNamespace(settings=Settings())
    return SimpleNamespace(
        sales=sales_table(sales), as_of=pd.Timestamp("2025-12-31"), engagement=told,
        has=lambda _: False,
    )  # fmt: skip


@pytest.mark.parametrize(("costed", "known"), [(0, False), (1, False), (49, False), (50, True)])
def test_what_is_known_of_less_than_half_of_the_money_is_assumed(costed, known):
    found = inputs.studied(shop(costed), RULES)
    assert found.costed is known
    assert found.prices["margin"].iloc[0] == pytest.approx(0.5 if known else RULES.margin)
    assert findings.growth(found, cut=0.1).certainty == ("counted" if known else "assumed")
    assert (findings.of_net(found, cut=0.1) is None) is not known


def test_a_rise_stands_beside_the_cut():
    found = inputs.studied(shop(100), RULES)
    said = findings.rise(found, rise=0.1).text
    assert said.startswith("A price 10% higher earns as much as before even where 17% of the")
    table = tables.growth_by_cut(found, RULES)
    assert table[str(RULES.asked)].tolist() == ["25%", "25%"]
    assert table["fall"].tolist() == pytest.approx([1 / 6, 1 / 6])
    assert tables.cut_columns(RULES)[-1].label == "10% dearer: may lose"


@pytest.mark.parametrize(("margin", "fall", "told"), [(0.0, 1.0, True), (0.001, 0.99, False)])
def test_without_a_margin_all_may_be_lost_and_the_note_says_so(margin, fall, told):
    found = inputs.studied(shop(100), RULES)
    bare = found._replace(prices=found.prices.assign(margin=margin))
    assert tables.growth_by_cut(bare, RULES)["fall"].tolist() == pytest.approx([fall] * 2, abs=1e-3)
    assert ("all be lost" in tables.cut_note(bare)) is told
    assert (findings.rise(bare, rise=0.1) is None) is told
    assert ("Nothing is left" in findings.growth(bare, cut=0.1).text) is told
    assert findings.rise(found._replace(prices=found.prices.head(0)), rise=0.1) is None
