"""What does each command do that is about a client, or about all of them?

What is heavy is imported only by the command that needs it: a misspelt name is answered at once,
and a report that is up to date costs no second.
"""

import argparse
import re
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import project
from helpers.commands.said import say
from helpers.project import typed_path

if TYPE_CHECKING:  # imported below, where it is cheap
    from helpers.runs.order import Order

SAMPLE = "sample"  # the client that comes with the workbook


def _order(arguments: argparse.Namespace) -> "Order":
    from helpers.runs.order import Order

    client, data = arguments.client, project.data_root()
    if project.INSTALLED and client == SAMPLE and not (data / client).exists():
        from helpers.sample.carried import put_sample

        say(f"The sample client is put into {put_sample(data)}")
    plain = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", client)
    if not plain or not (data / client / "engagement.yml").is_file():
        from helpers.records.engagement.engagement import client_folder

        client_folder(client, data)
    only = tuple(sorted(word for word in re.split(r"[,;\s]+", arguments.chapters) if word))
    if only:  # before anything is read
        from helpers.chapters import chapters

        chapters(project.NOTEBOOKS, only)
    return Order(
        client=client,
        data=data,
        reports=project.reports_root(),
        notebooks=project.NOTEBOOKS,
        language=arguments.language,
        only=only,
        force=arguments.force,
    )


def report(arguments: argparse.Namespace) -> int:
    """Make the handouts of a client."""
    from helpers.runs.changes import state

    order, day = _order(arguments), _kept_on(arguments.keep)
    if state.unchanged(order):
        say(f"Nothing has changed: {order.target / 'index.html'}")
        return _handed_out(order.target, day, arguments.open)
    from helpers.runs.progress import Progress
    from helpers.runs.run import FAILED, report

    made = report(order, Progress(order.client))
    for failure in made.failures:
        say(f"\n{failure}", sys.stderr)
    if made.status == FAILED:
        say(
            f"\n{len(made.failures)} of the chapters failed. The last good report stays as it "
            f"was; what could be made is in {made.folder / 'index.html'}",
            sys.stderr,
        )
        return 1
    say(made.folder / "index.html")
    return _handed_out(made.folder, day, arguments.open)


def _kept_on(word: str) -> date | None:
    """Day under which the pack is kept; None where it is not, or where ``KEEP=0`` says so."""
    if word in ("", "0"):
        return None
    from helpers.closing.packs.keeping import day_of

    return day_of(word, _today())


def _today() -> date:
    return datetime.fromtimestamp(time.time(), UTC).date()


def _handed_out(pack: Path, day: date | None, opened: bool) -> int:
    if day is not None:
        from helpers.closing.packs.keeping import keep
        from helpers.runs.pack import clear_disk_errors

        with clear_disk_errors(pack):
            say(keep(pack, day))
    if opened:
        import webbrowser

        webbrowser.open((pack / "index.html").as_uri())
    return 0


def packs(arguments: argparse.Namespace) -> int:
    """Say which packs were kept, or how two of them differ."""
    from helpers.closing.packs.command import packs

    for line in packs(_order(arguments).target, arguments.compare, arguments.against):
        say(line)
    return 0


def reports(arguments: argparse.Namespace) -> int:
    """Make the handouts of all clients."""
    from helpers.runs.all_clients import report_all

    return report_all(arguments)


def status(arguments: argparse.Namespace) -> int:
    """Say for each chapter whether it would run, and why."""
    from helpers.runs.pack import clear_disk_errors
    from helpers.runs.status import status

    order = _order(arguments)
    with clear_disk_errors(order.reports):
        for line in status(order):
            say(line)
    return 0


def check_records(arguments: argparse.Namespace) -> int:
    """Read the records and say what came."""
    from helpers.handouts.web.check import write_check
    from helpers.records import check, load
    from helpers.runs.ours import CHECK
    from helpers.runs.pack import clear_disk_errors

    order = _order(arguments)
    with clear_disk_errors(order.reports):
        say(check(order.client, order.data, order.reports, order.language, _today()))
        records = load(order.client, order.data, order.reports, order.language)
        say(write_check(order.folder, records, order.target / CHECK))
    return 0


def new(arguments: argparse.Namespace) -> int:
    """Begin a client, from a folder of exports where one is named."""
    from helpers.records import begin
    from helpers.runs.pack import clear_disk_errors

    exports = getattr(arguments, "from")
    place, data = typed_path(exports) if exports else None, project.data_root()
    with clear_disk_errors(data, "DATA"):
        say(begin(arguments.client, data, place, arguments.language, project.reports_root()))
    return 0


def propose_names(arguments: argparse.Namespace) -> int:
    """Propose which names mean the same."""
    from helpers.records import names

    say(names(arguments.client, project.data_root(), project.reports_root()))
    return 0


def sheet(arguments: argparse.Namespace) -> int:
    """Write the page about one customer."""
    from helpers.runs.pack import clear_disk_errors
    from helpers.runs.sheet import sheet

    order = _order(arguments)
    with clear_disk_errors(order.reports):
        for path in sheet(order, arguments.customer):
            say(path)
    return 0


def decisions(arguments: argparse.Namespace) -> int:
    """Close a session: write its sheet of decisions."""
    from helpers.closing.closing import close
    from helpers.runs.pack import alone, clear_disk_errors

    order = _order(arguments)
    with clear_disk_errors(order.folder, "DATA"), alone(order.reports, order.client):
        for line in close(order):
            say(line)
    return 0


def _yes(word: str) -> bool:
    return word not in ("", "0")


def lab(arguments: argparse.Namespace) -> int:
    """Open the chapters in JupyterLab."""
    from helpers.runs.by_hand.lab import lab

    return lab(_order(arguments), copy=_yes(arguments.copy), reset=_yes(arguments.reset))


def watch(arguments: argparse.Namespace) -> int:
    """Make the report again at every save."""
    from helpers.runs.watch import watch

    return watch(_order(arguments))
