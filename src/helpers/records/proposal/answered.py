"""What has the client answered in the data request, and what follows for the proposal?

An answer is the client's word: it goes before headings and contents. One that names a file or a
column that is not there is a question.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from helpers.language import N_, tr
from helpers.records.engagement.formula import key, resolve
from helpers.records.engagement.request.sheet import MARK
from helpers.records.proposal.draft import Draft
from helpers.records.proposal.guesses import Guess, guesses
from helpers.records.proposal.sheets import Sheet
from helpers.records.proposal.tables import Found
from helpers.records.schema import TABLES
from helpers.records.schema.called import CALLED
from helpers.records.sources.files import relative_files

_REQUEST = re.compile(r"data_request_\w\w.*\.(?:xlsx|html)")
THEIRS, FILE, HEAD = 3, 4, 50  # places of the answers, and rows in which the mark must stand


@dataclass(frozen=True)
class Answer:
    """A column of ours (none: the whole table), the client's column, and the file he named."""

    table: str
    ours: str
    theirs: str
    file: str


def is_a_request(name: str) -> bool:
    """Is a file a data request of ours, filled or not, also as a mail program renames it?

    >>> is_a_request("data_request_ru (1).xlsx"), is_a_request("requests.xlsx")
    (True, False)
    """
    return bool(_REQUEST.fullmatch(name))


def answers_in(folder: Path) -> list[Answer]:
    """All answers of the requests in a client's folder; none where nothing is filled."""
    paths = [path for name, path in relative_files(folder).items() if is_a_request(name)]
    return [a for path in sorted(paths) if path.suffix == ".xlsx" for a in _answers(path)]


def _answers(path: Path) -> Iterable[Answer]:
    try:
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    except (CalamineError, OSError):
        return  # what stands in the files speaks for itself
    cells = [[str(cell).strip() for cell in row] for row in rows]
    marks = [row.index(MARK) for row in cells[:HEAD] if MARK in row]
    files: dict[str, str] = {}
    for row in cells if marks else ():
        table, _, ours = row[marks[0]].partition(".")
        if table not in TABLES or (ours and ours not in TABLES[table].names):
            continue
        if not ours:
            files[table] = row[FILE]
        if theirs := row[THEIRS] if ours else "":
            yield Answer(table, ours, theirs, row[FILE] or files.get(table, ""))
        elif not ours and row[FILE]:
            yield Answer(table, "", "", row[FILE])


def answered(found: Sequence[Found], answers: Sequence[Answer], draft: Draft) -> list[Found]:
    """Sheets as the client says that they are; what fits no file becomes a question."""
    fitting: set[Answer] = set()
    told = [_as_told(one, answers, fitting) for one in found]
    for answer in answers:
        if answer not in fitting:
            called = f"{tr(CALLED[answer.table])}, {answer.ours}" if answer.ours else answer.table
            values = {"asked": called, "name": answer.theirs or answer.file}
            draft.questions.append(tr(NO_SUCH) % values)
    return told


def _as_told(found: Found, answers: Sequence[Answer], fitting: set[Answer]) -> Found:
    """One sheet with the columns that the client named in it."""
    named = [a for a in answers if a.file and _is_of(found.sheet, a.file)]
    table = named[0].table if named else found.table
    mine = [a for a in answers if a.table == table and (not a.file or a in named)]
    if not mine or table not in TABLES:
        return found
    columns = dict(found.columns if table == found.table else guesses(table, found.sheet.columns))
    for answer in mine:
        guess = _guess(found.sheet, answer)
        if guess is not None:
            taken = [n for n, one in columns.items() if one.written == guess.written]
            columns = {n: one for n, one in columns.items() if n not in taken}
            columns[answer.ours] = guess
        if guess is not None or not answer.ours:
            fitting.add(answer)
    long = found.long if table == found.table else None
    if not long and any(name not in columns for name in TABLES[table].required):
        return found
    return replace(found, table=table, columns=columns, near="", long=long)


def _is_of(sheet: Sheet, file: str) -> bool:
    """Does the client mean this file, with or without its ending?"""
    names = {sheet.file, Path(sheet.file).name, Path(sheet.file).stem}
    return key(file) in {key(name) for name in names}


def _guess(sheet: Sheet, answer: Answer) -> Guess | None:
    """Column of the sheet, or arithmetic of columns, that an answer names."""
    if not answer.ours:
        return None
    headings = [column.heading for column in sheet.columns]
    try:
        node = resolve(answer.theirs, headings, hints=False)
    except ValueError:
        return None
    used = sorted(node.columns())
    if not used:
        return None
    formula = answer.theirs if node.operation != "column" else ""
    return Guess(sheet.columns[used[0]], 1.0, formula=formula, told=True)


NO_SUCH = N_(
    "The data request answers '%(name)s' to %(asked)s, and no file has it. Which one is meant?"
)
