"""Where do things stand on this disk, and which words of the environment are heard?

The only module that reads or changes the environment. Words between the processes of the workbook
are variables called ``WORKBOOK_<WORD>``: make passes on what was typed, the runner tells its
chapters where the records are and where results go.
"""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from helpers.errors import ClientDataError

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = not (ROOT / "pyproject.toml").exists()  # a wheel carries all but what makes wheels
NOTEBOOKS = ROOT / "notebooks"
TEMPLATES = ROOT / "templates"
LOCALES = Path(__file__).resolve().parent / "locale"
OURS = "WORKBOOK_"
# no names of files or folders on Windows, whatever their ending
KEPT_BY_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def word(name: str) -> str:
    """Word that make or the runner has said; empty where there is none."""
    return os.environ.get(called(name), "")


def words(**said: object) -> dict[str, str]:
    """Variables by which a process that is started hears these words."""
    return {called(name): str(value) for name, value in said.items()}


def called(name: str) -> str:
    """Name of the variable that carries a word.

    >>> called("kernel_log")
    'WORKBOOK_KERNEL_LOG'
    """
    return OURS + name.upper()


def variable(name: str) -> str | None:
    """Variable of the system that somebody named, an engagement its password say."""
    return os.environ.get(name)


def environment() -> dict[str, str]:
    """All variables, for a process that is started."""
    return dict(os.environ)


def set_variables(values: Mapping[str, str]) -> None:
    """Change variables for this process and all that it starts."""
    os.environ.update(values)


def become(environment: Mapping[str, str]) -> None:
    """Take these variables instead of those that there are: a fork turns into what was asked."""
    os.environ.clear()
    os.environ.update(environment)


VERBS = (
    "report", "reports", "packs", "check", "new", "names", "lab", "watch", "status", "sheet",
    "decisions", "chapter", "sample", "study", "doctor",
)  # fmt: skip
WORDS = (
    "DATA", "REPORTS", "LANGUAGE", "CHAPTERS", "FORCE", "CUSTOMER", "NAME", "NUMBER", "SEED",
    "TO", "TRADE", "FROM", "WORK", "OUT", "KEEP", "COMPARE", "AGAINST", "OPEN",
    "COPY", "RESET",
    "JOBS", "PART",
)  # fmt: skip
# a command as make takes it, with its words; a word ends before the full stop of a sentence
_MADE = re.compile(rf"\bmake ({'|'.join(VERBS)})\b((?: [A-Z]+=[^\s`;,]*[^\s`;,.:)])*)")
_WORD = re.compile(rf"(?<![\w$])({'|'.join(WORDS)})=(?=\S)")


def as_typed(text: str) -> str:
    """Text whose commands are those of ``workbook``, where it was this that was typed.

    >>> set_variables(words(command="workbook"))
    >>> as_typed("Next: make check CLIENT=acme. Else name a folder: TO=data/mine")
    'Next: workbook check acme. Else name a folder: --to data/mine'
    >>> set_variables(words(command=""))
    >>> as_typed("Next: make check CLIENT=acme.")
    'Next: make check CLIENT=acme.'
    """
    if word("command") != "workbook":
        return text
    text = _MADE.sub(lambda m: f"workbook {m[1]}{m[2].replace(' CLIENT=', ' ')}", text)
    return _WORD.sub(lambda m: f"--{m[1].lower()} ", text)


def typed_path(written: str) -> Path:
    """Path of the command line, from where the command was typed and not from where make is.

    Raises
    ------
    ClientDataError
        Where no path can be called so.
    """
    typed_in = Path(word("typed_in") or ".")
    try:
        written = os.path.expanduser(written)  # noqa: PTH111 - Path's own fails where there is no home
        return (typed_in if typed_in.is_dir() else Path()).joinpath(written).resolve()
    except (OSError, ValueError, RuntimeError):
        raise ClientDataError(f"No folder can have this name: {written[:100]!r}") from None


def own_path() -> dict[str, str]:
    """Variable by which a process finds the package ``helpers``, where it is not installed."""
    return {"PYTHONPATH": str(ROOT / "src")} if INSTALLED else {}


def refuse_installed(what: str) -> None:
    """Refuse what would write into an installed workbook.

    Raises
    ------
    ClientDataError
        Where this is no checkout of the project.
    """
    if INSTALLED:
        raise ClientDataError(
            f"{what} would be written into the installed workbook. Do it in a copy of the "
            "project, which its page on the package index names: git clone, then make."
        )


def home() -> Path:
    """Folder that data, reports and work stand in unless something else is said."""
    return Path(word("home") or ROOT)


def data_root() -> Path:
    """Folder of the clients: ``DATA=`` of the command line, else ``data/``."""
    return Path(word("data") or home() / "data").resolve()


def reports_root() -> Path:
    """Folder of the reports: ``REPORTS=`` of the command line, else ``reports/``."""
    return Path(word("reports") or home() / "reports").resolve()


def work_root() -> Path:
    """Folder of who learns: ``WORK=`` of the command line, else ``work/``."""
    return Path(word("work") or home() / "work").resolve()


def results_folder() -> Path | None:
    """Folder that takes the result tables of a run; none when a chapter is read by hand."""
    folder = word("results")
    return Path(folder).resolve() if folder else None


def others_file() -> Path | None:
    """File that names the results of other chapters; none when a chapter is read by hand."""
    path = word("others")
    return Path(path) if path else None


def asked_file() -> Path | None:
    """File in which a chapter writes down what it asks for; none when it is read by hand."""
    path = word("asked")
    return Path(path) if path else None


def chart_colours() -> dict[str, str]:
    """Colours of charts that the firm has chosen, by role; none when a chapter is read by hand."""
    return json.loads(word("colours") or "{}")


def in_lab(client: str, language: str = "") -> tuple[str, str]:
    """Client and language of a chapter read by hand.

    Chapters name the sample client in their cell of parameters. ``make lab CLIENT=x`` puts
    client x in its place; a chapter that names any other client keeps it.
    """
    asked = word("lab_client")
    if not asked or client != "sample":
        return client, language
    return asked, language or word("lab_language")
