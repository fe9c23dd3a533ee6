import itertools
from functools import cache
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from matplotlib import dates as mdates
from matplotlib import pyplot as plt
from matplotlib.text import Text

from helpers import figures, language
from helpers.figures.picture import svg
from tests.laws import first

HOSTILE = [
    r"$\evil$",
    "<script>alert(1)</script>",
    "W" * 500,
    "Индивидуальный предприниматель Константинопольский Василий Васильевич и партнёры",
    "\U0001f600\U0001f9ff family \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "中文 العربية \u202eevil\u202c zero\u200bwidth\x00\x07",
    "Цена $5 и $10 → ₽",
    "line\nbreak\tand tab",
    " ",
    "_^{}\\frac",
]
CHARTS = {}
SVG = "{http://www.w3.org/2000/svg}"


def chart(draw):
    CHARTS[draw.__name__] = draw
    return draw


def words(n):
    return [HOSTILE[i % len(HOSTILE)] for i in range(n)]


def numbers(n):
    return np.random.default_rng(n).lognormal(12, 2, n)


@chart
def ranked(n):
    table = pd.DataFrame({"who": words(n), "much": numbers(n)})
    return figures.ranked_bars(table, label="who", value="much", highlight=words(n)[:2])


@chart
def ranked_with_losses(n):
    table = pd.DataFrame({"who": words(n), "much": numbers(n) * np.resize([1, -1], n)})
    return figures.ranked_bars(table, label="who", value="much")


@chart
def before_after(n):
    table = pd.DataFrame({"who": words(n), "a": numbers(n), "b": numbers(n)[::-1]}).assign(c=9e9)
    return figures.before_after(
        table, label="who", before="a", after="b", names=("Then", "Now"),
        remark="c", remark_name="At stake",
    )  # fmt: skip


@chart
def stacked(n):
    years = [str(2000 + i) for i in range(n)]
    table = pd.DataFrame({"year": years, "a": numbers(n), "b": -numbers(n), "c": 0.0})
    return figures.stacked_bars(table, x="year", parts=dict(zip("abc", HOSTILE, strict=False)))


@chart
def lines(n):
    months = pd.date_range("2013-01-01", periods=n, freq="MS")
    table = pd.DataFrame({"m": months, "a": numbers(n), "b": numbers(n), "c": np.nan, "d": 1e5})
    return figures.lines(table, x="m", series=dict(zip("abcd", HOSTILE[2:], strict=False)))


@chart
def pareto(n):
    x = np.linspace(0, 1, n)
    table = pd.DataFrame({"x": x, "y": x**0.3})
    return figures.share_curve(
        table, x="x", series={"y": "y"}, x_name=HOSTILE[3], y_name=HOSTILE[2],
        mark=(0.2, 0.6), mark_text=HOSTILE[3],
    )  # fmt: skip


@chart
def gains(n):
    x = np.linspace(0, 1, n)
    table = pd.DataFrame({"x": x, "a": x**0.3, "b": x**0.6, "c": x})
    series = dict(zip("abc", HOSTILE[1:], strict=False))
    return figures.share_curve(
        table, x="x", series=series, x_name="x", y_name="y", mark=(0.1, 0.5), mark_text="half"
    )


@chart
def matrix(n):
    size = min(n, 11)
    cells = numbers(size * size).reshape(size, size)
    table = pd.DataFrame(cells, index=words(size), columns=words(size))
    return figures.heat_table(table, kind="number", row_name="then", column_name=HOSTILE[3])


@chart
def matrix_of_two(n):
    size = min(n, 4)
    cells = numbers(size * size).reshape(size, size)
    table = pd.DataFrame(cells, index=list("ABCD")[:size], columns=list("XYZN")[:size])
    return figures.heat_table(table, under=table, under_kind="money", outline_diagonal=True)


@chart
def intervals(n):
    v = np.linspace(0, 4, n)
    table = pd.DataFrame({"who": words(n), "v": v, "low": v / 2, "high": v * 2 + 0.1})
    return figures.intervals(
        table, label="who", value="v", low="low", high="high", log=True, reference=1,
        reference_name=HOSTILE[3],
    )  # fmt: skip


@chart
def differences(n):
    v = np.linspace(-0.3, 0.3, n)
    table = pd.DataFrame({"who": words(n), "v": v, "low": v - 0.1, "high": v + 0.1})
    return figures.intervals(
        table, label="who", value="v", low="low", high="high", kind="percent", reference=0
    )


