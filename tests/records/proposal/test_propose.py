"""A folder of exports is proposed as tables: the right columns, and doubts as questions."""

import pytest
import yaml

from helpers.errors import ClientDataError
from helpers.records import load
from helpers.records.proposal.new import proposed_client
from tests.laws import first
from tests.records.proposal import folders


@pytest.fixture
def proposed(tmp_path):
    """Propose what ``write`` puts into a folder; gives the engagement and what was said."""

    def take(write):
        exports = tmp_path / "exports"
        exports.mkdir()
        truth = write(exports)
        found = proposed_client("acme", tmp_path / "data", exports)
        told = yaml.safe_load((found.folder / "engagement.yml").read_text("utf-8"))
        return told, found, truth

    return take


@pytest.mark.parametrize("write", first(5, [*folders.KNOWN]), ids=lambda write: write.__name__)
def test_tables_and_columns_are_those_that_they_are(proposed, write):
    told, found, _ = proposed(write)
    for name, known in folders.KNOWN[write].items():
        columns = told["tables"][name]["columns"]
        assert {ours: columns.get(ours) for ours in known} == known
    assert told["tables"].keys() == folders.KNOWN[write].keys()
    assert not found.problems


def test_a_wholesaler_is_read_to_the_cent(proposed, tmp_path):
    _, _, truth = proposed(folders.wholesale)
    sales = load("acme", tmp_path / "data", tmp_path / "reports").frame("sales")
    assert len(sales) == truth["lines"]
    assert round(sales["amount"].sum(), 2) == round(truth["money"], 2)
    assert round(sales["cost"].sum(), 2) == round(truth["cost"], 2)
    assert sales["category"].notna().all()


def test_doubts_are_questions_in_the_file_and_in_the_terminal(proposed):
    _, found, _ = proposed(folders.wholesale)
    text = (found.folder / "engagement.yml").read_text("utf-8")
    (tax,) = [question for question in found.draft.questions if "НДС" in question]
    assert "'Выручка'" in tax
    assert tax in found.said()
    assert tax in text


def test_a_line_says_why_and_gives_examples(proposed):
    _, found, _ = proposed(folders.notebook)
    text = (found.folder / "engagement.yml").read_text("utf-8")
    (line,) = [line for line in text.splitlines() if line.strip().startswith("customer:")]
    assert "по заголовку" in line
    assert "Клён" in line


def test_files_of_no_use_are_named(proposed):
    def write(folder):
        folders.notebook(folder)
        (folder / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n0000")
        (folder / "note.txt").write_text("a letter without columns\n")

    _, found, _ = proposed(write)
    assert {one.file for one in found.draft.unused} == {"scan.png", "note.txt"}
    assert "scan.png" in (found.folder / "engagement.yml").read_text("utf-8")


def test_many_files_of_no_use_for_one_reason_are_one_sentence(proposed):
    def write(folder):
        folders.notebook(folder)
        for number in range(30):
            (folder / f"scan {number:02d}.png").write_bytes(b"\x89PNG\r\n\x1a\n0000")

    _, found, _ = proposed(write)
    (told,) = [line for line in found.said().splitlines() if "scan" in line]
    assert "scan 00.png и ещё 29" in told


def test_the_same_sales_in_two_files_are_read_once_and_asked_about(proposed):
    def write(folder):
        folders.b2b(folder)
        (folder / "invoices copy.csv").write_bytes((folder / "invoices.csv").read_bytes())

    told, found, _ = proposed(write)
    assert len([told["tables"]["sales"]["files"]]) == 1
    assert any("the same sales as" in question for question in found.draft.questions)


def test_a_folder_of_pictures_has_no_sales_and_says_so(proposed):
    told, found, _ = proposed(lambda folder: (folder / "a.png").write_bytes(b"\x89PNG 1"))
    assert told["tables"] == {}
    assert "No file has sales" in found.said()


def test_what_is_written_is_never_written_over(tmp_path):
    home, exports = tmp_path / "data" / "acme", tmp_path / "exports"
    exports.mkdir()
    folders.notebook(exports)
    proposed_client("acme", tmp_path / "data", exports)
    mine = "title: mine\n"
    (home / "engagement.yml").write_text(mine)
    with pytest.raises(ClientDataError, match=r"engagement\.yml"):
        proposed_client("acme", tmp_path / "data", exports)
    assert (home / "engagement.yml").read_text() == mine
    (home / "engagement.yml").unlink()
    with pytest.raises(ClientDataError, match="мои продажи"):
        proposed_client("acme", tmp_path / "data", exports)


def test_what_was_said_of_another_client_is_not_taken_along(tmp_path):
    exports = tmp_path / "exports"
    exports.mkdir()
    folders.notebook(exports)
    (exports / "engagement.yml").write_text("title: another\n")
    made = proposed_client("acme", tmp_path / "data", exports)
    assert "another" not in (made.folder / "engagement.yml").read_text("utf-8")


def test_files_that_are_in_the_folder_already_are_proposed_from(tmp_path):
    home = tmp_path / "data" / "acme"
    home.mkdir(parents=True)
    folders.notebook(home)
    assert "sales" in proposed_client("acme", tmp_path / "data", None).draft.tables


@pytest.mark.parametrize(
    ("exports", "said"), [("none", "there is no folder"), (".", "holds the folder of the client")]
)
def test_a_folder_that_cannot_be_is_one_sentence(tmp_path, exports, said):
    with pytest.raises(ClientDataError, match=said):
        proposed_client("acme", tmp_path / "data", tmp_path / exports)
    assert not (tmp_path / "data" / "acme" / "engagement.yml").exists()


def test_the_same_folder_gives_the_same_bytes(tmp_path):
    exports = tmp_path / "exports"
    exports.mkdir()
    folders.b2b(exports)
    first, second = (
        (proposed_client("acme", tmp_path / name, exports).folder / "engagement.yml").read_bytes()
        for name in ("one", "two")
    )
    assert first == second


def test_sales_by_customer_and_month_are_read_as_such_and_asked_about(proposed, tmp_path):
    def write(folder):
        head = ("Клиент", "Город", *(f"{month:02}.2024" for month in range(1, 7)), "Итого")
        rows = [(f"ООО Лён-{n}", "Тверь", *(10 * n + m for m in range(6)), 60 * n + 15)
                for n in range(1, 9)]  # fmt: skip
        sums = [sum(row[place] for row in rows) for place in range(2, 9)]
        folders.write_csv(folder / "свод.csv", head, [*rows, ("Итого", "", *sums)], separator=";")

    told, found, _ = proposed(write)
    sales = told["tables"]["sales"]
    assert (sales["columns"]["customer"], sales["long"]["columns"]) == ("Клиент", "months")
    assert any("по месяцам" in question for question in found.draft.questions)
    records = load("acme", tmp_path / "data", tmp_path / "reports")
    assert records.sales.amount.sum().execute() == sum(60 * n + 15 for n in range(1, 9))
    assert records.own_totals == []
