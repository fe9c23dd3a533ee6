"""What can be asked for on the command line?

``make`` passes its words on as ``WORKBOOK_CLIENT``, ``WORKBOOK_DATA`` …; the flags say the
same. What is heavy is imported only by the command that needs it: a misspelt name is
answered at once, and a report that is up to date costs no second.
"""

import argparse
import io
import os
import re
import signal
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from helpers import project
from helpers.errors import ClientDataError, did_you_mean
from helpers.project import typed_path
from helpers.runs.kernels import collector
from helpers.runs.kernels.ctrl_c import stopped

if TYPE_CHECKING:  # imported below, where it is cheap
    from helpers.runs.order import Order

WHICH = "Which client? For example: make {verb} CLIENT=sample"
CARD = "The page about one customer is called sheet now: make sheet CLIENT=sample CUSTOMER=000112"
SAMPLE = "sample"  # the client that comes with the workbook
STOPPED = 130  # what shells give for Ctrl-C
LEFT = 141  # and for a pipe whose reader has gone


def main(words: Sequence[str] | None = None) -> int:
    """Do what the command line asks; give the status for the shell."""
    words = sys.argv[1:] if words is None else list(words)
    if words[:1] == ["card"]:
        say(CARD, sys.stderr)
        return 1
    arguments = _parser().parse_args(words)
    try:
        _settle(arguments)
        return arguments.do(arguments)
    except ClientDataError as error:
        if stopped.heard:
            raise
        say(error, sys.stderr)
        return 1


def say(text: object, to: TextIO | None = None) -> None:
    """Print a text, with the commands that it names as they are typed here."""
    print(project.as_typed(str(text)), file=to)


