"""How does a block look in JupyterLab?

Plain HTML, every text escaped, no script. Handouts have templates of their own and never
read this.
"""

import base64
from html import escape

from helpers.language import ntr, number, tr
from helpers.language.cells import NUMBERS
from helpers.language.shapes import (
    ChartShape,
    ColumnShape,
    FindingShape,
    Grid,
    NoteShape,
    TableShape,
    WorksheetShape,
)

LONGEST = 40  # rows of a table; the rest is in the data of the block

RULE = "border-left:4px solid #1f4e79;padding:.4em .9em;margin:.6em 0;max-width:52em"
QUIET = "border-left:4px solid #b5b5b5;padding:.4em .9em;margin:.6em 0;max-width:52em"
SMALL = "color:#595959;font-size:90%"
GRID = "border-collapse:collapse;margin:.4em 0"


def finding(block: FindingShape) -> str:
    """Takeaway: the sentence, and under it where it comes from."""
    return (
        f'<div style="{RULE}"><strong>{escape(block["text"])}</strong>'
        f'<div style="{SMALL}">{escape(block["source"])}</div></div>'
    )


def chart(block: ChartShape, picture: str) -> str:
    """Picture under its title. As an image, nothing in it can run or clash."""
    data = base64.b64encode(picture.encode()).decode()
    return (
        f'<figure style="margin:.6em 0;max-width:52em">'
        f'<figcaption style="font-weight:bold;margin-bottom:.4em">{escape(block["title"])}'
        f'</figcaption><img alt="{escape(block["alt"])}" style="max-width:100%;background:#fff"'
        f' src="data:image/svg+xml;base64,{data}">{_note(block["note"])}</figure>'
    )


def table(block: TableShape) -> str:
    """Table with its caption; a long one is cut, and says so."""
    columns = block["columns"]
    head = "".join(f'<th scope="col" style="{_side(c)}">{escape(c["label"])}</th>' for c in columns)
    rows = "".join(_row(cells, columns) for cells in block["cells"][:LONGEST])
    return (
        f'<table style="{GRID}"><caption style="text-align:left;font-weight:bold">'
        f"{escape(block['caption'])}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>{_note(_more(block))}{_note(block['note'])}"
    )


def _row(cells: list[str], columns: list[ColumnShape]) -> str:
    pairs = zip(cells, columns, strict=True)
    return "<tr>" + "".join(f'<td style="{_side(c)}">{escape(x)}</td>' for x, c in pairs) + "</tr>"


def _side(column: ColumnShape) -> str:
    return "text-align:right;white-space:nowrap" if column["kind"] in NUMBERS else "text-align:left"


def _more(block: Grid) -> str:
    more = len(block["rows"]) - LONGEST
    if more <= 0:
        return ""
    return ntr("… and %(n)s more row", "… and %(n)s more rows", more) % {"n": number(more)}


def worksheet(block: WorksheetShape) -> str:
    """Blank with empty lines to write on."""
    border = "border:1px solid #b5b5b5;text-align:left;height:1.8em;min-width:7em"
    head = "".join(f'<th scope="col" style="{border}">{escape(c)}</th>' for c in block["columns"])
    blank = [[""] * len(block["columns"])] * (block["rows"] - len(block["filled"]))
    rows = "".join(
        "<tr>" + "".join(f'<td style="{border}">{escape(x)}</td>' for x in line) + "</tr>"
        for line in [*block["filled"], *blank]
    )
    return (
        f'<table style="{GRID}"><caption style="text-align:left;font-weight:bold">'
        f"{escape(block['title'])}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def note(block: NoteShape) -> str:
    """Remark, with a word that says of which sort it is."""
    words = {"caution": tr("Caution."), "method": tr("Method."), "left-out": ""}
    return (
        f'<div style="{QUIET}"><strong>{escape(words[block["kind"]])}</strong> '
        f"{escape(block['text'])}</div>"
    )


def _note(text: str) -> str:
    return f'<div style="{SMALL}">{escape(text)}</div>' if text else ""
