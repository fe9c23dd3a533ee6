"""Closing a session writes a sheet and a memory, and never touches what a person has written."""

import json
import shutil
from datetime import date
from pathlib import Path

import nbformat
import pytest

from helpers import language, project
from helpers.closing.closing import close
from helpers.errors import ClientDataError
from helpers.records import load
from helpers.records.engagement.sessions import filled, memory, places
from helpers.records.engagement.sessions.lines import lines_of
from helpers.runs.order import Order
from tests import tiny
from tests.records.sessions.test_filled import written

AS_OF = "2024-06-30"
DECISION = "**To decide:** who calls?\n\n- Anna calls *all* of them\n- =HYPERLINK(1)"


@pytest.fixture(scope="module")
def read(tmp_path_factory) -> Path:
    """A client with a pack, as small as closing needs it, whose records were read already."""
    root = tmp_path_factory.mktemp("read")
    tiny.write(root / "data", "acme", tiny.Client(tables=("sales", "customers")))
    load("acme", root / "data", root / "reports")
    pack(root / "reports" / "acme")
    return root


@pytest.fixture
def asked(read, tmp_path) -> Order:
    """The client in a place of the test's own."""
    shutil.copytree(read, tmp_path, dirs_exist_ok=True, symlinks=True)
    yield Order("acme", tmp_path / "data", tmp_path / "reports", project.NOTEBOOKS)
    language.use("en", "EUR")


def pack(folder: Path, as_of: str = AS_OF, spoken: str = "en") -> None:
    for name in ("tables", "notebooks"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    finding = {"key": "a.b", "text": "Nine", "numbers": {"share": 0.3, "low": 0.2, "high": 0.4},
               "customers": ["1", "2"], "money": 5.0, "certainty": "estimated"}  # fmt: skip
    told = {"as_of": as_of, "language": spoken, "currency": "EUR", "findings": [finding]}
    (folder / "manifest.json").write_text(json.dumps(told), "utf-8")
    head = "customer,group,kind,chance,at_stake,expected_gain,silent_days,horizon_days\n"
    calls = "000001,called,may leave,0.5,100,9,40,90\n000002,control,may leave,0.5,100,8,40,90\n"
    (folder / "tables" / "call_list.csv").write_text(head + calls, "utf-8")
    cell = nbformat.v4.new_markdown_cell(DECISION, metadata={"tags": ["decision"]})
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Leaving"), cell])
    nbformat.write(book, folder / "notebooks" / "03_leaving.ipynb")


def sheet_of(asked: Order, day: str = AS_OF) -> Path:
    return asked.folder / places.sheet_name(date.fromisoformat(day))


def test_the_sheet_offers_the_options_and_the_memory_keeps_the_list(asked):
    assert close(asked) == [str(sheet_of(asked))]
    read = filled.read(sheet_of(asked), date.fromisoformat(AS_OF), [])
    assert read.rows["decision"].tolist() == ["Anna calls all of them", "=HYPERLINK(1)"]
    assert read.rows["chapter"].unique().tolist() == ["Leaving"]
    found = memory.earlier(asked.folder, "acme", until=date(2024, 12, 31)).sessions[0]
    assert found.calls["group"].tolist() == ["called", "control"]
    assert found.findings[["value", "customers"]].to_numpy().tolist() == [[0.3, 2.0]]
    assert found.decisions.empty


def test_the_same_pack_gives_the_same_bytes(asked):
    close(asked)
    before = {p.name: p.read_bytes() for p in memory.files(asked.folder)}
    close(asked)
    assert {p.name: p.read_bytes() for p in memory.files(asked.folder)} == before


def test_what_a_person_has_written_is_never_overwritten(asked):
    close(asked)
    written(sheet_of(asked), ("", "Call", "Anna"))
    kept = {p: p.read_bytes() for p in memory.files(asked.folder)}
    assert close(asked)[0].startswith("Kept as it is")
    assert {p: p.read_bytes() for p in memory.files(asked.folder)} == kept


def test_a_sheet_that_is_open_is_not_written(asked):
    close(asked)
    before = sheet_of(asked).read_bytes()
    sheet_of(asked).with_name(f"~${sheet_of(asked).name}").write_bytes(b"")
    with pytest.raises(ClientDataError, match="Close it there"):
        close(asked)
    assert sheet_of(asked).read_bytes() == before


def test_without_a_report_nothing_is_closed(asked):
    (asked.target / "manifest.json").unlink()
    with pytest.raises(ClientDataError, match="Make it first"):
        close(asked)
    assert not (asked.folder / places.FOLDER).exists()


def test_a_new_session_under_the_day_of_an_old_one_is_refused(asked):
    engagement = asked.folder / "engagement.yml"
    engagement.write_text(engagement.read_text("utf-8") + "session_date: 2024-07-20\n", "utf-8")
    pack(asked.target, as_of="2024-05-31")
    close(asked)
    pack(asked.target)
    with pytest.raises(ClientDataError, match="session_date"):
        close(asked)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"name,value\n", b"name,value\nclient,acme\nas_of,soon\n", None],
)
def test_a_memory_that_is_spoilt_is_said_and_nothing_is_written(asked, content):
    close(asked)
    kept = places.folder_of(asked.folder, date.fromisoformat(AS_OF))
    about = kept / places.ABOUT
    about.unlink() if content is None else about.write_bytes(content)
    sheet_of(asked).unlink()
    before = {p: p.read_bytes() for p in kept.iterdir()}
    with pytest.raises(ClientDataError, match=r"cannot be read .*\n.*take the folder away"):
        close(asked)
    assert {p: p.read_bytes() for p in kept.iterdir()} == before
    assert not sheet_of(asked).exists()


