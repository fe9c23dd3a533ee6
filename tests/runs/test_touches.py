import nbformat
import pytest

from helpers.cache.code import modules
from helpers.runs.changes.touches import ALL, touches


def chapter(*code):
    cells = [nbformat.v4.new_code_cell(c) for c in code]
    return nbformat.v4.new_notebook(cells=cells)


LOADED = "records = load(client)\nsettings = records.engagement.settings"


@pytest.mark.parametrize(
    ("code", "tables"),
    [
        ("f(records.sales)", {"sales"}),
        ("records.frame('losses')", {"losses"}),
        ("if records.has('sales.cost', 'contacts'): pass", {"sales", "contacts"}),
        ("show.can(records, 'requests.source', what=tr('x'))", {"requests"}),
        ("can(records, ['mail', 'calls'], what='x')", {ALL}),
        ("f(records.names)", {"customers", "sales"}),
        ("f(records.passport)", {"intake"}),
        ("records.rejected('sales')", {"intake"}),
        ("f(records.as_of)", set()),
        ("f(records)", {ALL}),
        ("x = records", {ALL}),
        ("records.frame(name)", {ALL}),
        ("records.frame(name='mail')", {"mail"}),
        ("can(records, 'mail', tr('x'))", {"mail"}),
        ("can(need='mail', records=records)", {ALL}),
    ],
)
def test_tables_are_those_that_the_code_names(code, tables):
    assert touches(chapter(LOADED, code)).tables == tables


@pytest.mark.parametrize(
    ("code", "settings"),
    [
        ("f(a=settings.abc.a_below)", {"abc"}),
        ("xyz = settings.xyz\nf(xyz.x_from)", {"xyz"}),
        ("m = records.engagement.settings.agenda.minutes", {"agenda"}),
        ("f(records.engagement.client)", set()),
        ("f(settings)", {ALL}),
        ("f(records.engagement)", {ALL}),
        ("other = records.engagement.settings\nf(other.churn)", {"churn"}),
    ],
)
def test_settings_are_those_that_the_code_names(code, settings):
    assert touches(chapter(LOADED, code)).settings == settings


@pytest.mark.parametrize(
    "code",
    [
        "sales = load(client).sales",
        "records: Records = load(client)",
        "f(load(client))",
        "one, two = load(client), 2",
        "if (r := load(client)): pass",
    ],
)
def test_records_without_a_plain_name_are_touched_as_a_whole(code):
    found = touches(chapter(code))
    assert (found.tables, found.settings) == ({ALL}, {ALL})


def test_a_magic_may_do_anything():
    found = touches(chapter("%run other.py"))
    assert (found.tables, found.settings) == ({ALL}, {ALL})
    assert found.modules == set(modules())


def test_modules_are_followed_to_what_they_import():
    found = touches(chapter("from helpers.analysis.revenue import pareto")).modules
    assert {
        "helpers",
        "helpers.analysis",
        "helpers.analysis.revenue.pareto",
        "helpers.language.findings",
    } <= found
    assert "helpers.handouts.book.pdf" not in found


def test_a_chapter_that_shows_anything_may_show_the_names_of_customers():
    found = touches(chapter(LOADED, "from helpers import show\nshow.table(made, 'x')"))
    assert found.tables == {"customers", "sales"}
