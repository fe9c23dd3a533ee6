"""How does a new exercise begin? With one that runs at once, for its author to change."""

import ast
from pathlib import Path

import nbformat

from helpers import project
from helpers.cache.hashes import write_whole
from helpers.errors import ClientDataError
from helpers.study import course
from helpers.study.course import Lesson
from helpers.study.exercises import ID
from helpers.study.handed_out.generated import generate

MOST = 99
IMPORTS = {
    "N_": "helpers.language",
    "Answer": "helpers.study.answers",
    "number": "helpers.study.answers",
    "Company": "helpers.study.company",
    "exercise": "helpers.study.exercises",
    "Mistake": "helpers.study.mistakes",
}
CODE = '''

COUNTED_TWICE_{n} = Mistake(
    "counted twice",
    N_("Exercise {id}: say what is wrong, not what is right."),
    N_("Exercise {id}: say in two sentences why it is wrong, and how to see it."),
)
HALF_LEFT_OUT_{n} = Mistake(
    "half left out",
    N_("Exercise {id}: say what is wrong with the other answer."),
    N_("Exercise {id}: say why the other answer is wrong, and how to see it."),
)


@exercise(
    "{id}",
    kind="count",
    hints=[N_("Exercise {id}: a weak hint."), N_("Exercise {id}: nearly the code.")],
)
def exercise_{n}(company: Company) -> Answer:
    """What is right in exercise {id}."""
    right = float(company.frame("sales")["amount"].sum())
    return number(right, wrong={{COUNTED_TWICE_{n}: 2 * right, HALF_LEFT_OUT_{n}: right / 2}})
'''
TASK = "## {n} · Count: what is asked?\n\nSay what exercise {id} asks, and in which unit."
CELL = """# BEGIN SOLUTION
answer_{n} = sales["amount"].sum()
# END SOLUTION
check("{id}", answer_{n})
# hint("{id}")"""


def new_exercise(id: str) -> list[Path]:
    """Write a new exercise into the module and the notebook of its lesson.

    Parameters
    ----------
    id
        ``05.7``: the lesson, and a number that is free.

    Returns
    -------
    The files that were changed.

    Raises
    ------
    ClientDataError
        There is no such lesson, or the number is taken.
    """
    lesson, number = _place(id)
    words = {"id": f"{lesson.number}.{number}", "n": number}
    module = project.ROOT / "src" / Path(*lesson.module.split(".")).with_suffix(".py")
    code = _with_imports(module.read_text("utf-8")) + CODE.format(**words)
    notebook = lesson.notebook()
    name = notebook.cells[0].id.rpartition("-")[0] or lesson.word
    cells = [
        nbformat.v4.new_markdown_cell(TASK.format(**words), id=f"{name}-{number}"),
        nbformat.v4.new_code_cell(CELL.format(**words), id=f"{name}-{number}-cell"),
    ]
    at = _behind_the_last_check(notebook)
    notebook.cells[at:at] = cells
    write_whole(module, code.encode("utf-8"))
    write_whole(lesson.source, (nbformat.writes(notebook, version=4) + "\n").encode("utf-8"))
    return [module, lesson.source, *(p for p in generate() if p.name == lesson.source.name)]


def _place(id: str) -> tuple[Lesson, str]:
    told = ID.fullmatch(id)
    lesson = course.lesson(told[1]) if told else None
    if told is None or lesson is None or not told[2].isdigit():
        known = ", ".join(one.number for one in course.lessons())
        raise ClientDataError(
            f"An exercise is called like 05.7, its lesson first, not {id[:40]!r}. Lessons: {known}."
        )
    taken = [one.id for one in lesson.exercises()]
    if id in taken:
        free = next(
            f"{lesson.number}.{n}" for n in range(1, MOST) if f"{lesson.number}.{n}" not in taken
        )
        raise ClientDataError(f"There is an exercise {id} already. The next that is free: {free}.")
    return lesson, told[2]


def _behind_the_last_check(notebook: nbformat.NotebookNode) -> int:
    places = [n for n, c in enumerate(notebook.cells, 1) if "# END SOLUTION" in c.source]
    return max(places, default=len(notebook.cells))


def _with_imports(code: str) -> str:
    """The module with what a new exercise needs imported as well."""
    tree = ast.parse(code)
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom | ast.Import)]
    known = {name.asname or name.name for node in imports for name in node.names}
    more = [f"from {IMPORTS[name]} import {name}" for name in IMPORTS if name not in known]
    lines = code.rstrip("\n").split("\n")
    at = imports[-1].end_lineno or 0 if imports else 1
    return "\n".join([*lines[:at], *more, *lines[at:]]) + "\n"
