"""How is a person named where the name is masked?"""

import re

import pandas as pd

from helpers.records.naming.veil import MOST_INITIALS, ending

WORDS = re.compile(r"[^\W\d_]+")
# fields of a card that may say that a customer among people is a company, and how they say it
_COMPANY = (
    r"compan(?:y|ies)|business(?:es)?|legal entit(?:y|ies)|corporate|fleets?|"
    r"юр\.? ?лиц\w*|компани[яи]|организаци[яи]|корпоратив\w*|(?:авто)?парки?"
)
_FORM = (
    r"ltd|limited|llc|llp|inc|plc|corp|gmbh|ag|s\.?a\.?r\.?l|b\.?v|oy|ab|a/s|"
    r"ооо|оао|зао|пао|ао|нко|гуп|муп|фгуп|тоо"
)
_SAYS = {
    "is_company": re.compile(r"yes|y|true|1(?:\.0)?|да|истина"),
    "legal_form": re.compile(rf"(?:.*\W)?(?:{_FORM}|{_COMPANY})(?:\W.*)?"),
    "segment": re.compile(rf"(?:.*\W)?(?:{_COMPANY})(?:\W.*)?"),
}


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


def are_companies(cards: pd.DataFrame) -> pd.Series:
    """Which cards among those of people belong to companies: their names are never masked.

    ``is_company`` decides where it is filled; else the legal form or the segment says so.

    >>> are_companies(pd.DataFrame({"segment": ["Fleet", "Families"]})).tolist()
    [True, False]
    """
    nobody = pd.Series(False, index=cards.index)
    says = {name: _says(cards[name], like) for name, like in _SAYS.items() if name in cards}
    company = says.get("segment", nobody) | says.get("legal_form", nobody)
    if "is_company" not in cards:
        return company
    return says["is_company"].where(cards["is_company"].notna(), company)


def _says(told: pd.Series, like: re.Pattern[str]) -> pd.Series:
    texts = told.astype("object").where(told.notna(), "").map(lambda x: str(x).strip().casefold())
    return texts.map(lambda text: bool(like.fullmatch(text))).astype(bool)


def _words_of(name: str) -> list[str]:
    """Words of a name; of an e-mail those before the sign."""
    return WORDS.findall(name.split("@")[0])[:MOST_INITIALS]
