"""What must the runner know of the records, without reading them again?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.runs.changes.fingerprint import digest_of

if TYPE_CHECKING:
    import pandas as pd

    from helpers.records import Records


def table_digests(records: Records) -> dict[str, str]:
    """Digest of what each table is made from, and, as ``intake``, of all of them together."""
    told = dict(records.fingerprints)
    return {**told, "intake": digest_of(told)}


def period(records: Records) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of the accepted sales."""
    import pandas as pd  # a run that finds nothing to do must not wait for it

    day = records.sales.date
    ends = records.sales.aggregate(first=day.min(), last=day.max()).execute()
    return pd.Timestamp(ends["first"][0]), pd.Timestamp(ends["last"][0])


def missing(records: Records, needs: tuple[str, ...]) -> list[str]:
    """Tables and columns that a chapter needs and the client did not bring.

    Of a need like ``requests|commitments`` one is enough, and the first is what is missing.
    """
    ways = [need.split("|") for need in needs]
    return [way[0] for way in ways if not any(records.has(name) for name in way)]


def accepted(records: Records) -> dict[str, int]:
    """Accepted rows of each table that the client brought and that counts."""
    rows = records.passport.groupby("table")["rows_accepted"].sum()
    return {str(name): int(n) for name, n in rows.items() if records.has(str(name))}
