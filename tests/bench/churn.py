"""How well are leavers found, and how does the time grow with the customers?"""

import importlib.util
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import ibis
import numpy as np
import pandas as pd

from helpers import project
from helpers.analysis.definitions.history import history
from helpers.analysis.leaving.churn.model import fit_churn, score
from helpers.settings import ChurnSettings

HORIZON_DAYS = 90
SIZES = (10_000, 100_000, 1_000_000)
PURCHASES_EACH = 30
COLUMNS = ["data set", "model", "chosen", "AUC", "Brier", "value caught", "seconds"]


def giftware() -> pd.DataFrame:
    """Lines with a customer; amount = quantity × price."""
    columns = ["InvoiceDate", "Customer ID", "StockCode", "Quantity", "Price"]
    path = clients() / "giftware" / "online_retail_II.parquet"
    lines = pd.read_parquet(path, columns=columns).dropna(subset="Customer ID")
    return pd.DataFrame(
        {
            "date": lines["InvoiceDate"],
            "customer": lines["Customer ID"].astype(int).astype(str),
            "amount": lines["Quantity"] * lines["Price"],
            "product": lines["StockCode"],
        }
    )


def resellers() -> pd.DataFrame:
    """Lines of the bicycle maker."""
    names = {
        "OrderDate": "date", "ResellerKey": "customer", "SalesAmount": "amount",
        "Product": "product", "DiscountAmount": "discount",
    }  # fmt: skip
    lines = pd.read_csv(
        clients() / "resellers" / "sales.csv", usecols=list(names), dtype={"ResellerKey": str}
    )
    return lines.rename(columns=names).assign(date=lambda t: pd.to_datetime(t["date"]))


def cdnow() -> pd.DataFrame:
    """All customers of the published data; the file lies in a package of the tests."""
    found = importlib.util.find_spec("lifetimes")
    if found is None:
        raise FileNotFoundError("the package with the CDNOW files is not installed")
    names = ["customer", "date", "discs", "amount"]
    path = Path(found.origin).parent / "datasets" / "CDNOW_master.txt"
    lines = pd.read_csv(
        path, sep=r"\s+", skiprows=1, names=names, dtype={"customer": str, "date": str}
    )
    return lines.assign(date=pd.to_datetime(lines["date"]))


def clients() -> Path:
    """Folder of the real records, which stands beside the project on some machines."""
    return Path(os.environ.get("WORKBOOK_CLIENTS") or project.ROOT.parent / "shared" / "clients")


def generated(customers: int, *, seed: int = 2013) -> pd.DataFrame:
    """About thirty purchases each over three years, of customers who come and go."""
    rng = np.random.default_rng(seed)
    first = rng.uniform(0, 900, customers)
    life = np.minimum(rng.exponential(900, customers), 1095 - first)
    mean = PURCHASES_EACH * customers / life.sum()
    count = 1 + rng.poisson(life * rng.gamma(1.0, mean, customers))
    who = np.repeat(np.arange(customers), count)
    day = (first[who] + rng.random(who.size) * life[who]).astype(int)
    return pd.DataFrame(
        {
            "date": pd.Timestamp("2020-01-01") + pd.to_timedelta(day, unit="D"),
            "customer": np.char.mod("%07d", np.arange(customers))[who],
            "amount": rng.lognormal(4, 0.8, who.size).round(2),
        }
    )


def measured(name: str, read: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """One row per model on three cut-offs; seconds of training, testing and scoring."""
    past = history(read())
    begun = time.perf_counter()
    churn = fit_churn(past, ChurnSettings(), horizon_days=HORIZON_DAYS)
    score(churn)
    seconds = time.perf_counter() - begun
    names = {"auc": "AUC", "brier": "Brier", "value_caught": "value caught"}
    table = churn.evaluation.table.rename(columns=names)
    return table.assign(**{"data set": name, "seconds": seconds})[COLUMNS]


def grown(customers: int) -> dict[str, float]:
    """Seconds of each step, and the most memory so far; the lines come from a file, as always."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/sales.parquet"
        write = (
            f"from tests.bench.churn import generated; generated({customers}).to_parquet({path!r})"
        )
        subprocess.run([sys.executable, "-c", write], check=True)  # its memory is not counted
        return _steps(customers, ibis.duckdb.connect().read_parquet(path))


def _steps(customers: int, sales: ibis.Table) -> dict[str, float]:
    times = [time.perf_counter()]
    past = history(sales)
    times.append(time.perf_counter())
    churn = fit_churn(past, ChurnSettings(), horizon_days=HORIZON_DAYS)
    times.append(time.perf_counter())
    score(churn)
    times.append(time.perf_counter())
    steps = dict(zip(("sum up", "train and test", "score"), np.diff(times), strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    lines = sales.count().execute()
    return {"customers": customers, "lines": lines, **steps, "GB": peak}


def main() -> None:
    """Print both tables."""
    parts = []
    for read in (giftware, resellers, cdnow):
        try:
            parts.append(measured(read.__name__, read))
        except FileNotFoundError as missing:
            print(f"{read.__name__}: left out, {missing}")
    if parts:
        print(pd.concat(parts).to_string(index=False, float_format="{:.4f}".format))
    sizes = [int(s) for s in os.environ.get("CHURN_CUSTOMERS", "").split()] or SIZES
    print(
        pd.DataFrame([grown(n) for n in sizes]).to_string(index=False, float_format="{:.1f}".format)
    )


if __name__ == "__main__":
    main()
