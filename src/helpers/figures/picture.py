"""How does a figure become a picture that is the same, byte for byte, each time?"""

import io
import re
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.text import Text

from helpers.figures import axes, labels, marks

FIXED: dict[Any, Any] = {
    "svg.hashsalt": "session-workbook",
    "svg.fonttype": "none",
    "svg.image_inline": True,
    "text.parse_math": False,
}
_HEAD = re.compile(r"\A.*?(?=<svg\b)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)


def svg(figure: Figure, *, outlines: bool = False) -> str:
    """Picture of ``figure`` as SVG: no date, no random names, words as words.

    Words can be searched and read aloud; every document brings the font along. What stands
    in them is plain text: a dollar sign never starts a formula. There is no ground, so that
    a page may have one of its own. With ``outlines`` words are lines, for a picture that can
    bring no font along.
    """
    axes.tame(figure)
    for text in figure.findobj(Text):
        text.set_parse_math(False)
        text.set_text(labels.clean(text.get_text()))
    told = marks.named(figure)
    for ground in (figure.patch, *(ax.patch for ax in figure.axes)):
        ground.set_visible(False)
    file = io.StringIO()
    with mpl.rc_context(FIXED | ({"svg.fonttype": "path"} if outlines else {})):
        FigureCanvasSVG(figure)  # letters are measured as they will be drawn
        # laid out here and then left alone: saving would draw all of it twice for the layout
        layout = figure.get_layout_engine()
        if layout is not None:
            layout.execute(figure)
            figure.set_layout_engine("none")
        figure.savefig(
            file,
            format="svg",
            metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")),
        )
    # matplotlib repeats each label as a comment: names would stand where nobody looks for them
    return marks.with_titles(_COMMENT.sub("", _HEAD.sub("", file.getvalue())), told)
