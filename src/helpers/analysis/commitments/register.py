"""Which promises have a name and a price, and which of them are kept?

A rule without somebody who answers for it and without a price is a duty: nobody notices when it
is broken. A commitment has both.
"""

import re

import pandas as pd

from helpers.analysis.commitments.answers import Answers, breaks

REGISTER = ["commitment", "measure", "limit", "compensation", "owner", "hours", "binding",
            "measured", "kept", "of", "kept_year", "of_year", "cost"]  # fmt: skip
# words of a measure that requests and their answers can tell, and its hours
ANSWER = re.compile(r"answer|reply|replie|respon|ответ|отклик", re.IGNORECASE)
UNITS = (
    (re.compile(r"minute|\bmin\b|минут|\bмин\b", re.IGNORECASE), 1 / 60),
    (re.compile(r"hour|\bh\b|час|\bч\b", re.IGNORECASE), 1.0),
    (re.compile(r"\bdays?\b|дней|дня|день|дни|сут", re.IGNORECASE), None),
)


def hours_promised(measure: object, limit: float, *, day: float = 24.0) -> float | None:
    """Hours to the answer that a promise allows; None where it is about something else.

    ``day`` are the hours of a day that are worked.

    >>> hours_promised("minutes to answer", 30), hours_promised("days to deliver", 3)
    (0.5, None)
    """
    text = str(measure)
    if not ANSWER.search(text):
        return None
    hours = [times or day for words, times in UNITS if words.search(text)]
    return float(limit) * hours[0] if hours else None


def register(commitments: pd.DataFrame, found: Answers | None, *, day: float) -> pd.DataFrame:
    """Each promise with its price, who answers for it, and how often it was kept.

    Parameters
    ----------
    commitments
        ``commitment``, ``measure``, ``limit``; ``compensation`` and ``owner`` where brought.
    found
        Requests of the months that count; None where there are none.
    day
        Hours of a day that are worked.

    Returns
    -------
    One row per promise: its columns, ``hours`` to the answer (missing where it is about something
    else), ``binding`` (it has an owner and a price), ``measured`` (our records can tell), ``kept``
    of ``of`` requests in the last month, ``kept_year`` of ``of_year`` in all the months, ``cost``
    of those broken in them (money; missing without a price).
    """
    rows = commitments.reindex(columns=REGISTER[:5])
    price = pd.to_numeric(rows["compensation"])
    owner = rows["owner"].astype(object).where(rows["owner"].notna(), "").astype(str).str.strip()
    table = rows.assign(
        compensation=price.astype("float64"), limit=rows["limit"].astype("float64"),
        owner=owner, binding=(price > 0) & (owner != ""),
    )  # fmt: skip
    pairs = zip(table["measure"], table["limit"], strict=True)
    table["hours"] = [hours_promised(words, limit, day=day) for words, limit in pairs]
    table["hours"] = table["hours"].astype("float64")
    told = [_kept(hours, found) for hours in table["hours"]]
    columns = ["measured", "kept", "of", "kept_year", "of_year"]
    table[columns] = pd.DataFrame(told, columns=columns, index=table.index)
    broken = (table["of_year"] - table["kept_year"]).astype("float64")
    return table.assign(cost=broken * table["compensation"])[REGISTER].reset_index(drop=True)


def _kept(hours: float, found: Answers | None) -> tuple[bool, *tuple[float, ...]]:
    if pd.isna(hours) or found is None:
        return (False, *[float("nan")] * 4)
    rows = found.rows[found.rows["answered"] | breaks(found.rows, hours)]  # others are too young
    kept = ~breaks(rows, hours)
    last = rows["received"] >= found.months[-1]
    return (True, kept[last].sum(), last.sum(), kept.sum(), len(rows))


def answer_promise(table: pd.DataFrame | None) -> pd.Series | None:
    """The fastest promise to answer that has a price; None where there is none.

    Returns
    -------
    A row of :func:`register`.
    """
    if table is None:
        return None
    rows = table[table["hours"].notna() & (table["compensation"] > 0)]
    return None if rows.empty else rows.sort_values("hours", kind="stable").iloc[0]
