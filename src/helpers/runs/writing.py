"""What is written into a pack, apart from the documents themselves?"""

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.cache.hashes import write_json
from helpers.handouts.model import Pack, Session
from helpers.handouts.people import people
from helpers.language import bounded, number, tr
from helpers.runs import brought, manifest, ours, pack
from helpers.runs.changes import state
from helpers.runs.changes.fingerprint import Digests
from helpers.runs.one_run import Run

if TYPE_CHECKING:
    from helpers.records import Records

_NUMBER = re.compile(r"[-+]?[\d\s.,]+")  # a minus or a plus alone does no harm


def begin(run: Run) -> None:
    """Write what the records alone decide, while the first chapters still wait for a kernel."""
    folder = run.scratch / pack.PACK
    for name in ("tables", "rejected", "notebooks"):
        (folder / name).mkdir(parents=True)
    run.people = people(run.records)
    for name in sorted(run.records.fingerprints):
        rejected = run.records.rejected(name)
        if len(rejected):
            rows = rejected.map(_as_text).rename(columns=_as_text)
            _csv(rows, folder / "rejected" / f"{name}.csv")


def write(run: Run, export: Callable[..., Any]) -> Path:
    """Write the rest of the pack into the scratch folder and say where."""
    folder = run.scratch / pack.PACK
    hashes = _hashes(run.records)
    _write_results(run, folder)
    whole = _pack(run, folder / "tables", hashes)
    before_export = run.progress.seconds()
    export(whole, folder)
    done = run.progress.seconds()
    told = manifest.manifest(
        run.records,
        run.language,
        list(run.results.values()),
        hashes=hashes,
        seconds={"until export": before_export, "export": done - before_export, "all": done},
    )
    write_json(folder / "manifest.json", told)
    written = Digests().tree(folder)
    written.pop(ours.MANIFEST)  # it tells the hour
    ours.mark(folder, written)
    return folder


def _write_results(run: Run, folder: Path) -> None:
    """Executed chapters, and the tables that they kept."""
    for name, stored in sorted(run.kept.items()):
        shutil.copyfile(stored.notebook, folder / "notebooks" / f"{name}.ipynb")
        for table in stored.tables:
            shutil.copyfile(table, folder / "tables" / table.name)
    passport = folder / "tables" / "passport.csv"
    if not passport.exists():  # its chapter was not made
        _csv(run.records.passport, passport)


def _as_text(cell: Any) -> Any:
    """Cell as it came; what a spreadsheet would take for a formula gets an apostrophe in front."""
    from helpers.language.cells import (
        for_csv,  # the server of the kernels starts before pandas is here
    )

    return cell if isinstance(cell, str) and _NUMBER.fullmatch(cell) else for_csv(cell)


def _csv(frame: Any, path: Path) -> None:
    frame.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def _hashes(records: "Records") -> dict[str, str]:
    """sha256 of each file that the client brought, by its name."""
    told = records.sources.dropna(subset="sha256")
    return dict(zip(told["file"], told["sha256"], strict=True))


def _remarks(run: Run) -> tuple[str, ...]:
    """What the whole pack lacks: said once on the terminal, and in the index."""
    from helpers.handouts.book.unshown import said_of_boxes  # typesetting is many imports

    boxes = said_of_boxes(run.records.names, run.brand)
    remarks = tuple(filter(None, [*run.records.left_out, _codes_masked(run.records), boxes]))
    for remark in remarks:
        run.progress.line(remark)
    return remarks


def _codes_masked(records: "Records") -> str:
    """Sentence on codes that tell who a customer is, and how to have them; none where none do."""
    masked = len(records.codes_as_they_came)
    if not masked or records.engagement.names["codes"] == "full":
        return ""
    told = tr(
        "Codes that are an e-mail, a phone or a name are masked in every document; customers: "
        "%(n)s. Who has to call them needs names: {codes: full} in engagement.yml: the "
        "spreadsheet then tells them."
    )
    return told % {"n": number(masked)}


def _pack(run: Run, tables: Path, hashes: Mapping[str, str]) -> Pack:
    told = run.records.engagement
    findings = [f for result in run.results.values() for f in result.findings]
    return Pack(
        client=told.client,
        title=bounded(told.title),
        language=run.language,
        currency=told.currency,
        as_of=run.records.as_of,
        period=brought.period(run.records),
        customers_are=told.customers_are,
        results=list(run.results.values()),
        passport=run.records.passport,
        tables=tables,
        brand=run.brand,
        session=Session(told.session_date, told.place, told.question),
        hashes=hashes,
        settings=told.settings,
        before=state.findings_before(run.order, findings),
        people=run.people,
        names=told.names,
        remarks=_remarks(run),
        records=run.records,
    )
