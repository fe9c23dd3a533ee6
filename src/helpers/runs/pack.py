"""How does a report appear all at once, and an earlier one stay whole until then?

A pack grows in a scratch folder beside the reports and takes the place of the earlier one
in a single exchange of names. What a killed run leaves behind is swept away by the next.
"""

import ctypes
import errno
import os
import re
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from helpers.errors import ClientDataError
from helpers.runs.ours import MANIFEST, MARK, STAYS, is_free, is_ours, keep_what_is_not_ours, mark

PACK = "pack"  # name of the growing pack in the scratch folder
BROKEN, PART = "failed", "part"  # a run that failed; chapters that could not be merged
EARLIER = "earlier"  # and of the pack that it takes the place of, where names are not exchanged
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}


@contextmanager
def clear_disk_errors(root: Path, word: str = "REPORTS") -> Iterator[None]:
    """Say it plainly when a disk is full or a folder cannot be written."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise ClientDataError(
                f"The disk is full: {root}\nThe earlier report is untouched. "
                f"Make room, or name another folder: {word}=…"
            ) from error
        if error.errno in _CLOSED:
            named = error.filename or root
            raise ClientDataError(
                f"Cannot write {named}: {error.strerror}.\nThe earlier report is untouched. Close "
                f"programs that show files of it, or name another folder: {word}=…"
            ) from error
        raise


@contextmanager
def alone(root: Path, client: str, seconds: float = 600) -> Iterator[None]:
    """Be the only run of this client; another one is waited for."""
    root.mkdir(parents=True, exist_ok=True)
    lock = FileLock(root / f".{client}.lock")
    try:
        with _turn(lock, client, seconds):
            yield
    except Timeout:
        raise ClientDataError(
            f"Another run of {client} has not ended for {seconds:.0f} seconds. "
            "Wait for it, or end it, then run again."
        ) from None


def _turn(lock: FileLock, client: str, seconds: float) -> AbstractContextManager[object]:
    try:
        return lock.acquire(timeout=0)
    except Timeout:
        sys.stderr.write(f"Another run of {client} is under way; waiting for it ...\n")
        return lock.acquire(timeout=seconds)


def must_be_ours(target: Path) -> None:
    """Stop before a folder is replaced that is not a report."""
    if not os.path.lexists(target) or is_ours(target) or is_free(target):
        return
    raise ClientDataError(
        f"This is not a report, and a report would take its place: {target}\n"
        "Name another folder for the reports: REPORTS=…"
    )


def recover(root: Path, client: str) -> None:
    """Undo what a killed run left behind; call it with the lock held."""
    target = root / client
    for left in sorted(root.glob(f".{client}.*")):
        if not is_ours(left) and not _hardly_begun(left):
            continue  # a folder of the user, whose name happens to begin so
        for earlier in (left / EARLIER, left):
            if is_ours(earlier) and (earlier / MANIFEST).exists() and not target.exists():
                earlier.rename(target)
        for name in STAYS:
            for stays in (left / PACK / name, left / name):
                if stays.exists() and not (target / name).exists():
                    target.mkdir(exist_ok=True)
                    stays.rename(target / name)
        remove(left)


def _hardly_begun(folder: Path) -> bool:
    """Was a run killed between making its scratch folder and marking it?"""
    if not re.fullmatch(r"\.[\w-]+\.\d+-[0-9a-f]{6}", folder.name) or not folder.is_dir():
        return False
    return all(p.name.startswith(MARK) for p in folder.iterdir())


def kept_beside(target: Path, coming: Path) -> list[Path]:
    """Keep what others put into the report ``target``, which ``coming`` is about to replace."""
    return keep_what_is_not_ours(target, target.with_name(f"{target.name}.kept"), coming)


def remove_beside(target: Path) -> list[Path]:
    """Remove the packs of earlier runs that failed or made a part.

    Returns
    -------
    Where what others put into them is kept.
    """
    kept = []
    for kind in (BROKEN, PART):
        earlier = beside(target, kind)
        kept += keep_what_is_not_ours(earlier, target.with_name(f"{target.name}.kept"))
        if is_ours(earlier):
            remove(earlier)
    return kept


def beside(target: Path, kind: str) -> Path:
    """Where a pack goes that is less: never where something of somebody else stands."""
    number, folder = 1, target.with_name(f"{target.name}.{kind}")
    while os.path.lexists(folder) and not is_ours(folder):
        number += 1
        folder = target.with_name(f"{target.name}.{kind}-{number}")
    return folder


def remove(folder: Path) -> None:
    """Remove a folder, even one in which a killed run's last process may still be writing."""
    if not folder.exists():
        return
    for _ in range(40):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)
    shutil.rmtree(folder)


@contextmanager
def scratch(root: Path, client: str) -> Iterator[Path]:
    """Folder on the disk of the reports, gone afterwards."""
    folder = root / f".{client}.{os.getpid()}-{secrets.token_hex(3)}"
    folder.mkdir(parents=True)
    mark(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(pack: Path, target: Path) -> None:
    """Put ``pack`` where ``target`` is; the cache and the archive stay with the target.

    They move first: a run killed between the moves leaves the earlier report whole and these in
    the scratch folder, from where the next run fetches them.
    """
    if not target.exists():
        pack.rename(target)
        return
    for name in STAYS:
        if (target / name).exists():
            (target / name).rename(pack / name)
    if exchange(pack, target):
        return
    earlier = pack.with_name(EARLIER)
    target.rename(earlier)
    pack.rename(target)
    shutil.rmtree(earlier, ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Swap two names in one step; False where the system cannot."""
    call = _system_call()
    if call is None:
        return False
    function, before, between, flags = call
    if function(*before, os.fsencode(one), *between, os.fsencode(other), flags) == 0:
        return True
    number = ctypes.get_errno()
    if number in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _system_call() -> tuple[Any, ...] | None:
    if os.name != "posix":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    here, swap = -100, 2  # AT_FDCWD; RENAME_EXCHANGE and RENAME_SWAP are both 2
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return library.renamex_np, (), (), ctypes.c_uint(swap)
    if hasattr(library, "renameat2"):
        return library.renameat2, (here,), (here,), ctypes.c_uint(swap)
    return None
