"""Does each number of a chapter lead to rows of one table that is there? Else it has failed."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from helpers.errors import did_you_mean
from helpers.runs.one_run import Run


def broken(
    findings: Iterable[Mapping[str, Any]], kept: Mapping[str, Path], brought: Mapping[str, int]
) -> list[str]:
    """What is wrong with the trails of the findings, a sentence each; empty where all lead home.

    Parameters
    ----------
    findings
        As plain values, each with its ``trail``.
    kept
        Result tables by name: the chapter's own, and those of the chapters it stands on. A trail
        to such a name leads here, even where the client brought a table of the same name.
    brought
        Accepted rows of each table of the client.
    """
    return [said for found in findings if (said := _wrong(found, kept, brought))]


def _wrong(found: Mapping[str, Any], kept: Mapping[str, Path], brought: Mapping[str, int]) -> str:
    table, rows = found["trail"]["table"], found["trail"]["rows"]
    there = _rows(kept[table]) if table in kept else brought.get(table)
    if there is None:
        known = sorted({*kept, *brought})
        return (
            f"the finding {found['key']!r} says that it comes from the table {table!r}, and there "
            f"is none.{did_you_mean(table, known)} Keep it with show.keep({table!r}, …), or name "
            f"one of: {', '.join(known)}."
        )
    if rows > there:
        return (
            f"the finding {found['key']!r} says that it comes from {rows} rows of the table "
            f"{table!r}, which has {there}. Name the table that it was counted from, and how many "
            "of its rows."
        )
    return ""


def _rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def fail_doubles(run: Run) -> None:
    """Take a chapter back that keeps a table of an earlier one: a trail must lead to one table."""
    keeper: dict[str, str] = {}
    for name, stored in sorted(run.kept.items()):
        taken = [table.stem for table in stored.tables if table.stem in keeper]
        if taken:
            said = (
                f"notebooks/{name}.ipynb: show.keep({taken[0]!r}) has the name of a table that "
                f"{keeper[taken[0]]} keeps.\n  Give it another name, in its findings too."
            )
            run.failures.append(said)
            result = run.results[name]
            run.results[name] = replace(
                result, status="failed", message=said, notebook=None, findings=[]
            )
            del run.kept[name]
        keeper |= dict.fromkeys((table.stem for table in stored.tables), name) if not taken else {}
