"""What kind of file is it, whatever its name says?"""

import codecs
import re
import zipfile
import zlib
from pathlib import Path

from helpers.language import N_

_START = 65_536  # bytes looked at
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MAGIC = (
    (b"PAR1", "parquet"),
    (b"\xd0\xcf\x11\xe0", "spreadsheet"),
    (b"\x1f\x8b", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\x00", "packed"),
    (b"\x28\xb5\x2f\xfd", "packed"),
    (b"Rar!", "packed"),
    (b"7z\xbc\xaf", "packed"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"MOXCEL", "moxcel"),
    (b"\x03", "dbase"),
    (b"\x00\x01\x00\x00Standard", "access"),
    (b"PGDMP", "pgdump"),
    (b"{\\rtf", "letter"),
    (b"ID;P", "sylk"),
)
_TAGS = (
    "html|head|meta|title|style|script|link|body|table|thead|tbody|tr|div|span|p|h[1-6]|center|font"
)
_MARKUP = (
    (re.compile(r"<!doctype html|<\?xml[^>]*>\s*(?:<!doctype[^>]*>\s*)?<html\b"), "page"),
    (re.compile(rf"(?:<!--.*?-->\s*)*<(?:{_TAGS})[\s>/]", re.DOTALL), "page"),
    (re.compile(r"<[?!a-z]"), "xml"),
    (re.compile(r"\[\s*\{|\{"), "json"),
)
_LETTER_HEAD = re.compile(r"(?:mime-version|from|date|subject|message-id|content-type):")
_PAGES_PACKED = re.compile(r"^content-type:\s*(?:multipart/related|text/html)", re.MULTILINE)
_SQL = re.compile(
    r"(?:--|/\*|#|create\s|insert\s|drop\s|set\s|begin\b|use\s|pragma\s|start\s|lock\s|copy\s)"
)
_SQL_ROWS = re.compile(
    r"^\s*(?:insert\s+into\s|create\s+table\s|copy\s+\S+.*\sfrom\s+stdin)", re.MULTILINE
)
REFUSED = {
    "zip": N_("%(file)s is an ordinary zip archive, not a spreadsheet: unpack it first."),
    "packed": N_("%(file)s is an archive: unpack it first."),
    "document": N_("%(file)s is a PDF: ask for the records themselves, as CSV or XLSX."),
    "letter": N_("%(file)s is a text document: ask for the records themselves, as CSV or XLSX."),
    "pgdump": N_(
        "%(file)s is a packed dump of PostgreSQL: have it written as text "
        "(pg_dump --format=plain), or ask for the tables as CSV or XLSX."
    ),
    "page": N_("%(file)s is a web page under another name: save it as XLSX or CSV."),
    "sylk": N_(
        "%(file)s is a SYLK file under another name: open it in a spreadsheet program and "
        "save it as XLSX."
    ),
    "picture": N_("%(file)s is a picture: ask for the records themselves, as CSV or XLSX."),
    "moxcel": N_("%(file)s is a table of 1C (MXL): save it from 1C as XLSX."),
    "dbase": N_("%(file)s is a dBase table: open it in a spreadsheet program and save it as XLSX."),
    "access": N_("%(file)s is an Access database: ask for its tables as CSV or XLSX."),
    "xml": N_("%(file)s is XML: open it in a spreadsheet program and save it as XLSX."),
    "json": N_("%(file)s is JSON: ask for the same records as CSV or XLSX."),
    "empty": N_("%(file)s is empty: ask for the file again."),
}


# what Python raises for an archive that is not whole, or is packed in a way it does not know
BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
)


def kind_of(path: Path) -> str:
    """Kind of a file by its content: the ending of a name promises nothing."""
    with path.open("rb") as file:
        start = file.read(_START)
    if start.startswith(_ZIPS):
        return _zipped(path)
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return kind
    if b"%PDF-" in start[:1024]:
        return "document"
    head = _plain(start).lstrip("\ufeff\x00 \t\r\n").lower()
    if not head:
        return "empty"
    return _told_by_text(head)


def _zipped(path: Path) -> str:
    """A spreadsheet is a zip of parts, whichever slash their names are written with."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.replace("\\", "/").lower() for name in archive.namelist()]
    except (*BROKEN_ARCHIVE, ValueError):
        return "spreadsheet"  # its reader says what is broken
    if any(name.startswith("xl/") or name == "content.xml" for name in names):
        return "spreadsheet"
    return "letter" if any(name.startswith("word/") for name in names) else "zip"


def _plain(start: bytes) -> str:
    """Beginning of a text, also where each letter takes two bytes."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return start.decode("utf-16", "replace")
    if start[1:2] == b"\x00" and start[:1] != b"\x00":
        return start.decode("utf-16-le", "replace")
    return start.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _told_by_text(head: str) -> str:
    for mark, kind in _MARKUP:
        if mark.match(head):
            return kind
    if _LETTER_HEAD.match(head) and _PAGES_PACKED.search(head):
        return "page"
    if _SQL.match(head) and _SQL_ROWS.search(head):
        return "dump"
    return "text"
