"""Workbooks that are small as files and would fill the memory once they are opened."""

import io
import zipfile

import pytest

from helpers.errors import ClientDataError
from helpers.records.sources import traps


def workbook(folder, parts: dict[str, bytes], name: str = "sales.xlsx"):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    path = folder / name
    path.write_bytes(raw.getvalue())
    return path


def test_a_part_that_stands_for_far_more_than_it_takes_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(traps, "SMALL", 100_000)
    path = workbook(tmp_path, {"xl/sharedStrings.xml": b"a" * 100_001})
    with pytest.raises(ClientDataError, match=r"sales.xlsx has 0\.\d MB, would have 0\.1 MB"):
        traps.refuse_traps(path)


@pytest.mark.parametrize(
    "content", [b"a" * 100_000, bytes(range(256)) * 500], ids=["small", "not dense"]
)
def test_a_part_that_is_small_or_not_dense_is_opened(tmp_path, monkeypatch, content):
    monkeypatch.setattr(traps, "SMALL", 100_000)
    monkeypatch.setattr(traps, "DENSEST", 1_000)
    traps.refuse_traps(workbook(tmp_path, {"xl/sharedStrings.xml": content}))


def test_a_workbook_that_is_too_large_as_a_whole_is_not_opened(tmp_path, monkeypatch):
    path = workbook(tmp_path, {"xl/a.xml": b"ab" * 500, "xl/b.xml": b"cd" * 500})
    monkeypatch.setattr(traps, "LARGEST", 2_000)
    traps.refuse_traps(path)
    monkeypatch.setattr(traps, "LARGEST", 1_999)
    with pytest.raises(ClientDataError, match="is not opened"):
        traps.refuse_traps(path)


def test_an_old_workbook_is_known_by_its_size(tmp_path, monkeypatch):
    path = tmp_path / "sales.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(1_000))
    traps.refuse_traps(path)
    monkeypatch.setattr(traps, "LARGEST_OLD", 1_000)
    with pytest.raises(ClientDataError, match="ask for the records as CSV"):
        traps.refuse_traps(path)


CELL = b'<table:table-cell table:number-columns-repeated="%d"%s/>'
ROW = b'<table:table-row table:number-rows-repeated="%d">%s</table:table-row>'
VALUE = b' office:value-type="float" office:value="1"'


@pytest.mark.parametrize("block", [traps.BLOCK, 50])
def test_cells_that_say_how_often_they_are_repeated_are_counted(tmp_path, monkeypatch, block):
    monkeypatch.setattr(traps, "BLOCK", block)
    rows = ROW % (5_000, CELL % (10_000, VALUE))
    path = workbook(tmp_path, {"content.xml": rows}, "sales.ods")
    with pytest.raises(ClientDataError, match="repeated 50,000,000 times"):
        traps.refuse_traps(path)


def test_empty_cells_may_be_repeated_to_the_end_of_the_sheet(tmp_path):
    rows = ROW % (1, CELL % (3, VALUE)) + ROW % (1_048_575, CELL % (16_384, b""))
    traps.refuse_traps(workbook(tmp_path, {"content.xml": rows}, "sales.ods"))
