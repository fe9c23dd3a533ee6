"""Which tables may a client bring, and what does each column mean?

A table has required and optional columns; each column has a kind, an example and the reason
why it is asked for. The reader, the checks and the data request are all made from this list.
"""

from collections.abc import Mapping

from helpers.records.schema.happened import (
    BONUSES,
    CONTACTS,
    CUSTOMERS,
    LEADS,
    LOSSES,
    REFERRALS,
    SALES,
    SERVICE_COSTS,
    SPEND,
)
from helpers.records.schema.heard import (
    COMMITMENTS,
    DEFINITIONS,
    EXPECTATIONS,
    HYPOTHESES,
    MATURITY,
    RELATIONSHIP,
    REQUESTS,
    RESEARCH,
    SURVEYS,
    SWITCHING,
    TOUCHPOINTS,
)
from helpers.records.schema.shape import COUNTED, DAY_KINDS, KINDS, Column, Table

__all__ = ["COUNTED", "DAY_KINDS", "KINDS", "TABLES", "Column", "Table"]

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        SALES, CUSTOMERS, SERVICE_COSTS, CONTACTS, LEADS, SPEND, SURVEYS, SWITCHING,
        EXPECTATIONS, RELATIONSHIP, TOUCHPOINTS, REQUESTS, COMMITMENTS, REFERRALS, BONUSES,
        LOSSES, HYPOTHESES, DEFINITIONS, MATURITY, RESEARCH,
    )
}  # fmt: skip
