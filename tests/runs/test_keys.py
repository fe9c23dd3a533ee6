"""Each thing that a chapter is made from runs it again, and nothing else does."""

import os

import pytest

from helpers import project
from helpers.cache import hashes
from helpers.chapters import chapters
from helpers.runs.changes import fingerprint
from helpers.runs.changes.fingerprint import Digests, differences, digest_of
from helpers.runs.changes.keys import Keys
from helpers.settings import AbcSettings, AgendaSettings, Settings
from tests.runs import small

CODE = "from helpers.analysis.revenue import pareto\nf(records.sales, settings.abc)\n# %s"


class Changed(Digests):
    """Digests on a disk where one file is another."""

    def __init__(self, path=None):
        super().__init__()
        self.path = path

    def of(self, path):
        return "changed" if path == self.path else super().of(path)


@pytest.fixture
def parts(tmp_path):
    """Parts of the key of one chapter, after a change."""
    small.client(tmp_path / "data")
    records = small.Records(small.order(tmp_path))

    def made(*, path=None, tables=None, settings=None, text="", spoken="ru", others=None, **said):
        records.engagement.settings = settings or Settings()
        for name, value in said.items():
            setattr(records.engagement, name, value)
        small.chapter(tmp_path / "notebooks", "01_one", CODE % text)
        [chapter] = chapters(tmp_path / "notebooks")
        keys = Keys(Changed(path), records, tables or {"sales": "1", "mail": "1"}, tmp_path)
        given = keys.given(chapter, {"client": "acme", "language": spoken}, spoken, others)
        return {**given, **keys.chosen(["table sales", "setting abc"])}

    return made


SOURCE = fingerprint.SOURCE
WORDS = SOURCE / "locale/ru/LC_MESSAGES/workbook.po"
TOUCHING = {
    "module": {"path": SOURCE / "analysis/revenue/pareto.py"},
    "module of a module": {"path": SOURCE / "language/findings.py"},
    "runner": {"path": SOURCE / "runs/kernels/forkserver.py"},
    "engine of papermill": {"path": SOURCE / "runs/kernels/client.py"},
    "catalogue": {"path": WORDS},
    "font": {"path": project.TEMPLATES / "fonts/PTSans-Regular.ttf"},
    "brand": {"path": project.TEMPLATES / "brand/default.yml"},
    "firm": {"brand": "north"},
    "lock": {"path": fingerprint.LOCK},
    "table": {"tables": {"sales": "2", "mail": "1"}},
    "setting": {"settings": Settings(abc=AbcSettings(a_below=0.7))},
    "notebook": {"text": "other"},
    "language": {"spoken": "en"},
    "findings": {"others": {"findings": [{"key": "x"}], "tables": {}}},
    "title": {"title": "Other"},
    "people": {"customers_are": "people"},
}
NOT_TOUCHING = {
    "module of another chapter": {"path": SOURCE / "analysis/signals/signals.py"},
    "exporter": {"path": SOURCE / "handouts/book/pdf.py"},
    "template of a document": {"path": project.TEMPLATES / "handout/style.css"},
    "table of another chapter": {"tables": {"sales": "1", "mail": "2"}},
    "setting of another chapter": {"settings": Settings(agenda=AgendaSettings(minutes=90))},
}


@pytest.mark.parametrize("name", TOUCHING)
def test_a_change_that_touches_the_chapter_changes_its_key(parts, name):
    changed = differences(parts(), parts(**TOUCHING[name]))
    assert changed
    path = TOUCHING[name].get("path")
    assert path is None or path.exists()


@pytest.mark.parametrize("name", NOT_TOUCHING)
def test_a_change_elsewhere_leaves_the_key_alone(parts, name):
    assert digest_of(parts()) == digest_of(parts(**NOT_TOUCHING[name]))
    path = NOT_TOUCHING[name].get("path")
    assert path is None or path.exists()


