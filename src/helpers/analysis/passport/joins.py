"""Do the files of sales fit together?

A customer, a manager or a key that is written otherwise in the next file is another one to every
count that follows.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from helpers.language import N_, Number
from helpers.language.findings import Finding, Trail


def sign_of(
    signs: Iterable[Mapping[str, Any]], sign: str, passport: pd.DataFrame
) -> Finding | None:
    """Warn of one kind of sign, with the numbers of the one that moves the most money.

    Parameters
    ----------
    signs
        Signs that were found, each a ``sign`` (of ``MESSAGES``) with its numbers.
    sign
        Which of them.
    passport
        One row per source file, with its ``table``.

    Returns
    -------
    Nothing where there is none.
    """
    found = [one for one in signs if one["sign"] == sign]
    if not found:
        return None
    most = max(found, key=lambda one: abs(one["money"]))
    return Finding(
        key=f"passport.{sign}",
        message=MESSAGES[sign],
        numbers={name: _number(name, value) for name, value in most.items() if name != "sign"},
        role="doubt",
        trail=Trail("passport", int((passport["table"] == "sales").sum()), "table = sales"),
        money=abs(most["money"]),
    )


def _number(name: str, value: Any) -> Number:
    if name.startswith("money"):
        return Number(value, "money")
    if name.startswith("day_"):
        return Number(pd.Timestamp(value), "date")
    return Number(value, "text" if isinstance(value, str) else "number")


MESSAGES = {
    "border": N_(
        "Where %(one)s ends and %(other)s begins, %(ended)s of %(of_ended)s customers end for good "
        "(%(money)s in their last %(weeks)s weeks) and %(begun)s of %(of_begun)s begin; elsewhere "
        "at most about %(usual)s do. They may be the same ones, written otherwise: then nobody has "
        "left"
    ),
    "replaced": N_(
        "All names of %(column)s were replaced on %(day_first)s: %(before)s before, %(after)s "
        "others after, with %(money)s. They may be the same ones, written otherwise"
    ),
    "keys": N_(
        "From %(day_first)s on the keys of %(column)s are written otherwise (%(new)s in place of "
        "%(old)s; codes: %(codes)s, %(money)s): whoever has a new key counts as another one"
    ),
    "totals": N_(
        "%(n)s of %(of)s totals in the client's own files differ from the sums of their rows; the "
        "largest difference is %(money)s, under line %(line)s of %(file)s. Rows under it whose "
        "money cannot be read: %(unread)s"
    ),
}