def test_what_belongs_to_another_client_is_not_touched(asked):
    close(asked)
    written(sheet_of(asked), ("", "Call", "Anna"), client="rival")
    with pytest.raises(ClientDataError, match="a sheet of the client 'rival'"):
        close(asked)
    sheet_of(asked).unlink()
    about = places.folder_of(asked.folder, date.fromisoformat(AS_OF)) / places.ABOUT
    about.write_text(about.read_text("utf-8").replace("acme", "rival"), "utf-8")
    with pytest.raises(ClientDataError, match="written for the client 'rival'"):
        close(asked)


def test_the_sheet_speaks_the_language_of_its_report(asked):
    pack(asked.target, spoken="ru")
    close(asked)
    lines = lines_of(sheet_of(asked))
    assert "Решение" in lines[5]


def test_the_next_report_reads_what_was_written(asked):
    close(asked)
    written(sheet_of(asked), ("Leaving", "Anna calls all of them", "Anna", "soon", "", "yes"))
    found = load("acme", asked.data, asked.reports).memory
    assert found.sessions[-1].decisions["done"].tolist() == [True]
    assert (len(found.said), len(found.faults)) == (0, 1)


def test_the_memory_is_no_export_whatever_the_pattern(asked):
    close(asked)
    text = (asked.folder / "engagement.yml").read_text("utf-8")
    assert "sales.csv" in text
    (asked.folder / "engagement.yml").write_text(text.replace("sales.csv", "s*es.csv"), "utf-8")
    files = set(load("acme", asked.data, asked.reports).sources["file"])
    assert files == {"sales.csv", "customers.csv"}


def test_codes_that_tell_who_it_is_are_kept_as_the_client_has_them(tmp_path):
    codes = "anna.berg{}@mail.example".format
    told = tiny.Client(tables=("sales",), codes=codes)
    tiny.write(tmp_path / "data", "acme", told, customers_are="people")
    asked = Order("acme", tmp_path / "data", tmp_path / "reports", project.NOTEBOOKS)
    records = load("acme", asked.data, asked.reports)
    own = next(iter(records.codes_as_they_came.values()))
    pack(asked.target)
    path = asked.target / "tables" / "call_list.csv"
    path.write_text(path.read_text("utf-8").replace("000001", records.code_of(own)), "utf-8")
    close(asked)
    kept = (places.folder_of(asked.folder, date.fromisoformat(AS_OF)) / places.CALLS).read_text()
    assert own in kept
    seen = load("acme", asked.data, asked.reports).memory.sessions[0].calls["customer"]
    assert records.code_of(own) in seen.tolist()
    assert own not in seen.tolist()
