"""Which parts of the workbook do Jupyter's programs find by name?

They ask for one by its name; the others, and what these import, are left alone.
"""

import importlib
from typing import Any

from session_workbook import ready

PARTS = {
    "ForkedProvisioner": "helpers.runs.kernels.provisioner",
    "HandoutExporter": "helpers.handouts.export",
    "PdfExporter": "helpers.handouts.export",
    "SlidesExporter": "helpers.handouts.slides.reveal",
    "PptxExporter": "helpers.handouts.office.powerpoint",
    "TablesExporter": "helpers.handouts.office.tables_file",
}


def __getattr__(name: str) -> Any:
    if name not in PARTS:
        raise AttributeError(name)
    ready()
    return getattr(importlib.import_module(PARTS[name]), name)
