"""How did it go, at the size of a word? A line, and a bar, small enough to stand in a cell.

Both are SVG of a few marks, without letters: the number stands beside them as text. A missing
value breaks the line; the last value that is known carries a dot.
"""

from collections.abc import Iterable, Sequence

WIDTH, HEIGHT = 72.0, 14.0  # points
EDGE = 2.0  # room for half a dot and half a line
DOT, STROKE = 1.7, 1.2


def sparkline(
    values: Sequence[float | None],
    *,
    line: str,
    end: str,
    width: float = WIDTH,
    height: float = HEIGHT,
) -> str:
    """Line through ``values`` in their order, from the lowest to the highest of the picture.

    Parameters
    ----------
    values
        What was measured, the oldest first; None where nothing is known.
    line, end
        Colour of the line, and of the dot on the last value.
    width, height
        Size of the picture in points.

    Returns
    -------
    The picture as SVG; empty where fewer than two values are known.

    >>> sparkline([None, 3.0], line="#000000", end="#000000")
    ''
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    low, span = min(known), max(known) - min(known)
    step = (width - 2 * EDGE) / (len(values) - 1)
    points = [
        None if v is None else (EDGE + nth * step, _height(v, low, span, height))
        for nth, v in enumerate(values)
    ]
    drawn = [f'<path d="{path}" fill="none" stroke="{line}" stroke-width="{STROKE}"/>'
             for path in _paths(points)]  # fmt: skip
    last = next(point for point in reversed(points) if point)
    dot = f'<circle cx="{last[0]:.2f}" cy="{last[1]:.2f}" r="{DOT}" fill="{end}"/>'
    return _picture([*drawn, dot], width, height)


def bar(share: float, *, fill: str, width: float = WIDTH, height: float = HEIGHT) -> str:
    """Lying bar of ``share`` of the width; the share is kept between nothing and the whole.

    Returns
    -------
    The picture as SVG.

    >>> 'width="36.00"' in bar(0.5, fill="#000000")
    True
    """
    long = min(max(share, 0.0), 1.0) * width + 0.0  # never "-0"
    mark = f'<rect x="0" y="3" width="{long:.2f}" height="{height - 6:.2f}" fill="{fill}"/>'
    return _picture([mark], width, height)


def _height(value: float, low: float, span: float, height: float) -> float:
    """Place of ``value``, from the top; where all are the same, in the middle."""
    share = (value - low) / span if span else 0.5
    return height - EDGE - share * (height - 2 * EDGE)


def _paths(points: Iterable[tuple[float, float] | None]) -> list[str]:
    """One path for each stretch without a gap."""
    stretches: list[list[str]] = [[]]
    for point in points:
        if point is None:
            stretches.append([])
        else:
            stretches[-1].append(f"{point[0]:.2f} {point[1]:.2f}")
    return ["M" + " L".join(stretch) for stretch in stretches if len(stretch) > 1]


def _picture(marks: list[str], width: float, height: float) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
    return f'{head} width="{width:g}" height="{height:g}">{"".join(marks)}</svg>'
