"""What does the trainee get of a lesson, and what does the one who checks it?

A lesson is written with its solutions. Between ``# BEGIN SOLUTION`` and ``# END SOLUTION`` stands
what the trainee has to find: it becomes dots, under the names that the cell goes on with.
"""

import ast
import re
from collections.abc import Callable, Iterator

import nbformat
from nbformat import NotebookNode

BEGIN, END = "# BEGIN SOLUTION", "# END SOLUTION"
BLOCK = re.compile(rf"^{BEGIN}\n(.*?)^{END}[^\n]*(?:\n|$)", re.DOTALL | re.MULTILINE)
INSTRUCTOR = "instructor"  # tag of a cell that only who teaches reads
OPENING = re.compile(r'begin\("([0-9A-Z]+)"\)')
STUDY = "study"  # under ``workbook`` in the metadata: which lesson this is


def trainee(source: NotebookNode) -> NotebookNode:
    """The lesson with dots in the place of its solutions."""
    return _made(source, lambda cell: BLOCK.sub(lambda m: _stub(m[1], _rest(cell, m)), cell))


def solved(source: NotebookNode) -> NotebookNode:
    """The lesson with its solutions, without the marks around them."""
    return _made(source, lambda cell: BLOCK.sub(lambda m: m[1], cell))


def own(notebook: NotebookNode, seed: int, language: str, lesson: str) -> NotebookNode:
    """Copy of a lesson for one company and one language: its opening says so."""
    copy = nbformat.from_dict(notebook)
    for cell in copy.cells:
        if cell.cell_type == "code":
            said = rf'begin("\1", seed={seed}, language="{language}")'
            cell.source = OPENING.sub(said, cell.source)
    copy.metadata.setdefault("workbook", {})[STUDY] = {
        "lesson": lesson, "seed": seed, "language": language,
    }  # fmt: skip
    return copy


def _made(source: NotebookNode, change: Callable[[str], str]) -> NotebookNode:
    copy = nbformat.from_dict(source)
    copy.cells = [c for c in copy.cells if INSTRUCTOR not in c.metadata.get("tags", [])]
    for cell in copy.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            cell.source = change(cell.source).rstrip("\n")
    return copy


def _rest(cell: str, block: re.Match[str]) -> str:
    return cell[: block.start()] + cell[block.end() :]


def _stub(solution: str, rest: str) -> str:
    """Dots under the names of a solution that the rest of the cell uses."""
    return "".join(f"{line}\n" for line in _stubs(ast.parse(solution), used_in(rest)))


def used_in(code: str) -> set[str]:
    """Names that a piece of code reads.

    >>> sorted(used_in("check('00.1', rows)"))
    ['check', 'rows']
    """
    return {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}


def _stubs(solution: ast.Module, used: set[str]) -> Iterator[str]:
    for node in solution.body:
        if isinstance(node, ast.FunctionDef) and node.name in used:
            yield from (f"def {node.name}({ast.unparse(node.args)}):", *_said(node), "    ...")
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in used:
            yield f"{ast.unparse(node.targets[0])} = {_dots(node.value)}"


def _dots(value: ast.expr) -> str:
    """What stands in the place of a value: dots; of a Sentence, its parts stay."""
    call = isinstance(value, ast.Call) and isinstance(value.func, ast.Name)
    if call and value.func.id == "Sentence":  # type: ignore[attr-defined]
        parts = "".join(f"    {word.arg}=...,\n" for word in value.keywords)  # type: ignore[attr-defined]
        return f"Sentence(\n{parts})"
    return "..."


def _said(node: ast.FunctionDef) -> list[str]:
    """What a function is for stays with its dots."""
    told = ast.get_docstring(node)
    return [f'    """{told}"""'] if told else []
