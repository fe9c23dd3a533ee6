"""What does a chapter touch? So that it runs again when that changes, and only then.

Read from its code: the modules it imports (and theirs), the tables and the settings that it
names. Where the code hands the records or the settings on as a whole, it touches all.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.cache.code import closure, imported, modules

ALL = "*"
# what a chapter may ask of its records without touching a table
_PLAIN = {"as_of"}
_INTAKE = {
    "passport", "rejected", "set_aside", "reasons", "duplicates", "formats", "notes", "sources",
    "intake",
}  # fmt: skip
_NAMES = {"names": ("customers", "sales"), "full_names": ("customers", "sales")}
_BY_NAME = {"has", "frame", "get"}


Parents = dict[ast.AST, ast.AST]


@dataclass
class Touches:
    """Modules, tables and settings by name; ``*`` stands for all of them."""

    modules: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    settings: set[str] = field(default_factory=set)


def touches(notebook: Mapping[str, Any]) -> Touches:
    """Read the code cells of a chapter."""
    code = "\n".join(
        "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"
    )
    found = Touches()
    try:
        tree = ast.parse(code)
    except SyntaxError:  # a magic: nobody knows what it does
        return Touches(set(modules()), {ALL}, {ALL})
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    records = {"records"} | set(_assigned(tree, lambda v: _called(v) == "load"))
    settings = {"settings"} | set(_assigned(tree, lambda v: _attribute(v) == "settings"))
    for node in ast.walk(tree):
        if _called(node) == "load" and not _named_plainly(parents.get(node)):
            found.tables.add(ALL)
            found.settings.add(ALL)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            if node.id in records:
                _read_records(node, parents, found)
            elif node.id in settings:
                _read_settings(node, parents, found)
    found.modules = closure(imported(code))
    if "helpers.show" in found.modules:  # a customer in a table brings its name along
        found.tables.update(_NAMES["names"])
    return found


def _assigned(tree: ast.AST, fits: Callable[[ast.AST], object]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and fits(node.value):
            yield from (t.id for t in node.targets if isinstance(t, ast.Name))


def _named_plainly(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Assign) and all(isinstance(t, ast.Name) for t in node.targets)


def _called(node: ast.AST | None) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.id if isinstance(node.func, ast.Name) else _attribute(node.func)


def _attribute(node: ast.AST | None) -> str:
    return node.attr if isinstance(node, ast.Attribute) else ""


def _words(given: list[ast.expr]) -> list[str] | None:
    """Strings given to a call; None when one of them is not a plain string."""
    words = [a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return words if len(words) == len(given) else None


def _read_records(node: ast.Name, parents: Parents, found: Touches) -> None:
    parent = parents.get(node)
    name = _attribute(parent)
    if parent is not None and name == "engagement":
        _read_engagement(parent, parents, found)
    elif name in _INTAKE:
        found.tables.add("intake")
    elif name in _NAMES:
        found.tables.update(_NAMES[name])
    elif name in _BY_NAME:
        call = None if parent is None else parents.get(parent)
        _add_words(call.args + _named(call) if isinstance(call, ast.Call) else None, found)
    elif name:
        found.tables.update(() if name in _PLAIN else (name,))
    elif isinstance(parent, ast.Call) and _asks(parent) and node in parent.args:
        _add_words(parent.args[1:2] + _named(parent), found)
    else:
        found.tables.add(ALL)


def _asks(call: ast.Call) -> bool:
    return _called(call) in ("can", "left_out")


def _named(call: ast.Call) -> list[ast.expr]:
    return [keyword.value for keyword in call.keywords if keyword.arg != "what"]


def _add_words(given: list[ast.expr] | None, found: Touches) -> None:
    words = None if given is None else _words(given)
    found.tables.update([ALL] if words is None else [w.split(".")[0] for w in words])


def _read_engagement(node: ast.AST, parents: Parents, found: Touches) -> None:
    parent = parents.get(node)
    if not isinstance(parent, ast.Attribute):
        found.settings.add(ALL)
    elif parent.attr == "settings":
        _read_settings(parent, parents, found)


def _read_settings(node: ast.AST, parents: Parents, found: Touches) -> None:
    parent = parents.get(node)
    if isinstance(parent, ast.Attribute):
        found.settings.add(parent.attr)
    elif not isinstance(parent, ast.Assign):  # `settings = …` is followed by its name
        found.settings.add(ALL)
