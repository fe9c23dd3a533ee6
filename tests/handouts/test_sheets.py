"""Which customers have a sheet, and where does it stand?"""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures.quick_bars import quick_bars
from helpers.handouts.web.drawing import drawing
from helpers.handouts.web.on_screen import ROWS, in_script
from helpers.handouts.web.sheets import FOLDER, PLAIN, addresses, on_lists
from helpers.project import KEPT_BY_WINDOWS


def name_of(place):
    folder, _, name = place.partition("/")
    assert folder == FOLDER
    return name.removesuffix(".html")


@given(st.lists(st.text(min_size=1), unique=True))
def test_a_code_is_never_a_path_and_no_two_sheets_share_a_file(codes):
    names = [name_of(place) for place in addresses(codes).values()]
    assert all(PLAIN.fullmatch(name) and not KEPT_BY_WINDOWS.fullmatch(name) for name in names)
    assert len({name.lower() for name in names}) == len(codes)


def test_a_plain_code_keeps_its_name():
    assert addresses(["000390", "AB-1"]) == {
        "000390": "customers/000390.html",
        "AB-1": "customers/AB-1.html",
    }


def tree(rows, **more):
    columns = [{"key": "customer", "label": "Customer", "kind": "code"}]
    table = {"t": "table", "columns": columns, "rows": rows, "act": True} | more
    return {"parts": [{"blocks": [{"t": "worksheet", "columns": ["Who"]}, table]}]}


def test_who_stands_on_a_list_that_a_page_shows_has_a_sheet():
    rows = [[f"{n:03d}"] for n in range(ROWS + 5)]
    assert on_lists(tree([["b"], ["a"], ["b"], [None]])) == ["b", "a"]
    assert on_lists(tree(rows)) == [code for (code,) in rows[:ROWS]]
    assert on_lists(tree(rows, act=False)) == []


@given(st.text())
def test_nothing_ends_the_script_that_data_stand_in(text):
    told = str(in_script({"name": text + "</script><!--"}))
    assert "<" not in told
    assert ">" not in told
    assert "&" not in told


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=30))
def test_a_quick_chart_is_a_drawing_whose_bars_stay_inside(amounts):
    months = pd.date_range("2024-01-01", periods=len(amounts), freq="MS").tolist()
    picture = quick_bars(months, amounts, "money", "#1f4e79")
    made = drawing(picture, "x", "d")
    assert made is not None
    assert made.count("<rect") == sum(1 for amount in amounts if amount)
    assert 'height="-' not in made
