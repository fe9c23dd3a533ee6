"""Which costs to serve are there: written down, or a total to be shared out?"""

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from helpers.analysis.definitions import serving
from helpers.analysis.definitions.serving import Window
from helpers.analysis.profitability import allocation, work
from helpers.periods import MONTHS_OF_YEAR
from helpers.settings import ProfitabilitySettings

if TYPE_CHECKING:
    from helpers.records import Records

MINUTES, DATES = "minutes", "dates"  # what may be assumed


class Costs(NamedTuple):
    """Lines of costs to serve, the months that they cover, and what about them is assumed.

    ``months`` is None where the lines have no day: they count for whatever window there is, and
    for no other.
    """

    lines: pd.DataFrame
    months: frozenset[pd.Timestamp] | None = None
    assumed: str = ""

    def of(self, counted: Window) -> pd.DataFrame:
        """Lines of the months of a window."""
        return self.lines if self.months is None else serving.within(self.lines, counted)

    def cover(self, counted: Window) -> bool:
        """Whether the cost of all months of a window is known."""
        return self.months is not None and self.months.issuperset(counted.months)


def costs_of(records: "Records", rules: ProfitabilitySettings) -> Costs | None:
    """Costs to serve that the client brought, else the total that was set, shared out by minutes.

    Returns
    -------
    None where there is neither.
    """
    if not records.has("service_costs"):
        return None if rules.serve_total is None else _shared_out(records, rules)
    lines = records.frame("service_costs")
    if not records.has("service_costs.date"):
        return Costs(lines, assumed=DATES)
    months = serving.covered(lines, booking_months=rules.booking_months)
    return Costs(lines, frozenset(months))


def window_of(records: "Records", costs: Costs | None) -> Window:
    """Months in which profit can be counted."""
    first = pd.Timestamp(records.sales.date.min().execute())
    costed = None if costs is None else costs.months
    return serving.window(first=first, as_of=records.as_of, costed=costed)


def _shared_out(records: "Records", rules: ProfitabilitySettings) -> Costs:
    counted = window_of(records, None)
    minutes = {
        allocation.ORDER: rules.order_minutes,
        allocation.RETURN: rules.return_minutes,
        allocation.REQUEST: rules.request_minutes,
        allocation.CONTACT: rules.contact_minutes,
    }
    total = (rules.serve_total or 0.0) * len(counted) / MONTHS_OF_YEAR
    lines = allocation.allocated(work.events(records, counted), minutes, total=total)
    return Costs(lines, assumed=MINUTES)
