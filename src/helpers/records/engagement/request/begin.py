"""How does a client without exports begin?

A folder with a commented ``engagement.yml``, and the data request in each language: a spreadsheet
to fill, and the same as a page to print.
"""

import os
import shutil
import tempfile
from pathlib import Path

from helpers import language, project
from helpers.errors import ClientDataError
from helpers.language import tr
from helpers.records.engagement.engagement import FILE, check_name
from helpers.records.engagement.request.asked import Asked
from helpers.records.engagement.request.printed import write_page
from helpers.records.engagement.request.sheet import write_sheet

SCAFFOLD = project.TEMPLATES / "engagement" / FILE


def new_client(name: str, data: Path | None = None) -> Path:
    """Make the folder of a new client; an existing one is never touched."""
    data = Path(data).resolve() if data else project.data_root()
    folder = data / check_name(name)
    if folder.exists():
        raise ClientDataError(
            tr("%(folder)s is there already. See it with: make check CLIENT=%(name)s")
            % {"folder": f"{data.name}/{name}", "name": name}
        )
    data.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=data))
    try:
        scaffold = project.as_typed(SCAFFOLD.read_text("utf-8").replace("{client}", name))
        (scratch / FILE).write_text(scaffold, "utf-8")
        write_requests(scratch, Asked(name))
        scratch.chmod(0o777 & ~_umask())
        scratch.rename(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return folder


def write_requests(folder: Path, asked: Asked) -> list[Path]:
    """Write the data request in every language; what is there already may be filled, and stays.

    Returns
    -------
    Those that were written.
    """
    made = []
    spoken = language.current()
    try:
        for code in language.LANGUAGES:
            language.use(code)
            for ending, write in ((".xlsx", write_sheet), (".html", write_page)):
                path = folder / f"data_request_{code}{ending}"
                if not path.exists():
                    write(path, asked)
                    made.append(path)
    finally:
        language.use(spoken)
    return made


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now
