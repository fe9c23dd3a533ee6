"""How is a proposal written, so that a person reads it and changes it?"""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from helpers.language import N_, percent, tr
from helpers.records.proposal.draft import Draft, Group
from helpers.records.proposal.guesses import CONTENT_ALONE, SURE, Guess
from helpers.records.schema import TABLES

WIDTH = 46  # signs before a comment
LONGEST = 150  # signs of a comment
ORDER = ("lookup", "grouped", "long", "snapshot", "words", "only")


def written(draft: Draft, client: str) -> str:
    """Text of an ``engagement.yml``, in the language in use."""
    lines = [f"# {line}" for line in _head(draft, client)]
    lines += [
        "",
        f"title: {value(client)}",
        f"language: {draft.language}",
        f"currency: {draft.currency}",
        f"customers_are: {'people' if draft.people else 'companies'}",
        "",
        "tables:" if draft.tables else "tables: {}",
    ]
    for name in (table for table in TABLES if table in draft.tables):
        groups = draft.tables[name]
        lines += [f"  # {tr(TABLES[name].why)}", f"  {name}:"]
        for group in groups:
            lines += _indented(_group(name, group), listed=len(groups) > 1)
        lines.append("")
    if draft.unused:
        lines.append(f"# {tr(UNUSED)}")
        lines += [f"# - {_short(told)}" for told in draft.useless()]
    return "\n".join(lines).rstrip() + "\n"


def _head(draft: Draft, client: str) -> Iterator[str]:
    yield tr(PROPOSED)
    yield tr(THEN) % {"client": client}
    if draft.questions:
        yield ""
        yield tr(QUESTIONS)
        for number, question in enumerate(draft.questions, start=1):
            yield f"{number}. {' '.join(question.split())}"


def _indented(lines: Iterator[str], *, listed: bool) -> Iterator[str]:
    """Lines of a group under the name of its table; an item of a list where there are several."""
    for number, line in enumerate(lines):
        yield f"    {'- ' if listed and not number else '  ' if listed else ''}{line}"


def _group(table: str, group: Group) -> Iterator[str]:
    files = group.files[0] if len(group.files) == 1 else group.files
    yield _line(f"files: {value(files)}", _rows(group))
    if group.sheet:
        yield f"format: {value({'sheet': group.sheet})}"
    for remark in group.remarks:
        yield f"# {remark}"
    for key in ORDER:
        if key in group.keys:
            yield from _key(key, group.keys[key])
    yield "columns:"
    for ours, guess in _in_order(table, group.columns):
        if ours not in group.added:
            yield _line(f"  {ours}: {value(guess.written)}", why(guess))
    for ours, (theirs, reason) in group.added.items():
        yield _line(f"  {ours}: {value(theirs)}", reason)


def _in_order(table: str, columns: Mapping[str, Guess]) -> list[tuple[str, Guess]]:
    """Columns as the data request has them; further fields of a card come last."""
    known = [*TABLES[table].names, *columns]
    return sorted(columns.items(), key=lambda pair: known.index(pair[0]))


def _key(key: str, told: object) -> Iterator[str]:
    """A key with a table of its own, line by line where the values are tables too."""
    if not isinstance(told, dict) or not all(isinstance(one, dict) for one in told.values()):
        yield f"{key}: {value(told)}"
        return
    yield f"{key}:"
    for name, inner in told.items():
        yield f"  {value(name)}: {value(inner)}"


def _rows(group: Group) -> str:
    rows = sum(sheet.rows for sheet in group.sheets)
    return tr(ROWS) % {"rows": rows}


def why(guess: Guess) -> str:
    """Why a column is taken: what speaks for it, examples, and what else it could be."""
    sure = SAYS_SO if guess.sure >= SURE else ALONE if guess.sure <= CONTENT_ALONE else LIKE
    parts = [tr(TOLD if guess.told else sure)]
    column = guess.theirs
    if column.days >= 0.5:
        parts.append(tr(DAYS) % {"share": percent(column.days)})
    elif column.numbers >= 0.9 and column.fractions > 0:
        parts.append(tr(NUMBERS) % {"share": percent(column.numbers)})
    else:
        parts.append(tr(DIFFERENT) % {"n": column.different})
    if column.full < 0.995:
        parts.append(tr(FILLED) % {"share": percent(column.full)})
    parts.append(", ".join(column.examples))
    if guess.others:
        parts.append(tr(COULD_BE) % {"others": ", ".join(guess.others)})
    return " · ".join(part for part in parts if part)


def _line(text: str, comment: str) -> str:
    return f"{text.ljust(WIDTH)} # {_short(comment)}"


def _short(text: str) -> str:
    """One line, however the client's values are written."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def value(told: Any) -> str:
    """Return a value as YAML writes it on one line."""
    text = yaml.safe_dump(
        told, allow_unicode=True, width=1_000_000, default_flow_style=True, sort_keys=False
    )
    return text.removesuffix("\n").removesuffix("...").strip()


PROPOSED = N_(
    "Proposed from the files of this folder. Read every line: what is written here is yours to "
    "change."
)
THEN = N_("After every change: make check CLIENT=%(client)s, then make report CLIENT=%(client)s")
QUESTIONS = N_("QUESTIONS that the files do not answer:")
UNUSED = N_("Files that are not read:")
ROWS = N_("rows: %(rows)s")
TOLD = N_("the client's answer in the data request")
SAYS_SO = N_("heading says so")
LIKE = N_("heading is like it")
ALONE = N_("contents alone")
DAYS = N_("%(share)s are days")
NUMBERS = N_("%(share)s are numbers")
DIFFERENT = N_("different values: %(n)s")
FILLED = N_("%(share)s filled")
COULD_BE = N_("could be: %(others)s")
