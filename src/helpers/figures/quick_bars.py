"""How did it go, month by month? A small chart drawn in no time, for pages made by the hundred.

matplotlib takes a tenth of a second for what stands here, and every customer has a page.
"""

from collections.abc import Sequence
from html import escape

import pandas as pd

from helpers.figures import marks
from helpers.figures.axes import say
from helpers.figures.theme import SMALL, colour

WIDTH, HEIGHT = 482.4, 96.0  # points
LEFT, RIGHT, TOP, BELOW = 46.0, 16.0, 12.0, 16.0
TICKS = 6  # months from one word to the next
FILLED = 0.72  # of the room of a bar


def quick_bars(
    months: Sequence[pd.Timestamp], amounts: Sequence[float], kind: str, accent: str
) -> str:
    """SVG of one bar a month, each with its words; below zero hangs under the line."""
    high, low = max(*amounts, 0.0), min(*amounts, 0.0)
    unit = (HEIGHT - TOP - BELOW) / (high - low or 1.0)
    zero, step = TOP + high * unit, (WIDTH - LEFT - RIGHT) / len(amounts)
    shapes = [_line(zero)]
    for nth, (month, amount) in enumerate(zip(months, amounts, strict=True)):
        x = LEFT + (nth + (1 - FILLED) / 2) * step
        if amount:
            said = escape(marks.words(say(month, "month"), amount, kind), quote=False)
            shapes.append(
                f'<rect x="{x:.2f}" y="{min(zero, zero - amount * unit):.2f}" '
                f'width="{step * FILLED:.2f}" height="{abs(amount) * unit:.2f}" fill="{accent}">'
                f"<title>{said}</title></rect>"
            )
        if (len(months) - 1 - nth) % TICKS == 0:
            shapes.append(_text(x + step * FILLED / 2, HEIGHT - 3, say(month, "month"), "middle"))
    if high > 0:
        shapes.append(_text(LEFT - 6, TOP + 3, say(high, kind), "end"))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}">'
    return head + "".join(shapes) + "</svg>"


def _line(y: float) -> str:
    stroke = f'stroke="{colour("middle")}" stroke-width="0.8"'
    return f'<path d="M {LEFT:g} {y:.2f} L {WIDTH:g} {y:.2f}" {stroke}></path>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    looks = f'font-size="{SMALL:g}px" text-anchor="{anchor}" fill="{colour("quiet")}"'
    return f'<text x="{x:.2f}" y="{y:.2f}" {looks}>{escape(text, quote=False)}</text>'