def console() -> NoReturn:
    """Do what the command line asks, and end at once.

    Taking a process apart object by object lasts 0.4 s once all libraries are loaded.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a sign that the console lacks is no fault
            stream.reconfigure(errors="replace")
    try:
        signal.signal(signal.SIGINT, stopped)
        sys.unraisablehook = stopped.once_more
        collector.look_rarely()
        status = _ended()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as head, has seen enough
        status = LEFT
    except BaseException as error:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if not stopped.heard and not isinstance(error, KeyboardInterrupt):
            raise
        print("Stopped. An earlier report is untouched.", file=sys.stderr)
        status = STOPPED
    sys.stderr.flush()
    os._exit(status)


def _ended() -> int:
    try:
        return main()
    except SystemExit as ended:  # argparse has said why
        return ended.code if isinstance(ended.code, int) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workbook", description="From a client's raw exports to a customer-strategy session."
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, (do, of_client, about) in VERBS.items():
        sub = verbs.add_parser(verb, help=about, description=about)
        sub.set_defaults(do=do, of_client=of_client)
        if of_client:
            sub.add_argument("client", nargs="?", default=_told("CLIENT"), help="a folder of data/")
        if verb == "study":
            sub.add_argument("words", nargs="*", help="status, grade, capstone, …")
            sub.add_argument("--truths", action="store_true", help="tell what was planted")
        sub.add_argument("--data", default=_told("DATA"), help="folder of the clients")
        sub.add_argument("--reports", default=_told("REPORTS"), help="folder of the reports")
        sub.add_argument("--language", default=_told("LANGUAGE"), help="en or ru")
        sub.add_argument("--chapters", default=_told("CHAPTERS"), help="numbers: 00,03")
        if verb == "report":
            sub.add_argument(
                "--open", action="store_true", default=_told("OPEN") not in ("", "0"),
                help="open its first page in the browser",
            )  # fmt: skip
        for name, about_it in ONLY.get(verb, {}).items():
            sub.add_argument(f"--{name}", default=_told(name.upper()), help=about_it)
        sub.add_argument(
            "--force", action="store_true", default=_told("FORCE") not in ("", "0"),
            help="run all chapters again",
        )  # fmt: skip
    return parser


def _told(name: str) -> str:
    return project.word(name).strip()


def _settle(arguments: argparse.Namespace) -> None:
    """Check what was said, and make the roots absolute for all that runs below us."""
    if arguments.of_client and not arguments.client:
        raise ClientDataError(WHICH.format(verb=arguments.verb))
    if arguments.language not in ("", "en", "ru"):
        hint = did_you_mean(arguments.language, ("en", "ru"))
        raise ClientDataError(f"LANGUAGE must be en or ru, not '{arguments.language}'.{hint}")
    for name in ("data", "reports", "work"):
        if getattr(arguments, name, ""):
            project.set_variables(project.words(**{name: typed_path(getattr(arguments, name))}))


def _order(arguments: argparse.Namespace) -> "Order":
    from helpers.runs.order import Order

    client, data = arguments.client, project.data_root()
    if project.INSTALLED and client == SAMPLE and not (data / client).exists():
        from helpers.sample.carried import put_sample

        print(f"The sample client is put into {put_sample(data)}")
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


def _report(arguments: argparse.Namespace) -> int:
    from helpers.runs.changes import state

    order, day = _order(arguments), _kept_on(arguments.keep)
    if state.unchanged(order):
        print(f"Nothing has changed: {order.target / 'index.html'}")
        return _handed_out(order.target, day, arguments.open)
    from helpers.runs.progress import Progress
    from helpers.runs.run import FAILED, report

    made = report(order, Progress(order.client))
    for failure in made.failures:
        say(f"\n{failure}", sys.stderr)
    if made.status == FAILED:
        print(
            f"\n{len(made.failures)} of the chapters failed. The last good report stays as it "
            f"was; what could be made is in {made.folder / 'index.html'}",
            file=sys.stderr,
        )
        return 1
    print(made.folder / "index.html")
    return _handed_out(made.folder, day, arguments.open)


def _kept_on(word: str) -> date | None:
    """Day under which the pack is kept; None where it is not, or where ``KEEP=0`` says so."""
    if word in ("", "0"):
        return None
    from helpers.closing.packs.keeping import day_of

    return day_of(word, datetime.fromtimestamp(time.time(), UTC).date())


def _handed_out(pack: Path, day: date | None, opened: bool) -> int:
    if day is not None:
        from helpers.closing.packs.keeping import keep
        from helpers.runs.pack import clear_disk_errors

        with clear_disk_errors(pack):
            print(keep(pack, day))
    if opened:
        import webbrowser

        webbrowser.open((pack / "index.html").as_uri())
    return 0


def _packs(arguments: argparse.Namespace) -> int:
    from helpers.closing.packs.command import packs

    for line in packs(_order(arguments).target, arguments.compare, arguments.against):
        say(line)
    return 0


def _reports(arguments: argparse.Namespace) -> int:
    from helpers.runs.all_clients import report_all

    return report_all(arguments)


def _status(arguments: argparse.Namespace) -> int:
    from helpers.runs.pack import clear_disk_errors
    from helpers.runs.status import status

    order = _order(arguments)
    with clear_disk_errors(order.reports):
        for line in status(order):
            say(line)
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from helpers.handouts.web.check import write_check
    from helpers.records import check, load
    from helpers.runs.ours import CHECK
    from helpers.runs.pack import clear_disk_errors

    order = _order(arguments)
    with clear_disk_errors(order.reports):
        today = datetime.fromtimestamp(time.time(), UTC).date()
        say(check(order.client, order.data, order.reports, order.language, today))
        records = load(order.client, order.data, order.reports, order.language)
        say(write_check(order.folder, records, order.target / CHECK))
    return 0


def _new(arguments: argparse.Namespace) -> int:
    from helpers.records import begin
    from helpers.runs.pack import clear_disk_errors

    exports = getattr(arguments, "from")
    place, data = typed_path(exports) if exports else None, project.data_root()
    with clear_disk_errors(data, "DATA"):
        say(begin(arguments.client, data, place, arguments.language, project.reports_root()))
    return 0


def _names(arguments: argparse.Namespace) -> int:
    from helpers.records import names

    say(names(arguments.client, project.data_root(), project.reports_root()))
    return 0


def _sample(arguments: argparse.Namespace) -> int:
    from helpers.runs.pack import clear_disk_errors
    from helpers.sample import write_asked

    to, data = typed_path(arguments.to) if arguments.to else None, project.data_root()
    with clear_disk_errors(to or data, "TO"):
        print(write_asked(trade=arguments.trade, seed=arguments.seed, to=to, data=data))
    return 0


def _lab(arguments: argparse.Namespace) -> int:
    from helpers.runs.lab import lab

    return lab(_order(arguments))


def _watch(arguments: argparse.Namespace) -> int:
    from helpers.runs.watch import watch

    return watch(_order(arguments))


def _sheet(arguments: argparse.Namespace) -> int:
    from helpers.runs.pack import clear_disk_errors
    from helpers.runs.sheet import sheet

    order = _order(arguments)
    with clear_disk_errors(order.reports):
        for path in sheet(order, arguments.customer):
            print(path)
    return 0


def _decisions(arguments: argparse.Namespace) -> int:
    from helpers.closing.closing import close
    from helpers.runs.pack import alone, clear_disk_errors

    order = _order(arguments)
    with clear_disk_errors(order.folder, "DATA"), alone(order.reports, order.client):
        for line in close(order):
            say(line)
    return 0


def _doctor(arguments: argparse.Namespace) -> int:
    from helpers.maintenance.doctor import LACKS, examined

    said = examined()
    for one in said:
        say(one)
    return int(any(one.how == LACKS for one in said))


def _chapter(arguments: argparse.Namespace) -> int:
    from helpers.maintenance.new_chapter import new_chapter

    written = new_chapter(arguments.name, arguments.number)
    for path in written:
        print(path.relative_to(project.ROOT))
    say(f"Try it: make report CLIENT=sample CHAPTERS={written[0].name[:2]}")
    print("Make it yours: docs/write-a-chapter.md")
    return 0


def _study(arguments: argparse.Namespace) -> int:
    from helpers.runs.pack import clear_disk_errors
    from helpers.study.command import Asked, study

    asked = Asked(
        words=arguments.words,
        name=arguments.name,
        seed=arguments.seed,
        language=arguments.language,
        out=arguments.out,
        check=arguments.check,
        truths=arguments.truths,
    )
    with clear_disk_errors(project.work_root(), "WORK"):
        return study(asked)


ONLY = {  # words that one command alone takes
    "sample": {
        "trade": "cars or wholesale",
        "seed": "another company with other truths: 7",
        "to": "folder to write into: data/mine",
    },
    "report": {"keep": "keep the pack: 1, or the day it was handed out: 2026-01-22"},
    "reports": {
        "jobs": "reports that are made side by side: 4",
        "part": "every n-th client, for one of several machines: 1/8",
    },
    "packs": {
        "compare": "what is different from the pack of this day: 2026-01-22",
        "against": "another day, else the report that stands there",
    },
    "sheet": {"customer": "a customer's code"},
    "new": {"from": "folder of exports, from which the engagement is proposed"},
    "chapter": {"name": "one word: weekdays", "number": "its place, else the next that is free"},
    "study": {
        "name": "who learns",
        "seed": "company of one's own: 7",
        "work": "folder of who learns",
        "out": "file or folder to write",
        "check": "folder of a capstone that is handed in",
    },
}
VERBS = {
    "report": (_report, True, "Handouts of one client."),
    "reports": (_reports, False, "Handouts of all clients."),
    "packs": (_packs, True, "Say which packs were kept, and what is different now."),
    "check": (_check, True, "Read the records and say what came."),
    "new": (_new, True, "A new client: folder, data request, and a proposal from its exports."),
    "names": (_names, True, "Propose which names mean the same, in aliases.csv."),
    "lab": (_lab, True, "Open the chapters in JupyterLab with the records of a client."),
    "watch": (_watch, True, "Make the report again whenever a chapter or a template is saved."),
    "status": (_status, True, "Say for each chapter whether it would run, and why."),
    "sheet": (_sheet, True, "One page about one customer, before the phone is picked up."),
    "decisions": (_decisions, True, "Close a session: write the sheet of decisions to fill."),
    "chapter": (_chapter, False, "Begin a chapter of one's own with one that runs at once."),
    "sample": (_sample, False, "Write the sample client, or another invented one."),
    "doctor": (_doctor, False, "Say what this machine lacks."),
    "study": (_study, False, "Learn to lead a session, on a company of one's own."),
}

if __name__ == "__main__":
    console()
