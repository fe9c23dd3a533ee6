"""Where do things stand on this disk?"""

import json
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


def others_file() -> Path | None:
    """File that names the results of other chapters; none when a chapter is read by hand."""
    path = os.environ.get(OTHERS)
    return Path(path) if path else None


def chart_colours() -> dict[str, str]:
    """Colours of charts that the firm has chosen, by role; none when a chapter is read by hand."""
    return json.loads(os.environ.get(COLOURS) or "{}")


COLOURS = "WORKBOOK_COLOURS"
OTHERS = "WORKBOOK_OTHERS"
LAB_CLIENT, LAB_LANGUAGE = "WORKBOOK_LAB_CLIENT", "WORKBOOK_LAB_LANGUAGE"


def in_lab(client: str, language: str = "") -> tuple[str, str]:
    """Client and language of a chapter read by hand.

    Chapters name the sample client in their cell of parameters. ``make lab CLIENT=x`` puts
    client x in its place; a chapter that names any other client keeps it.
    """
    asked = os.environ.get(LAB_CLIENT)
    if not asked or client != "sample":
        return client, language
    return asked, language or os.environ.get(LAB_LANGUAGE, "")
