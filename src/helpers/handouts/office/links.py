"""Where does a link to a file beside the spreadsheet lead? To a folder, on any machine."""

import io
import re
import zipfile

_LINKS = re.compile(r"xl/worksheets/_rels/.+\.rels")
_TARGET = re.compile(rb'(?<=Target=")[^"]*(?=" TargetMode="External")')


def with_slashes(workbook: bytes) -> bytes:
    """Workbook whose links to files have slashes: a backslash is a folder on Windows alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if _LINKS.fullmatch(part.filename):
                content = _TARGET.sub(lambda found: found[0].replace(b"\\", b"/"), content)
            new.writestr(part, content)
    return out.getvalue()
