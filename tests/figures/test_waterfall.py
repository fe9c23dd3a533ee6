"""What is left of it, step by step: dark is what is left, pale what a step took away."""

import pandas as pd
import pytest

from helpers import language
from helpers.figures import theme, waterfall


def drawn(*money, words=None):
    steps = pd.DataFrame(
        {"what": words or [f"step {n}" for n in range(len(money))], "money": money}
    )
    return waterfall(steps, label="what", value="money")


def bars(ax, name):
    colour = theme.colour(name)
    found = [p for p in ax.patches if theme.mpl.colors.same_color(p.get_facecolor(), colour)]
    return [(round(p.get_x(), 6), round(p.get_width(), 6)) for p in found]


def test_dark_is_what_is_left_and_pale_what_the_step_took():
    ax = drawn(100.0, 60.0, 10.0)
    assert bars(ax, "accent") == [(0, 100), (0, 60), (0, 10)]
    assert bars(ax, "pale") == [(100, 0), (60, 40), (10, 50)]


def test_steps_stand_in_the_order_of_the_rows_from_above():
    ax = drawn(100.0, 60.0, words=["all", "repeated"])
    rows = {t.get_text(): y for t, y in zip(ax.get_yticklabels(), ax.get_yticks(), strict=True)}
    above = (rows["all"] < rows["repeated"]) == ax.yaxis_inverted()
    assert above


@pytest.mark.parametrize(("spoken", "told"), [("en", "$12.3K"), ("ru", "12,3\xa0тыс.\xa0$")])
def test_each_step_says_its_money_in_the_language_in_use(spoken, told):
    language.use(spoken, "USD")
    assert told in [text.get_text() for text in drawn(50_000.0, 12_345.0).texts]


def test_a_loss_at_the_end_goes_to_the_other_side():
    ax = drawn(100.0, -20.0)
    assert bars(ax, "accent")[1] == (0, -20)
    assert bars(ax, "pale")[1] == (-20, 120)
    assert ax.get_xlim()[0] <= -20


def test_without_steps_there_is_a_page_that_says_so_and_without_a_table_nothing():
    assert not drawn().patches
    assert waterfall(None) is None
