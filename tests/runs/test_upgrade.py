"""What an earlier version left is neither used nor in the way; two versions may take turns."""

import json
import shutil

import pytest

from tests.runs import small

EVERY = ("01_one", "03_three", "14_plan")
REPORT = "reports/acme"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """Where this version made a report, and no other did before."""
    root = tmp_path_factory.mktemp("Новая папка с клиентами")
    small.workbook(root / "notebooks")
    small.client(root / "data")
    assert small.run(small.order(root)).ran == EVERY
    return root


@pytest.fixture
def root(fresh, tmp_path):
    return shutil.copytree(fresh, tmp_path / "мои отчёты", symlinks=True)


def pack(root) -> dict[str, bytes]:
    """Files of the report, without the times that a manifest tells."""
    folder = root / REPORT
    files = [p for p in folder.rglob("*") if p.is_file() and ".cache" not in p.parts]
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}
    told = json.loads(found.pop("manifest.json"))
    return found | {"manifest": json.dumps({k: v for k, v in told.items() if k != "times"})}


def grow_old(root) -> None:
    """Make of a report what version 0.1 would have left: no mark, no seals, other shapes."""
    folder = root / REPORT
    (folder / ".session-workbook.json").unlink()
    told = json.loads((folder / "manifest.json").read_text("utf-8"))
    told["versions"]["session-workbook"] = "0.1.0"
    (folder / "manifest.json").write_text(json.dumps(told), "utf-8")
    for seal in folder.glob(".cache/**/seal.json"):
        seal.unlink()
    for name in ("digests.json", "state.json"):
        (folder / ".cache" / name).write_text('{"01_one": ["another", "shape"]}', "utf-8")
    (folder / ".cache/records").mkdir(exist_ok=True)
    (folder / ".cache/records/sales.parquet").write_bytes(b"PAR1 of another version")
    (folder / ".cache/leaving").write_text("a file where there is a folder today", "utf-8")


def test_a_report_and_a_cache_of_0_1_are_replaced_by_what_a_new_folder_would_get(root, fresh):
    grow_old(root)
    made = small.run(small.order(root))
    assert (made.status, made.ran) == ("made", EVERY)
    new, old = pack(fresh), pack(root)
    new.pop("index.html"), old.pop("index.html")  # says what has changed since the report before
    assert old == new


@pytest.mark.slow
def test_what_somebody_put_into_a_report_of_0_1_is_kept(root):
    grow_old(root)
    (root / REPORT / "minutes.txt").write_text("precious", "utf-8")
    small.run(small.order(root))
    assert (root / f"{REPORT}.kept/minutes.txt").read_text("utf-8") == "precious"


@pytest.mark.slow
def test_two_versions_in_turn_get_each_its_own_numbers_and_run_once(root):
    other = small.workbook(root / "other version")
    small.chapter(other, "01_one", small.KEEP, 'keep("one", "customer\\nother\\n")')
    table = root / REPORT / "tables/one.csv"
    assert "01_one" in small.run(small.order(root, notebooks=other)).ran
    assert table.read_text("utf-8") == "customer\nother\n"
    for folder, told in ((root / "notebooks", "acme"), (other, "other")):
        assert small.run(small.order(root, notebooks=folder)).ran == ()
        assert table.read_text("utf-8") == f"customer\n{told}\n"
