"""Who bought on which day, and for how much?

The one place where churn and lifetime value touch raw sales: an Ibis table of any size is
summed to customer-days by its own engine, and only those come to memory, sorted by customer
and day, as plain NumPy columns. Everything later works on slices of them.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa

from helpers.analysis.definitions.purchases import is_purchase
from helpers.records.engine import connect

EPOCH = pd.Timestamp("1970-01-01")
SPAN = 1 << 20  # days; more than any calendar holds, so that customer and day make one key
MONEY = ("amount", "discount", "cost")
SURE_DIGITS = 14  # of a float that has been multiplied and added a little
PLACES = (4, 17)  # after the point: of ordinary money, and at most of money in small fractions
ORDINARY_FROM = 100.0  # largest amount


@dataclass(frozen=True)
class History:
    """Customer-days up to ``as_of``, sorted by customer and day.

    ``customers`` names the codes; ``customer``, ``day`` (days since 1970) and the measures
    have one value per customer-day. ``amount`` is the net sum; a purchase is a day on which
    it is positive. ``new_products`` counts products that the customer had never bought
    before that day; ``costed`` is the amount of the lines whose ``cost`` is known. Measures that
    the records do not bring are missing from ``measures``.
    """

    customers: pd.Index
    customer: np.ndarray
    day: np.ndarray
    measures: dict[str, np.ndarray]
    as_of: int

    def __len__(self) -> int:
        return len(self.customers)

    @cached_property
    def purchases(self) -> "History":
        """Only the customer-days that are purchases.

        Returns
        -------
        The same customers; days with a positive net sum.
        """
        return self._rows(is_purchase(self.measures["amount"]))

    @cached_property
    def keys(self) -> np.ndarray:
        """Customer and day in one growing number.

        Returns
        -------
        One growing number per customer-day.
        """
        return self.customer.astype(np.int64) * SPAN + self.day

    def place(self, day: int | np.ndarray) -> np.ndarray:
        """For each customer, the row after the last one dated up to ``day``.

        Returns
        -------
        One row number per customer.
        """
        who = np.arange(len(self), dtype=np.int64) * SPAN
        return np.searchsorted(self.keys, who + day, side="right")

    @cached_property
    def start(self) -> np.ndarray:
        """First row of each customer.

        Returns
        -------
        One row number per customer.
        """
        return np.searchsorted(self.customer, np.arange(len(self)))

    def running(self, name: str) -> np.ndarray:
        """Sum of a measure over all rows before each row, so that windows are differences.

        Returns
        -------
        Sums in the unit of the measure, one more than there are rows: 0 first.
        """
        return np.concatenate([[0.0], np.cumsum(self.measures[name], dtype=np.float64)])

    def until(self, day: int) -> "History":
        """Return the same customers as they were known on ``day``.

        Returns
        -------
        The same customers, without what came later.
        """
        return replace(self._rows(self.day <= day), as_of=min(day, self.as_of))

    def part(self, first: int, last: int) -> "History":
        """Customers ``first`` to ``last`` (excluded), in their order.

        Returns
        -------
        Those customers, numbered from 0.
        """
        lo, hi = np.searchsorted(self.customer, [first, last])
        return History(
            self.customers[first:last],
            self.customer[lo:hi] - np.int32(first),
            self.day[lo:hi],
            {name: values[lo:hi] for name, values in self.measures.items()},
            self.as_of,
        )

    def sample(self, size: int, seed: int) -> "History":
        """At most ``size`` customers, drawn at random.

        Returns
        -------
        Customers in their old order, numbered from 0.
        """
        if len(self) <= size:
            return self
        rng = np.random.default_rng(seed)
        chosen = np.sort(rng.choice(len(self), size, replace=False))
        code = np.full(len(self), -1, np.int32)
        code[chosen] = np.arange(size, dtype=np.int32)
        kept = self._rows(code[self.customer] >= 0)
        return replace(kept, customers=self.customers[chosen], customer=code[kept.customer])

    def _rows(self, keep: np.ndarray) -> "History":
        if keep.all():
            return self
        measures = {name: values[keep] for name, values in self.measures.items()}
        return replace(self, customer=self.customer[keep], day=self.day[keep], measures=measures)


def as_day(when: pd.Timestamp | str) -> int:
    """Days since 1970 on the calendar of whoever wrote the date down.

    >>> as_day("1970-01-31")
    30
    """
    return int((pd.Timestamp(when).tz_localize(None) - EPOCH) // pd.Timedelta(days=1))


def as_date(day: int) -> pd.Timestamp:
    """Calendar date of a day counted from 1970.

    Returns
    -------
    Midnight of that day, without a zone.
    """
    return EPOCH + pd.Timedelta(days=int(day))


def history(
    sales: ibis.Table | pd.DataFrame, *, as_of: pd.Timestamp | str | None = None
) -> History:
    """Customer-days of ``sales``, nothing dated after ``as_of``.

    Parameters
    ----------
    sales
        One row per line of sale: ``date``, ``customer``, ``amount`` (net, returns negative);
        ``product``, ``discount`` and ``cost`` are used where they exist. An Ibis table or a
        pandas frame, whose times count on the calendar of their own zone. Lines without a
        customer, a date or a finite amount are not of any customer.
    as_of
        The last day that is known; the last date of ``sales`` when left out.

    Returns
    -------
    One row per customer and day, of the customers who ever bought; days since 1970, money.
    """
    table = sales if isinstance(sales, ibis.Table) else ibis.memtable(_plain(sales))
    backend = table.get_backend() if isinstance(sales, ibis.Table) else connect()
    lines = _lines(_exact(table, backend), as_of)
    days = _customer_days(lines)
    names = (
        days.group_by("customer")
        .agg(best=days.amount.max())
        .filter(lambda t: is_purchase(t.best))
        .select("customer")
        .mutate(code=ibis.row_number().over(order_by="customer"))
    )
    coded = days.join(names, "customer").drop("customer").order_by(["code", "day"])
    index = backend.to_pyarrow(names.order_by("code").customer)
    rows = backend.to_pyarrow(coded)
    columns = {name: rows[name].to_numpy() for name in rows.column_names}
    day = columns.pop("day").astype("datetime64[D]").astype(np.int64).astype(np.int32)
    customer = columns.pop("code").astype(np.int32)
    last = as_day(as_of) if as_of is not None else int(day.max()) if day.size else 0
    found = {name: columns[name].astype(np.float64) for name in columns}
    if "cost" in found and np.isnan(found["cost"]).all():
        del found["cost"], found["costed"]
    measures = {name: np.nan_to_num(values, copy=False) for name, values in found.items()}
    return History(pd.Index(index.to_pandas(), name="customer"), customer, day, measures, last)


def _plain(sales: pd.DataFrame) -> pa.Table:
    """Only the columns that matter; codes as text, an empty frame with its types."""
    must = ["date", "customer", "amount"]
    known = [*must, *(c for c in ("product", "discount", "cost") if c in sales)]
    faulty = [c for c in known if list(sales.columns).count(c) != 1]
    if faulty:
        raise ValueError(
            f"Sales need the columns {', '.join(must)}, each of them once; missing or there more "
            f"than once: {', '.join(faulty)}."
        )
    frame = sales[known]
    when = pd.to_datetime(frame["date"]).dt.tz_localize(None)
    text = {c: _codes(frame[c]) for c in ("customer", "product") if c in frame}
    frame = frame.assign(date=when, **text)
    frame = frame.astype({c: "float64" for c in MONEY if c in frame})
    return pa.Table.from_pandas(frame, preserve_index=False)


def _codes(values: pd.Series) -> pd.Series:
    """Codes as text; 12346.0, which was a whole number before an empty cell, is 12346."""
    if pd.api.types.is_float_dtype(values) and (values.dropna() % 1 == 0).all():
        values = values.astype("Int64")
    return values.astype("string")


def _exact(table: ibis.Table, backend: ibis.BaseBackend) -> ibis.Table:
    """Money as decimals: their sums do not depend on the order of threads, those of floats do."""
    kinds = {c: table[c].type() for c in MONEY if c in table.columns}
    floats = [c for c, kind in kinds.items() if kind.is_floating()]
    texts = {c: table[c].cast("decimal(18, 4)") for c, kind in kinds.items() if kind.is_string()}
    if not floats:
        return table.mutate(**texts)
    bare = {c: table[c].cast("float64") for c in floats}
    finite = {c: (v.isnan() | v.isinf()).ifelse(ibis.null("float64"), v) for c, v in bare.items()}
    table = table.mutate(**finite)
    largest = backend.to_pyarrow(table.aggregate(**{c: table[c].abs().max() for c in floats}))
    return table.mutate(
        **texts, **{c: table[c].cast(_decimal(largest[c][0].as_py() or 1.0)) for c in floats}
    )


def _decimal(largest: float) -> str:
    """Type that holds numbers up to ``largest``, and of them the digits that are sure.

    >>> _decimal(99_999.5), _decimal(2e20), _decimal(0.00003)
    ('decimal(18, 4)', 'decimal(38, 0)', 'decimal(18, 17)')
    """
    whole = int(np.ceil(np.log10(largest)))
    scale = int(np.clip(SURE_DIGITS - whole, 0, PLACES[largest < ORDINARY_FROM]))
    return f"decimal({18 if whole + scale < 18 else 38}, {scale})"


def _lines(table: ibis.Table, as_of: pd.Timestamp | str | None) -> ibis.Table:
    lines = table.mutate(customer=table.customer.cast("string"), day=table.date.cast("date"))
    lines = lines.filter(lines.customer.notnull(), lines.day.notnull(), lines.amount.notnull())
    if as_of is None:
        return lines
    return lines.filter(lines.day <= ibis.date(str(as_date(as_day(as_of)).date())))


def _customer_days(lines: ibis.Table) -> ibis.Table:
    sums = {
        "amount": lines.amount.sum().cast("float64"),
        "returned": (-lines.amount).sum(where=lines.amount < 0).cast("float64"),
    }
    for name in ("discount", "cost"):
        if name in lines.columns:
            sums[name] = lines[name].sum().cast("float64")
    if "cost" in lines.columns:
        sums["costed"] = lines.amount.sum(where=lines.cost.notnull()).cast("float64")
    days = lines.group_by(["customer", "day"]).agg(**sums)
    if "product" not in lines.columns:
        return days
    bought = lines.filter(lines.amount > 0)
    first = bought.group_by(["customer", "product"]).agg(day=bought.day.min())
    news = first.group_by(["customer", "day"]).agg(new_products=first.count().cast("float64"))
    return days.left_join(news, ["customer", "day"]).drop("customer_right", "day_right")
