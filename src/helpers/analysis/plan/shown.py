"""Which tables about ideas and findings does the reader of the plan see?"""

import pandas as pd

from helpers.language import Number, tr
from helpers.language.cells import MISSING

MOST_MOVED = 4  # findings that are shown; the whole list is in the tables


def checks(board: pd.DataFrame) -> pd.DataFrame:
    """Ideas with what was seen in words: ``hypothesis``, ``effect_words``, ``check_words``."""
    effects = [_ratio(*row) for row in board[["effect", "low", "high"]].itertuples(index=False)]
    words = [tr(verdict) for verdict in board["verdict"]]
    return pd.DataFrame(
        {"hypothesis": board["hypothesis"], "effect_words": effects, "check_words": words}
    )


def _ratio(effect: float, low: float, high: float) -> str:
    if pd.isna(effect):
        return MISSING
    numbers = {n: Number(x, "number", 2) for n, x in (("x", effect), ("low", low), ("high", high))}
    told = {name: str(number) for name, number in numbers.items()}
    return tr("%(x)s times (%(low)s to %(high)s)") % told


def moved(table: pd.DataFrame) -> pd.DataFrame:
    """Findings that have moved: ``finding`` (today's sentence), ``moved_words``."""
    rows = table.head(MOST_MOVED)
    return pd.DataFrame(
        {"finding": rows["finding"], "moved_words": [tr(word) for word in rows["verdict"]]}
    )
