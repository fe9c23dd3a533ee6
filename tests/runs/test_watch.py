"""What is saved is seen: while a report is made, by rename, and when a file goes."""

import pytest

from helpers import project
from helpers.runs import watch as watching
from tests.runs import small


@pytest.fixture
def root(tmp_path):
    small.workbook(tmp_path / "notebooks")
    small.client(tmp_path / "data")
    return tmp_path


def edited(root, monkeypatch, *edits):
    """Make one edit during each report; count the reports until the last edit was seen."""
    made = []

    def make(_):
        if len(made) == len(edits):
            raise KeyboardInterrupt
        edits[len(made)]()
        made.append(True)

    for name in ("templates", "source"):
        (root / name).mkdir()
    monkeypatch.setattr(project, "TEMPLATES", root / "templates")
    monkeypatch.setattr(watching, "SOURCE", root / "source")
    monkeypatch.setattr(watching, "_make", make)
    with pytest.raises(KeyboardInterrupt):
        watching.watch(small.order(root))
    return len(made)


def test_every_save_makes_the_report_again_also_one_during_the_report(root, monkeypatch, capsys):
    one, other = root / "notebooks/01_one.ipynb", root / "notebooks/.01_one.ipynb~"

    def by_rename():
        other.write_text(one.read_text("utf-8"), "utf-8")
        other.replace(one)

    edits = (
        lambda: small.chapter(one.parent, "01_one", "1"),
        by_rename,
        lambda: (root / "notebooks/03_three.ipynb").unlink(),
        lambda: (root / "data/acme/sales.csv").write_text("date,amount\n", "utf-8"),
    )
    assert edited(root, monkeypatch, *edits) == len(edits)
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Changed")]
    names = ("01_one.ipynb", "01_one.ipynb", "03_three.ipynb", "sales.csv")
    assert told == [f"Changed: {name}" for name in names]
