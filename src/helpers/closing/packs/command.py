"""Which packs of a client were kept, and how does one of them differ from another?"""

from pathlib import Path

from helpers.closing.packs.comparing import Told, difference, told
from helpers.closing.packs.keeping import kept
from helpers.errors import ClientDataError, did_you_mean
from helpers.runs.ours import MANIFEST

NONE = "No pack of {client} was kept yet. Keep one: make report CLIENT={client} KEEP=1"
HOW = "What is different now: make packs CLIENT={client} COMPARE={day}"
NOW = "now"  # the report that stands there


def packs(target: Path, compare: str = "", against: str = "") -> list[str]:
    """Lines on the packs that were kept of the report ``target``, or on how two of them differ.

    Parameters
    ----------
    compare
        Day of a pack, or the name of its file; empty for the list of all.
    against
        Day of the other one; empty for the report that stands there.

    Raises
    ------
    ClientDataError
        There is no such pack, or it cannot be read.
    """
    found = {path.stem: path for path in kept(target)}
    if not compare:
        lines = [_line(name, told(path)) for name, path in found.items()]
        if not lines:
            return [NONE.format(client=target.name)]
        return [*lines, HOW.format(client=target.name, day=list(found)[-1])]
    if (target / MANIFEST).is_file():
        found[NOW] = target
    old, new = (_chosen(found, word) for word in (compare, against or NOW))
    return [f"{old} → {new}", *difference(told(found[old]), told(found[new]))]


def _chosen(found: dict[str, Path], word: str) -> str:
    name = word.removesuffix(".zip")
    if name not in found:
        there = ", ".join(found) or "none"
        hint = did_you_mean(name, found)
        raise ClientDataError(f"No pack is called {name[:40]!r}. There are: {there}.{hint}")
    return name


def _line(name: str, pack: Told) -> str:
    manifest = pack.manifest
    made = sum(chapter["status"] == "made" for chapter in manifest.get("chapters", []))
    return (
        f"{name}  records to {manifest['as_of']}, {manifest['language']}; chapters: {made}, "
        f"findings: {len(manifest['findings'])}, customers: {len(pack.verdicts):,}"
    )
