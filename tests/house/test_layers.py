"""Data flows one way: a module imports only from what stands before it."""

import ast

import pytest

from helpers import project

SOURCE = project.ROOT / "src" / "helpers"
GROUND = {
    "errors", "project", "settings", "language", "periods", "estimates", "findings", "hashes",
}  # fmt: skip
ALLOWED = {
    "records": GROUND | {"records"},
    "analysis": GROUND | {"records", "analysis"},
    "figures": {"settings", "language", "project", "figures"},
    "sample": GROUND | {"records", "sample"},
    "handouts": GROUND
    | {"cells", "page", "show", "records", "figures", "analysis", "handouts", "catalogue"},
}
DRAWING = {"matplotlib", "seaborn"}
NAMED_FOR_NOTHING = {"utils", "common", "misc", "helpers", "tools"}
MODULES = sorted(SOURCE.rglob("*.py"))


def imported(path):
    """Dotted names of all modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def layer(dotted: str) -> str:
    return dotted.split(".")[1]


# what stands at the end of the road (show, runs, the command) may import all
@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if p.relative_to(SOURCE).parts[0] in ALLOWED],
    ids=lambda p: p.relative_to(SOURCE).as_posix(),
)
def test_a_module_imports_only_from_the_left_of_it(path):
    mine = path.relative_to(SOURCE).parts[0]
    ours = {layer(name) for name in imported(path) if name.startswith("helpers.")}
    assert ours <= ALLOWED[mine]


@pytest.mark.parametrize("path", sorted(SOURCE.glob("analysis/*.py")), ids=lambda p: p.stem)
def test_analysis_never_draws(path):
    assert not {name.split(".")[0] for name in imported(path)} & DRAWING


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_a_module_asks_its_question_in_the_first_line(path):
    assert path.stem not in NAMED_FOR_NOTHING
    question = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert question
    assert question.splitlines()[0].rstrip()[-1] in "?."


def test_nothing_in_the_package_asks_the_clock_or_seeds_the_world():
    forbidden = ("datetime.now", "Timestamp.now", "date.today", "np.random.seed", "Timestamp.today")
    told = {
        (path.name, word)
        for path in MODULES
        for word in forbidden
        if word in path.read_text("utf-8")
    }
    assert told == set()
