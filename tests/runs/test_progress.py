"""Who waits for a long chapter sees at which of its cells it is."""

import io
import re

from helpers.runs.making import PLACE, Task
from helpers.runs.progress import Progress
from tests.runs import small


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar_says_at_which_cell_each_chapter_is():
    out = Terminal()
    progress = Progress("acme", out=out)
    progress.begin(2)
    progress.started_chapter("04_winback")
    progress.started_chapter("05_profitability")
    progress.tick({"04_winback": "12/39", "05_profitability": ""})
    assert "04_winback 12/39, 05_profitability |" in out.getvalue()
    progress.close()


def test_a_chapter_that_runs_says_at_which_cell_it_is(tmp_path):
    small.client(tmp_path / "data")
    told = 'import os\nprint(open(os.environ["WORKBOOK_PLACE"]).read())'
    small.chapter(tmp_path / "notebooks", "01_one", small.KEEP, told)
    made = small.run(small.order(tmp_path))
    assert made.status == "made", made.failures
    text = (made.folder / "notebooks/01_one.ipynb").read_text("utf-8")
    assert re.search(r'"(\d)/\1\\n"', text)  # the last cell, of all with the parameters


def test_before_the_first_cell_there_is_nothing_to_say(tmp_path):
    task = Task(None, tmp_path, {}, "en", 1)
    assert task.place() == ""
    (tmp_path / PLACE).write_text("3/9", "utf-8")
    assert task.place() == "3/9"
