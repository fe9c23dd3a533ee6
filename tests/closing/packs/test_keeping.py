"""A pack that was handed out stays as it was."""

import zipfile
from datetime import date

import pytest

from helpers.closing.packs.keeping import day_of, keep, kept
from helpers.errors import ClientDataError
from helpers.runs import pack
from helpers.runs.ours import ARCHIVE, CACHE, MANIFEST, mark

DAY = date(2026, 1, 22)


@pytest.fixture
def target(tmp_path):
    """A report with a cache, and with a table of its own in a folder."""
    return report(tmp_path / "acme", "first")


def report(folder, said, cached=(f"{CACHE}/state.json",)):
    for name in (MANIFEST, "tables/ladder.csv", *cached):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said, "utf-8")
    mark(folder, {})
    return folder


def test_a_kept_pack_has_all_but_the_cache_and_earlier_packs(target):
    keep(target, date(2026, 1, 1))
    names = set(zipfile.ZipFile(keep(target, DAY)).namelist())
    assert names == {MANIFEST, "tables/ladder.csv", ".session-workbook.json"}


def test_the_same_pack_is_kept_once_and_has_the_same_bytes(target, tmp_path):
    first = keep(target, DAY)
    assert first == target / ARCHIVE / "2026-01-22.zip"
    assert keep(target, DAY) == first
    assert keep(report(tmp_path / "b/acme", "first"), DAY).read_bytes() == first.read_bytes()


def test_another_pack_of_the_same_day_stands_beside_it(target):
    first = keep(target, DAY).read_bytes()
    (target / MANIFEST).write_text("second", "utf-8")
    assert keep(target, DAY).name == "2026-01-22-2.zip"
    assert (target / ARCHIVE / "2026-01-22.zip").read_bytes() == first


def test_kept_packs_are_told_by_day_and_the_tenth_of_a_day_comes_after_the_second(target):
    (target / ARCHIVE).mkdir()
    names = ["2026-01-22-10.zip", "2026-01-22-2.zip", "2026-01-22.zip", "2025-12-01.zip", "my.zip"]
    for name in names:
        (target / ARCHIVE / name).touch()
    assert [p.name for p in kept(target)] == [names[3], names[2], names[1], names[0]]


def test_what_is_kept_stays_when_the_next_report_takes_the_place(target, tmp_path):
    path = keep(target, DAY)
    before = path.read_bytes()
    pack.publish(report(tmp_path / ".acme.new", "second", ()), target)
    assert (target / MANIFEST).read_text("utf-8") == "second"
    assert path.read_bytes() == before


def test_a_run_killed_while_reports_are_exchanged_loses_no_kept_pack(target, tmp_path, monkeypatch):
    before = keep(target, DAY).read_bytes()
    left = tmp_path / ".acme.1-abcdef"
    left.mkdir()
    mark(left)
    coming = report(left / "pack", "second", ())
    monkeypatch.setattr(pack, "exchange", stop)
    with pytest.raises(KeyboardInterrupt):
        pack.publish(coming, target)
    pack.recover(tmp_path, "acme")
    assert (target / MANIFEST).read_text("utf-8") == "first"
    assert [path.read_bytes() for path in kept(target)] == [before]
    assert (target / CACHE / "state.json").exists()


def stop(*_):
    raise KeyboardInterrupt


def test_without_a_report_there_is_nothing_to_keep(tmp_path):
    with pytest.raises(ClientDataError, match="make report CLIENT=acme"):
        keep(tmp_path / "acme", DAY)


@pytest.mark.parametrize(("word", "day"), [("1", DAY), ("2025-03-04", date(2025, 3, 4))])
def test_a_pack_is_kept_under_today_or_the_day_that_was_typed(word, day):
    assert day_of(word, DAY) == day


@pytest.mark.parametrize("word", ["yes", "2026-13-01", "22.01.2026", "../x"])
def test_what_is_no_day_is_refused(word):
    with pytest.raises(ClientDataError, match="KEEP=2026-01-22"):
        day_of(word, DAY)
