"""Which columns does a reader see, and how are they labelled and written?

A chapter names its columns by their keys in the registry of :mod:`helpers.language.labels`.
"""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from helpers.errors import did_you_mean
from helpers.language import names, tr
from helpers.language.cells import NUMBERS, Column, kind_of
from helpers.language.digits import DIGITS, MARKS
from helpers.language.labels import BLANKS, KNOWN


def column(
    key: str,
    label: str = "",
    kind: str | None = None,
    *,
    digits: int | None = None,
    mark: str | None = None,
) -> Column:
    """Column of the registry; what is given takes the place of what stands there.

    Parameters
    ----------
    key
        Name of the column in the table.
    label
        What the reader sees, already translated.
    kind
        As in :class:`~helpers.language.cells.Column`.
    digits
        Decimals.
    mark
        ``bar`` or ``change``, as in :class:`~helpers.language.cells.Column`; empty for none.

    Returns
    -------
    The column with its label in the language in use.

    Raises
    ------
    ValueError
        Where the registry has no such key, and no label was given.

    >>> column("share").label, column("share", "Share of the year").kind
    ('Share', 'percent')
    """
    if key not in KNOWN and not label:
        hint = did_you_mean(key, KNOWN)
        raise ValueError(
            f"no column {key!r} is known.{hint} Add it to helpers/language/labels.py, or give "
            f'it a label where it is shown: show.column("{key}", "…").'
        )
    known_label, known_kind = KNOWN.get(key, ("", "text"))
    places = DIGITS.get(key) if digits is None else digits
    kind = kind or known_kind
    usual = MARKS.get(key, "") if kind in NUMBERS else ""
    return Column(key, label or tr(known_label), kind, places, usual if mark is None else mark)


def kind_known(key: str) -> str:
    """Kind of a column of the registry; empty where it has none of that name."""
    return KNOWN.get(key, ("", ""))[1]


def blank(key: str, label: str = "") -> Column:
    """Column with room to write, which stands in no table.

    Parameters
    ----------
    key
        What is to be written there: ``who``, ``when`` …
    label
        What the reader sees, where it is not that of the registry.

    Returns
    -------
    A column of the kind ``blank``.

    >>> blank("who").label, blank("who", "Who calls").label
    ('Who answers', 'Who calls')
    """
    return Column(key, label or tr(BLANKS[key]), "blank")


def labels_of(keys: Iterable[str] | Mapping[str, str]) -> dict[str, str]:
    """Words for each key: those given, else those of the registry.

    >>> labels_of(["amount"]), labels_of({"amount": "Turnover"})
    ({'amount': 'Net sales'}, {'amount': 'Turnover'})
    """
    return dict(keys) if isinstance(keys, Mapping) else {key: column(key).label for key in keys}


def to_show(
    frame: pd.DataFrame, columns: Sequence[str | Column] | None
) -> tuple[pd.DataFrame, list[Column]]:
    """Table and columns as they are shown: a customer by code and by name.

    Parameters
    ----------
    frame
        The table; a ``customer`` in it is the code of a customer.
    columns
        Keys of the registry, or columns with a label of their own; all columns of ``frame``
        where nothing is said. The key ``customer`` brings the name along, masked where
        customers are people, wherever the client has brought names.

    Returns
    -------
    The table, with a column ``name`` where names are shown, and the columns.
    """
    asked: Sequence[str | Column] = list(map(str, frame.columns)) if columns is None else columns
    named = names.known()
    shown: list[Column] = []
    for one in asked:
        given = columns is not None or isinstance(one, Column) or one in KNOWN
        shown.append(_column(one) if given else Column(str(one), str(one), kind_of(frame[one])))
        if one == "customer" and named is not None and "customer" in frame:
            frame = frame.assign(name=frame["customer"].map(named))
            shown.append(column("name"))
    return frame, shown


def _column(one: str | Column) -> Column:
    return one if isinstance(one, Column) else column(one)
