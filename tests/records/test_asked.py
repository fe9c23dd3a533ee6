"""Records and settings write down what is asked of them."""

import pytest

from helpers.cache import asked
from helpers.records import load
from tests import tiny

TABLES = ("sales", "customers", "contacts")


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Where a client stands whose tables are read once."""
    root = tmp_path_factory.mktemp("asked")
    tiny.write(root / "data", "acme", tiny.Client(tables=TABLES, customers=5))
    return root


@pytest.fixture
def heard(tmp_path, monkeypatch):
    """Names that a piece of a chapter has asked for."""

    def names(piece, root):
        path = tmp_path / "asked.txt"
        monkeypatch.setenv("WORKBOOK_ASKED", str(path))
        monkeypatch.setattr(asked, "_noted", set())
        piece(load("acme", root / "data", root / "reports"))
        return set(asked.noted(path))

    return names


@pytest.mark.parametrize(
    ("piece", "names"),
    [
        (lambda r: None, set()),
        (lambda r: r.as_of, set()),
        (lambda r: r.sales, {"table sales"}),
        (lambda r: r.frame("contacts"), {"table contacts"}),
        (lambda r: r.has("losses"), {"table losses"}),
        (lambda r: r.has("sales.cost", "contacts"), {"table sales", "table contacts"}),
        (lambda r: r.names, {"table sales", "table customers"}),
        (lambda r: r.rejected("contacts"), {"table contacts"}),
        (lambda r: r.fingerprint("sales"), {"table sales"}),
        (lambda r: r.fingerprints, {"table intake"}),
        (lambda r: r.engagement.settings.abc.a_below, {"setting abc"}),
        (lambda r: r.engagement.settings, set()),
        (lambda r: dict(r.engagement.settings), {"setting *"}),
        (lambda r: r.engagement.settings.model_dump(), {"setting *"}),
        (lambda r: repr(r.engagement.settings), {"setting *"}),
        (lambda r: r.engagement.settings.model_copy(update={}), {"setting *"}),
        (lambda r: r.engagement.question, {"engagement question"}),
        (lambda r: r.engagement.tables, {"table intake"}),
    ],
)
def test_what_is_asked_for_is_written_down_and_nothing_else(heard, root, piece, names):
    assert heard(piece, root) == names


@pytest.mark.parametrize(
    "name", ["passport", "reasons", "set_aside", "duplicates", "formats", "notes", "sources"]
)
def test_what_the_intake_found_is_about_all_tables(heard, root, name):
    assert "table intake" in heard(lambda r: getattr(r, name), root)


def test_where_customers_are_people_the_codes_of_all_tables_shape_what_is_seen(heard, tmp_path):
    client = tiny.Client(tables=TABLES, customers=5)
    tiny.write(tmp_path / "data", "acme", client, customers_are="people")
    assert "codes" in heard(lambda r: r.sales, tmp_path)


def test_nothing_is_written_where_a_chapter_is_read_by_hand(tmp_path, monkeypatch):
    monkeypatch.delenv("WORKBOOK_ASKED", raising=False)
    monkeypatch.setattr(asked, "_noted", set())
    asked.note("table sales")
    assert asked._noted == set()
    assert asked.noted(tmp_path / "none") == []
