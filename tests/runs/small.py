"""A client and a workbook so small that a whole run takes a second or two."""

import hashlib
import json
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import nbformat
import pandas as pd

from helpers.runs.order import Order
from helpers.runs.progress import Progress
from helpers.runs.run import Report, report
from helpers.settings import RunSettings, Settings

PRELOAD = "ipykernel.kernelapp,ipykernel.zmqshell,helpers.runs.kernels.worker"
FINDING = "application/vnd.session-workbook.finding+json"
KEEP = """
import json, os, pathlib
from IPython.display import display
from helpers.cache.asked import note
note("table sales")  # as records do when they are read
def keep(name, text):
    (pathlib.Path(os.environ["WORKBOOK_RESULTS"]) / f"{name}.csv").write_text(text)
def find(key, money, table="sales", rows=1):
    text = f"{client} has {money}"
    trail = {"table": table, "rows": rows, "where": ""}
    display({"FINDING": {"key": key, "text": text, "money": money, "trail": trail}}, raw=True)
""".replace("FINDING", FINDING)


def chapter(
    folder: Path, name: str, *cells: str, needs=("sales",), parameters=None, **told
) -> Path:
    """Write a chapter with these code cells."""
    folder.mkdir(parents=True, exist_ok=True)
    parameters = 'client = "sample"\nlanguage = ""' if parameters is None else parameters
    notebook = nbformat.v4.new_notebook(metadata={"workbook": {"needs": list(needs), **told}})
    notebook.cells = [
        nbformat.v4.new_markdown_cell(f"# Title of {name}", id="title"),
        nbformat.v4.new_code_cell(parameters, id="parameters", metadata={"tags": ["parameters"]}),
        *(nbformat.v4.new_code_cell(c, id=f"cell-{i}") for i, c in enumerate(cells)),
    ]
    path = folder / f"{name}.ipynb"
    nbformat.write(notebook, path)
    return path


def workbook(folder: Path) -> Path:
    """Two chapters and a plan."""
    counted = 'keep("one", f"customer\\n{client}\\n")\nfind("one.sum", 10)'
    chapter(folder, "01_one", KEEP, counted)
    chapter(folder, "02_two", KEEP, 'find("two.sum", 20)', needs=["sales", "losses"])
    chapter(folder, "03_three", KEEP, 'find("three.sum", 30)')
    read = 'print(len(json.load(open(os.environ["WORKBOOK_OTHERS"]))["findings"]))'
    chapter(folder, "14_plan", KEEP, read, after=["all"])
    return folder


def client(data: Path, name: str = "acme", *, text: str = "date,amount\n2024-01-31,5\n") -> Path:
    """Write the folder of a client."""
    folder = data / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "engagement.yml").write_text(f"title: {name}\ntables: {{}}\n", "utf-8")
    (folder / "sales.csv").write_text(text, "utf-8")
    return folder


class Records:
    """Stands in for the records of a client: one table, read as it is."""

    as_of = pd.Timestamp("2024-01-31")
    left_out: ClassVar[list[str]] = []
    codes_as_they_came: ClassVar[dict[str, str]] = {}
    names = pd.Series(dtype="str")
    sales = SimpleNamespace(
        date=SimpleNamespace(min=lambda: None, max=lambda: None),
        aggregate=lambda **_: SimpleNamespace(
            execute=lambda: pd.DataFrame({"first": ["2024-01-01"], "last": ["2024-01-31"]})
        ),
    )

    def __init__(self, order: Order, **run) -> None:
        self.folder = order.folder
        settings = Settings(run=RunSettings(**run))
        self.engagement = SimpleNamespace(
            client=order.client, title=order.client, language="en", currency="EUR",
            customers_are="companies", settings=settings, session_date=None, place="", question="",
            brand="", names={}, starts=None, translations={},
        )  # fmt: skip
        row = {"table": "sales", "file": "sales.csv", "rows_read": 1, "rows_accepted": 1}
        self.passport = pd.DataFrame([{**row, "rows_rejected": 0, "amount_read": 5.0}])

        digest = hashlib.sha256((self.folder / "sales.csv").read_bytes()).hexdigest()
        self.fingerprints = {"sales": digest}
        self.sources = pd.DataFrame([{"table": "sales", "file": "sales.csv", "sha256": digest}])

    def has(self, name: str) -> bool:
        return name.split(".")[0] == "sales"

    def rejected(self, name: str) -> pd.DataFrame:
        return pd.DataFrame({"line": [7], "reason": ["no date"]})


def documents(pack, folder: Path) -> None:
    """Stand in for the exporters: what failed and what was found."""
    told = {result.chapter.name: [result.status, result.message] for result in pack.results}
    told["findings"] = [found["text"] for found in pack.findings()]
    told["before"] = pack.before
    (folder / "index.html").write_text(json.dumps(told, indent=1), "utf-8")


def order(root: Path, client: str = "acme", **more) -> Order:
    """Order of a report below ``root``."""
    folders = {name: root / name for name in ("data", "reports", "notebooks")}
    return Order(client, **{**folders, **more})


def run(asked: Order, *, limits: dict | None = None, load=None) -> Report:
    """Run it with the stand-ins."""
    made = load or (lambda o: Records(o, **(limits or {})))
    progress = Progress(asked.client, quiet=True)
    return report(asked, progress, load=made, export=documents, preload=PRELOAD)
