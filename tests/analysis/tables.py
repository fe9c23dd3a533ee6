"""Small tables of sales for tests."""

from datetime import date

import ibis
import pandas as pd

SCHEMA = {"date": "date", "customer": "string", "amount": "float64"}


def sales(*rows, **more):
    """Ibis table of lines ``(date, customer, amount, …)``; ``more`` names further columns."""
    schema = SCHEMA | more
    frame = pd.DataFrame(rows, columns=list(schema))
    frame["date"] = [date.fromisoformat(day) for day in frame["date"]]
    return ibis.memtable(frame, schema=ibis.schema(schema))
