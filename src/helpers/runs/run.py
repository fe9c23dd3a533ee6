"""How does a client's report come to be? Intake, chapters, documents, and one exchange."""

import json
import math
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

from helpers import chapters, project
from helpers.chapters import Chapter
from helpers.handouts.brand import load_brand
from helpers.handouts.model import ChapterResult
from helpers.language.untranslated import told_of
from helpers.runs import brought, making, pack, writing
from helpers.runs.changes import keys, state
from helpers.runs.changes.fingerprint import Digests
from helpers.runs.changes.stored import NOTEBOOK, MadeChapters, Stored
from helpers.runs.collect import findings_of, left_out, of_others, result_of
from helpers.runs.doubles import fail_doubles
from helpers.runs.kernels.forks import Processes
from helpers.runs.one_run import Run
from helpers.runs.order import Order
from helpers.runs.progress import Progress

UNCHANGED, MADE, FAILED = "unchanged", "made", "failed"


@dataclass(frozen=True)
class Report:
    """How a run ended: ``status``, where its pack is, and what failed in which cell."""

    status: str
    folder: Path
    ran: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


def report(
    order: Order,
    progress: Progress,
    *,
    load: Callable[..., Any] | None = None,
    export: Callable[..., Any] | None = None,
    preload: str = "",
) -> Report:
    """Make the report that was ordered; an earlier one stays whole until the new one is."""
    with pack.clear_disk_errors(order.reports), pack.alone(order.reports, order.client):
        pack.recover(order.reports, order.client)
        pack.must_be_ours(order.target)
        digests = order.digests()
        if not order.force and state.changes(order, digests) == []:
            return Report(UNCHANGED, order.target)
        made_from = state.inputs(order, digests)
        with ExitStack() as stack:
            processes = stack.enter_context(Processes(preload))
            scratch = stack.enter_context(pack.scratch(order.reports, order.client))
            stack.callback(progress.close)
            # the exporters are many imports, and this process only waits while chapters run
            Thread(target=import_module, args=["helpers.handouts.export"], daemon=True).start()
            progress.step(f"{order.client}: reading the records")
            records = (load or load_records)(order)
            order.cache.mkdir(parents=True, exist_ok=True)
            tables = brought.table_digests(records)
            key = keys.Keys(digests, records, tables, order.folder)
            store = MadeChapters(order.cache)
            brand = load_brand(order.folder, records.engagement.brand)
            run = Run(order, records, store, key, scratch, progress, processes, brand)
            writing.begin(run)
            make_chapters(run)
            return _deliver(run, digests, made_from, export or _export)


def load_records(order: Order) -> Any:
    """Read the records of the client, as every chapter reads them."""
    from helpers.records import load

    return load(order.client, data=order.data, reports=order.reports, language=order.language)


def _export(made: Any, folder: Path) -> None:
    from helpers.handouts.export import export

    export(made, folder)


def make_chapters(run: Run) -> None:
    """Run what must be run; a chapter that stands on others comes after them."""
    todo = chapters.chapters(run.order.notebooks, run.order.only)
    for wave in chapters.waves(todo):
        _make(run, wave)
    run.results = {c.name: run.results[c.name] for c in todo}


def _make(run: Run, wanted: list[Chapter]) -> None:
    tasks, parts = [], {}
    for chapter in wanted:
        absent = brought.missing(run.records, chapter.needs)
        if absent:
            run.results[chapter.name] = left_out(chapter, absent)
            continue
        parameters = {"client": run.order.client, "language": run.language}
        others = of_others(chapter, run.made, run.order.target)
        parts[chapter.name] = run.keys.parts(chapter, parameters, run.language, others)
        stored = None if run.order.force else run.store.get(chapter.name, parts[chapter.name])
        if stored:
            _take(run, chapter, stored)
        else:
            tasks.append(_task(run, chapter, parameters, others))
    run.progress.begin(len(tasks))
    limits = run.records.engagement.settings.run
    making.make(
        sorted(tasks, key=lambda task: -_took(run, task)),
        run.processes,
        run.progress,
        jobs=making.jobs_of(limits.jobs),
        done=lambda made: _done(run, made, parts[made.task.chapter.name]),
    )
    run.progress.close()


def _took(run: Run, task: making.Task) -> float:
    """Seconds that a chapter took the last time: the longest begins first, so none ends alone."""
    last = run.store.last(task.chapter.name, run.language)
    return last.told["seconds"].get("all", 0.0) if last else math.inf


def _take(run: Run, chapter: Chapter, stored: Stored) -> None:
    result = result_of(chapter, stored)
    run.results[chapter.name] = result
    run.kept[chapter.name] = stored
    left = told_of(result.notebook)
    if left:
        run.progress.line(
            f"  {chapter.name}: texts without a translation: {left['n']}. "
            "They are named by: python -m helpers.language.catalogue"
        )


def _task(
    run: Run, chapter: Chapter, parameters: Mapping[str, Any], others: Mapping[str, Any] | None
) -> making.Task:
    folder = run.scratch / chapter.name
    folder.mkdir()
    env = {
        "WORKBOOK_DATA": str(run.order.data),
        "WORKBOOK_REPORTS": str(run.order.reports),
        "WORKBOOK_LANGUAGE": run.language,
        project.COLOURS: json.dumps(run.brand.colours.of_charts()),
    }
    if others is not None:
        path = folder / "others.json"
        path.write_text(json.dumps(others, ensure_ascii=False), "utf-8")
        env[project.OTHERS] = str(path)
    seconds = run.records.engagement.settings.run.chapter_seconds
    return making.Task(chapter, folder, parameters, run.language, seconds, env)


def _done(run: Run, made: making.Made, parts: Mapping[str, Any]) -> None:
    chapter = made.task.chapter
    run.ran.append(chapter.name)
    if made.failure is not None:
        said = made.failure.message(f"notebooks/{chapter.path.name}")
        run.failures.append(said)
        run.results[chapter.name] = ChapterResult(
            chapter, "failed", message=said, seconds=dict(made.seconds)
        )
        run.progress.ended_chapter(chapter.name, f"failed: {made.failure.what}")
        return
    told = {"findings": findings_of(made.folder / NOTEBOOK), "seconds": dict(made.seconds)}
    _take(run, chapter, run.store.put(chapter.name, parts, made.folder, told))
    run.progress.ended_chapter(chapter.name, f"{made.seconds['all']:.1f} s")


def _deliver(
    run: Run, digests: Digests, made_from: Mapping[str, Any], export: Callable[..., Any]
) -> Report:
    """Write the documents and put them where they belong."""
    fail_doubles(run)
    status = FAILED if run.failures else MADE
    run.progress.step(f"{run.order.client}: writing the documents")
    folder = writing.write(run, export)
    target = run.order.target if status == MADE else pack.failed_of(run.order.target)
    kept = pack.kept_beside(target, folder)
    pack.publish(folder, target)
    if status == MADE:
        findings = [f for result in run.results.values() for f in result.findings]
        if state.inputs(run.order, digests) != made_from:  # something changed while it was made
            made_from = {}
        state.remember(run.order, digests, made_from, findings)
        kept += pack.remove_failed(target)
    for path in kept:
        run.progress.line(f"Not written by the workbook, and kept beside the report: {path}")
    return Report(status, target, tuple(sorted(run.ran)), tuple(sorted(run.failures)))
