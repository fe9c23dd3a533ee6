"""Who makes how much of the work, where only what all of it costs is known?

Time-driven costing (Kaplan and Anderson 2004): orders, returns, requests and contacts are
counted, each takes its minutes, and what serving costs in all is shared out by minutes. The
minutes are assumed, and so is all that follows from them.
"""

from collections.abc import Mapping

import pandas as pd

from helpers.language import N_

ORDER, RETURN, REQUEST, CONTACT = (N_("orders"), N_("returns"), N_("requests"), N_("contacts"))


def allocated(
    events: Mapping[str, pd.Series], minutes: Mapping[str, int], *, total: float
) -> pd.DataFrame:
    """Share ``total`` out by the minutes that the events of each customer take.

    Parameters
    ----------
    events
        Kind of work → how many times it was done, by customer.
    minutes
        Kind of work → minutes of each time.
    total
        Cost of all the work (money).

    Returns
    -------
    One row per customer and kind of work, as lines of costs: ``customer``, ``activity``,
    ``events``, ``amount`` (money). The amounts add up to ``total`` where there is any work.
    """
    rows = pd.concat(
        [
            pd.DataFrame(
                {
                    "customer": count.index.astype("str"),
                    "activity": kind,
                    "events": count.to_numpy(float),
                    "minutes": count.to_numpy(float) * minutes[kind],
                }
            )
            for kind, count in events.items()
        ],
        ignore_index=True,
    )
    rows = rows[rows["minutes"] > 0]
    a_minute = total / max(float(rows["minutes"].sum()), 1.0)
    return rows.assign(amount=rows["minutes"] * a_minute).drop(columns="minutes")
