"""How does the runner start processes, and hear how they ended?

On Linux and macOS they are forked from one server with the libraries loaded; on Windows, or
with ``WORKBOOK_KERNELS=plain``, they are ordinary processes.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from helpers import project

ALIVE = "alive"  # file that a run keeps locked
ADDRESS = project.called("forkserver")
FORKED = "workbook-forked"
ONE_THREAD = dict.fromkeys(  # to a library for arithmetic: told before it is loaded
    (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "NUMEXPR_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
    ),
    "1",
)
# the results must not depend on the machine, nor on the settings of its user
ENVIRONMENT = {
    "JUPYTER_NO_CONFIG": "1",
    "JUPYTER_PREFER_ENV_PATH": "1",
    "JUPYTER_PLATFORM_DIRS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "PYTHONWARNINGS": "default",
    "SOURCE_DATE_EPOCH": "0",
    "TZ": "UTC",
    **ONE_THREAD,
}


def forking() -> bool:
    """Can processes be forked here, and are they wanted so?"""
    return os.name == "posix" and project.word("kernels") != "plain"


class Fork:
    """A process that the server forked for us; it dies with this object's connection."""

    def __init__(self, address: str, asked: Mapping[str, Any]) -> None:
        self.heard = b""
        self.returncode: int | None = None
        self.connection = socket.socket(socket.AF_UNIX)
        try:
            self.connection.connect(address)
            self.connection.sendall(json.dumps(asked).encode() + b"\n")
            while b"\n" not in self.heard:
                self._hear()
        except BaseException:
            self.connection.close()
            raise
        first, self.heard = self.heard.split(b"\n", 1)
        self.pid = json.loads(first)["pid"]
        self.connection.setblocking(False)

    def _hear(self) -> None:
        data = self.connection.recv(4096)
        if not data:
            raise ConnectionError("the fork server is gone")
        self.heard += data

    def poll(self) -> int | None:
        """Exit status (minus the signal that killed it), or None while it runs."""
        if self.returncode is None:
            try:
                self._hear()
            except BlockingIOError:
                return None
            except ConnectionError:
                self.returncode = -signal.SIGKILL
            if b"\n" in self.heard:
                self.returncode = json.loads(self.heard)["status"]
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Signal the process, unless it has ended."""
        if self.poll() is None:
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                return

    def kill(self) -> None:
        """Kill the process and whatever it started in its group."""
        if self.poll() is None:
            try:
                os.killpg(self.pid, signal.SIGKILL)
            except ProcessLookupError:
                return

    def close(self) -> None:
        """Let go: if the process still runs, the server kills it."""
        self.connection.close()


Server = subprocess.Popen[bytes]
Process = Fork | Server


class Processes:
    """Starts the processes of one run; use it in a ``with`` statement."""

    def __init__(self, preload: str = "") -> None:
        sweep()
        self.folder = Path(tempfile.mkdtemp(prefix="wb-", dir=_short_folder()))
        self.alive = _locked(self.folder / ALIVE)
        self.environment = {**project.environment(), **ENVIRONMENT}
        for stray in ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONDONTWRITEBYTECODE"):
            self.environment.pop(stray, None)
        self.environment |= {
            **project.own_path(),
            "JUPYTER_RUNTIME_DIR": str(self.folder),
            "JUPYTER_PATH": str(self.folder),
            "IPYTHONDIR": str(self.folder / "ipython"),
        }
        self.server: Server | None = None
        self.preload = preload
        if forking():
            self._serve()

    def _serve(self) -> Server:
        _describe_kernel(self.folder / "kernels" / FORKED)
        address = self.folder / "s"
        command = [sys.executable, "-m", "helpers.runs.kernels.forkserver", str(address)]
        with (self.folder / "server.log").open("wb") as log:
            self.server = subprocess.Popen(
                [*command, self.preload] if self.preload else command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=log,
                env=self.environment,
                start_new_session=True,
            )
        self.environment[ADDRESS] = str(address)
        return self.server

    def start(self, request: Path, env: Mapping[str, str], log: Path) -> "Process":
        """Start the process that runs the chapter described by the file ``request``."""
        environment = {**self.environment, **env}
        if self.server is None:
            command = [sys.executable, "-m", "helpers.runs.kernels.worker", str(request)]
            with log.open("ab") as written:
                return subprocess.Popen(
                    command,
                    env=environment,
                    stdin=subprocess.PIPE,  # held open: it ends when we do
                    stdout=written,
                    stderr=written,
                )
        asked = {
            "kind": "chapter",
            "env": environment,
            "cwd": str(request.parent),
            "log": str(log),
            "arguments": [str(request)],
        }
        try:
            return Fork(self._address(self.server), asked)
        except ConnectionError:  # somebody killed the server: what still waits shall run
            _end(self.server)
            Path(self.environment[ADDRESS]).unlink(missing_ok=True)
            return Fork(self._address(self._serve()), asked)

    def _address(self, server: Server) -> str:
        address = self.environment[ADDRESS]
        while not Path(address).exists():
            if server.poll() is not None:
                said = (self.folder / "server.log").read_text("utf-8", "replace")
                raise RuntimeError(f"The fork server did not start:\n{said}")
            time.sleep(0.01)
        return address

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, *_: object) -> None:
        if self.server is not None:
            _end(self.server)
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.alive is not None:
            self.alive.close()


def _end(server: Server) -> None:
    if server.stdin is not None:
        server.stdin.close()  # the server kills what still runs, then ends
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _short_folder() -> str | None:
    """Sockets have a path of some hundred characters at most; macOS's own folder is too long."""
    return "/tmp" if os.name == "posix" and os.access("/tmp", os.W_OK) else None  # noqa: S108


def sweep() -> None:
    """Remove the folders of runs that were killed together with their server.

    A run holds a lock as long as it lives; the system lets go of it when the run dies.
    """
    for folder in Path(_short_folder() or tempfile.gettempdir()).glob("wb-*"):
        try:
            ours = folder.lstat().st_uid == os.getuid() and (folder / ALIVE).is_file()
        except (OSError, AttributeError):  # gone meanwhile; no such thing on Windows
            continue
        if ours and (lock := _locked(folder / ALIVE)) is not None:
            shutil.rmtree(folder, ignore_errors=True)
            lock.close()


def _locked(path: Path) -> BinaryIO | None:
    """Open file that nobody else can lock as long as it is open; None where somebody does."""
    if os.name != "posix":
        return None
    import fcntl

    file = path.open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def _describe_kernel(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    spec = {
        # the words by which Jupyter knows an ipykernel; our provisioner does not run them
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Python 3 (forked)",
        "language": "python",
        "metadata": {"kernel_provisioner": {"provisioner_name": FORKED}},
    }
    (folder / "kernel.json").write_text(json.dumps(spec), "utf-8")
