"""Where do things stand on this disk?"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
TEMPLATES = ROOT / "templates"
LOCALES = Path(__file__).resolve().parent / "locale"


def data_root() -> Path:
    """Folder of the clients: ``DATA=`` of the command line, else ``data/``."""
    return Path(os.environ.get("WORKBOOK_DATA") or ROOT / "data").resolve()


def reports_root() -> Path:
    """Folder of the reports: ``REPORTS=`` of the command line, else ``reports/``."""
    return Path(os.environ.get("WORKBOOK_REPORTS") or ROOT / "reports").resolve()


def results_folder() -> Path | None:
    """Folder that takes the result tables of a run; none when a chapter is read by hand."""
    folder = os.environ.get("WORKBOOK_RESULTS")
    return Path(folder).resolve() if folder else None
