"""What is drawn in the cells of a table of a document, in the colours of the firm?"""

from helpers.figures.cell_marks import cell_marks
from helpers.handouts.brand import Colours
from helpers.handouts.tree import Block


def table_marks(table: Block, colours: Colours) -> list[list[str]]:
    """Pictures of the rows that a handout shows, cell by cell; empty where nothing is drawn.

    Returns
    -------
    As many lists as rows are shown, each as long as the columns; an SVG, or an empty string.
    """
    columns = table["columns"]
    if not any(c["kind"] == "trend" or c.get("mark") == "bar" for c in columns):
        return []
    rows = table["rows"][: table["shown"]]
    return cell_marks(columns, rows, ink=colours.accent, signal=colours.signal)
