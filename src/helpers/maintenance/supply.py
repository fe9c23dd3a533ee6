"""What is in it, for a machine that asks? A supply list (CycloneDX), written by ``make sbom``.

It follows from the lock, the page of licences and the version alone.
"""

import json
import uuid
from pathlib import Path
from typing import Any

import helpers
from helpers import project
from helpers.maintenance.licences import LOCK, PAGE, Locked, locked, of_a_report, told

OURS = "session-workbook"
NAMESPACE = uuid.UUID("6f0c2b52-3a5e-5d0a-9b3e-0c1f6d6f6e21")  # any, and always this one


def supply(lock: str, licences: dict[str, str]) -> dict[str, Any]:
    """All that a report needs, with versions, checksums, licences and what needs what."""
    packages = locked(lock)
    needed = of_a_report(packages)
    parts = [_part(one, licences[one.name]) for one in packages if one.name in needed]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, helpers.__version__ + lock)}",
        "version": 1,
        "metadata": {"component": _ours()},
        "components": parts,
        "dependencies": _needs(packages, needed),
    }


def _ours() -> dict[str, Any]:
    reference = f"{OURS}@{helpers.__version__}"
    return {
        "type": "application",
        "bom-ref": reference,
        "name": OURS,
        "version": helpers.__version__,
        "licenses": [{"expression": "MIT"}],
    }


def _part(one: Locked, licence: str) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": _reference(one),
        "name": one.name,
        "version": one.version,
        "hashes": [{"alg": "SHA-256", "content": content} for content in one.hashes],
        "licenses": [{"expression": licence}],
        "purl": f"pkg:pypi/{one.name}@{one.version}",
    }


def _reference(one: Locked) -> str:
    return f"{one.name}@{one.version}"


def _needs(packages: list[Locked], needed: set[str]) -> list[dict[str, Any]]:
    """What needs what; a package that is locked in two versions is needed in both."""
    ours = Locked(OURS, helpers.__version__, (), ())
    graph: dict[str, list[str]] = {}
    for one in packages:
        if one.name in needed:
            for by in one.wanted_by:
                graph.setdefault(by.replace(f"{OURS} (pyproject.toml)", OURS), []).append(
                    _reference(one)
                )
    return [
        {"ref": _reference(one), "dependsOn": sorted(graph.get(one.name, ()))}
        for one in [ours, *packages]
        if one.name in {OURS, *needed}
    ]


def write(folder: Path = project.ROOT / "dist") -> Path:
    """Write the supply list of this version."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{OURS}-{helpers.__version__}.cdx.json"
    made = supply(LOCK.read_text("utf-8"), told(PAGE.read_text("utf-8")))
    path.write_text(json.dumps(made, indent=1) + "\n", "utf-8")
    return path


if __name__ == "__main__":
    print(write().relative_to(project.ROOT).as_posix())  # noqa: T201 - a command speaks
