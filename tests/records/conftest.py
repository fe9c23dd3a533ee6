"""A client made for one test: a file or two, and the engagement that maps them."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from helpers.records import Records, load

SALES = {"date": "Date", "customer": "Customer", "amount": "Amount"}


@pytest.fixture
def client(tmp_path) -> Callable[..., Path]:
    """Write a client; returns the root of the data. ``files``: name → content."""

    def write(files: dict[str, bytes | str], tables: dict | None = None, **engagement) -> Path:
        folder = tmp_path / "data" / "acme"
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            raw = content.encode() if isinstance(content, str) else content
            (folder / name).write_bytes(raw)
        tables = tables or {"sales": {"files": next(iter(files)), "columns": SALES}}
        told = {"title": "Acme", "tables": tables, **engagement}
        (folder / "engagement.yml").write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")
        return tmp_path / "data"

    return write


@pytest.fixture
def sales_of(client, tmp_path) -> Callable[..., Records]:
    """Load one file of sales: Date, Customer, Amount unless ``columns`` say otherwise."""

    def take(content: bytes | str, name: str = "sales.csv", columns=None, **more) -> Records:
        engagement = more.pop("engagement", {})
        engagement.setdefault("settings", {"intake": {"rejected_at_most": 1.0}})
        spec = {"files": name, "columns": columns or SALES, **more}
        data = client({name: content}, {"sales": spec}, **engagement)
        return load("acme", data=data, reports=tmp_path / "reports")

    return take
