"""What did the findings of a pack say, so that a later one can be held against them?"""

from collections.abc import Iterable, Mapping

import pandas as pd

from helpers.language.findings import FindingJson

ENDS = ("low", "high")
NUMBERS = ["customers", "money", "value", "low", "high"]
COLUMNS = ["key", "text", *NUMBERS, "certainty"]


def findings_of(findings: Iterable[FindingJson]) -> pd.DataFrame:
    """One row per finding, as the memory of a session keeps it.

    Returns
    -------
    ``key``, ``text``, ``customers`` (how many), ``money`` (a year), ``value`` with its ``low``
    and ``high`` (where the finding has an interval and one number within it), ``certainty``.
    """
    rows = []
    for found in findings:
        told = found.get("customers")
        how_many = len(told) if isinstance(told, list) else told
        rows.append(
            {
                "key": found["key"],
                "text": found["text"],
                "customers": how_many,
                "money": found["money"],
                **_estimate(found["numbers"]),
                "certainty": found["certainty"],
            }
        )
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype(dict.fromkeys(NUMBERS, "float64"))


def _estimate(numbers: Mapping[str, str | float]) -> dict[str, float]:
    """The one number that lies between two ends; empty where none does, or several do."""
    ends = [numbers.get(end) for end in ENDS]
    if not all(isinstance(end, float) for end in ends):
        return {}
    low, high = sorted(float(end) for end in ends if end is not None)
    within = [
        x for n, x in numbers.items() if n not in ENDS and isinstance(x, float) and low <= x <= high
    ]
    return {"value": within[0], "low": low, "high": high} if len(within) == 1 else {}
