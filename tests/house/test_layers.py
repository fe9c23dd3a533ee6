"""Data flows one way: a module imports only from what stands before it."""

import ast
import graphlib
from functools import cache

import pytest

from helpers import project

SOURCE = project.ROOT / "src" / "helpers"
GROUND = {"errors", "project", "settings", "language", "periods", "estimates", "cache", "given"}
ALLOWED = {
    "language": {"errors", "project", "language"},
    "cache": {"project", "language", "cache"},
    "records": GROUND | {"records"},
    "analysis": GROUND | {"records", "analysis"},
    "figures": {"given", "settings", "language", "project", "figures"},
    "show": GROUND | {"figures", "show"},
    "sample": GROUND | {"records", "sample"},
    "handouts": GROUND | {"chapters", "show", "records", "figures", "analysis", "handouts"},
}
# a chapter's folder has the name and the place of its notebook, also one of your own; what two
# of them share stands beneath them
BENEATH = ("models", "definitions")
CHAPTERS = {p.stem[3:]: int(p.stem[:2]) for p in project.NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")}
CHAPTERS["signals"] = CHAPTERS["classes"]  # one notebook shows both
CHAPTERS["standing_out"] = CHAPTERS["revenue"]
DRAWING = {"matplotlib", "seaborn"}
NAMED_FOR_NOTHING = {"utils", "common", "misc", "helpers", "tools"}
MODULES = sorted(SOURCE.rglob("*.py"))


@cache
def parsed(path):
    return ast.parse(path.read_text("utf-8"))


def imported(path):
    """Dotted names of all modules that a file imports, wherever in it."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def layer(dotted: str) -> str:
    return dotted.split(".")[1]


def offenders(paths, wrong):
    """What is wrong in each module, by its place; all at once, since a test a module costs more."""
    told = ((path.relative_to(SOURCE).as_posix(), wrong(path)) for path in paths)
    return {name: found for name, found in told if found}


# what stands at the end of the road (show, runs, the command) may import all
def test_a_module_imports_only_from_the_left_of_it():
    def wrong(path):
        mine = path.relative_to(SOURCE).parts[0]
        ours = {layer(name) for name in imported(path) if name.startswith("helpers.")}
        return ours - ALLOWED[mine]

    there = [p for p in MODULES if p.relative_to(SOURCE).parts[0] in ALLOWED]
    assert len(there) > 300
    assert offenders(there, wrong) == {}


ANALYSIS = sorted(SOURCE.glob("analysis/*/**/*.py"))


def room(dotted: str) -> str:
    """Folder of analysis that a module stands in."""
    return dotted.split(".")[2] if dotted.startswith("helpers.analysis.") else ""


def test_a_chapter_imports_only_definitions_models_and_chapters_before_it():
    def wrong(path):
        mine = path.relative_to(SOURCE).parts[1]
        others = {room(name) for name in imported(path)} - {"", mine}
        if mine in BENEATH:
            return others - set(BENEATH[: BENEATH.index(mine)])
        earlier = {name for name, number in CHAPTERS.items() if number < CHAPTERS[mine]}
        return others - earlier - set(BENEATH)

    assert offenders(ANALYSIS, wrong) == {}


def test_no_two_modules_import_each_other_by_any_road():
    names = {
        ".".join(("helpers", *p.relative_to(SOURCE).with_suffix("").parts)): p for p in MODULES
    }
    arrows = {
        name: _ours(path, names) - {name} for name, path in names.items() if path.stem != "__init__"
    }
    order = graphlib.TopologicalSorter(arrows)
    order.prepare()  # raises with the circle where there is one


def _ours(path, names):
    """Modules that a file imports; a name that is imported from one counts for the module."""
    told = set(imported(path))
    return (told | {name.rpartition(".")[0] for name in told}) & names.keys()


@pytest.mark.parametrize("folder", sorted({p.parent for p in MODULES}), ids=lambda p: p.name)
def test_a_room_is_seen_at_a_look(folder):
    inside = [p for p in folder.iterdir() if p.suffix == ".py" and p.stem != "__init__"]
    inside += [p for p in folder.iterdir() if p.is_dir() and any(p.glob("*.py"))]
    assert len(inside) <= 22


def test_analysis_reads_no_disk_and_no_environment():
    def wrong(path):
        names = set(imported(path))
        found = {"os", "pathlib", "shutil", "io"} & {name.split(".")[0] for name in names}
        found |= {name for name in names if name.startswith("helpers.project")}
        return found | ({"open("} if "open(" in path.read_text("utf-8") else set())

    assert offenders(ANALYSIS, wrong) == {}


def test_analysis_never_draws():
    def wrong(path):
        return {name.split(".")[0] for name in imported(path)} & DRAWING

    assert offenders(ANALYSIS, wrong) == {}


def test_a_module_asks_its_question_in_the_first_line():
    def wrong(path):
        question = ast.get_docstring(parsed(path)) or ""
        asks = question.partition("\n")[0].rstrip()[-1:] in ("?", ".")
        return path.stem in NAMED_FOR_NOTHING or not asks

    assert offenders(MODULES, wrong) == {}


def test_nothing_in_the_package_asks_the_clock_or_seeds_the_world():
    forbidden = ("datetime.now", "Timestamp.now", "date.today", "np.random.seed", "Timestamp.today")
    told = {
        (path.name, word)
        for path in MODULES
        for word in forbidden
        if word in path.read_text("utf-8")
    }
    assert told == set()
