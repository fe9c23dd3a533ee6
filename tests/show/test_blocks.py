import base64
import json
import re

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from helpers import language, show
from helpers.language import Number
from helpers.language.cells import for_csv
from helpers.language.findings import Finding, Trail
from helpers.show import blocks
from helpers.show import in_jupyter as page

HOSTILE = ["<script>alert(1)</script>", "**bold** [x](javascript:1)", r"$\evil$", '"&<', "=1+1"]


@pytest.fixture
def shown(monkeypatch):
    """Bundles in the order displayed."""
    bundles = []
    monkeypatch.setattr(blocks, "display", lambda bundle, raw: bundles.append(bundle))
    return bundles


def block(bundle, kind):
    value = bundle[f"application/vnd.session-workbook.{kind}+json"]
    json.dumps(value, allow_nan=False)
    return value


def finding(**more):
    numbers = {"share": Number(0.2, "percent"), "who": Number(HOSTILE[0], "text")}
    text = "%(share)s of customers, first %(who)s"
    return Finding("pareto.top", text, numbers, Trail("pareto", 1234), **more)


def columns(**kinds):
    return [show.Column(key, key.title(), kind) for key, kind in kinds.items()]


def test_a_finding_says_where_its_number_comes_from(shown):
    show.finding(finding(money=1.005))
    value = block(shown[0], "finding")
    assert value["source"] == "Counted from 1,234 rows of the table pareto"
    assert value["text"] == "20% of customers, first <script>alert(1)</script>"
    assert "&lt;script&gt;" in shown[0]["text/html"]
    assert "<script" not in shown[0]["text/html"]


def test_a_russian_date_is_not_torn_between_the_day_and_the_month():
    language.use("ru", "RUB")
    assert language.date(pd.Timestamp("2026-03-05")).startswith("5\u00a0марта 2026")


def test_a_table_has_raw_values_for_machines_and_cells_for_readers(shown):
    language.use("ru", "RUB")
    frame = pd.DataFrame(
        {
            "who": ["Ромашка", None],
            "money": [1234567.8, np.nan],
            "share": [0.1234, -0.0001],
            "day": pd.to_datetime(["2013-11-29", None]),
            "month": pd.to_datetime(["2013-11-01", None]),
            "yes": [True, False],
            "n": pd.array([3, None], dtype="Int64"),
        }
    )
    kinds = columns(
        who="text", money="money", share="percent", day="date", month="month", yes="flag",
        n="count", plan="blank",
    )  # fmt: skip
    show.table(frame, "Заголовок", kinds, act=True)
    value = block(shown[0], "table")
    assert value["rows"] == [
        ["Ромашка", 1234567.8, 0.1234, "2013-11-29", "2013-11-01", True, 3, None],
        [None, None, -0.0001, None, None, False, None, None],
    ]
    first, second = ([re.sub(r"\s", " ", x) for x in row] for row in value["cells"])
    assert first[:4] == ["Ромашка", "1 234 568 ₽", "12,3 %", "29.11.2013"]
    assert second[:4] == ["–", "–", "0,0 %", "–"]
    assert first[6:] == ["3", ""]
    assert value["act"] is True


def test_a_misspelt_column_is_named(shown):
    with pytest.raises(ValueError, match="Did you mean 'customer'"):
        show.table(pd.DataFrame({"customer": []}), "x", columns(custommer="text"))
    with pytest.raises(ValueError, match="kind must be one of"):
        show.Column("a", "A", "euro")


def test_texts_of_the_client_are_text_in_every_block(shown):
    frame = pd.DataFrame({"who": HOSTILE, "n": range(5)})
    show.table(frame, HOSTILE[0], [show.Column("who", HOSTILE[0])], note=HOSTILE[0])
    show.worksheet(HOSTILE[0], [HOSTILE[0]], filled=[[x] for x in HOSTILE])
    show.note(HOSTILE[0])
    show.chart(plt.subplots()[1], HOSTILE[0], note=HOSTILE[0], table=frame)
    for bundle in shown:
        assert not re.search(r"<script|<b>|[^&;]\$\\evil\$<math", bundle["text/html"])
        assert "text/markdown" not in bundle
        assert "text/latex" not in bundle
    assert [row[0] for row in block(shown[0], "table")["rows"]] == HOSTILE


