"""Under which licence is each locked package? ``docs/licences.md``, written by ``make lock``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata

from helpers import project

LOCK = project.ROOT / "requirements.lock"
PAGE = project.ROOT / "docs" / "licences.md"
HEAD = """# Licences

Every package of `requirements.lock`, as its own metadata state it. Those that only tests and
development need are not installed by a wheel. Nothing is under GPL or AGPL; packages under the
MPL 2.0 are used as they are, and nothing of theirs is copied. Written by `make lock`; `make sbom`
writes the same with versions, checksums and what needs what, as a supply list for machines
(CycloneDX). What else is in the project, and what each package is for:
[What it is built from](built-from.md).

| package | licence | needed by |
| --- | --- | --- |
"""
REPORT, TESTS = "a report", "tests and development"
EXPRESSION = re.compile(r"[A-Z]\w*-[\w.-]+( (AND|OR) [\w.-]+)*")
SPDX = {  # as packages write it, begun alike: as lists of licences write it
    "Apache": "Apache-2.0",
    "BSD 2": "BSD-2-Clause",
    "BSD 3": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "ISC": "ISC",
    "MIT": "MIT",
    "Mozilla": "MPL-2.0",
    "PSF": "PSF-2.0",
    "Python Software Foundation": "PSF-2.0",
    "2-clause BSD": "BSD-2-Clause",
}


@dataclass(frozen=True)
class Locked:
    """A package of the lock: name, version, checksums of its files, and who needs it."""

    name: str
    version: str
    hashes: tuple[str, ...]
    wanted_by: tuple[str, ...]


def locked(text: str) -> list[Locked]:
    r"""All packages of a lock file, in its order.

    >>> locked("a==1 \\\n    --hash=sha256:12\n    # via\n    #   b\n    #   c\n")
    [Locked(name='a', version='1', hashes=('12',), wanted_by=('b', 'c'))]
    """
    found = []
    for block in re.split(r"\n(?=[a-z0-9])", text.strip()):
        name, version = re.match(r"([\w.-]+)==([^\s;]+)", block).groups()  # type: ignore[union-attr]
        asked = re.findall(r"^ +# +(?:via +)?([a-z0-9].*)$", block, re.MULTILINE)
        wanted_by = tuple(who for who in asked if who != "via")
        found.append(Locked(name, version, tuple(re.findall(r"sha256:(\w+)", block)), wanted_by))
    return found


def of_a_report(packages: Iterable[Locked]) -> set[str]:
    """Names of those that a report needs, by way of others too."""
    wanted = {one.name: one.wanted_by for one in packages}
    found = {"session-workbook (pyproject.toml)"}
    while more := {name for name, by in wanted.items() if found & set(by)} - found:
        found |= more
    return found & set(wanted)


def licence(name: str) -> str | None:
    """Licence of an installed package as its metadata state it, or nothing.

    >>> licence("pandas"), licence("no-such-package")
    ('BSD-3-Clause', None)
    """
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    if said["License-Expression"]:
        return str(said["License-Expression"])
    classes = [c.split(" :: ")[-1] for c in said.get_all("Classifier") or () if "License ::" in c]
    for wording in (str(said["License"] or ""), *classes):
        if EXPRESSION.fullmatch(wording):
            return wording
        for begins, short in SPDX.items():
            if wording.startswith(begins):
                return short
    return None


def told(page: str) -> dict[str, str]:
    """Licence of each package, as a page has them."""
    _, _, rows = page.partition("| --- |\n")
    return dict(re.findall(r"^\| ([\w.-]+) \| ([^|]+) \|", rows, re.MULTILINE))


def written(packages: list[Locked], before: dict[str, str]) -> str:
    """The page; a package of other systems keeps the licence that stood there before.

    Raises
    ------
    KeyError
        A package is not installed, and was not on the page: add its line by hand.
    """
    needed = of_a_report(packages)
    lines = {
        one.name: f"| {one.name} | {licence(one.name) or before[one.name]} "
        f"| {REPORT if one.name in needed else TESTS} |\n"
        for one in packages
    }
    return HEAD + "".join(lines.values())


if __name__ == "__main__":
    known = told(PAGE.read_text("utf-8")) if PAGE.exists() else {}
    PAGE.write_text(written(locked(LOCK.read_text("utf-8")), known), "utf-8")
