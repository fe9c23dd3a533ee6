"""How many lines can the workbook take? Generated sales of any length, for measuring."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from helpers.sample.world.chance import SEED, stream

FIRST = np.datetime64("2020-01-01")
DAYS = 1827  # five years, up to the end of 2024
CHUNK = 250_000
LINES_A_CUSTOMER = 40
PRODUCTS, CATEGORIES, MANAGERS, BRANCHES = 2000, 25, 60, 12


def scaled_sales(lines: int, path: Path, seed: int = SEED) -> Path:
    """Write ``lines`` lines of sales to the Parquet file ``path``, a chunk at a time.

    Columns are ours: ``date``, ``order``, ``customer``, ``product``, ``category``,
    ``quantity``, ``amount``, ``cost``, ``manager``, ``branch``. Customers and products are
    of very different sizes; memory does not grow with ``lines``.
    """
    rng = stream(seed, "scaled sales")
    words = _words(max(lines // LINES_A_CUSTOMER, 50))
    price = np.round(rng.lognormal(3, 1, size=PRODUCTS), 2)
    with pq.ParquetWriter(path, _schema(words), compression="zstd") as writer:
        for start in range(0, lines, CHUNK):
            count = min(CHUNK, lines - start)
            writer.write_table(_chunk(start, count, lines, words, price, rng))
    return path


def _words(customers: int) -> dict[str, pa.Array]:
    return {
        "customer": pa.array([f"{n:08d}" for n in range(customers)]),
        "product": pa.array([f"A-{n:05d}" for n in range(PRODUCTS)]),
        "category": pa.array([f"Category {n:02d}" for n in range(CATEGORIES)]),
        "manager": pa.array([f"Manager {n:02d}" for n in range(MANAGERS)]),
        "branch": pa.array([f"Branch {n:02d}" for n in range(BRANCHES)]),
    }


def _schema(words: dict[str, pa.Array]) -> pa.Schema:
    coded = {name: pa.dictionary(pa.int32(), pa.string()) for name in words}
    kinds = {
        "date": pa.date32(),
        "order": pa.string(),
        "customer": coded["customer"],
        "product": coded["product"],
        "category": coded["category"],
        "quantity": pa.int32(),
        "amount": pa.float64(),
        "cost": pa.float64(),
        "manager": coded["manager"],
        "branch": coded["branch"],
    }
    return pa.schema(list(kinds.items()))


def _chunk(
    start: int,
    count: int,
    lines: int,
    words: dict[str, pa.Array],
    price: np.ndarray,
    rng: np.random.Generator,
) -> pa.Table:
    """Lines of some days, in the order of time; three lines make an order on the average."""
    day = ((start + np.arange(count)) * DAYS // lines).astype(int)
    new = rng.random(count) < 1 / 3
    order = np.cumsum(new)
    customer = _skewed(order[-1] + 1, len(words["customer"]), rng)[order]
    product = _skewed(count, PRODUCTS, rng)
    quantity = 1 + rng.poisson(1.5, size=count)
    quantity = np.where(rng.random(count) < 0.02, -quantity, quantity)  # returns
    amount = np.round(price[product] * quantity * rng.uniform(0.85, 1.0, size=count), 2)
    columns = {
        "date": pa.array(FIRST + day),
        "order": pa.array((start + order).astype("U10")),
        "customer": _coded(customer, words["customer"]),
        "product": _coded(product, words["product"]),
        "category": _coded(product % CATEGORIES, words["category"]),
        "quantity": pa.array(quantity.astype("int32")),
        "amount": pa.array(amount),
        "cost": pa.array(np.round(amount * 0.7, 2)),
        "manager": _coded(customer % MANAGERS, words["manager"]),
        "branch": _coded(customer % MANAGERS % BRANCHES, words["branch"]),
    }
    return pa.table(columns, schema=_schema(words))


def _skewed(count: int, items: int, rng: np.random.Generator) -> np.ndarray:
    """Items of which a few come often: the cube of chance."""
    return (rng.random(count) ** 3 * items).astype("int32")


def _coded(codes: np.ndarray, words: pa.Array) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype("int32")), words)
