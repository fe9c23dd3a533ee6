"""How do all clients get their reports, whatever happens to one of them?"""

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from helpers import project
from helpers.errors import ClientDataError

SAID = {0: "made", 1: "FAILED"}
MOST_JOBS = 64
HOW_PART = "PART must be one of several parts, as 1/8 or 8/8, not {word!r}."
HOW_JOBS = f"JOBS must be a whole number from 1 to {MOST_JOBS}, not {{word!r}}."


@dataclass(frozen=True)
class Ended:
    """How the report of one client ended, and what its process said where it was listened to."""

    client: str
    status: int
    seconds: float
    said: str = ""


def report_all(arguments: argparse.Namespace) -> int:
    """Make the reports, each in a process of its own; sum up at the end.

    One after another they speak for themselves; side by side each says all when it has ended.

    Raises
    ------
    ClientDataError
        There are no clients, or ``JOBS`` or ``PART`` is not what it can be.
    """
    data = project.data_root()
    jobs = jobs_of(arguments.jobs)
    clients = sorted(p.parent.name for p in data.glob("*/engagement.yml"))
    if not clients:
        raise ClientDataError(f"There are no clients in {data.name}/. Make one: make new CLIENT=x")
    clients = part_of(clients, arguments.part)
    flags = _flags(arguments)
    with ThreadPoolExecutor(jobs) as pool:
        begun = [pool.submit(_one, client, flags, jobs > 1) for client in clients]
        ended = [_told(future) for future in as_completed(begun)]
    return _sum_up(sorted(ended, key=lambda one: one.client))


def part_of(clients: Sequence[str], word: str) -> list[str]:
    """Every n-th client: what ``PART=1/8`` leaves to this one of eight runs; empty word for all.

    >>> part_of(["a", "b", "c", "d", "e"], "2/3")
    ['b', 'e']

    Raises
    ------
    ClientDataError
        ``word`` is no part.
    """
    if not word:
        return list(clients)
    told = re.fullmatch(r"(\d{1,6})/(\d{1,6})", word)
    mine, parts = (int(told[1]), int(told[2])) if told else (0, 0)
    if not 1 <= mine <= parts:
        raise ClientDataError(HOW_PART.format(word=word[:40]))
    return list(clients[mine - 1 :: parts])


def jobs_of(word: str) -> int:
    """How many reports are made side by side; one where nothing is said.

    Raises
    ------
    ClientDataError
        ``word`` is no such number.
    """
    if not re.fullmatch(r"\d{0,3}", word) or not 1 <= int(word or 1) <= MOST_JOBS:
        raise ClientDataError(HOW_JOBS.format(word=word[:40]))
    return int(word or 1)


def _one(client: str, flags: list[str], listen: bool) -> Ended:
    started = time.monotonic()
    command = [sys.executable, "-P", "-m", "helpers", "report", *flags, "--", client]
    to = subprocess.PIPE if listen else None
    ended = subprocess.run(  # noqa: S603
        command, check=False, stdout=to, stderr=subprocess.STDOUT if listen else None
    )
    said = (ended.stdout or b"").decode("utf-8", "replace")
    return Ended(client, ended.returncode, time.monotonic() - started, said)


def _told(future: "Future[Ended]") -> Ended:
    ended = future.result()
    sys.stdout.write(ended.said)
    sys.stdout.flush()
    return ended


def _sum_up(ended: list[Ended]) -> int:
    width = max((len(one.client) for one in ended), default=0)
    sys.stdout.write("\n")
    for one in ended:
        said = SAID.get(one.status, "BROKEN")
        sys.stdout.write(f"{one.client:{width}}  {said}  {one.seconds:.0f} s\n")
    return int(any(one.status != 0 for one in ended))


def _flags(arguments: argparse.Namespace) -> list[str]:
    told = [("--language", arguments.language), ("--chapters", arguments.chapters)]
    flags = [word for name, value in told if value for word in (name, value)]
    return flags + (["--force"] if arguments.force else [])
