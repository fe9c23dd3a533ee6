"""Chapters are notebooks to be read: short cells, prose between, no outputs, nothing defined."""

import ast
import re
import statistics

import nbformat
import pytest

from helpers import project

CHAPTERS = [
    *sorted(project.NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")),
    project.TEMPLATES / "chapter/chapter.ipynb",
]
LONGEST_CELL = 14
NINE_OF_TEN = 10  # lines
MEDIAN = 4  # lines
MOST_IFS = 3
WORDS_A_LINE = 10  # of prose, for each line of code
FORMS = {"15_customer", "chapter"}  # one page about one customer; the beginning of a chapter
LAST_OF_OURS = "15"
LONGEST_RUN = 2
IN_PASSING = {"assign", "map", "rename", "groupby", "merge", "sort_values", "query", "to_numpy"}
TAGS = {
    "setup",
    "parameters",
    "takeaway",
    "decision",
    "worksheet",
    "facilitator",
    "method",
    "detail",
}


def is_form(path):
    """A form to fill, or a chapter of one's own: it begins short, and grows as its author likes."""
    return path.stem in FORMS or path.stem[:2].isdigit() and path.stem[:2] > LAST_OF_OURS


def cells(path):
    return nbformat.read(path, as_version=4).cells


def code(path):
    return [c.source for c in cells(path) if c.cell_type == "code"]


def tags(cell):
    return set(cell.metadata.get("tags", []))


def lengths(path):
    """Lines of each cell of code but the parameters, shortest first; blanks and comments apart."""
    sources = (
        c.source
        for c in cells(path)
        if c.cell_type == "code" and not tags(c) & {"parameters", "injected-parameters"}
    )
    lines = ([line.strip() for line in source.splitlines()] for source in sources)
    return sorted(sum(bool(x) and not x.startswith("#") for x in cell) for cell in lines)


def words(path):
    return sum(len(c.source.split()) for c in cells(path) if c.cell_type == "markdown")


def test_there_are_chapters():
    assert len(CHAPTERS) >= 4


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
class TestChapter:
    def test_opens_with_its_question(self, path):
        first = cells(path)[0]
        assert first.cell_type == "markdown"
        assert first.source.startswith("# ")
        assert "?" in first.source

    def test_cells_are_short(self, path):
        found = lengths(path)
        assert found[-1] <= LONGEST_CELL
        assert found[int(0.9 * len(found))] <= NINE_OF_TEN
        if not is_form(path):
            assert statistics.median(found) <= MEDIAN

    def test_a_chapter_seldom_asks_what_the_records_hold(self, path):
        nodes = [n for s in code(path) for n in ast.walk(ast.parse(s))]
        assert sum(isinstance(n, ast.If | ast.IfExp) for n in nodes) <= MOST_IFS

    def test_there_is_more_to_read_than_to_run(self, path):
        if is_form(path):
            pytest.skip("a form to fill, not a text")
        assert words(path) >= WORDS_A_LINE * sum(lengths(path))

    def test_nothing_is_computed_in_passing(self, path):
        """Tables as the reader sees them are made, and tested, in ``analysis``."""
        called = {
            n.func.attr
            for s in code(path)
            for n in ast.walk(ast.parse(s))
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)
        }
        assert not called & IN_PASSING

    def test_prose_comes_between_cells(self, path):
        kinds = "".join(
            "." if tags(c) & {"setup", "parameters"} else c.cell_type[0] for c in cells(path)
        )
        assert "c" * (LONGEST_RUN + 1) not in kinds

    def test_defines_nothing_and_loops_over_nothing(self, path):
        nodes = [n for s in code(path) for n in ast.walk(ast.parse(s))]
        assert not [n for n in nodes if isinstance(n, ast.FunctionDef | ast.ClassDef | ast.For)]

    def test_has_no_outputs_and_no_traces_of_a_run(self, path):
        for cell in cells(path):
            if cell.cell_type == "code":
                assert cell.outputs == []
                assert cell.execution_count is None

    def test_says_what_it_needs_and_takes_a_client(self, path):
        book = nbformat.read(path, as_version=4)
        assert book.metadata.workbook["needs"]
        parameters = [c.source for c in book.cells if "parameters" in tags(c)]
        assert len(parameters) == 1
        assert 'client = "sample"' in parameters[0]

    def test_uses_known_tags_and_has_unique_ids(self, path):
        ids = [c.id for c in cells(path)]
        assert len(ids) == len(set(ids))
        used = set().union(*(tags(c) for c in cells(path)))
        about = {tag for tag in used if tag.startswith("about:")}
        assert used - about <= TAGS
        assert {tag.removeprefix("about:") for tag in about} <= set(ids)

    def test_ends_in_a_decision_and_a_blank_to_fill(self, path):
        told = [tags(c) for c in cells(path)]
        assert any("decision" in t for t in told)
        assert any("worksheet" in t for t in told)
        assert any("facilitator" in t for t in told)

    def test_no_figure_is_typed_into_the_prose(self, path):
        """A percentage or a sum of money in Markdown is wrong for the next client."""
        for cell in cells(path):
            if cell.cell_type == "markdown" and not tags(cell) & {"method", "facilitator"}:
                assert not re.search(r"\d\s?%|[$€£₽]\s?\d|\d\s?[$€£₽]", cell.source), cell.source
