"""Who earns and who costs, as far as this client's records can tell?"""

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from helpers.analysis.definitions import serving
from helpers.analysis.definitions.served import Costs, left_of_each, window_of
from helpers.analysis.definitions.serving import MONEY, Window
from helpers.analysis.profitability import quadrants
from helpers.analysis.profitability.costs import costs_of
from helpers.analysis.profitability.quadrants import Cuts
from helpers.analysis.revenue.vintages import first_purchases
from helpers.settings import ProfitabilitySettings

if TYPE_CHECKING:
    from helpers.records import Records

MARGIN = "margin"
FEW, NO_COST, SHORT, SERVED = "few customers", "no cost", "few months", "few served"
RESULT = ["customer", *MONEY, "quadrant", "previous_quadrant", "below_break_even"]


class Studied(NamedTuple):
    """Customers with their profit, and all that it is said by.

    Parameters
    ----------
    customers
        As :func:`serving.after_serving`, with ``below_break_even`` (yes/no), ``quadrant`` and
        ``previous_quadrant`` (empty where not known) and ``moved`` (yes/no). No rows where nothing
        can be said.
    window
        Months that count.
    before
        Customers of the same months a year earlier; None where costs or sales do not reach there.
    costs
        Lines of costs to serve of the window; None where gross profit alone is told.
    cuts
        Borders of the quadrants; None where there are none.
    assumed
        What rests on a setting: ``margin``, ``minutes``, ``dates``.
    refused
        Why less is told, and how many there are: ``FEW``, ``NO_COST``, ``SHORT``, ``SERVED``.
    """

    customers: pd.DataFrame
    window: Window
    before: pd.DataFrame | None = None
    costs: pd.DataFrame | None = None
    cuts: Cuts | None = None
    assumed: tuple[str, ...] = ()
    refused: tuple[tuple[str, int], ...] = ()

    @property
    def result(self) -> pd.DataFrame:
        """Result table ``profitability``, in the order of codes."""
        return self.customers[RESULT]

    @property
    def served(self) -> bool:
        """Whether cost to serve is counted, and not gross profit alone."""
        return self.cuts is not None


def studied(records: "Records", rules: ProfitabilitySettings) -> Studied:
    """Count who earns and who costs in the last months that can be judged.

    Returns
    -------
    What can be told. Costs to serve of too few months or customers are left aside, which is said.
    """
    brought = costs_of(records, rules)
    costs, refused = _enough(brought, window_of(records, brought), rules)
    counted = window_of(records, costs)
    now, known = left_of_each(records, costs, counted, rules)
    if not known and costs is None:
        refused.append((NO_COST, 0))
    elif len(now) < rules.least_customers:
        refused.append((FEW, len(now)))
    else:
        named = () if costs is None or not costs.assumed else (costs.assumed,)
        assumed = named if known else (MARGIN, *named)
        found = Studied(_bare(now), counted, assumed=assumed, refused=tuple(refused))
        return found if costs is None else _placed(records, found, costs, rules)
    return Studied(_bare(now.head(0)), counted, refused=tuple(refused))


def first_days(records: "Records") -> pd.DataFrame:
    """Day of the first purchase of each customer, and whether it came before the records."""
    return first_purchases(records.sales).to_pandas().dropna(subset="first")


def _enough(
    costs: Costs | None, counted: Window, rules: ProfitabilitySettings
) -> tuple[Costs | None, list[tuple[str, int]]]:
    """Costs to serve that profit may be held against, and why they may not."""
    if costs is None:
        return None, []
    if len(counted) < rules.least_months:
        return None, [(SHORT, len(counted))]
    served = int((serving.cost_of_each(costs.of(counted)) > 0).sum())
    return (costs, []) if served >= rules.least_served else (None, [(SERVED, served)])


def _bare(customers: pd.DataFrame) -> pd.DataFrame:
    """Customers without quadrants."""
    below = customers["profit"] < 0
    return customers.assign(quadrant="", previous_quadrant="", below_break_even=below, moved=False)


def _placed(
    records: "Records", found: Studied, costs: Costs, rules: ProfitabilitySettings
) -> Studied:
    """Add the quadrants, and those of a year earlier where the records reach so far."""
    customers = found.customers
    at = quadrants.cuts(customers, unserved_most=rules.unserved_most)
    customers = customers.assign(quadrant=quadrants.quadrant(customers, at))
    found = found._replace(customers=customers, costs=costs.of(found.window), cuts=at)
    earlier = found.window.year_earlier()
    if not costs.cover(earlier) or not _reach(records, earlier):
        return found
    before, _ = left_of_each(records, costs, earlier, rules)
    then = quadrants.moves(customers, before, at, beyond=rules.move_beyond)
    customers = customers.assign(previous_quadrant=then.before, moved=then.moved)
    return found._replace(customers=customers, before=before)


def _reach(records: "Records", earlier: Window) -> bool:
    """Whether the sales begin before a window does, or in its first month."""
    first = pd.Timestamp(records.sales.date.min().execute())
    return first < earlier.months[0] + pd.offsets.MonthBegin(1)
