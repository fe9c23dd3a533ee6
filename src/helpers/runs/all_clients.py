"""How do all clients get their reports, whatever happens to one of them?"""

import argparse
import subprocess
import sys
import time

from helpers import project
from helpers.errors import ClientDataError

SAID = {0: "made", 1: "FAILED"}


def report_all(arguments: argparse.Namespace) -> int:
    """Make the reports one after another, each in a process of its own; sum up at the end."""
    data = project.data_root()
    clients = sorted(p.parent.name for p in data.glob("*/engagement.yml"))
    if not clients:
        raise ClientDataError(f"There are no clients in {data.name}/. Make one: make new CLIENT=x")
    flags = _flags(arguments)
    lines = []
    for client in clients:
        started = time.monotonic()
        command = [sys.executable, "-P", "-m", "helpers", "report", *flags, "--", client]
        status = subprocess.run(command, check=False).returncode  # noqa: S603
        seconds = time.monotonic() - started
        lines.append((client, status, seconds))
    width = max(len(client) for client in clients)
    sys.stdout.write("\n")
    for client, status, seconds in lines:
        sys.stdout.write(f"{client:{width}}  {SAID.get(status, 'BROKEN')}  {seconds:.0f} s\n")
    return max(status != 0 for _, status, _ in lines)


def _flags(arguments: argparse.Namespace) -> list[str]:
    told = [("--language", arguments.language), ("--chapters", arguments.chapters)]
    flags = [word for name, value in told if value for word in (name, value)]
    return flags + (["--force"] if arguments.force else [])
