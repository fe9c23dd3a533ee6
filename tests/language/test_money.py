"""Money in a sentence has three figures, and a word behind it from ten thousand on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import language
from helpers.language import money

NARROW, HARD = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "€0"),
        (-0.004, "€0.00"),
        (9.994, "€9.99"),
        (9.996, "€10"),
        (85.43, "€85"),
        (999.4, "€999"),
        (999.6, "€1,000"),
        (9_876, "€9,880"),
        (9_994, "€9,990"),
        (9_996, "€10K"),
        (12_345, "€12.3K"),
        (99_949, "€99.9K"),
        (99_951, "€100K"),
        (999_499, "€999K"),
        (999_501, "€1M"),
        (1_234_567, "€1.23M"),
        (12_345_678, "€12.3M"),
        (1.2345e9, "€1.23B"),
        (-12_345, "−€12.3K"),
    ],
)
def test_three_figures_are_told(value, text):
    assert money(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (9_876, f"9{HARD}880{HARD}₽"),
        (12_345, f"12,3{HARD}тыс.{HARD}₽"),
        (1_234_567, f"1,23{HARD}млн{HARD}₽"),
        (-2.5e9, f"−2,5{HARD}млрд{HARD}₽"),
    ],
)
def test_three_figures_are_told_in_russian(value, text):
    language.use("ru", "RUB")
    assert money(value) == text


@given(st.floats(10, 9e14))
def test_what_is_told_is_within_half_of_the_third_figure(value):
    language.use("en", "EUR")
    told = money(value).removeprefix("€").replace(",", "")
    units = {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
    read = float(told.rstrip("KMBT")) * units.get(told[-1], 1)
    assert abs(read - value) <= max(0.005 * value, 0.5) * (1 + 1e-9)
