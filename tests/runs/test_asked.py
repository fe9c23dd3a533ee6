"""A chapter runs again when something changes that it asked for, and only then."""

import shutil

import pytest

from helpers.runs.run import load_records
from tests import tiny
from tests.runs import small

HEARD = """
from helpers.records import load
records = load(client)
settings = records.engagement.settings
"""
CHAPTERS = {
    "01_sales": "records.sales.count().execute()",
    "02_contacts": "def whole(everything):\n    return everything.get('contacts')\nwhole(records)",
    "03_absent": "records.has('research')",
    "04_abc": "by_another_road = settings\nby_another_road.abc.a_below",
    "05_every": "settings.model_dump()",
    "06_intake": "records.passport",
    "07_words": "records.engagement.question",
    "08_none": "1",
    "09_learned": "records.fingerprint('sales')",
}


def write(root, *, question="Who?", tables=("sales", "contacts"), seed=7, **settings):
    shutil.rmtree(root / "data", ignore_errors=True)
    client = tiny.Client(tables=tables, seed=seed, customers=5)
    tiny.write(root / "data", "acme", client, question=question, settings=settings)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("asked")
    for name, code in CHAPTERS.items():
        small.chapter(root / "notebooks", name, HEARD, code)
    write(root)
    assert run(root) == set(CHAPTERS)
    return root


def run(root):
    made = small.run(small.order(root), load=load_records)
    assert made.failures == ()
    return {*made.ran}


@pytest.mark.slow
def test_a_setting_runs_the_chapters_that_asked_for_it_and_no_others(root):
    write(root, agenda={"minutes": 90})
    assert run(root) == {"05_every"}


@pytest.mark.slow
def test_what_is_asked_for_runs_its_chapters_again_and_no_others(root):
    write(root)
    assert run(root) == set()
    write(root, abc={"a_below": 0.7})
    assert run(root) == {"04_abc", "05_every"}
    write(root)
    assert run(root) == set()  # both are kept
    write(root, agenda={"minutes": 75})
    assert run(root) == {"05_every"}
    write(root, question="Why?")
    assert run(root) == {"07_words"}
    write(root, question="Why?", tables=("sales", "contacts", "research"))
    assert run(root) == {"03_absent", "06_intake"}
    write(root, question="Why?", tables=("sales", "research"))
    assert run(root) == {"02_contacts", "06_intake"}
    write(root, question="Why?", tables=("sales", "research"), seed=8)
    assert {"01_sales", "06_intake", "09_learned"} <= run(root)
