"""Which chapters are there, and what does each of them need?"""

import ast
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from helpers import project
from helpers.errors import ClientDataError, did_you_mean

ALL = "all"  # stands on every chapter with a smaller number
_FILE = re.compile(r"(\d\d)_\w+\.ipynb")


@dataclass(frozen=True)
class Chapter:
    """One notebook of the workbook.

    Parameters
    ----------
    number, name
        ``02`` and ``02_classes``.
    path
        Where the notebook stands.
    title
        Its first heading, in the language of the source.
    needs
        Tables (``sales``) and columns (``sales.cost``) without which it is left out.
    by_request
        Made only when ``CHAPTERS`` names it (a sheet about one customer, say).
    after
        Numbers of the chapters whose results it reads, or ``all`` before it.
    """

    number: str
    name: str
    path: Path
    title: str
    needs: tuple[str, ...] = ()
    by_request: bool = False
    after: tuple[str, ...] = ()

    def stands_on(self, other: "Chapter") -> bool:
        """Does this chapter read what the other one found? Only of those with a smaller number."""
        return other.number < self.number and bool({ALL, other.number} & {*self.after})


def chapters(folder: Path = project.NOTEBOOKS, only: Iterable[str] = ()) -> list[Chapter]:
    """Chapters of ``folder`` in their order; with ``only``, those with these numbers."""
    found = [_chapter(p) for p in sorted(folder.glob("*.ipynb")) if _FILE.fullmatch(p.name)]
    asked = [word.strip() for word in only if word.strip()]
    wanted = [word.zfill(2) for word in asked]
    numbers = [chapter.number for chapter in found]
    for one, other in pairwise(found):
        if one.number == other.number:
            raise ClientDataError(
                f"Two chapters have the number {one.number}: {one.path.name} and "
                f"{other.path.name}. Rename one of the notebooks."
            )
    unknown = [word for word in asked if word.zfill(2) not in numbers]
    if unknown:
        raise ClientDataError(
            f"No chapter {', '.join(unknown)}. Chapters: {', '.join(numbers) or 'none'}."
        )
    if not wanted:
        return [chapter for chapter in found if not chapter.by_request]
    return [chapter for chapter in found if chapter.number in wanted]


def waves(todo: Iterable[Chapter]) -> list[list[Chapter]]:
    """Chapters in groups: each stands only on chapters of the groups before its own."""
    depth: dict[str, int] = {}
    groups: list[list[Chapter]] = []
    for chapter in sorted(todo, key=lambda c: c.number):
        before = [depth[c.name] for group in groups for c in group if chapter.stands_on(c)]
        depth[chapter.name] = max(before, default=-1) + 1
        if depth[chapter.name] == len(groups):
            groups.append([])
        groups[depth[chapter.name]].append(chapter)
    return groups


def _chapter(path: Path) -> Chapter:
    notebook = _read(path)
    told = notebook.get("metadata", {}).get("workbook", {})
    return Chapter(
        number=path.stem[:2],
        name=path.stem,
        path=path,
        title=title_of(notebook) or path.stem,
        needs=tuple(told.get("needs", ())),
        by_request=bool(told.get("by_request", False)),
        after=tuple(told.get("after", ())),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        notebook = json.loads(path.read_text("utf-8"))
        if notebook["nbformat"] >= 4 and isinstance(notebook["cells"], list):
            return notebook
        said = "its format is too old"
    except (ValueError, KeyError, TypeError) as error:  # saved by half, or merged with conflicts
        said = str(error)
    raise ClientDataError(
        f"notebooks/{path.name} cannot be read as a notebook ({said}).\nSave it again, or take "
        f"it from git: git checkout -- notebooks/{path.name}"
    )


def title_of(notebook: Mapping[str, Any]) -> str:
    """First heading of a notebook; empty when it has none."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            heading = re.search(r"^# +(.+)$", "".join(cell["source"]), re.MULTILINE)
            if heading:
                return heading[1].strip()
    return ""


def declared(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters of a notebook with their defaults, read from its cell ``parameters``.

    Papermill's own reading is by lines and misses many a valid cell; this one is Python's.
    """
    for cell in notebook["cells"]:
        if "parameters" in cell.get("metadata", {}).get("tags", ()):
            return dict(_assigned(ast.parse("".join(cell["source"]))))
    return {}


def _assigned(tree: ast.Module) -> Iterable[tuple[str, Any]]:
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for target in targets:
                if isinstance(target, ast.Name):
                    yield target.id, ast.literal_eval(node.value)


def parameter_problems(notebook: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    """Find all that is wrong with the parameters ``given``; empty when they fit."""
    try:
        known = declared(notebook)
    except SyntaxError as error:
        return [f"The cell of parameters is no Python, line {error.lineno}: {error.msg}."]
    except ValueError:
        return ['The cell of parameters may hold plain values only: client = "sample".']
    problems = []
    for name, value in given.items():
        if name not in known:
            hint = did_you_mean(name, known) or f" It has: {', '.join(known) or 'none'}."
            problems.append(f"No parameter '{name}'.{hint}")
        elif not _fits(value, known[name]):
            kind = type(known[name]).__name__
            problems.append(f"Parameter '{name}' must be {kind}, not {value!r}.")
    return problems


def _fits(value: Any, default: Any) -> bool:
    if default is None:
        return isinstance(value, str | int | float | bool | list | dict | None)
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return True
    return type(value) is type(default)
