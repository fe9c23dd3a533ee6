"""What goes wrong between the company and the file?

Rows keep what they truly were; ``wrong`` says which field is spoilt and ``written`` what
stands there instead.
"""

import numpy as np
import pandas as pd

from helpers.sample.world.chance import stream

DUPLICATES = 64
BAD_DATES = ("31.02.2023", "00.00.0000", "2023-13-05", "yesterday", "")
BAD_AMOUNTS = ("n/a", "#VALUE!", "see act", "")
SPOILT = 46
ORPHANS = 3  # customers with sales and without a card


def spoilt(lines: pd.DataFrame, people: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Lines with exact duplicates added and a few dates and amounts made unreadable."""
    rng = stream(seed, "dirt")
    lines = lines.assign(wrong="", written="")
    signal = np.append(people["signal"].to_numpy() != "", False)
    plain = np.flatnonzero(~lines["category"].isin(["New cars", "Used cars"]))
    plain = plain[~signal[lines["who"].to_numpy()[plain]]]
    chosen = rng.choice(plain, size=SPOILT + DUPLICATES, replace=False)
    bad, twice = np.sort(chosen[:SPOILT]), chosen[SPOILT:]
    dates = rng.random(SPOILT) < 0.5
    text = np.where(dates, rng.choice(BAD_DATES, SPOILT), rng.choice(BAD_AMOUNTS, SPOILT))
    lines.loc[lines.index[bad], "wrong"] = np.where(dates, "date", "amount")
    lines.loc[lines.index[bad], "written"] = text
    copies = lines.iloc[twice].assign(copy=True)
    lines = pd.concat([lines.assign(copy=False), copies])
    return lines.sort_index(kind="stable").reset_index(drop=True)
