"""How do several chapters run at once, each in a process of its own?"""

import json
import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers import project
from helpers.cache.asked import noted
from helpers.chapters import Chapter
from helpers.runs.changes.stored import NOTEBOOK, TABLES
from helpers.runs.kernels.forks import Fork, Process, Processes
from helpers.runs.outcome import Failure, killed_for_memory, tail
from helpers.runs.progress import Progress

LOOK_EVERY = 0.02  # seconds
ASKED = "asked.txt"
PLACE = "place.txt"  # at which cell a chapter is
GRACE = 180  # seconds that a chapter may take beyond its budget: start of the kernel, writing


@dataclass(frozen=True)
class Task:
    """One chapter to run: where, with which parameters, in which surroundings."""

    chapter: Chapter
    folder: Path
    parameters: Mapping[str, Any]
    language: str
    seconds: int
    env: Mapping[str, str] = field(default_factory=dict)

    def write(self) -> Path:
        """Write the request for the process that will run the chapter."""
        (self.folder / "made" / TABLES).mkdir(parents=True)
        request = {
            "notebook": str(self.chapter.path),
            "parameters": dict(self.parameters),
            "language": self.language,
            "seconds": self.seconds,
            "executed": str(self.folder / "made" / NOTEBOOK),
            "answer": str(self.folder / "answer.json"),
        }
        path = self.folder / "request.json"
        path.write_text(json.dumps(request), "utf-8")
        return path

    def place(self) -> str:
        """At which of its cells the chapter is: ``12/39``; nothing before the first."""
        try:
            return (self.folder / PLACE).read_text("utf-8")
        except OSError:
            return ""

    def start(self, processes: Processes) -> Process:
        """Start the process."""
        env = {
            **self.env,
            **project.words(
                results=self.folder / "made" / TABLES,
                kernel_log=self.folder / "kernel.log",
                asked=self.folder / ASKED,
                place=self.folder / PLACE,
            ),
        }
        return processes.start(self.write(), env, self.folder / "worker.log")


@dataclass(frozen=True)
class Made:
    """What became of a task: the folder of what it made, or why it failed."""

    task: Task
    seconds: Mapping[str, float]
    failure: Failure | None = None

    @property
    def asked(self) -> list[str]:
        """Names of what the chapter has asked of its records and settings."""
        return noted(self.task.folder / ASKED)

    @property
    def folder(self) -> Path:
        """Executed notebook and tables."""
        return self.task.folder / "made"


def make(
    tasks: Sequence[Task],
    processes: Processes,
    progress: Progress,
    *,
    jobs: int,
    done: Callable[[Made], None],
) -> None:
    """Run the tasks, so many at a time, and hand each over as soon as it has ended."""
    waiting = list(tasks)
    running: dict[str, tuple[Task, Process, float, int]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                task = waiting.pop(0)
                progress.started_chapter(task.chapter.name)
                began, starved = time.monotonic(), killed_for_memory()
                running[task.chapter.name] = (task, task.start(processes), began, starved)
            time.sleep(LOOK_EVERY)
            progress.tick({name: task.place() for name, (task, *_) in running.items()})
            for name, (task, process, since, starved) in list(running.items()):
                seconds = time.monotonic() - since
                if process.poll() is None and seconds > task.seconds + GRACE:
                    process.kill()
                elif process.poll() is not None:
                    _let_go(process)
                    del running[name]
                    done(_ended(task, process, seconds, starved=killed_for_memory() > starved))
    finally:
        for _, process, *_ in running.values():
            process.kill()
            _let_go(process)


def _let_go(process: Process) -> None:
    if isinstance(process, Fork):
        process.close()
    else:
        if process.stdin is not None:
            process.stdin.close()
        process.wait()


def _ended(task: Task, process: Process, seconds: float, *, starved: bool) -> Made:
    answer = task.folder / "answer.json"
    if answer.exists():
        told = json.loads(answer.read_text("utf-8"))
        failure = None if told["failure"] is None else Failure(**told["failure"])
        return Made(task, told["seconds"], failure)
    log = task.folder / "worker.log"
    last = tail(log.read_text("utf-8", "replace")) if log.exists() else []
    return Made(task, {"all": seconds}, _vanished(process.poll(), starved, last))


def _vanished(status: int | None, starved: bool, last: list[str]) -> Failure:
    if starved:
        return Failure("memory", "The machine ran out of memory.", last=last)
    if status == -getattr(signal, "SIGKILL", 9):
        return Failure("killed", "The process of the chapter was killed from outside.", last=last)
    said = f"The process of the chapter ended (exit status {status}) without an answer."
    return Failure("crash", said, last=last)


def jobs_of(asked: int) -> int:
    """How many chapters at a time; 0 = one a core that this process may use."""
    if asked > 0:
        return asked
    usable = getattr(os, "sched_getaffinity", None)
    return max(1, len(usable(0)) if usable else os.cpu_count() or 1)
