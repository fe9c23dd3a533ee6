"""How is an error of the trainee's own code said? In a sentence, with its line."""

import linecache
import traceback
from types import TracebackType
from typing import Any

from helpers.language import tr
from helpers.study import shown
from helpers.study.forms import told

_heard: set[int] = set()


def set_up() -> None:
    """Say errors in words from now on, where this is a notebook."""
    try:
        from IPython import get_ipython
    except ImportError:
        return
    shell = get_ipython()
    if shell is None or id(shell) in _heard:
        return
    _heard.add(id(shell))
    shell.set_custom_exc((Exception,), _said)


def _said(
    shell: Any, kind: type, error: BaseException, trace: TracebackType, tb_offset: int = 0
) -> None:
    shown.remark(in_words(error, trace))


def in_words(error: BaseException, trace: TracebackType | None) -> str:
    """An error with the line of the cell that it happened in, and what often helps."""
    if isinstance(error, SyntaxError):
        text = tr("This cell is not finished Python yet, line %(n)s: %(why)s")
        return text % {"n": error.lineno or 1, "why": error.msg}
    own = [f for f in traceback.extract_tb(trace) if "ipykernel" in f.filename or "<" in f.filename]
    where = ""
    if own and own[-1].lineno:
        line = (own[-1].line or linecache.getline(own[-1].filename, own[-1].lineno)).strip()
        where = tr("Line %(n)s of the cell: %(line)s") % {"n": own[-1].lineno, "line": line}
    helps = {
        NameError: tr("Has the cell that makes this name been run? Run all cells from the top."),
        KeyError: tr("Is the name of the column written as in the table? Look at frame.columns."),
        TypeError: tr("Are there still dots to fill? Look at the cells above."),
    }
    more = next((text for kind, text in helps.items() if isinstance(error, kind)), "")
    return "\n".join(filter(None, (told(error), where, more)))
