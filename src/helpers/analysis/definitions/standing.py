"""Where does each customer stand today, and where did it stand a quarter ago?

Counted by the first chapter that asks, and kept for all others beside the typed records.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis.definitions.ladder import Bounds, bounds, ladder
from helpers.cache import code, results
from helpers.periods import add_months

if TYPE_CHECKING:
    from helpers.records import Records

QUARTER = 3  # months


class Standing(NamedTuple):
    """The ladder on two days, by the same measures.

    ``now`` and ``then`` are tables of :func:`ladder.ladder`, on the last known day and on
    ``then_day``, a quarter before it.
    """

    now: pd.DataFrame
    then: pd.DataFrame
    then_day: pd.Timestamp
    measured: Bounds


def standing(records: "Records") -> Standing:
    """Steps of the client's customers, from the cache where they are.

    Returns
    -------
    Two tables and what they were measured by.
    """
    tables, about = results.once(
        "ladder", records.engagement.client, _made_from(records), lambda: _learn(records)
    )
    measured = Bounds(tables["categories"], about["horizon_days"], about["gone_days"])
    return Standing(tables["now"], tables["then"], _quarter_before(records.as_of), measured)


def _learn(records: "Records") -> results.Learned:
    settings, as_of = records.engagement.settings, records.as_of
    measured = bounds(records.sales, as_of=as_of, rules=settings.churn)
    at = partial(ladder, records.sales, measured=measured, settings=settings)
    tables = {
        "now": at(as_of=as_of),
        "then": at(as_of=_quarter_before(as_of)),
        "categories": measured.categories,
    }
    return tables, {"horizon_days": measured.horizon_days, "gone_days": measured.gone_days}


def _quarter_before(day: pd.Timestamp) -> pd.Timestamp:
    return add_months(day, -QUARTER)


def _made_from(records: "Records") -> dict[str, Any]:
    settings = records.engagement.settings
    return {
        "sales": records.fingerprint("sales"),
        "as_of": str(records.as_of.date()),
        "rules": [settings.churn.model_dump(), settings.signals.model_dump()],
        "code": code.digest(__name__),
        "packages": [np.__version__, pd.__version__],
    }
