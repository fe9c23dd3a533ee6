"""What must a stranger's notebook not do? Reach the network, start programs, spoil the records.

Against accidents and the obvious, not against an attacker: a notebook is somebody's program.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

OUTSIDE = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname")
PROGRAMS = ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn", "pty.spawn")
CHANGES = ("os.remove", "os.rename", "os.rmdir", "os.truncate", "shutil.rmtree")
WRITING = 0o3  # flags of opening a file: write only, read and write


def fence(kept: Sequence[Path], megabytes: int) -> None:
    """Raise a fence around this process; it cannot be taken down again.

    Parameters
    ----------
    kept
        Folders in which nothing may change.
    megabytes
        Memory that it may take, where the system can hold it to that.
    """
    _hold_to(megabytes)
    roots = [str(path.resolve()) for path in kept]

    def heard(event: str, given: tuple[Any, ...]) -> None:
        if event in OUTSIDE:
            raise PermissionError("a notebook that is graded has no network")
        if event in PROGRAMS:
            raise PermissionError("a notebook that is graded starts no programs")
        if event in CHANGES and _within(given[0], roots):
            raise PermissionError(f"a notebook that is graded changes nothing in {given[0]}")
        if event == "open" and _writes(given) and _within(given[0], roots):
            raise PermissionError(f"a notebook that is graded writes nothing to {given[0]}")

    sys.addaudithook(heard)


def _writes(given: tuple[Any, ...]) -> bool:
    _, mode, flags = given
    return any(sign in (mode or "") for sign in "wax+") or bool((flags or 0) & WRITING)


def _within(path: Any, roots: Sequence[str]) -> bool:
    if not isinstance(path, str | Path):
        return False
    whole = str(Path(path).absolute())
    return any(whole.startswith(root) for root in roots)


def _hold_to(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    most = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
