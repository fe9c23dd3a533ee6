"""How is a data request printed, for whoever answers with a pen?"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from helpers import language, project
from helpers.language import tr
from helpers.records.engagement.request.asked import COLUMNS, Asked, blocks, head, introduction

FOLDER = project.TEMPLATES / "request"


def write_page(path: Path, asked: Asked) -> None:
    """Write the data request as one page that needs nothing from outside."""
    told = {
        "language": language.current(),
        "title": tr("Data request"),
        "head": head(asked),
        "introduction": introduction(),
        "columns": [tr(title) for title in COLUMNS],
        "blocks": blocks(),
    }
    page = _environment().get_template("request.html.j2").render(**told)
    path.write_text(page, encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(str(FOLDER)), autoescape=True)
