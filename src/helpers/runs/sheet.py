"""What does one page about one customer look like, and where is it put?

The page is the notebook ``15_customer``, run in this very process: starting a kernel
would take longer than all its cells. Sheets stand beside the last report and speak with its
numbers; the next report takes their place, and sheets are made anew.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbformat import NotebookNode
from traitlets.config import Config

from helpers import language, project
from helpers.errors import ClientDataError, did_you_mean
from helpers.handouts.brand import load_brand
from helpers.handouts.export import HandoutExporter, PdfExporter
from helpers.handouts.people import people
from helpers.language.catalogue import translated
from helpers.records import load
from helpers.runs.order import Order
from helpers.runs.ours import MANIFEST

if TYPE_CHECKING:
    from helpers.records import Records

NOTEBOOK = "15_customer.ipynb"
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def sheet(order: Order, customer: str) -> list[Path]:
    """Write HTML and PDF of one customer and say where.

    The code is looked up among the records before anything is made of it; a name of a file
    is made from it only when it is plain.
    """
    if not customer:
        raise ClientDataError(
            f"Which customer? For example: make sheet CLIENT={order.client} CUSTOMER=000112"
        )
    if not (order.target / MANIFEST).exists():
        raise ClientDataError(
            f"There is no report of {order.client} yet, and the sheet speaks with its numbers.\n"
            f"Make it first: make report CLIENT={order.client}"
        )
    records = load(order.client, data=order.data, reports=order.reports, language=order.language)
    customer = records.code_of(customer)
    checked(records, customer)
    made = _run(order, customer)
    made.metadata["workbook"] = _about(records, customer)
    folder = order.target / "sheets"
    folder.mkdir(exist_ok=True)
    brand = load_brand(order.folder, records.engagement.brand)
    told = {"workbook": {"brand": brand, "reader": "handout"}}
    written = []
    for exporter, suffix in ((HandoutExporter(), ".html"), (PdfExporter(), ".pdf")):
        body, _ = exporter.from_notebook_node(made, told)
        path = folder / f"{file_name(customer)}{suffix}"
        scratch = path.with_name(f".{path.name}.{os.getpid()}")
        scratch.write_bytes(body if isinstance(body, bytes) else body.encode("utf-8"))
        scratch.replace(path)
        written.append(path)
    return written


def checked(records: "Records", customer: str) -> None:
    """Stop when the records do not know the customer; name the nearest that they know."""
    sales = records.sales
    if sales.filter(sales.customer == customer).limit(1).count().execute():
        return
    names = records.names
    if customer in names.index:
        return
    ends = [code for code in names.index if code.lstrip("0") == customer.lstrip("0")]
    hint = f" Did you mean '{ends[0]}'?" if ends else did_you_mean(customer, names.index)
    raise ClientDataError(
        f"The records of {records.engagement.client} know no customer '{customer}'.{hint}"
    )


def file_name(customer: str) -> str:
    """Name of a file with the code in it; a fingerprint where the code is not plain.

    >>> file_name("000390"), file_name("../x")
    ('sheet_000390', 'sheet_customer-d6b96a97d147')
    """
    if PLAIN.fullmatch(customer):
        return f"sheet_{customer}"
    return f"sheet_customer-{hashlib.sha256(customer.encode()).hexdigest()[:12]}"


def _run(order: Order, customer: str) -> NotebookNode:
    """Executed notebook of the sheet, in the language of this report."""
    book = nbformat.read(order.notebooks / NOTEBOOK, as_version=4)
    book = translated(book, language.current())
    names = {
        "client": order.client,
        "language": language.current(),
        "customer": customer,
    }
    project.set_variables(project.words(data=order.data, reports=order.reports))
    with _shell() as shell:
        for cell in book.cells:
            if cell.cell_type != "code":
                continue
            if "parameters" in cell.metadata.get("tags", []):
                shell.user_ns |= names
                continue
            cell.outputs = _outputs(shell, cell.source)
    return book


@contextmanager
def _shell() -> Iterator[InteractiveShell]:
    """Shell that leaves nothing in the home of the user: no history, no profile."""
    with tempfile.TemporaryDirectory() as folder:
        quiet = Config({"HistoryManager": {"enabled": False}})
        yield InteractiveShell.instance(ipython_dir=folder, config=quiet)
        InteractiveShell.clear_instance()


def _outputs(shell: InteractiveShell, source: str) -> list[NotebookNode]:
    with capture_output() as caught:
        result = shell.run_cell(source)
    result.raise_error()
    return [
        nbformat.v4.new_output("display_data", data=shown.data, metadata=shown.metadata or {})
        for shown in caught.outputs
    ]


def _about(records: "Records", customer: str) -> dict[str, Any]:
    """What stands above the cells: who it is, and how to reach whom."""
    known = people(records)
    ways = [known.ways[way].get(customer) for way in known.ways]
    told = records.engagement
    return {
        "language": language.current(),
        "currency": told.currency,
        "as_of": records.as_of.isoformat()[:10],
        "bare": True,
        "name": str(records.full_names.get(customer, customer)),
        "lead": " · ".join([told.title, language.date(records.as_of), *filter(None, ways)]),
    }
