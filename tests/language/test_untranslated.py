"""A reader is told when a chapter, or a sentence of it, is English in a Russian report."""

import nbformat
import pytest

from helpers import language, project
from helpers.language.untranslated import mark, told_of, untranslated


def chapter(title, *cells):
    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_markdown_cell(f"# {title}")]
    book.cells += [nbformat.v4.new_code_cell(source) for source in cells]
    return book


def test_a_text_of_the_catalogue_is_translated_and_another_is_missing():
    book = chapter("Who feeds the company", 'tr("Net sales")\ntr("Nobody says this")')
    assert untranslated(book, "none", "ru") == ["Nobody says this"]


@pytest.mark.parametrize("name", ["01_revenue", "14_plan"])
def test_the_chapters_of_the_workbook_lack_nothing(name):
    book = nbformat.read(project.NOTEBOOKS / f"{name}.ipynb", as_version=4)
    assert untranslated(book, name[3:], "ru") == []


def test_one_sentence_is_counted_at_the_head_of_the_chapter():
    language.use("ru")
    book = chapter("Title")
    mark(book, ["Nobody says this"])
    said = told_of(book)["said"]
    assert said == "1 текст этой главы ещё не переведён и показан по-английски."
    assert book.cells[1].outputs[0].data["text/plain"] == said


def test_a_chapter_without_a_translated_title_has_no_translation():
    language.use("ru")
    book = chapter("Nobody says this")
    mark(book, ["Nobody says this", "Nor this"])
    assert told_of(book)["said"].startswith("У этой главы пока нет русского текста")


def test_a_chapter_that_lacks_nothing_stays_as_it_is():
    book = chapter("Title")
    mark(book, [])
    assert len(book.cells) == 1
    assert told_of(book) == {}
