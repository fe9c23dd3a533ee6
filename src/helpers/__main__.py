"""What can be asked for on the command line?

``make`` passes its words on as ``WORKBOOK_CLIENT``, ``WORKBOOK_DATA`` …; the flags say the same.
"""

import argparse
import io
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

from helpers import project
from helpers.commands import clients, workbook
from helpers.commands.said import say
from helpers.errors import ClientDataError, did_you_mean
from helpers.project import typed_path
from helpers.runs.kernels import collector
from helpers.runs.kernels.ctrl_c import stopped

WHICH = "Which client? For example: make {verb} CLIENT=sample"
CARD = "The page about one customer is called sheet now: make sheet CLIENT=sample CUSTOMER=000112"
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
    "lab": {
        "copy": "try things in copies of the chapters: 1",
        "reset": "begin these copies anew, the old ones are put aside: 1",
    },
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
    "report": (clients.report, True, "Handouts of one client."),
    "reports": (clients.reports, False, "Handouts of all clients."),
    "packs": (clients.packs, True, "Say which packs were kept, and what is different now."),
    "check": (clients.check_records, True, "Read the records and say what came."),
    "new": (clients.new, True, "A new client, with a proposal from its exports."),
    "names": (clients.propose_names, True, "Propose which names mean the same, in aliases.csv."),
    "lab": (clients.lab, True, "Open the chapters in JupyterLab with the records of a client."),
    "watch": (clients.watch, True, "Make the report again at every save of a chapter or template."),
    "status": (clients.status, True, "Say for each chapter whether it would run, and why."),
    "sheet": (clients.sheet, True, "One page about one customer, before the phone is picked up."),
    "decisions": (clients.decisions, True, "Close a session: write the sheet of decisions."),
    "chapter": (workbook.chapter, False, "Begin a chapter of one's own with one that runs."),
    "sample": (workbook.sample, False, "Write the sample client, or another invented one."),
    "doctor": (workbook.doctor, False, "Say what this machine lacks."),
    "study": (workbook.study, False, "Learn to lead a session, on a company of one's own."),
}

if __name__ == "__main__":
    console()
