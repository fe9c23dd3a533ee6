"""Where does an installed workbook find its own code, and how is it started?

A checkout of the project imports ``helpers`` from ``src`` as it stands. The wheel carries the tree
of the project inside this package, out of sight: only processes of the workbook see ``helpers``,
so that no other package of that name stands in its way, nor it in theirs.
"""

import os
import sys
from pathlib import Path
from typing import NoReturn

CARRIED = Path(__file__).resolve().parent / "project"


def ready() -> None:
    """Let this process, and all that it starts, import ``helpers`` from what is carried."""
    source = str(CARRIED / "src")
    if CARRIED.is_dir() and source not in sys.path:
        sys.path.insert(0, source)
        os.environ["PYTHONPATH"] = source


def console() -> NoReturn:
    """Do what the command line asks, and end with the status for the shell."""
    ready()
    from helpers import project
    from helpers.__main__ import console as asked

    project.set_variables(project.words(command="workbook"))
    if project.INSTALLED:
        from session_workbook.place import settle

        settle(Path())
    asked()
