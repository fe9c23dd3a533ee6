"""Lists to act on: every row, every column as what it is, and no formula."""

import io
from types import SimpleNamespace

import openpyxl
import pandas as pd
import pytest

from helpers import language, project, show
from helpers.handouts.assemble import merge
from helpers.handouts.brand import load_brand
from helpers.handouts.office.lists import LONGEST_NAME, SHORT, sheet_name
from helpers.handouts.office.number_formats import number_format, short_format
from helpers.handouts.office.tables_file import TablesExporter
from helpers.handouts.people import People, people
from tests.handouts import packs

COLUMNS = [*packs.COLUMNS, show.Column("who", "Who calls", "blank")]


def _made(nb, known=None) -> bytes:
    told = {"brand": load_brand(), "people": known}
    return TablesExporter().from_notebook_node(nb, {"workbook": told})[0]


def _book(frame=None, columns=None, caption="Whom to call: first/last?", known=None, tmp="."):
    result = packs.result(1)
    frame = packs.customers(300) if frame is None else frame
    cell = packs.code(lambda: show.table(frame, caption, columns or COLUMNS, act=True))
    result.notebook.cells = [packs.markdown("# Title\n\nCall them *today*."), cell, cell]
    data = _made(merge(packs.pack(tmp, result)), known)
    return openpyxl.load_workbook(io.BytesIO(data))


def test_every_list_has_a_sheet_and_a_line_in_the_contents(tmp_path):
    book = _book(tmp=tmp_path)
    names = ["Contents", "01 Whom to call first last", "01 Whom to call first last 2"]
    assert book.sheetnames == names
    line = [cell.value for cell in book["Contents"][6]]
    assert line == ["Whom to call: first/last?", "Title", 300, "Call them today."]
    links = [c.hyperlink for sheet in book for row in sheet.iter_rows() for c in row if c.hyperlink]
    assert len(links) == 4
    assert all(link.location and not link.target for link in links)


def test_a_list_has_all_rows_and_typed_columns(tmp_path):
    sheet = _book(tmp=tmp_path)["01 Whom to call first last"]
    assert sheet.max_row == 303
    head = [cell.value for cell in sheet[3]]
    assert head == ["Code", "Customer", "Net sales", "Share of all", "Last purchase", "Who calls"]
    code, _, amount, share, last, who = sheet[4]
    assert (code.value, code.data_type, code.number_format) == ("000000", "s", "@")
    assert (amount.value, amount.number_format) == (1e6, '"$"#,##0;-"$"#,##0')
    assert (share.value, share.number_format) == (0.2, "0.0%")
    assert (last.value, last.is_date) == (pd.Timestamp("2013-11-29"), True)
    assert who.value is None
    assert who.fill.fgColor.rgb == "FFEFF3F7"
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref == "A3:F303"


def test_hostile_text_is_text(tmp_path):
    texts = [*packs.HOSTILE, "+1", "@SUM(A1)", "-2+3", "http://evil.example", "_x0041_"]
    frame = pd.DataFrame({"name": texts})
    columns = [show.Column("name", "=1+1")]
    book = _book(frame, columns, '=HYPERLINK("http://evil.example")', tmp=tmp_path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert not [c for c in cells if c.hyperlink and c.hyperlink.target]
    values = {cell.value for cell in cells}
    assert values >= {"=1+1", "+1", "@SUM(A1)", "-2+3", "http://evil.example", packs.HOSTILE[3]}
    assert not [v for v in values if isinstance(v, str) and "\u202e" in v]


def test_without_a_list_the_file_says_so(tmp_path):
    result = packs.result(1)
    result.notebook.cells = result.notebook.cells[:1]
    book = openpyxl.load_workbook(io.BytesIO(_made(merge(packs.pack(tmp_path, result)))))
    assert "No chapter has made a list" in book["Contents"]["A4"].value


@pytest.mark.parametrize(
    "caption", ["x" * 40, "'quoted'", "[a]:*?/\\", "History", "😀" * 30, "Ж" * 40, ""]
)
def test_names_of_sheets_are_valid_and_never_twice_the_same(caption):
    first = sheet_name(caption, set())
    second = sheet_name(caption, {first.lower()})
    for name in (first, second):
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\'")
        assert name.lower() != "history"
    assert first != second


class TestPeople:
    records = SimpleNamespace(
        engagement=SimpleNamespace(customers_are="people", names={"codes": "full"}),
        names=pd.Series({"1": "A. B. 1", "2": "0002"}),
        full_names=pd.Series({"1": "Anna Berg", "2": "2"}),
        codes_as_they_came={},
        has=lambda name: name == "customers.phone",
        frame=lambda _: pd.DataFrame({"customer": ["1", "1"], "phone": ["+7 900", "other"]}),
    )

    def test_are_known_by_mask_and_by_code(self):
        assert people(self.records) == People({"A. B. 1": "Anna Berg"}, {"phone": {"1": "+7 900"}})

    def test_stand_in_the_lists_with_full_name_and_phone(self, tmp_path):
        frame = pd.DataFrame({"customer": ["1", "2"], "name": ["A. B. 1", "0002"]})
        columns = [
            show.Column("customer", "Code", "code"),
            show.Column("name", "Name"),
            show.Column("who", "Who calls", "blank"),
        ]
        book = _book(frame, columns, "Call", people(self.records), tmp_path)
        rows = [[cell.value for cell in row] for row in book["01 Call"].iter_rows(min_row=3)]
        assert rows == [
            ["Code", "Name", "Phone", "Who calls"],
            ["1", "Anna Berg", "+7 900", None],
            ["2", "0002", None, None],
        ]


def test_formats_speak_the_language_in_use():
    language.use("ru", "RUB")
    assert number_format("money", 2) == '#,##0.00"\xa0₽";-#,##0.00"\xa0₽"'
    assert number_format("percent", 1) == '0.0"\xa0"%'
    assert number_format("date") == "dd.mm.yyyy"
    assert short_format("money", 25e6) == '0,,"\xa0млн\xa0₽";"−"0,,"\xa0млн\xa0₽"'
    assert short_format("count", 1_200_000) == '0,"\xa0тыс.";"−"0,"\xa0тыс."'


@pytest.mark.parametrize("largest", [0.0, 0.5, 5, 50, 5e3, 5e4, 5e6, 5e9, 5e12])
@pytest.mark.parametrize("kind", ["money", "number", "percent", "count", "text"])
@pytest.mark.parametrize("spoken", ["en", "ru"])
def test_every_axis_has_a_format(spoken, kind, largest):
    language.use(spoken, "USD")
    assert short_format(kind, largest)


@pytest.mark.parametrize(("rows", "cut"), [(40, False), (41, True)])
def test_of_a_long_list_the_first_rows_go_on_paper(tmp_path, rows, cut):
    sheet = _book(packs.customers(rows), tmp=tmp_path)["01 Whom to call first last"]
    assert sheet.print_area.endswith("!$A$1:$F$43")
    assert ("On paper: the first 40." in sheet["B2"].value) == cut


def test_every_caption_with_a_short_name_is_one_that_a_chapter_shows():
    shown = "".join(path.read_text("utf-8") for path in project.NOTEBOOKS.glob("*.ipynb"))
    assert [caption for caption in SHORT if f'tr(\\"{caption}\\")' not in shown] == []


@pytest.mark.parametrize("spoken", ["en", "ru"])
def test_short_names_fit_with_the_number_of_their_chapter(spoken):
    language.use(spoken)
    names = [language.tr(short) for short in SHORT.values()]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= LONGEST_NAME - len("00 ")
