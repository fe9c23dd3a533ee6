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
from helpers.language.findings import FindingJson
from helpers.language.untranslated import told_of
from helpers.runs import brought, making, pack, some, trails, writing
from helpers.runs.changes import keys, state
from helpers.runs.changes.fingerprint import Digests, summary
from helpers.runs.changes.stored import NOTEBOOK, TABLES, MadeChapters, Stored
from helpers.runs.collect import findings_of, left_out, of_others, result_of
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
    asked = run.asked = chapters.chapters(run.order.notebooks, run.order.only)
    others = some.the_others(run.order, asked)
    for wave in chapters.waves([*asked, *others]):
        _recall(run, [chapter for chapter in wave if chapter in others])
        _make(run, [chapter for chapter in wave if chapter in asked])
    shown = asked if run.lost else sorted([*asked, *others], key=lambda c: c.name)
    run.results = {c.name: run.results[c.name] for c in shown}
    run.kept = {name: stored for name, stored in run.kept.items() if name in run.results}


def _recall(run: Run, wanted: list[Chapter]) -> None:
    """Take chapters as they were; those that would have to run first are lost to this report."""
    same = some.speaks(run.order) == run.language
    for chapter in wanted:
        absent = brought.missing(run.records, chapter.needs)
        if absent:
            run.results[chapter.name] = left_out(chapter, absent)
            continue
        stored = _stored(run, chapter, _given(run, chapter, _others(run, chapter)))
        if same and stored:
            _take(run, chapter, stored)
        else:
            run.lost.append(chapter.name)


def _others(run: Run, chapter: Chapter) -> dict[str, Any] | None:
    """What the chapters that it stands on have found; where some are lost, those asked for."""
    made = {c: s for c, s in run.made.items() if not run.lost or c in run.asked}
    return of_others(chapter, made, run.order.target)


def _given(run: Run, chapter: Chapter, others: Mapping[str, Any] | None) -> dict[str, Any]:
    return run.keys.given(chapter, _parameters(run), run.language, others)


def _stored(run: Run, chapter: Chapter, given: Mapping[str, Any]) -> Stored | None:
    return run.store.get(chapter.name, given, run.keys.chosen)


def _parameters(run: Run) -> dict[str, Any]:
    return {"client": run.order.client, "language": run.language}


def _make(run: Run, wanted: list[Chapter]) -> None:
    tasks, given = [], {}
    for chapter in wanted:
        absent = brought.missing(run.records, chapter.needs)
        if absent:
            run.results[chapter.name] = left_out(chapter, absent)
            continue
        others = _others(run, chapter)
        given[chapter.name] = _given(run, chapter, others)
        stored = None if run.order.force else _stored(run, chapter, given[chapter.name])
        if stored:
            _take(run, chapter, stored)
        else:
            tasks.append(_task(run, chapter, others))
    run.progress.begin(len(tasks))
    limits = run.records.engagement.settings.run
    making.make(
        sorted(tasks, key=lambda task: -_took(run, task)),
        run.processes,
        run.progress,
        jobs=making.jobs_of(limits.jobs),
        done=lambda made: _done(run, made, given[made.task.chapter.name]),
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
    left = {} if result.notebook is None else told_of(result.notebook)
    if left:
        run.progress.line(
            f"  {chapter.name}: texts without a translation: {left['n']}. "
            "They are named by: python -m helpers.language.catalogue"
        )


def _task(run: Run, chapter: Chapter, others: Mapping[str, Any] | None) -> making.Task:
    folder = run.scratch / chapter.name
    folder.mkdir()
    env = project.words(
        data=run.order.data,
        reports=run.order.reports,
        language=run.language,
        colours=json.dumps(run.brand.colours.of_charts()),
    )
    if others is not None:
        path = folder / "others.json"
        path.write_text(json.dumps(others, ensure_ascii=False), "utf-8")
        env |= project.words(others=path)
    seconds = run.records.engagement.settings.run.chapter_seconds
    return making.Task(chapter, folder, _parameters(run), run.language, seconds, env)


def _done(run: Run, made: making.Made, given: Mapping[str, Any]) -> None:
    chapter = made.task.chapter
    run.ran.append(chapter.name)
    if made.failure is not None:
        said = made.failure.message(f"notebooks/{chapter.path.name}")
        _failed(run, made, said, made.failure.what)
        return
    findings = findings_of(made.folder / NOTEBOOK)
    astray = _astray(run, made, findings)
    if astray:
        said = f"notebooks/{chapter.path.name}: " + "\n  ".join(astray)
        _failed(run, made, said, "a number that leads nowhere")
        return
    parts = {**given, **run.keys.chosen(made.asked)}
    told = {"findings": findings, "seconds": dict(made.seconds), "asked": made.asked}
    _take(run, chapter, run.store.put(chapter.name, parts, made.folder, told))
    run.progress.ended_chapter(chapter.name, f"{made.seconds['all']:.1f} s")


def _astray(run: Run, made: making.Made, findings: list[FindingJson]) -> list[str]:
    others = _others(run, made.task.chapter) or {}
    kept = {name: Path(path) for name, path in others.get("tables", {}).items()}
    kept |= {path.stem: path for path in (made.folder / TABLES).glob("*.csv")}
    return trails.broken(findings, kept, brought.accepted(run.records))


def _failed(run: Run, made: making.Made, said: str, what: str) -> None:
    chapter = made.task.chapter
    run.failures.append(said)
    run.results[chapter.name] = ChapterResult(
        chapter, "failed", message=said, seconds=dict(made.seconds)
    )
    run.progress.ended_chapter(chapter.name, f"failed: {what}")


def _deliver(
    run: Run, digests: Digests, made_from: Mapping[str, Any], export: Callable[..., Any]
) -> Report:
    """Write the documents and put them where they belong."""
    trails.fail_doubles(run)
    status = FAILED if run.failures else MADE
    run.progress.step(f"{run.order.client}: writing the documents")
    folder = writing.write(run, export)
    target = _place(run, status)
    kept = pack.kept_beside(target, folder)
    pack.publish(folder, target)
    if target == run.order.target:
        if state.inputs(run.order, digests) != made_from:  # something changed while it was made
            made_from = {}
        results = run.results.values()
        numbers = [result.chapter.number for result in results]
        asked = {"asked chapters": some.to_ask_for(run.order, numbers)}
        findings = [found for result in results for found in result.findings]
        state.remember(run.order, digests, {**made_from, **asked}, findings, numbers)
        kept += pack.remove_beside(target)
    _say(run, status, kept)
    return Report(status, target, tuple(sorted(run.ran)), tuple(sorted(run.failures)))


def _place(run: Run, status: str) -> Path:
    """Where the pack goes: the last good report is never replaced by less."""
    if status == FAILED:
        return pack.beside(run.order.target, pack.BROKEN)
    return pack.beside(run.order.target, pack.PART) if run.lost else run.order.target


def _say(run: Run, status: str, kept: list[Path]) -> None:
    if run.lost and status == MADE:
        run.progress.line(
            "The report that stands there is left as it was: with these chapters merged into it, "
            f"others would have to run again ({summary(run.lost)}). What was asked for stands "
            "beside it; make report without CHAPTERS makes all."
        )
    for path in kept:
        run.progress.line(f"Not written by the workbook, and kept beside the report: {path}")
