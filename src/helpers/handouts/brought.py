"""What must the runner know of the records, without reading them again?"""

from pathlib import Path
from typing import Any

from helpers.handouts.fingerprint import Digests, digest_of
from helpers.records.schema import TABLES


def table_digests(records: Any, digests: Digests) -> dict[str, str]:
    """Digest of each table brought, and, as ``intake``, of what the intake said of all."""
    told = {name: _digest(records, name, digests) for name in TABLES if records.has(name)}
    said = records.passport.to_csv(index=False)
    return {**told, "intake": digest_of([said, sorted(told.items())])}


def _digest(records: Any, name: str, digests: Digests) -> str:
    path = records.path(name) if hasattr(records, "path") else None
    if path is not None:
        return digests.of(Path(path))
    return digest_of(records.frame(name).to_csv(index=False))


def period(records: Any) -> tuple[Any, Any]:
    """First and last day of the accepted sales."""
    if hasattr(records, "period"):
        return records.period
    ends = records.sales.aggregate(
        first=records.sales["date"].min(), last=records.sales["date"].max()
    ).to_pandas()
    return ends["first"][0], ends["last"][0]


def missing(records: Any, needs: tuple[str, ...]) -> list[str]:
    """Tables and columns that a chapter needs and the client did not bring."""
    return [need for need in needs if not records.has(need)]
