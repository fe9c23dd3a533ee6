"""How does a kernel start without importing anything? It is forked from a server that has.

Runs as ``python -m helpers.runs.kernels.forkserver ADDRESS`` and only imports: no computation,
no connection, no thread before the fork. One line of JSON asks for a process; its number
comes back at once and its exit status when it ends. Whoever asked holds the connection:
when it breaks, the process is killed. When the runner itself is gone (end of our standard
input), all are killed with whatever they have started, the folder of the sockets is removed and
the server ends.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import selectors
import shutil
import signal
import socket
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from helpers import project

PRELOAD = (
    "numpy",
    "pandas",
    "pyarrow.parquet",
    "duckdb",
    "ibis",
    "ibis.backends.duckdb",
    "matplotlib.pyplot",
    "seaborn",
    "scipy.stats",
    "sklearn.ensemble",
    "sklearn.linear_model",
    "sklearn.model_selection",
    "sklearn.metrics",
    "babel.numbers",
    "babel.dates",
    "ipykernel.kernelapp",
    "ipykernel.debugger",  # every kernel imports it, and it is half of a kernel's start
    "ipykernel.zmqshell",
    "papermill",
    "nbformat",
    "nbclient",
    "helpers.language.catalogue",
    "helpers.records",
    "helpers.show",
    "helpers.runs.kernels.worker",
)


class Server:
    """Forks on request until its runner is gone."""

    def __init__(self, address: Path) -> None:
        self.address = address
        self.running: dict[int, socket.socket] = {}
        self.selector = selectors.DefaultSelector()
        self.listener = socket.socket(socket.AF_UNIX)
        # the name appears only when it can be called
        growing = address.with_name("new")
        self.listener.bind(str(growing))
        self.listener.listen(64)
        growing.rename(address)
        self.wake, woken = os.pipe()
        for end in (self.wake, woken):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(woken)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.selector.register(self.listener, selectors.EVENT_READ, self.accept)
        self.selector.register(self.wake, selectors.EVENT_READ, self.reap)
        self.selector.register(sys.stdin.fileno(), selectors.EVENT_READ, None)
        _adopt()

    def serve(self) -> None:
        """Answer until standard input ends."""
        while True:
            for key, _ in self.selector.select():
                if key.data is None:
                    return
                key.data(key.fileobj)

    def accept(self, listener: socket.socket) -> None:
        """Read a request and answer it with the number of a new process."""
        connection, _ = listener.accept()
        with connection.makefile("r", encoding="utf-8") as lines:
            asked = lines.readline()
        if not asked:
            connection.close()
            return
        pid = self.fork(json.loads(asked), connection)
        self.running[pid] = connection
        self.selector.register(connection, selectors.EVENT_READ, self.hung_up)
        self.tell(pid, {"pid": pid})

    def fork(self, asked: dict[str, Any], connection: socket.socket) -> int:
        """Fork; in the child, become what was asked for and never come back."""
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                self.leave(connection)
                status = _become(asked)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        return pid

    def leave(self, connection: socket.socket) -> None:
        """Shed, in the child, what belongs to the server."""
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self.selector.close()
        self.listener.close()
        for held in (connection, *self.running.values()):
            held.close()

    def hung_up(self, connection: socket.socket) -> None:
        """Nobody waits for this process any more."""
        self.selector.unregister(connection)
        connection.close()
        for pid, waiting in list(self.running.items()):
            if waiting is connection:
                del self.running[pid]
                _kill(pid)

    def reap(self, _: Any) -> None:
        """Tell those who wait how their processes ended."""
        with contextlib.suppress(BlockingIOError):
            os.read(self.wake, 4096)
        while (ended := _ended()) is not None:
            pid, status = ended
            connection = self.running.get(pid)
            if connection is not None:
                _kill(pid)  # what it has started and left behind
                self.tell(pid, {"status": status})
                self.selector.unregister(connection)
                connection.close()
                del self.running[pid]

    def tell(self, pid: int, answer: dict[str, int]) -> None:
        """Write to whoever asked for the process; perhaps nobody listens any more."""
        with contextlib.suppress(OSError):
            self.running[pid].sendall(json.dumps(answer).encode() + b"\n")

    def close(self) -> None:
        """Kill what still runs and take the folder of the sockets away."""
        for pid in self.running:
            _kill(pid)
        patience = time.monotonic() + 5
        while (self.running or _adopted()) and time.monotonic() < patience:
            for pid in _adopted() - {*self.running}:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            self.reap(None)
            time.sleep(0.01)
        shutil.rmtree(self.address.parent, ignore_errors=True)


def _ended() -> tuple[int, int] | None:
    try:
        pid, status = os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return None
    return (pid, os.waitstatus_to_exitcode(status)) if pid else None


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _adopt() -> None:
    """Become, on Linux, the parent of whatever a chapter starts and leaves behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def _adopted() -> set[int]:
    """Our children, also those that chapters have left to us; none where nobody says."""
    told = Path(f"/proc/self/task/{os.getpid()}/children")
    return {int(pid) for pid in told.read_text("ascii").split()} if told.exists() else set()


def _become(asked: dict[str, Any]) -> int:
    """Turn a fresh fork into what was asked for: a kernel, or the runner of a chapter."""
    project.become(asked["env"])
    os.chdir(asked["cwd"])
    _redirect(asked.get("log") or os.devnull)
    sys.argv = ["kernel", *asked["arguments"]]
    if asked["kind"] == "kernel":
        from ipykernel.kernelapp import IPKernelApp

        # the kernel ends by itself should the server be killed
        parent = f"--IPKernelApp.parent_handle={os.getppid()}"
        IPKernelApp.launch_instance(argv=[*asked["arguments"], parent])
        return 0
    from helpers.runs.kernels.worker import main

    return main(asked["arguments"])


def _redirect(log: str) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for source, target in ((nothing, 0), (written, 1), (written, 2)):
        os.dup2(source, target)


def preload(modules: tuple[str, ...] = PRELOAD) -> None:
    """Import all that the chapters import; what is missing is left to the one who misses it."""
    # imports make objects that stay: looking for garbage among them is a fifth of their time
    gc.disable()
    # resolved in the child; importing the backend here would lose the figures
    project.set_variables({"MPLBACKEND": "module://matplotlib_inline.backend_inline"})
    for module in modules:
        with contextlib.suppress(ImportError):
            importlib.import_module(module)
    from helpers import language
    from helpers.runs.kernels import collector

    for spoken in language.LANGUAGES:
        language.words_of(spoken)
    gc.freeze()  # the children share these pages as long as nobody touches them
    gc.enable()
    collector.look_rarely()


def main() -> None:
    """Serve at the address of the command line."""
    server = Server(Path(sys.argv[1]))
    try:
        preload(tuple(sys.argv[2].split(",")) if len(sys.argv) > 2 else PRELOAD)
        server.serve()
    finally:
        server.close()


if __name__ == "__main__":
    main()