@chart
def scatter(n):
    names = pd.Series(words(n), dtype="string").where(np.arange(n) < 8)
    table = pd.DataFrame({"x": numbers(n), "y": numbers(n)[::-1], "name": names})
    return figures.scatter(table, x="x", y="y", x_name="x", y_name=HOSTILE[3], name="name")


@chart
def histogram(n):
    left = np.arange(n) * 10
    table = pd.DataFrame({"l": left, "r": left + 10, "h": np.arange(n) * 1e6})
    return figures.histogram(
        table, left="l", right="r", height="h", x_name="days", y_name="customers",
        mark=5, mark_text=HOSTILE[3],
    )  # fmt: skip


@chart
def calibration(n):
    said = np.linspace(0.05, 0.95, n)
    table = pd.DataFrame({"s": said, "c": said, "l": said * 0.8, "h": said * 1.05})
    return figures.calibration(
        table, said="s", came="c", low="l", high="h", x_name="said", y_name="came"
    )


def seen(figure):
    """Texts that are drawn, with their boxes in points."""
    figure.draw_without_rendering()
    texts = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    ticks = [
        tick
        for ax in figure.axes
        for axis in (ax.xaxis, ax.yaxis)
        for tick in axis.get_major_ticks() + axis.get_minor_ticks()
    ]
    drawn = {
        id(label)
        for ax in figure.axes
        for axis in (ax.xaxis, ax.yaxis)
        for tick in axis._update_ticks()
        for label in (tick.label1, tick.label2)
    }
    in_ticks = {id(label) for tick in ticks for label in (tick.label1, tick.label2)}
    texts = [t for t in texts if id(t) not in in_ticks or id(t) in drawn]
    return [(t.get_text(), Text.get_window_extent(t)) for t in texts]


def overlap(a, b):
    wide = min(a.x1, b.x1) - max(a.x0, b.x0)
    high = min(a.y1, b.y1) - max(a.y0, b.y0)
    return wide > 2 and high > 3


every_chart = pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)


# the fast gear draws each chart with the fewest and the most rows, in one language each
QUICK = ((1, "en"), (30, "ru"))
SIZES = [
    pytest.param(spoken, rows, marks=() if (rows, spoken) in QUICK else pytest.mark.slow)
    for rows in (1, 2, 12, 30)
    for spoken in ("en", "ru")
]


@every_chart
@pytest.mark.parametrize(("words_of", "rows"), SIZES)
def test_no_text_is_cut_or_lies_on_another(draw, words_of, rows):
    language.use(words_of, "RUB" if words_of == "ru" else "USD")
    figure = draw(rows).get_figure(root=True)
    texts = seen(figure)
    page = figure.bbox
    assert texts
    cut = [
        t for t, b in texts
        if b.x0 < page.x0 - 1 or b.y0 < page.y0 - 1 or b.x1 > page.x1 + 1 or b.y1 > page.y1 + 1
    ]  # fmt: skip
    assert cut == []
    pairs = itertools.combinations(texts, 2)
    assert [(s, t) for (s, a), (t, b) in pairs if overlap(a, b)] == []


@every_chart
def test_an_empty_table_says_so(draw):
    figure = draw(0).get_figure(root=True)
    assert "Nothing to show" in [text for text, _ in seen(figure)]


@cache
def drawn(draw, rows=12):
    """Picture of a chart of so many rows, and the texts in it; drawn once for all that look."""
    language.use("en", "USD")
    figure = draw(rows).get_figure(root=True)
    made = svg(figure), [text for text, _ in seen(figure)]
    plt.close(figure)
    return made


@pytest.mark.parametrize("draw", first(6, list(CHARTS.values())))
@pytest.mark.parametrize("rows", [2, pytest.param(12, marks=pytest.mark.slow)])
def test_two_drawings_are_the_same_bytes(draw, rows):
    once, _ = drawn(draw, rows)
    language.use("en", "USD")
    assert once == svg(draw(rows).get_figure(root=True))


@every_chart
def test_a_picture_holds_no_script_and_no_date(draw):
    picture, _ = drawn(draw)
    for word in ("<script", "<dc:date", "<!--"):
        assert word not in picture


@every_chart
def test_what_is_written_in_a_picture_is_text(draw):
    picture, texts = drawn(draw)
    wanted = {line for text in texts for line in text.split("\n") if line.strip()}
    tree = ElementTree.fromstring(picture)  # noqa: S314 - drawn here
    spans = [x for tag in ("text", "tspan") for x in tree.iter(f"{SVG}{tag}")]
    assert wanted <= {(span.text or "").strip() for span in spans} | {""}


