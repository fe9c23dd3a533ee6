"""How are the cells of a chapter run? With a budget of time, and an honest ending."""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.manager import KernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine
from papermill.log import logger

from helpers import project
from helpers.runs.outcome import (
    SECONDS,
    ChapterStopped,
    Failure,
    death,
    failure_in,
    killed_for_memory,
    number_of,
    tail,
)


class ChapterClient(PapermillNotebookClient):
    """Runs the cells of one chapter; knows which cell it is at."""

    at = -1
    provisioner: Any = None

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.begun = time.monotonic()
        self.seconds = {"kernel": 0.0, "imports": 0.0, "cells": 0.0}

    def create_kernel_manager(self) -> KernelManager:
        """Make the kernel talk over a private socket where there are such."""
        manager = super().create_kernel_manager()
        if os.name == "posix":
            # no port that another process may take between choosing and binding it
            manager.transport = "ipc"
            folder = Path(project.variable("JUPYTER_RUNTIME_DIR") or ".")
            manager.connection_file = str(folder / f"{os.getpid()}.json")
        return manager

    def execute_cell(self, cell: Any, cell_index: int, **kwargs: Any) -> Any:
        """Run one cell; remember which it is and how long it took."""
        since = time.monotonic()
        if self.at < 0:
            self.seconds["kernel"] = since - self.begun
        self.at = cell_index
        _tell(f"{cell_index + 1}/{len(self.nb.cells)}")
        self.provisioner = self.km.provisioner
        try:
            return super().execute_cell(cell, cell_index, **kwargs)
        finally:
            phase = "imports" if "setup" in cell.metadata.get("tags", []) else "cells"
            self.seconds[phase] += time.monotonic() - since

    def status(self) -> int | None:
        """Exit status of a kernel that is gone."""
        told = getattr(self.provisioner, "returncode", None)
        process = getattr(self.provisioner, "process", None)
        return told if told is not None else getattr(process, "returncode", None)


def _tell(place: str) -> None:
    """Say to whoever waits at which cell the chapter is."""
    if path := project.word("place"):
        with suppress(OSError):  # a full disk is told by what needs it
            Path(path).write_text(place, "utf-8")


class ManagedChapter(NBClientEngine):
    """Runs all cells of a chapter, or raises ChapterStopped."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, seconds: int = 600, **kwargs: Any
    ) -> None:
        """Run the chapter within ``seconds``, the start of the kernel apart."""
        started = time.monotonic()
        client = ChapterClient(
            nb_man,
            kernel_name=kernel_name,
            log=logger,
            timeout_func=lambda _: max(1, int(seconds - (time.monotonic() - started))),
            startup_timeout=120,
            iopub_timeout=60,
            shutdown_kernel="immediate",
            store_widget_state=False,
            record_timing=False,
            coalesce_streams=True,
        )
        starved = killed_for_memory()
        failure: Failure | None
        try:
            client.execute()
        except CellTimeoutError:
            said = f"The chapter was not done after its {seconds} seconds; this cell was running."
            failure = Failure("timeout", said, *_place(client))
        except (DeadKernelError, RuntimeError) as error:
            failure = _gone(client, error, starved=killed_for_memory() > starved)
        else:
            failure = failure_in(nb_man.nb)
        nb_man.nb.metadata.papermill[SECONDS] = client.seconds
        if failure is not None:
            raise ChapterStopped(failure, nb_man.nb)


def _gone(client: ChapterClient, error: Exception, *, starved: bool) -> Failure:
    if client.at < 0:
        return Failure("start", f"The kernel did not start: {error}", last=tail(_log()))
    at, source = _place(client)
    return death(client.status(), starved=starved, cell=at, source=source, log=_log())


def _place(client: ChapterClient) -> tuple[int, str]:
    return number_of(client.nb, client.at), client.nb.cells[client.at].source


def _log() -> str:
    path = project.word("kernel_log")
    return Path(path).read_text("utf-8", "replace") if path and Path(path).exists() else ""
