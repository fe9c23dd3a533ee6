"""Which steps does a source need, and which columns do they add?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from helpers.language import N_, tr
from helpers.records.engagement.formula import Node, key, resolve
from helpers.records.engagement.mapping import TableSpec
from helpers.records.engagement.reshaping import Lookup, Snapshot
from helpers.records.reshape.grouped import grouped_step
from helpers.records.reshape.long import long_step
from helpers.records.reshape.lookups import LookupStep
from helpers.records.reshape.snapshot import DAY, SnapshotStep
from helpers.records.reshape.step import Step, Stood
from helpers.records.reshape.words import WordsStep
from helpers.records.schema import TABLES
from helpers.records.sources.staging import Layout

ROW, SHEET, FILE = "(row)", "(sheet)", "(file)"
There = Sequence[tuple[Sequence[str], Mapping[str, Node]]]  # names and columns of files looked into


def stands_in_the_file(part: TableSpec) -> list[str]:
    """Names of the client that a file must have: those that steps add are none of them."""
    shape = part.reshaping
    added = {key(name) for name in (ROW, SHEET, FILE, DAY, *(one.name for one in shape.lookups))}
    names = [t for t in part.columns.values() if not any(name in key(t) for name in added)]
    if shape.long:
        made = {key(shape.long.name), key(shape.long.value)}
        names = [name for name in names if key(name) not in made]
        names += [name for name in shape.long.columns if "*" not in name and "?" not in name]
    if shape.grouped:
        made = {key(level) for level in shape.grouped.levels}
        names = [*shape.grouped.columns, *(name for name in names if key(name) not in made)]
    if shape.snapshot:
        names += [shape.snapshot.stage, shape.snapshot.created, *shape.snapshot.moved]
    names += [here for one in shape.lookups for here, _ in one.key if key(here) not in added]
    return list(dict.fromkeys(names))


def plan(
    part: TableSpec, layout: Layout, path: Path | None, there: Mapping[str, There]
) -> tuple[list[str], list[Step], list[str]]:
    """Names of all columns once every step is done, the steps, and what is wrong with them.

    ``there``: names and columns of the files that each lookup looks into, by its column.
    """
    names: list[str] = list(layout.names)
    steps: list[Step] = []
    faults: list[str] = []
    for where, make in _makers(part, layout, path, there):
        try:
            step = make(names)
        except ValueError as error:
            faults.append(f"{where}: {error}")
            continue
        names += step.names
        steps.append(step)
    return names, steps, faults


Maker = Callable[[Sequence[str]], Step]


def _makers(
    part: TableSpec, layout: Layout, path: Path | None, there: Mapping[str, There]
) -> Iterator[tuple[str, Maker]]:
    shape = part.reshaping
    yield from _of_cells(part, layout, path)
    if shape.grouped is not None:
        clock = part.columns.get(TABLES[part.name].clock, "")
        yield "grouped", partial(grouped_step, shape.grouped, clock=clock)
    if shape.long is not None:
        known = [layout.sheet, path.name if path else ""]
        yield "long", partial(long_step, shape.long, places=known)
    if shape.snapshot is not None:
        yield "snapshot", partial(_snapshot, shape.snapshot)
    for one in _in_order(shape.lookups):
        yield f"lookup.{one.name}", partial(_lookup, part, one, there[one.name])


def _in_order(lookups: Sequence[Lookup]) -> list[Lookup]:
    """Lookups, each after those whose columns are its key; the ones of a circle come last."""
    left, found = list(lookups), []
    while left:
        made = {key(one.name) for one in left}
        free = [one for one in left if not made & {key(here) for here, _ in one.key}]
        found += free or left
        left = [one for one in left if free and one not in free]
    return found


def _of_cells(part: TableSpec, layout: Layout, path: Path | None) -> Iterator[tuple[str, Maker]]:
    """Names that were accepted, and where each row stood."""
    for column, means in part.aliases.items():
        if column not in part.columns and key(column) in map(key, layout.names):
            yield "aliases", partial(_renamed, column, means)
    places = {ROW: "", SHEET: layout.sheet, FILE: path.name if path else ""}
    for name, place in places.items():
        if name in part.columns.values():
            yield "columns", partial(_stood, name, place)


def _stood(name: str, place: str, names: Sequence[str]) -> Step:
    return Stood((name,), len(names), place)


def _renamed(column: str, means: Mapping[str, str], names: Sequence[str]) -> Step:
    """A column of the client in which accepted names stand for others: it stays in its place."""
    index = at(column, names)
    return WordsStep((), index, index, means)


def _snapshot(told: Snapshot, names: Sequence[str]) -> Step:
    moved = tuple(at(day, names) for day in told.moved)
    stage, created = at(told.stage, names), at(told.created, names)
    return SnapshotStep((DAY,), len(names), stage, created, moved, told.first)


def _lookup(part: TableSpec, one: Lookup, there: There, names: Sequence[str]) -> Step:
    if key(one.name) in map(key, names):
        raise ValueError(tr(NAME_TAKEN) % {"name": one.name})
    later = {key(other.name) for other in part.reshaping.lookups} - set(map(key, names))
    if circle := [column for column, _ in one.key if key(column) in later]:
        raise ValueError(tr(CIRCLE) % {"name": one.name, "column": circle[0]})
    here = tuple(at(column, names) for column, _ in one.key)
    on = -1
    if one.since:
        clock = part.columns.get(TABLES[part.name].clock, "")
        on = at(one.on or clock, names)
    places = tuple(_place(len(one.key), columns) for _, columns in there)
    return LookupStep((one.name,), len(names), here, on, places)


def _place(keys: int, columns: Mapping[str, Node]) -> tuple[tuple[int, ...], int, int]:
    since = columns["since"].index if "since" in columns else -1
    return tuple(columns[f"key {n}"].index for n in range(keys)), columns["value"].index, since


def at(name: str, names: Sequence[str]) -> int:
    """Place of a column among ``names``.

    Raises
    ------
    ValueError
        Where it is none, or is arithmetic.
    """
    node = resolve(name, names)
    if node.operation != "column":
        raise ValueError(tr(ONE_COLUMN) % {"name": name})
    return node.index


def in_our_words(
    part: TableSpec, nodes: Mapping[str, Node], names: Sequence[str]
) -> tuple[dict[str, Node], list[Step], list[str]]:
    """Columns whose values are given by ``words`` or accepted aliases, the steps, and faults."""
    found, faults = dict(nodes), []
    steps: list[Step] = []
    width = len(names)
    told = [(one, means, True) for one, means in part.reshaping.words.items()]
    told += [(one, means, False) for one, means in part.aliases.items() if one in nodes]
    for ours, means, listed in told:
        if ours not in found or found[ours].operation != "column":
            faults.append(f"words.{ours}: " + tr(NO_WORDS) % {"name": ours})
            continue
        steps.append(WordsStep((f"({ours})",), width, found[ours].index, means, listed))
        found[ours] = Node("column", index=width)
        width += 1
    return found, steps, faults


NAME_TAKEN = N_("the file has a column '%(name)s' already: give the new one another name.")
CIRCLE = N_(
    "the key of '%(name)s' is '%(column)s', which is looked up itself: the two need each other, or "
    "the other has a fault. Take a column of the file as the key."
)
ONE_COLUMN = N_("one column is meant here, not '%(name)s'.")
NO_WORDS = N_("'%(name)s' is not mapped to one column under columns.")