@pytest.mark.parametrize(("firm", "counts"), [("north", True), ("south", False)])
def test_a_chapter_is_touched_by_the_brand_file_of_its_own_firm(
    parts, tmp_path, monkeypatch, firm, counts
):
    templates = tmp_path / "templates"
    (templates / "brand").mkdir(parents=True)
    monkeypatch.setattr(project, "TEMPLATES", templates)
    before = digest_of(parts(brand="north"))
    (templates / f"brand/{firm}.yml").write_text("firm: Somebody\n", "utf-8")
    assert (digest_of(parts(brand="north")) != before) is counts


def test_every_name_that_a_chapter_may_ask_for_stands_for_something(tmp_path):
    small.client(tmp_path / "data")
    records = small.Records(small.order(tmp_path))
    records.codes_as_they_came = {"mask": "code"}
    records.engagement.question = "Why?"
    keys = Keys(Digests(), records, {"sales": "1", "intake": "2"}, tmp_path)
    assert keys.chosen(["table sales", "table intake"]) == {"table sales": "1", "table intake": "2"}
    assert keys.chosen(["table mail"]) == {"table mail": None}  # asked for, and not brought
    assert keys.chosen(["engagement question"]) == {"engagement question": "Why?"}
    assert keys.chosen(["setting abc"])["setting abc"]["a_below"] == 0.8
    assert set(keys.chosen(["setting *"])) == {f"setting {name}" for name in Settings.model_fields}
    before = keys.chosen(["codes"])
    records.codes_as_they_came = {"mask": "other"}
    assert keys.chosen(["codes"]) != before


def test_a_magic_may_import_anything(parts):
    assert "module helpers.handouts.book.pdf" in parts(text="\n%run other.py")
    assert "module helpers.handouts.book.pdf" not in parts()


def test_outputs_and_ids_of_an_editor_do_not_count(parts, tmp_path):
    before = parts()
    path = small.chapter(tmp_path / "notebooks", "01_one", CODE % "")
    text = path.read_text("utf-8").replace('"cell-0"', '"of-the-editor"')
    path.write_text(text.replace('"outputs": []', '"outputs": []'), "utf-8")
    assert parts() == before


def test_another_version_of_python(parts, monkeypatch):
    before = parts()
    monkeypatch.setattr(fingerprint.platform, "python_version", lambda: "3.99.0")
    assert differences(before, parts()) == ["packages Python"]


@pytest.mark.skipif(os.name != "posix", reason="every file is read here")
def test_a_file_is_read_again_although_its_size_and_date_are_the_same(tmp_path):
    path, memory = tmp_path / "sales.csv", tmp_path / "known.json"
    path.write_text("1")
    before = path.stat()
    digests = Digests(memory)
    first = digests.of(path)
    digests.known[str(path)] = [_mark(path), first]  # as if it had rested for a while
    path.write_text("2")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert digests.of(path) != first


@pytest.mark.skipif(os.name != "posix", reason="every file is read here")
def test_so_does_the_intake(tmp_path, monkeypatch):
    path = tmp_path / "sales.csv"
    path.write_text("1")
    before = path.stat()
    monkeypatch.setattr(hashes, "SETTLED", -1)  # as if it had rested for a while
    memory = hashes.Hashes(tmp_path / "known.json")
    first = memory.of(path)
    path.write_text("2")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert memory.of(path) != first


def test_a_file_that_rests_is_read_once(tmp_path, monkeypatch):
    path, memory = tmp_path / "sales.csv", tmp_path / "known.json"
    path.write_text("1")
    monkeypatch.setattr(hashes, "SETTLED", -1)
    digests = Digests(memory)
    first = digests.of(path)
    digests.save()
    monkeypatch.setattr(hashes.hashlib, "file_digest", None)
    if os.name == "posix":
        assert Digests(memory).of(path) == first


def test_a_young_file_is_not_trusted(tmp_path):
    path = tmp_path / "sales.csv"
    path.write_text("1")
    digests = Digests()
    digests.of(path)
    assert not digests.known


def _mark(path):
    stat = path.stat()
    return [stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns]
