"""How does a consultant read the chapters by hand, with the records of a client?

JupyterLab opens the chapters themselves, so that what is changed there is kept. Their cell
of parameters names the sample client; in this lab the client asked for takes its place (see
``project.in_lab``). Start the command again for another client. What the cells show is seen and
not saved.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers import project
from helpers.handouts.brand import load_brand
from helpers.runs.order import Order
from helpers.runs.tidy import KEPT

QUIET = (
    # a lab with confidential records asks nothing of the network
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--ServerApp.answer_yes=True",  # Ctrl-C ends it at once, with its kernels
)
SETTINGS = (
    # figures of a client shown in a chapter must not be saved in it: chapters belong to git
    "--ContentsManager.pre_save_hook=helpers.runs.lab.without_outputs",
    *QUIET,
)


def without_outputs(model: dict[str, Any], **_: Any) -> None:
    """Take what the cells have shown out of a notebook that is about to be saved."""
    if model["type"] != "notebook":
        return
    model["content"]["metadata"].pop("widgets", None)  # they hold what they show
    for cell in model["content"]["cells"]:
        kept = {key: told for key, told in cell["metadata"].items() if key in KEPT}
        cell["metadata"] = kept
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None


def _colours(order: Order) -> dict[str, str]:
    from helpers.records.engagement.engagement import examine

    told, _ = examine(order.client, order.data)
    return load_brand(order.folder, told.brand).colours.of_charts()


def surroundings(order: Order) -> dict[str, str]:
    """Environment in which the chapters of the lab find the client, and draw in its colours."""
    return {
        **project.environment(),
        **project.words(
            data=order.data,
            reports=order.reports,
            lab_client=order.client,
            lab_language=order.language,
            colours=json.dumps(_colours(order)),
        ),
        "IPYTHONDIR": str(order.cache / "ipython"),  # what is typed may name a customer
    }


def lab(order: Order) -> int:
    """Open JupyterLab on the chapters and wait until it is closed.

    Those of an installed workbook stay as they are; copies of them are opened, and what is changed
    in these is kept, but no report is made of it.
    """
    folder = _copies(order.notebooks) if project.INSTALLED else order.notebooks
    return opened(folder, SETTINGS, surroundings(order))


def _copies(notebooks: Path) -> Path:
    folder = project.work_root() / "chapters"
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(notebooks.glob("*.ipynb")):
        if not (folder / path.name).exists():
            shutil.copyfile(path, folder / path.name)
    return folder


def course(folder: Path, page: str) -> int:
    """Open JupyterLab on the folder of a trainee; what the cells show is kept, it is their own."""
    environment = {
        **project.environment(),
        "IPYTHONDIR": str(folder / ".ipython"),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / ".lab"),
    }
    return opened(folder, [*QUIET, f"--LabApp.default_url=/lab/tree/{page}"], environment)


def opened(folder: Path, settings: Sequence[str], environment: Mapping[str, str]) -> int:
    """Open JupyterLab on ``folder`` and wait until it is closed."""
    if shutil.which("jupyter-lab", path=os.path.dirname(sys.executable)) is None:  # noqa: PTH120
        sys.stderr.write("JupyterLab is not installed here. Set up again: make setup\n")
        return 1
    command = [sys.executable, "-m", "jupyterlab", "--notebook-dir", str(folder), *settings]
    if os.name == "posix" and os.geteuid() == 0:
        command.append("--allow-root")  # a container has nobody else
    with subprocess.Popen(command, env=environment) as running:  # noqa: S603
        before = {
            signal.SIGINT: signal.signal(signal.SIGINT, signal.SIG_IGN),  # it hears Ctrl-C itself
            signal.SIGTERM: signal.signal(signal.SIGTERM, lambda *_: running.terminate()),
        }
        if hasattr(signal, "SIGHUP"):  # the window was closed
            hang_up = signal.signal(signal.SIGHUP, lambda *_: running.terminate())
            before[signal.SIGHUP] = hang_up
        try:
            return max(running.wait(), 0)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