def test_a_long_table_is_cut_in_the_lab_and_whole_in_the_data(shown):
    show.table(pd.DataFrame({"n": range(1000)}), "Long", columns(n="count"))
    assert len(block(shown[0], "table")["rows"]) == 1000
    assert shown[0]["text/html"].count("<tr>") == page.LONGEST + 1
    assert "960 more rows" in shown[0]["text/html"]


def test_a_chart_carries_its_title_outside_the_picture_and_its_numbers_beside(shown):
    axis = plt.subplots()[1]
    axis.bar(["a", "b"], [1, 2])
    table = pd.DataFrame({"x": ["a", "b"], "y": [1.0, 2.5]})
    show.chart(axis, finding(), table=table, form="bar", columns=columns(x="text", y="money"))
    value = block(shown[0], "chart")
    assert value["title"] == finding().text
    assert value["alt"].endswith(value["title"])
    assert value["finding"] == "pareto.top"
    assert value["table"]["columns"][1] == {"key": "y", "label": "Y", "kind": "money"}
    assert shown[0]["image/svg+xml"].startswith("<svg")
    assert not plt.get_fignums()


@pytest.mark.parametrize(("shell", "words"), [(None, True), ("a lab", False)])
def test_an_image_in_a_lab_has_its_words_as_lines(shown, monkeypatch, shell, words):
    monkeypatch.setattr(blocks, "get_ipython", lambda: shell)
    show.chart(plt.subplots()[1], "Title")
    image = re.search(r"base64,([^\"]+)", shown[0]["text/html"])[1]
    assert (b"<text" in base64.b64decode(image)) == words
    assert "<text" in shown[0]["image/svg+xml"]


def test_the_same_chart_is_the_same_bytes(shown):
    for _ in range(2):
        axis = plt.subplots()[1]
        axis.plot([1, 2], [3e7, 4e7])
        show.chart(axis.figure, "Title")
    assert shown[0] == shown[1]


def test_showing_a_chart_leaves_the_settings_of_matplotlib_alone(shown):
    before = dict(mpl.rcParams)
    show.chart(plt.subplots()[1], "Title")
    assert dict(mpl.rcParams) == before


def test_a_native_chart_needs_its_table(shown):
    with pytest.raises(ValueError, match="form"):
        show.chart(plt.subplots()[1], "Title", form="bar")
    with pytest.raises(ValueError, match="form"):
        show.chart(plt.subplots()[1], "Title", table=pd.DataFrame({"a": [1]}), form="pie")
    plt.close("all")


def test_a_worksheet_has_a_line_for_each_row(shown):
    show.worksheet("Who?", ["name", "until"], rows=3, filled=[["Ann"], [None, 5]])
    value = block(shown[0], "worksheet")
    assert value["rows"] == 3
    assert value["filled"] == [["Ann", ""], ["", "5"]]
    assert shown[0]["text/html"].count("<tr>") == 4
    with pytest.raises(ValueError, match="more cells"):
        show.worksheet("Who?", ["name"], filled=[["Ann", "Bob"]])


class Records:
    def __init__(self, *brought):
        self.brought = brought

    def has(self, *names):
        return set(names) <= set(self.brought)


def test_what_was_not_brought_is_asked_for_by_name(shown):
    assert not show.can(Records("sales"), ["sales", "sales.cost", "losses"], what="profit")
    value = block(shown[0], "note")
    assert value["kind"] == "left-out"
    assert "profit" in value["text"]
    assert "cost" in value["text"]
    assert "losses" in value["text"]


def test_nothing_is_said_of_what_was_brought(shown):
    assert show.can(Records("sales.cost"), "sales.cost", what="profit")
    assert shown == []


def test_a_note_of_an_unknown_kind_is_refused(shown):
    with pytest.raises(ValueError, match="kind"):
        show.note("x", kind="warning")


