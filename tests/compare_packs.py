"""Do two packs say the same? ``python -m tests.compare_packs BEFORE AFTER`` names what differs.

What a change of structure may not change: every result table, byte for byte, and every
sentence of the findings. Ends with 1 where anything differs.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path


def differences(before: Path, after: Path) -> Iterator[str]:
    """Tables and sentences of one pack that are not those of the other, in words."""
    old, new = _tables(before), _tables(after)
    yield from (f"table {name} is gone" for name in sorted(old.keys() - new.keys()))
    yield from (f"table {name} is new" for name in sorted(new.keys() - old.keys()))
    shared = sorted(old.keys() & new.keys())
    yield from (f"table {name} differs" for name in shared if old[name] != new[name])
    said, says = _sentences(before), _sentences(after)
    yield from (f"no longer said: {text}" for text in said if text not in says)
    yield from (f"newly said: {text}" for text in says if text not in said)


def _tables(pack: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((pack / "tables").glob("*.csv"))}


def _sentences(pack: Path) -> list[str]:
    manifest = json.loads((pack / "manifest.json").read_text("utf-8"))
    return [f"{finding['key']}: {finding['text']}" for finding in manifest["findings"]]


def main(words: list[str]) -> int:
    """Compare the two packs that were named."""
    if len(words) != 2:
        sys.exit("Which packs? python -m tests.compare_packs BEFORE AFTER")
    found = list(differences(Path(words[0]), Path(words[1])))
    sys.stdout.write("".join(f"{line}\n" for line in found) or "the same tables and sentences\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
