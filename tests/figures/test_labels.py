import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font

from helpers import language
from helpers.figures import axes, labels, theme
from helpers.figures.picture import svg
from tests.laws import examples


def test_the_font_has_latin_cyrillic_and_the_signs_of_money():
    known = FT2Font(findfont(FontProperties(family="PT Sans"))).get_charmap()
    alphabet = [chr(c) for c in range(ord("А"), ord("я") + 1)] + list("ЁёAZaz09₽€$%№«»–…·")
    assert [sign for sign in alphabet if ord(sign) not in known] == []


def test_a_word_that_is_too_long_is_broken_and_then_cut():
    text = labels.fit("W" * 500, 100, size=9)
    assert text.count("\n") == 1
    assert text.endswith("…")
    assert all(labels.width(line, 9) <= 100 for line in text.split("\n"))


def test_a_number_and_its_unit_stay_on_one_line():
    text = labels.fit("остальные покупатели 1,1\xa0млн\xa0₽", 105, size=8)
    assert text == "остальные покупатели\n1,1\xa0млн\xa0₽"


@given(st.text(max_size=60), st.floats(30, 300))
@examples(60)
def test_every_text_fits_and_can_be_drawn(text, room):
    fitted = labels.fit(text, room, size=9, lines=2)
    assert fitted.count("\n") <= 1
    assert labels.clean(fitted) == fitted
    assert all(labels.width(line, 9) <= room + 9 for line in fitted.split("\n"))


@given(st.lists(st.floats(0, 100), min_size=1, max_size=10))
def test_places_spread_are_apart_and_inside(places):
    moved = labels.spread(places, gap=5, low=0, high=100)
    ordered = sorted(moved)
    assert all(b - a >= 5 - 1e-6 for a, b in zip(ordered, ordered[1:], strict=False))
    assert min(moved) >= 0
    assert max(moved) <= 100 + 1e-6


def test_a_plot_without_our_theme_gets_no_exponent_no_formula_and_no_english_month():
    language.use("ru", "RUB")
    with plt.rc_context({"text.parse_math": True, "font.family": "DejaVu Sans"}):
        figure, (left, right) = plt.subplots(1, 2)
        left.plot(pd.date_range("2013-01-01", periods=12, freq="MS"), np.arange(12) * 1e7)
        right.loglog([1, 1e6], [1e-3, 1e3])
        right.set_title(r"$\evil$")
        svg(figure)
        figure.draw_without_rendering()
        ticks = [t.get_text() for ax in figure.axes for t in ax.get_xticklabels()]
        ticks += [t.get_text() for ax in figure.axes for t in ax.get_yticklabels()]
    assert not [t for t in ticks if "e" in t or "mathdefault" in t or "Jan" in t]
    assert any("млн" in t for t in ticks)


@pytest.mark.parametrize(
    ("kind", "values", "texts"),
    [
        ("number", [0, 0.5, 1.0], ["0.0", "0.5", "1.0"]),
        ("number", [0, 1e6, 2e6], ["0", "1M", "2M"]),
        ("percent", [0, 0.125], ["0.0%", "12.5%"]),
        ("money", [0, 2.5, 5], ["$0.0", "$2.5", "$5.0"]),
        ("money", [1.00e6, 1.01e6], ["$1M", "$1.01M"]),
        ("money", [1.000e6, 1.001e6], ["$1,000,000", "$1,001,000"]),
        ("count", [0, 500, 1000], ["0", "500", "1,000"]),
    ],
)
def test_ticks_are_exact_and_told_apart(kind, values, texts):
    language.use("en", "USD")
    assert axes.Written(kind).format_ticks(values) == texts


def test_colours_of_a_firm_replace_ours_and_an_unknown_one_is_refused():
    theme.apply({"accent": "#006600"})
    assert theme.colour("accent") == "#006600"
    theme.apply()
    assert theme.colour("accent") == theme.COLOURS["accent"]
    with pytest.raises(ValueError, match="accnt"):
        theme.apply({"accnt": "#000000"})


def test_colours_differ_in_a_grey_print():
    def grey(name):
        red, green, blue = (int(theme.COLOURS[name][i : i + 2], 16) for i in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    tones = sorted(map(grey, ("accent", "contrast", "pale", "paper")))
    assert min(b - a for a, b in zip(tones, tones[1:], strict=False)) > 30