def test_a_result_table_is_written_plain(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_RESULTS", str(tmp_path / "results"))
    frame = pd.DataFrame(
        {
            "customer": ["000390", 'a,"b"\nc', "=cmd()"],
            "amount": [1e16 / 3, 0.1 + 0.2, -0.001],
            "share": [1 / 3, 1e-12, np.nan],
            "as_of": pd.to_datetime(["2013-11-29T00:00", "2013-11-29T10:30", None]),
            "at": [True, False, None],
            "n": pd.array([10**12, 0, None], dtype="Int64"),
        },
        index=[7, 8, 9],
    )
    show.keep("pareto", frame)
    assert (tmp_path / "results" / "pareto.csv").read_bytes().decode() == (
        "customer,amount,share,as_of,at,n\n"
        "000390,3333333333333333.5,0.333333,2013-11-29,yes,1000000000000\n"
        '"a,""b""\nc",0.3,0,2013-11-29T10:30:00,no,0\n'
        "'=cmd(),0,,,,\n"
    )


def test_nothing_is_written_when_a_chapter_is_read_by_hand(tmp_path, monkeypatch):
    monkeypatch.delenv("WORKBOOK_RESULTS", raising=False)
    monkeypatch.chdir(tmp_path)
    show.keep("pareto", pd.DataFrame({"a": [1]}))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../x", "A", "a b", "", "x.csv", "1a"])
def test_a_result_table_has_a_plain_name(name):
    with pytest.raises(ValueError, match="small letters"):
        show.keep(name, pd.DataFrame())


@pytest.mark.parametrize("text", ["=1+1", "+7 999", "-x", "@SUM(A1)", "\tx", "\rx"])
def test_no_text_in_a_csv_is_a_formula(text):
    assert for_csv(text) == f"'{text}"


def test_numbers_below_zero_stay_numbers_in_a_csv():
    assert [for_csv(x) for x in (-1, -1.5, np.float64(-1e-7), np.int64(-3))] == [
        "-1", "-1.5", "0", "-3",
    ]  # fmt: skip


def test_the_schemas_are_in_the_docstring():
    for kind in ("finding", "chart", "table", "worksheet", "note"):
        assert f"application/vnd.session-workbook.{kind}+json" in blocks.__doc__


def test_given_nothing_it_shows_nothing(shown):
    show.finding(None)
    show.table(None, "Caption", ["amount"])
    show.table(pd.DataFrame({"amount": []}), "Caption", ["amount"])
    show.note("")
    show.note(None, kind="method")
    show.worksheet("", ["A"])
    show.chart(None, finding())
    show.chart(plt.subplots()[1], None)
    assert shown == []
    assert not plt.get_fignums()


def test_a_table_by_keys_has_the_labels_and_kinds_of_the_registry(shown):
    frame = pd.DataFrame({"branch": ["Oslo"], "share": [0.5]})
    show.table(frame, "Caption", ["share", "branch", show.blank("who", "Who asks")])
    assert block(shown[0], "table")["columns"] == [
        {"key": "share", "label": "Share", "kind": "percent", "mark": "bar"},
        {"key": "branch", "label": "Branch", "kind": "text"},
        {"key": "who", "label": "Who asks", "kind": "blank"},
    ]


def test_room_to_write_stands_at_the_right_of_all_columns(shown):
    show.table(pd.DataFrame({"branch": ["Oslo"]}), "Caption", blanks=["who", "when"])
    columns = block(shown[0], "table")["columns"]
    assert [(c["key"], c["kind"]) for c in columns] == [
        ("branch", "text"), ("who", "blank"), ("when", "blank"),
    ]  # fmt: skip


def test_a_result_table_that_could_not_be_made_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_RESULTS", str(tmp_path))
    show.keep("nothing", None)
    show.keep("empty", pd.DataFrame({"amount": []}))
    assert [p.name for p in tmp_path.iterdir()] == ["empty.csv"]


def test_what_was_not_brought_is_asked_for_in_one_sentence(shown):
    show.left_out(Records("sales"), "losses", "the lost customers")
    assert "Ask the client for the table “losses”" in block(shown[0], "note")["text"]
    show.left_out(Records("losses"), "losses", "the lost customers")
    assert len(shown) == 1
