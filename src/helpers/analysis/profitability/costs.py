"""Which costs to serve are there: written down, or a total to be shared out?"""

from typing import TYPE_CHECKING

from helpers.analysis.definitions.served import Costs, window_of, written_down
from helpers.analysis.profitability import allocation, work
from helpers.periods import MONTHS_OF_YEAR
from helpers.settings import ProfitabilitySettings

if TYPE_CHECKING:
    from helpers.records import Records

MINUTES = "minutes"  # assumed where a total is shared out


def costs_of(records: "Records", rules: ProfitabilitySettings) -> Costs | None:
    """Costs to serve that the client brought, else the total that was set, shared out by minutes.

    Returns
    -------
    None where there is neither.
    """
    if records.has("service_costs") or rules.serve_total is None:
        return written_down(records, rules)
    return _shared_out(records, rules, total=rules.serve_total)


def _shared_out(records: "Records", rules: ProfitabilitySettings, *, total: float) -> Costs:
    counted = window_of(records, None)
    minutes = {
        allocation.ORDER: rules.order_minutes,
        allocation.RETURN: rules.return_minutes,
        allocation.REQUEST: rules.request_minutes,
        allocation.CONTACT: rules.contact_minutes,
    }
    of_months = total * len(counted) / MONTHS_OF_YEAR
    lines = allocation.allocated(work.events(records, counted), minutes, total=of_months)
    return Costs(lines, assumed=MINUTES)
