"""What does a chapter display?

Each function displays one block and returns None. Given nothing (None, an empty table) it
displays nothing, and documents leave out the prose that stands over it: a chapter does not
ask what the records hold. A block is a Jupyter MIME bundle: JSON of
our own that every exporter reads, beside HTML for JupyterLab and plain text. Texts in the
JSON are texts: whoever writes a format escapes them.

``application/vnd.session-workbook.finding+json``::

    {"key", "text", "numbers": {name: value}, "money": number or null,
     "certainty": "counted" | "estimated" | "assumed" | "bounded",
     "trail": {"table", "rows", "where"},
     "source": "Counted from 635 rows of the table pareto"}

``application/vnd.session-workbook.chart+json``, with the picture as ``image/svg+xml``::

    {"title", "alt", "note", "finding": key or "",
     "form": "bar" | "line" | "scatter" | "pair" | "interval" | null,
     "table": {"columns": [{"key", "label", "kind"}], "rows": [[…]], "cells": [[…]]} or null}

``strong`` are words of rows or keys of columns, and ``point`` the point, that the title speaks of.

A chart or a table with ``"detail": true`` stands in the guide and in the appendix alone. The
picture carries no title: write ``title`` above it. ``form`` is null when there is no native
chart to be made; then ``table`` may still hold the numbers for readers who cannot see.

``application/vnd.session-workbook.table+json``::

    {"caption", "columns": [{"key", "label", "kind"}], "rows": [[raw values]],
     "cells": [[texts, formatted]], "note", "act": true | false}

Kinds: text, code, count, number, money, percent, date, month, flag, blank (room to write,
its values are null), trend (drawn as a line: lists of numbers, the oldest first). A column of
numbers may have a ``mark``: ``bar`` (drawn beside its number, as long as its share of the
largest in the column) or ``change`` (its texts have an arrow and a sign). Raw values: numbers
as numbers (a share 0–1), dates and months as ISO dates, flags as booleans, the rest as strings,
what is missing as null. ``cells`` has the same values as the reader sees them; of a list to act
on, those of the first rows only.

``application/vnd.session-workbook.worksheet+json``::

    {"title", "columns": [labels], "rows": number of lines, "filled": [[texts]]}

``filled`` has the first lines. A list or a worksheet that prints names under an order carries
``"verdict": [keys]``, those of ``helpers.analysis.definitions.verdicts``; a worksheet beside it
``"customers": [codes]``.

``application/vnd.session-workbook.note+json``::

    {"kind": "caution" | "method" | "left-out", "text"}
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from IPython import get_ipython
from IPython.display import display
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers import language, project
from helpers.errors import did_you_mean
from helpers.figures.drawn_from import remembered
from helpers.figures.picture import svg
from helpers.figures.theme import figure_of
from helpers.language import forms, ntr, tr, values
from helpers.language.cells import Column, as_change, digits_for, plain, written
from helpers.language.columns import blank, to_show
from helpers.language.findings import Finding
from helpers.language.shapes import (
    ChartShape,
    ColumnShape,
    FindingShape,
    Grid,
    NoteShape,
    TableShape,
    WorksheetShape,
)
from helpers.show import in_jupyter as page

FORMS = (None, "bar", "line", "scatter", "pair", "interval")
NOTES = ("caution", "method", "left-out")
SOURCES = {
    "counted": forms(
        "Counted from %(rows)s row of the table %(table)s",
        "Counted from %(rows)s rows of the table %(table)s",
    ),
    "estimated": forms(
        "Estimated from %(rows)s row of the table %(table)s",
        "Estimated from %(rows)s rows of the table %(table)s",
    ),
    "assumed": forms(
        "Rests on an assumption, and on %(rows)s row of the table %(table)s",
        "Rests on an assumption, and on %(rows)s rows of the table %(table)s",
    ),
    "bounded": forms(
        "Between two ends, from %(rows)s row of the table %(table)s",
        "Between two ends, from %(rows)s rows of the table %(table)s",
    ),
}


def finding(found: Finding | None) -> None:
    """Show a sentence with its number, and where the number comes from."""
    if found is None:
        return
    block: FindingShape = {**found.as_json(), "source": _source(found)}
    _display("finding", block, page.finding(block), block["text"])


def _source(found: Finding) -> str:
    form = ntr(*SOURCES[found.certainty], int(found.trail.rows))
    return form % {"rows": language.number(found.trail.rows), "table": found.trail.table}


def chart(
    drawn: Axes | Figure | None,
    title: Finding | str | None,
    *,
    note: str = "",
    table: pd.DataFrame | None = None,
    form: str | None = None,
    columns: Sequence[str | Column] | None = None,
    detail: bool = False,
) -> None:
    """Show a chart under the sentence that it proves.

    Parameters
    ----------
    drawn
        What a function of ``helpers.figures`` gave back; it is closed afterwards.
    title
        The finding, or a sentence; without one there is nothing to prove, and no chart.
    note
        What to know when reading it: a period, a definition.
    table
        The numbers of the chart, few rows; first column = labels or x, the others = series.
        Slides draw it anew where ``form`` says how; left out, the figure remembers both.
    form
        ``bar``, ``line``, ``scatter``, ``pair`` (before and after), ``interval`` (a value and its
        two ends), or None when the chart is none of these.
    columns
        Which columns of ``table`` the reader gets, as in :func:`table`; all of them by default.
    detail
        For who leads and for the appendix: the room does without it.
    """
    if form not in FORMS or (form and table is None and drawn is not None):
        raise ValueError(f"form must be one of {FORMS[1:]}, with a table; not {form!r}")
    if drawn is None:
        return
    figure = drawn if isinstance(drawn, Figure) else figure_of(drawn)
    if not title:
        plt.close(figure)
        return
    told = remembered(figure)
    if table is None:
        table, form, columns = told.table, told.form, told.columns
    picture = svg(figure)
    seen = svg(figure, outlines=True) if _by_hand() else picture
    plt.close(figure)
    sentence = title.text if isinstance(title, Finding) else str(title)
    alt = tr("Chart: %(title)s") % {"title": sentence}
    block: ChartShape = {
        "title": sentence,
        "alt": alt,
        "note": note,
        "finding": title.key if isinstance(title, Finding) else "",
        "form": form,
        "table": None if table is None else _grid(table, columns),
    }
    block |= told.spoken_of()
    if detail:
        block["detail"] = True
    _display("chart", block, page.chart(block, seen), alt, {"image/svg+xml": picture})


def table(
    frame: pd.DataFrame | None,
    caption: str,
    columns: Sequence[str | Column] | None = None,
    *,
    blanks: Sequence[str] = (),
    note: str = "",
    act: bool = False,
    detail: bool = False,
    verdict: Sequence[str] = (),
) -> None:
    """Show the rows of ``frame`` as they stand.

    Parameters
    ----------
    frame
        What to show; nothing is shown of None, or of a table without rows.
    caption
        What the table is.
    columns
        Which of its columns, by the keys of ``helpers.language.columns``, or as ``column(…)``
        and ``blank(…)``; all of them by default. ``customer`` shows the code and the name.
    blanks
        Keys of columns at the right with room to write.
    note
        What to know when reading it.
    act
        Marks a list to act on: hand it over whole. A handout shows its first rows, the
        workbook of tables has them all.
    detail
        For who leads, for the appendix, and for the workbook of tables where ``act`` says so.
    verdict
        Of a list under an order: the verdicts of the customers on it.
    """
    if frame is None:
        return
    longest = page.LONGEST if act else None
    asked = [*(frame.columns if columns is None else columns), *map(blank, blanks)]
    grid = _grid(frame, asked if blanks else columns, longest)
    block: TableShape = {"caption": caption, **grid, "note": note, "act": act}
    if detail:
        block["detail"] = True
    if verdict:
        block["verdict"] = list(verdict)
    if not len(frame):  # only now: a misspelt column is named whoever the client is
        return
    lines = [caption, *("\t".join(row) for row in [_labels(block), *block["cells"]])]
    _display("table", block, page.table(block), "\n".join(lines[: page.LONGEST]))


def worksheet(
    title: str | None,
    columns: Sequence[str],
    rows: int = 6,
    filled: Sequence[Sequence[Any]] | None = None,
    *,
    customers: Sequence[str] = (),
    verdict: Sequence[str] = (),
) -> None:
    """Show a blank to write on; ``filled`` has the texts of its first lines.

    ``customers`` are the codes of those whom these lines name, ``verdict`` the orders under which
    they stand there.
    """
    if not title:
        return
    lines = [["" if x is None else values.printed(str(x)) for x in line] for line in filled or []]
    if any(len(line) > len(columns) for line in lines):
        raise ValueError(f"a line of {title!r} has more cells than there are columns")
    lines = [line + [""] * (len(columns) - len(line)) for line in lines]
    block: WorksheetShape = {
        "title": title,
        "columns": list(columns),
        "rows": max(rows, len(lines)),
        "filled": lines,
    }
    if verdict:
        block |= {"verdict": list(verdict), "customers": list(customers)[: len(lines)]}
    _display("worksheet", block, page.worksheet(block), title)


def note(text: str | None, kind: str = "caution") -> None:
    """Show a remark: a ``caution``, a word on the ``method``, or what was ``left-out``."""
    if kind not in NOTES:
        raise ValueError(f"kind must be one of {', '.join(NOTES)}, not {kind!r}")
    if not text:
        return
    block: NoteShape = {"kind": kind, "text": text}
    _display("note", block, page.note(block), text)


def _grid(
    frame: pd.DataFrame, asked: Sequence[str | Column] | None, longest: int | None = None
) -> Grid:
    frame, columns = to_show(frame, asked)
    values = [_values(frame, column) for column in columns]
    digits = [
        digits_for(v, c.kind) if c.digits is None else c.digits
        for v, c in zip(values, columns, strict=True)
    ]
    raw = [[plain(x, c.kind) for x in v] for v, c in zip(values, columns, strict=True)]
    cells = [
        [_text(x, c, n) for x in v[:longest]]
        for v, c, n in zip(values, columns, digits, strict=True)
    ]
    return {
        "columns": [_shape(c) for c in columns],
        "rows": [list(row) for row in zip(*raw, strict=True)],
        "cells": [list(row) for row in zip(*cells, strict=True)],
    }


def _text(value: Any, column: Column, digits: int) -> str:
    text = written(value, column.kind, digits)
    return as_change(text, value) if column.mark == "change" else text


def _shape(column: Column) -> ColumnShape:
    shape: ColumnShape = {"key": column.key, "label": column.label, "kind": column.kind}
    return shape | {"mark": column.mark} if column.mark else shape


def _values(frame: pd.DataFrame, column: Column) -> list[Any]:
    if column.kind == "blank":
        return [None] * len(frame)
    if column.key not in frame:
        hint = did_you_mean(column.key, frame.columns)
        raise ValueError(f"the table has no column {column.key!r}.{hint}")
    return frame[column.key].tolist()


def _labels(block: Grid) -> list[str]:
    return [column["label"] for column in block["columns"]]


def _by_hand() -> bool:
    """Whether somebody sits before these cells: an image in JupyterLab can load no font."""
    return project.results_folder() is None and get_ipython() is not None


def _display(
    kind: str, block: Mapping[str, object], html: str, text: str, more: dict[str, str] | None = None
) -> None:
    bundle = {f"application/vnd.session-workbook.{kind}+json": block, "text/html": html}
    display(bundle | (more or {}) | {"text/plain": text}, raw=True)
