"""How does a consultant read the chapters by hand, with the records of a client?

JupyterLab opens the chapters themselves, so that what is changed there is kept, or copies to try
things in (see ``playground``). Their cell of parameters names the sample client; in this lab the
client asked for takes its place (see ``project.in_lab``). Start the command again for another
client. What the cells show is seen and not saved.
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
from helpers.language import LANGUAGES
from helpers.records.engagement.engagement import examine
from helpers.runs.by_hand import playground
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
    "--ContentsManager.pre_save_hook=helpers.runs.by_hand.lab.without_outputs",
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


def surroundings(order: Order, spoken: str) -> dict[str, str]:
    """Environment in which the chapters of the lab find the client, and draw in its colours."""
    told, _ = examine(order.client, order.data)
    colours = load_brand(order.folder, told.brand).colours.of_charts()
    return {
        **project.environment(),
        **project.words(
            data=order.data,
            reports=order.reports,
            lab_client=order.client,
            lab_language=order.language,
            colours=json.dumps(colours),
        ),
        "IPYTHONDIR": str(order.cache / "ipython"),  # what is typed may name a customer
        "JUPYTERLAB_SETTINGS_DIR": str(at_home(order.cache / "lab", spoken)),
    }


def lab(order: Order, *, copy: bool = False, reset: bool = False) -> int:
    """Open JupyterLab on the chapters and wait until it is closed.

    Copies are opened where they are asked for, in another language than that of the chapters, and
    of an installed workbook: what is changed in these is kept, but no report is made of it.
    """
    spoken = order.language or examine(order.client, order.data)[0].language
    folder = order.notebooks
    if copy or reset or project.INSTALLED or spoken != LANGUAGES[0]:
        folder = project.work_root() / "chapters" / f"{order.client}-{spoken}"
        playground.lay_out(order.notebooks, folder, client=order.client, to=spoken, anew=reset)
        sys.stdout.write(f"{folder}\n")
    return opened(folder, SETTINGS, surroundings(order, spoken))


def at_home(folder: Path, spoken: str) -> Path:
    """Settings of JupyterLab: its words in the language ``spoken``, and no question about news."""
    words = {"ru": "ru_RU"}.get(spoken, "default")
    for name, setting in {
        "translation-extension/plugin": {"locale": words},
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    }.items():
        path = folder / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(setting), "utf-8")
    return folder


def course(folder: Path, page: str) -> int:
    """Open JupyterLab on the folder of a trainee; what the cells show is kept, it is their own."""
    environment = {
        **project.environment(),
        "IPYTHONDIR": str(folder / ".ipython"),
        "JUPYTERLAB_SETTINGS_DIR": str(at_home(folder / ".lab", page.partition("/")[0])),
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
