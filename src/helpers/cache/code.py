"""Which code does a thing come from: a module, and all that it imports?"""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from helpers import project

SOURCE = Path(__file__).resolve().parents[1]
# to parse every file would take a kernel longer than to read the records
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(helpers[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)"
    r"|import[ \t]+(helpers[\w.]*[^\n]*))",
    re.MULTILINE,
)
_TYPES_ONLY = re.compile(r"^if TYPE_CHECKING:.*\n(?:[ \t]+.*\n|\n)*", re.MULTILINE)
_COMMENT = re.compile(r"#[^\n]*")


@cache
def modules() -> dict[str, Path]:
    """Modules of the package, and their files."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = ("helpers", *path.relative_to(SOURCE).with_suffix("").parts)
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


def imported(code: str) -> set[str]:
    """Modules of the package that ``code`` imports, wherever in it; not for its types alone."""
    told: set[str] = set()
    for package, names, plain in _IMPORT.findall(_TYPES_ONLY.sub("", code)):
        words = [word.split()[0] for word in _words(names or plain)]
        told |= {package, *(f"{package}.{word}" for word in words)} if package else {*words}
    return told & modules().keys()


def _words(names: str) -> list[str]:
    bare = _COMMENT.sub("", names).strip("() \t\n")
    return [word for word in bare.split(",") if word.strip()]


@cache
def _imports_of(module: str) -> frozenset[str]:
    return frozenset(imported(modules()[module].read_text("utf-8")))


def closure(wanted: Iterable[str]) -> set[str]:
    """Modules with all that they import, wherever in their code, and the packages they are in."""
    found: set[str] = set()
    left = list(wanted)
    while left:
        module = left.pop()
        if module not in found and module in modules():
            found.add(module)
            left += [*_imports_of(module), module.rpartition(".")[0]]
    return found


@cache
def digest(*wanted: str) -> str:
    """Digest of these modules and of all that they import.

    Raises
    ------
    KeyError
        Where there is no such module.
    """
    whole = hashlib.sha256()
    for name in sorted({*wanted} | closure(wanted)):
        whole.update(hashlib.sha256(modules()[name].read_bytes()).digest())
    return whole.hexdigest()


@cache
def words(language: str) -> str:
    """Digest of the catalogue of a language; empty for the language of the source."""
    path = project.LOCALES / language / "LC_MESSAGES" / "workbook.po"
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
