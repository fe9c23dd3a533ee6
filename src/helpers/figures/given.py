"""What does a chart of nothing look like? There is none."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

import pandas as pd
from matplotlib.axes import Axes

P = ParamSpec("P")


def drawn_when_given(
    draw: Callable[Concatenate[pd.DataFrame, P], Axes],
) -> Callable[Concatenate[pd.DataFrame | None, P], Axes | None]:
    """Let a figure give None where it gets None: what the records could not give is not drawn."""

    @wraps(draw)
    def drawn(table: pd.DataFrame | None, *args: P.args, **kwargs: P.kwargs) -> Axes | None:
        return None if table is None else draw(table, *args, **kwargs)

    return drawn
