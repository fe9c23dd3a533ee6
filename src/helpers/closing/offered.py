"""Which decisions did the pack put before the room?"""

from pathlib import Path

import nbformat

from helpers.chapters import title_of
from helpers.handouts.blocks import asked, chapter_blocks, tags_of
from helpers.handouts.markdown import words
from helpers.handouts.text import brief
from helpers.handouts.tree import Block


def offered(pack: Path) -> list[tuple[str, str]]:
    """Title of the chapter and words of each option, in the order of the chapters.

    Parameters
    ----------
    pack
        Folder of a finished report.

    Returns
    -------
    One pair for each option of each decision, in the language of the pack.
    """
    found: dict[tuple[str, str], None] = {}
    for path in sorted((pack / "notebooks").glob("[0-9][0-9]_*.ipynb")):
        book = nbformat.read(path, as_version=4)
        title = brief(title_of(book))
        cells = [c for c in asked(book.cells) if "decision" in tags_of(c)]
        for block in chapter_blocks(cells):
            for option in _options(block):
                found[(title, option)] = None
    return list(found)


def _options(box: Block) -> list[str]:
    lists = [block for block in box["blocks"] if block["t"] == "options"]
    items = [item for one in lists for item in one["items"]]
    return [text for item in items if (text := " ".join(words(b["inline"]) for b in item))]
