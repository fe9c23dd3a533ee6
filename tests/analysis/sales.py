"""Small tables of sales, as Ibis sees the records."""

import ibis
import pandas as pd
import pyarrow as pa

MONEY = pa.decimal128(18, 4)
TYPES = {"date": pa.date32()} | dict.fromkeys(("amount", "quantity", "cost", "discount"), MONEY)


def sales_table(rows: pd.DataFrame | list[tuple]) -> ibis.Table:
    """Typed lines of sale; tuples are (date, customer, amount)."""
    if not isinstance(rows, pd.DataFrame):
        rows = pd.DataFrame(rows, columns=["date", "customer", "amount"])
    arrays = {}
    for name in rows:
        kind = TYPES.get(name, pa.string())
        values = [None if pd.isna(value) else value for value in rows[name].astype(object)]
        if kind == MONEY:
            values = [None if v is None else round(float(v), 4) for v in values]
            arrays[name] = pa.array(values, pa.float64()).cast(MONEY, safe=False)
        elif kind == pa.date32():
            arrays[name] = pa.array([pd.Timestamp(v).date() for v in values], kind)
        else:
            arrays[name] = pa.array([None if v is None else str(v) for v in values], kind)
    return ibis.memtable(pa.table(arrays))


def monthly_buyer(customer: str, *, first: str, months: int, every: int = 1, amount: float = 100):
    """Lines of a customer who buys on the 10th of every ``every``-th month."""
    starts = pd.date_range(first, periods=months, freq="MS")[::every]
    return [(day + pd.Timedelta(days=9), customer, amount) for day in starts]
