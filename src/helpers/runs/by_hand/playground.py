"""Where may somebody try things without changing a chapter? In copies, said in their language.

A copy names its client in the cell of parameters, and says of each cell for the facilitator or the
appendix that others do not see it. What stands in a copy is never written over: to begin anew
puts the old ones aside.
"""

import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from helpers import language
from helpers.chapters import chapters
from helpers.language import N_
from helpers.language.catalogue import translated

FOR_WHOM = {
    "facilitator": N_("For who leads: the handout does not show this cell."),
    "method": N_("Method: only the appendix shows this cell."),
}
_CLIENT = re.compile(r'^client = "sample"', re.MULTILINE)
_LANGUAGE = re.compile(r'^language = ""', re.MULTILINE)


def lay_out(notebooks: Path, folder: Path, *, client: str, to: str, anew: bool = False) -> None:
    """Write copies of the chapters that ``folder`` does not have, in the language ``to``."""
    if anew and folder.exists():
        folder.rename(_aside(folder))
    folder.mkdir(parents=True, exist_ok=True)
    for chapter in chapters(notebooks):
        place = folder / chapter.path.name
        if not place.exists():
            nbformat.write(copied(nbformat.read(chapter.path, as_version=4), client, to), place)


def copied(notebook: NotebookNode, client: str, to: str) -> NotebookNode:
    """A chapter as it stands in the playground of a client."""
    made = translated(notebook, to)
    say = language.words_of(to).gettext
    for cell in made.cells:
        tags = cell.metadata.get("tags", [])
        if "parameters" in tags:
            named = _CLIENT.sub(f'client = "{client}"', cell.source)
            cell.source = _LANGUAGE.sub(f'language = "{to}"', named)
        for tag in sorted(set(tags) & set(FOR_WHOM)):
            mark = say(FOR_WHOM[tag])
            code = cell.cell_type == "code"
            cell.source = (f"# {mark}\n" if code else f"> **{mark}**\n\n") + cell.source
    return made


def _aside(folder: Path) -> Path:
    number = 1
    while (place := folder.with_name(f"{folder.name}.before-{number}")).exists():
        number += 1
    return place
