"""How does a consultant see at once what an edit does to the report?"""

import subprocess
import sys
from pathlib import Path

from watchfiles import watch as files_changed

from helpers import project
from helpers.cache.code import SOURCE
from helpers.runs.order import Order

LISTEN = 200  # milliseconds between two looks whether to stop


def watch(order: Order) -> int:
    """Make the report now and after every saved change, until it is stopped."""
    folders = [order.notebooks, project.TEMPLATES, SOURCE, order.folder]
    saved = files_changed(
        *folders, watch_filter=_matters, raise_interrupt=False, yield_on_timeout=True,
        rust_timeout=LISTEN,
    )  # fmt: skip
    next(saved, None)  # it listens from here on: what is saved during the first report counts
    _make(order)
    sys.stdout.write("Watching the chapters, the templates and the records. Ctrl-C ends it.\n")
    sys.stdout.flush()
    for changes in saved:
        if changes:
            names = sorted({Path(path).name for _, path in changes})
            sys.stdout.write(f"Changed: {', '.join(names)}\n")
            sys.stdout.flush()
            _make(order)
    return 0


def _make(order: Order) -> None:
    """Make it in a process of its own: it must see the code as it is now."""
    told = [("--language", order.language), ("--chapters", ",".join(order.only))]
    flags = [word for name, value in told if value for word in (name, value)]
    command = [sys.executable, "-P", "-m", "helpers", "report", order.client, *flags]
    subprocess.run(command, check=False)  # noqa: S603


def _matters(_: object, path: str) -> bool:
    hidden = any(part.startswith((".", "~", "__pycache__")) for part in Path(path).parts[-2:])
    return not hidden and not path.endswith((".pyc", ".part", ".tmp"))
