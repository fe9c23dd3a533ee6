"""Is the environment ready, and if not, how is it made?

Run by make as a plain file, by whatever Python there is: nothing but the standard library,
and nothing that an old Python cannot read, so that it can say that it is too old. uv, fetched
once from the package index, does the work from the lock file.
"""

import glob
import importlib
import os
import subprocess
import sys
import venv

UV_VERSION = "0.13.9"
OLDEST = (3, 11)
HERE = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", ".."))
VENV = os.path.join(HERE, ".venv")
TOOLS = os.path.join(HERE, ".tools")
STAMP = os.path.join(VENV, ".ready")
WINDOWS = os.name == "nt"
NO_NETWORK = (
    "The packages could not be fetched; the lines above say why. A network is needed once, for "
    "the package index alone; behind a proxy set HTTPS_PROXY. Then run the same command again."
)
NO_VENV = (
    "This Python cannot make environments. On Debian and Ubuntu: apt install python3-venv, "
    "or name another one: make report CLIENT=sample PY=python3.12"
)
TOO_OLD = (
    "Python 3.11 or newer is needed, and this is {}.{}. If there is another one, "
    "name it: make report CLIENT=sample PY=python3.12"
)


def fits(version):
    """Can this version of Python run the workbook?"""
    return tuple(version[:2]) >= OLDEST


def wanted():
    """Say what the environment must have been made from: lock, project and place, as they are."""
    texts = []
    for name in ("requirements.lock", "pyproject.toml"):
        with open(os.path.join(HERE, name), encoding="utf-8") as file:
            texts.append(file.read())
    return "\n".join([*texts, HERE, UV_VERSION])


def ready():
    """Is the environment there, made from what stands here now, and here?"""
    if not os.path.exists(program(VENV, "python")) or not os.path.exists(STAMP):
        return False
    with open(STAMP, encoding="utf-8") as file:
        return file.read() == wanted()


def program(environment, name):
    """Path of a program of an environment."""
    folder, ending = ("Scripts", ".exe") if WINDOWS else ("bin", "")
    return os.path.join(environment, folder, name + ending)


def make():
    """Make the environment, or bring it up to date: same versions, hashes checked."""
    sys.stdout.write("Setting up (once, about a minute) ...\n")
    sys.stdout.flush()
    if os.path.exists(STAMP):
        os.remove(STAMP)
    uv, python = uv_program(), program(VENV, "python")
    if not stays():
        call([uv, "venv", "-q", "-p", sys.executable, "--clear", VENV])
    # a run compiles the quarter of the modules that it imports, once, while it reads the records
    quick = ["-q", "--no-compile-bytecode", "--python", python]
    call([uv, "pip", "sync", *quick, "requirements.lock"])
    call([uv, "pip", "install", *quick, "--no-deps", "-e", "."])
    say_from_there()
    with open(STAMP, "w", encoding="utf-8") as file:
        file.write(wanted())


def stays():
    """Can the environment that is there be brought up to date, or must it be made anew?"""
    python = program(VENV, "python")
    if not os.path.exists(python):
        return False
    asked = f"import sys; print(sys.prefix, sys.version_info[:2] >= {OLDEST!r})"
    command = [python, "-X", "utf8", "-I", "-c", asked]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    return told.stdout.strip() == f"{VENV} True"


def uv_program():
    """Path of our own uv, in an environment of its own below ``.tools``."""
    folder = os.path.join(TOOLS, "uv-" + UV_VERSION)
    uv = program(folder, "uv")
    if not os.path.exists(uv):
        try:
            venv.EnvBuilder(with_pip=True, clear=True, symlinks=not WINDOWS).create(folder)
        except (OSError, subprocess.CalledProcessError):
            sys.exit(NO_VENV)
        asked = ["install", "-q", "--only-binary", ":all:", "uv==" + UV_VERSION]
        call([program(folder, "python"), "-m", "pip", *asked])
    return uv


def say_from_there():
    """Name the folder of our package from where it is named, not from the root of the disk.

    Python reads such names in the encoding of the locale, which may not have the letters of the
    folders above us.
    """
    source = os.path.join(HERE, "src")
    for folder in (os.path.join("lib", "python*"), "Lib"):
        for path in glob.glob(os.path.join(glob.escape(VENV), folder, "site-packages", "*.pth")):
            with open(path, encoding="utf-8") as file:
                ours = file.read().strip() == source
            if ours:
                with open(path, "w", encoding="utf-8") as file:
                    file.write(os.path.relpath(source, os.path.dirname(path)) + "\n")


def call(command):
    """Run a program in the folder of the project; when it fails, say what may be wrong."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    env.update(UV_PYTHON_DOWNLOADS="never", UV_LINK_MODE=env.get("UV_LINK_MODE", "copy"))
    env["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    if subprocess.run(command, cwd=HERE, env=env, check=False).returncode != 0:
        sys.exit(NO_NETWORK)


def alone():
    """Be the only set-up of this folder, as long as the answer is held; another is waited for."""
    os.makedirs(TOOLS, exist_ok=True)
    held = open(os.path.join(TOOLS, ".lock"), "a", encoding="utf-8")  # noqa: SIM115 - for as long as it is open
    if not WINDOWS:
        import fcntl

        fcntl.flock(held, fcntl.LOCK_EX)
        return held
    msvcrt = importlib.import_module("msvcrt")  # of Windows alone
    while True:
        try:
            msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)
            return held
        except OSError:  # it gives up after ten seconds
            continue


def main(words):
    """Make the environment unless it is ready.

    With ``check`` only say whether it is; with ``browser`` or ``docs`` add what tests in a browser
    or the documentation site need.
    """
    if words == ["check"]:
        return 0 if ready() else 1
    if not fits(sys.version_info):
        sys.exit(TOO_OLD.format(*sys.version_info[:2]))
    if words == ["fits"]:
        return 0
    if not ready():
        with alone():
            if not ready():  # another one may have done it meanwhile
                make()
    if words in (["browser"], ["docs"]):
        asked = ["--no-deps", "--require-hashes", "-r", f"requirements-{words[0]}.lock"]
        install = ["pip", "install", "-q", "--no-compile-bytecode"]
        call([uv_program(), *install, "--python", program(VENV, "python"), *asked])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
