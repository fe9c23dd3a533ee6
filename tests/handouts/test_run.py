import json

import nbformat
import pytest

from tests.handouts import small


@pytest.fixture
def root(tmp_path):
    small.workbook(tmp_path / "notebooks")
    small.client(tmp_path / "data")
    return tmp_path


def test_a_run_leaves_a_pack(root):
    made = small.run(small.order(root))
    assert made.status == "made", made.failures
    folder = root / "reports" / "acme"
    assert (folder / "tables/one.csv").read_text() == "customer\nacme\n"
    told = json.loads((folder / "manifest.json").read_text())
    assert [c["status"] for c in told["chapters"]] == ["made", "left out", "made", "made"]
    assert "losses" in told["chapters"][1]["ask"]
    plan = nbformat.read(folder / "notebooks/14_plan.ipynb", as_version=4)
    assert plan.cells[-1].outputs[0].text == "2\n"
