"""Is the capstone passed? A table of its parts, with the reason for each lost point."""

from collections.abc import Iterator
from pathlib import Path

from helpers.cache.hashes import read_json, write_json
from helpers.errors import ClientDataError
from helpers.language import tr
from helpers.study.capstone import parts
from helpers.study.capstone.answers import ANSWERS, Handed, form, handed
from helpers.study.capstone.parts import ASKED, Part
from helpers.study.capstone.raw import Secret, secret, truths, write_raw

PASS = 70
OPENS_AT = 3  # checks, before the truths are told
CHECKS = ".checks.json"


def begin(name: str, data: Path, work: Path) -> tuple[Path, Path]:
    """Write the raw files of a capstone, and the form to fill.

    Returns
    -------
    The folder of the client, and the form.
    """
    folder = write_raw(name, data)
    path = work / f"capstone-{name}" / ANSWERS
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(form(name), "utf-8")
    return folder, path


def marked(given: Handed) -> list[Part]:
    """All parts of what was handed in."""
    hidden = secret(given.company)
    truth = truths(hidden.seed)
    return [
        parts.intake(given, truth),
        parts.gaps(given, hidden),
        parts.eight(given, truth),
        parts.leak(given, hidden),
        parts.sentences(given),
        parts.pack(given),
    ]


def passed(found: list[Part]) -> bool:
    """Enough points, and nobody accused who did nothing?"""
    return sum(one.points for one in found) >= PASS and not any(one.accused for one in found)


def check(folder: Path, *, opened: bool = False) -> Iterator[str]:
    """Say how a capstone stands, line by line.

    Parameters
    ----------
    folder
        With ``answers.yml`` and, in it or among the reports, the report.
    opened
        Tell the truths as well: for who teaches; they open by themselves at the third check.

    Raises
    ------
    ClientDataError
        There is nothing to check.
    """
    if not folder.is_dir():
        raise ClientDataError(tr("There is no folder %(folder)s.") % {"folder": folder})
    given = handed(folder)
    found = marked(given)
    for one in found:
        yield f"{one.points:>4} / {one.of:<3} {tr(one.name)}"
        yield from (f"            {reason}" for reason in one.reasons)
    total = sum(one.points for one in found)
    yield f"{total:>4} / {sum(one.of for one in found)}"
    yield (
        tr("Passed.") if passed(found) else tr("Not passed: %(n)s points are needed.") % {"n": PASS}
    )
    if opened or _counted(folder) >= OPENS_AT:
        yield from _told(secret(given.company))


def _counted(folder: Path) -> int:
    """How often this folder has been checked, this time included."""
    number = int(read_json(folder / CHECKS).get("checks", 0)) + 1
    write_json(folder / CHECKS, {"checks": number})
    return number


def _told(hidden: Secret) -> Iterator[str]:
    truth = truths(hidden.seed)
    yield tr("What was planted:")
    for name, asked in ASKED.items():
        yield f"  {name}: {asked.right(truth)}"
    yield f"  {tr('missing tables')}: {', '.join(hidden.missing)}"
    yield f"  {tr('leak')}: {hidden.leak_header}"