@every_chart
def test_every_mark_tells_its_number(draw):
    told = titles(drawn(draw, 2)[0])
    assert told
    assert all(any(sign.isdigit() for sign in text) or "–" in text for text in told)


def titles(picture):
    tree = ElementTree.fromstring(picture)  # noqa: S314 - drawn here
    return [title.text for title in tree.iter(f"{SVG}title")]


def test_a_bar_tells_who_it_is_and_how_much_to_the_last_digit():
    language.use("en", "USD")
    table = pd.DataFrame({"who": ["Ann & <b>", "Bo"], "much": [1234567.0, 5.25]})
    figure = figures.ranked_bars(table, kind="money").get_figure(root=True)
    assert titles(svg(figure)) == ["Ann & <b>: $1,234,567", "Bo: $5.25"]


def test_points_that_cannot_be_drawn_take_no_words_from_others():
    table = pd.DataFrame({"x": [1.0, np.nan, 3.0], "y": [1.0, 2.0, 9.0], "who": ["a", "b", None]})
    ax = figures.scatter(table, x="x", y="y", x_name="X", y_name="Y", name="who",
                         x_kind="count", y_kind="count")  # fmt: skip
    assert titles(svg(ax.get_figure(root=True))) == ["a · X: 1 · Y: 1", "X: 3 · Y: 9"]


@every_chart
def test_no_number_is_written_with_an_exponent(draw):
    for text in drawn(draw)[1]:
        assert not pd.Series([text]).str.contains(r"\d[eE][+-]?\d|×10|mathdefault").item()


def test_months_are_named_at_the_same_places_each_year():
    days = pd.date_range("2022-01-01", periods=48, freq="MS")
    ax = figures.lines(pd.DataFrame({"day": days, "y": 1.0}), x="day", series={"y": "Sales"})
    named = pd.DatetimeIndex([pd.Timestamp(mdates.num2date(x)) for x in ax.get_xticks()])
    assert set(named.month) == {12}
    assert named[-1].tz_localize(None) == days[-1]


def test_a_negative_number_has_the_minus_of_print():
    language.use("en", "USD")
    days = pd.date_range("2022-01-01", periods=3, freq="MS")
    ax = figures.lines(pd.DataFrame({"day": days, "y": -3200.0}), x="day", series={"y": "Sales"})
    assert [text.get_text() for text in ax.texts] == ["Sales \u2212$3,200"]


def test_an_empty_cell_has_one_sign_and_not_two():
    table = pd.DataFrame({"AX": [0, 3]}, index=["AX", "BX"])
    ax = figures.heat_table(table, under=table * 1e3, under_kind="money")
    assert [text.get_text() for text in ax.texts if text.get_text()].count("·") == 1


@pytest.mark.parametrize("name", sorted({*figures.__all__} - {"theme"}))
def test_of_a_table_that_could_not_be_made_nothing_is_drawn(name):
    assert getattr(figures, name)(None) is None


def test_a_curve_without_words_takes_those_of_the_registry():
    table = pd.DataFrame({"share": [0.0, 1.0], "money_share": [0.0, 1.0]})
    ax = figures.share_curve(table, x="share", series=["money_share"])
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Share", "Share of the money")
    plt.close("all")


def test_a_funnel_names_only_those_who_have_a_name():
    table = pd.DataFrame({"known": [50.0, 80.0, 120.0], "ratio": [1.6, 1.0, 0.9]})
    named = table.assign(name=["Ann", None, None])
    ax = figures.funnel_points(
        named, x="known", y="ratio", name="name", x_name="Known", y_name="Ratio", widened=1.5
    )
    words = [text.get_text() for text in ax.texts]
    assert [word for word in words if word] == ["Ann"]
    assert len(ax.collections) == 2
    assert figures.funnel_points(None, x="", y="", name="", x_name="", y_name="") is None


def test_one_very_wide_interval_runs_out_of_the_axis_and_the_others_keep_their_room():
    rows = [(f"g{k}", 1.0, 0.8, 1.2) for k in range(5)]
    ends = {"label": "group", "value": "ratio", "low": "low", "high": "high"}
    usual = pd.DataFrame(rows, columns=list(ends.values()))
    wide = pd.concat([usual, pd.DataFrame([("g9", 3.0, 0.0, 90.0)], columns=usual.columns)])
    assert figures.intervals(usual, **ends).get_xlim() == pytest.approx((0.776, 1.224))
    low, high = figures.intervals(wide, **ends).get_xlim()
    assert (low, high) == pytest.approx((-0.016, 4.016))  # 0.2 to 3.8, and a margin
