"""How is a person named where the name is masked?"""

import re

import pandas as pd

from helpers.records.veil import ending

WORDS = re.compile(r"[^\W\d_]+")


def masked(names: pd.Series) -> pd.Series:
    """Names of people as initials with the end of their code, each different from the others.

    >>> masked(pd.Series({"000390": "Anna Berg", "000391": "Adam Bell"})).tolist()
    ['A. B. 0390', 'A. B. 0391']
    """
    initials = names.map(lambda name: " ".join(f"{w[0].upper()}." for w in _words_of(name)))
    ends = names.index.to_series().map(
        lambda code: ending(code) or "".join(filter(str.isdigit, code))[-4:]
    )
    short = (initials + " " + ends).str.strip()
    again = short.groupby(short).cumcount()
    return short.where(again == 0, short + " /" + (again + 1).astype(str)).rename(names.name)


def _words_of(name: str) -> list[str]:
    """Words of a name; of an e-mail those before the sign."""
    return WORDS.findall(name.split("@")[0])
