"""How is an Office file the same, byte for byte, each time? One clock, one order of parts."""

import io
import re
import zipfile

_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_OFFICE = (".xlsx", ".pptx", ".docx")
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file knows


def same_bytes(data: bytes, day: str) -> bytes:
    """Office file with every date in it set to ``day`` (ISO), files inside of it as well."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(_OFFICE):
                content = same_bytes(content, day)
            elif name == "docProps/core.xml":
                content = _CLOCK.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), content)
            part = zipfile.ZipInfo(name, FIRST_DAY)
            part.create_system, part.external_attr = 3, 0o600 << 16
            packed = zipfile.ZIP_STORED if name.endswith((*_OFFICE, ".png")) else None
            new.writestr(part, content, zipfile.ZIP_DEFLATED if packed is None else packed, 6)
    return out.getvalue()
