"""What did serving this client's customers cost, and what is left of each of them?"""

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from helpers.analysis.definitions import serving
from helpers.analysis.definitions.serving import Window
from helpers.settings import ProfitabilitySettings

if TYPE_CHECKING:
    from helpers.records import Records

DATES = "dates"  # assumed where costs came without a day


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


class Left(NamedTuple):
    """Customers with their profit, as :func:`serving.after_serving`; ``known``: none assumed."""

    customers: pd.DataFrame
    known: bool


def written_down(records: "Records", rules: ProfitabilitySettings) -> Costs | None:
    """Costs to serve that the client brought; None where there are none.

    Returns
    -------
    Their lines, and the months that they cover.
    """
    if not records.has("service_costs"):
        return None
    lines = records.frame("service_costs")
    if not records.has("service_costs.date"):
        return Costs(lines, assumed=DATES)
    months = serving.covered(lines, booking_months=rules.booking_months)
    return Costs(lines, frozenset(months))


def window_of(records: "Records", costs: Costs | None) -> Window:
    """Months in which the profit of this client's customers can be counted."""
    first = pd.Timestamp(records.sales.date.min().execute())
    costed = None if costs is None else costs.months
    return serving.window(first=first, as_of=records.as_of, costed=costed)


def left_of_each(
    records: "Records", costs: Costs | None, counted: Window, rules: ProfitabilitySettings
) -> Left:
    """Profit of each customer in the months of a window.

    Returns
    -------
    The customers, and whether their gross profit is known.
    """
    money = serving.earned(records.sales, counted, assumed=rules.margin)
    cost = None if costs is None else serving.cost_of_each(costs.of(counted))
    return Left(serving.after_serving(money.customers, cost), money.known)


def left_after_serving(records: "Records", rules: ProfitabilitySettings) -> pd.DataFrame | None:
    """What serving left of each customer, where it was written down for long enough to judge.

    Returns
    -------
    As :func:`serving.after_serving`; None without such costs.
    """
    costs = written_down(records, rules)
    counted = window_of(records, costs)
    if costs is None or len(counted) < rules.least_months:
        return None
    return left_of_each(records, costs, counted, rules).customers
