"""Which pages of the documentation are written from the code? Their ends, in both languages."""

from collections.abc import Callable, Iterator
from pathlib import Path

from helpers import language, project
from helpers.handouts.glossary import glossary
from helpers.language import N_, tr
from helpers.maintenance import messages, settings_page
from helpers.maintenance.settings_page import row
from helpers.records.schema import TABLES, Column

MARK = "<!-- From here on written from the code: python -m helpers.maintenance.reference -->"
REQUIRED = N_("required")
KIND = {
    "code": N_("code"), "text": N_("text"), "date": N_("day"), "time": N_("time"),
    "money": N_("money"), "number": N_("number"), "integer": N_("whole number"),
    "percent": N_("percent"), "flag": N_("yes or no"),
}  # fmt: skip


def tables() -> Iterator[str]:
    """A section for each table that a client may bring, with its columns."""
    head = (N_("column"), N_("kind"), N_("for example"), N_("what it is asked for"))
    for table in TABLES.values():
        yield from (f"## `{table.name}`", "", _sentence(tr(table.why)), "")
        yield from (row(*map(tr, head)), row(*["---"] * len(head)))
        yield from (row(*_column(one)) for one in table.columns)
        yield ""


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _column(one: Column) -> Iterator[str]:
    must = f" ({tr(REQUIRED)})" if one.required else ""
    yield f"`{one.name}`{must}"
    yield tr(KIND[one.kind])
    yield tr(one.example) if one.example else ""
    yield tr(one.why)


def words() -> Iterator[str]:
    """A row for each word of the glossary, with the other language's word."""
    yield row(tr("word"), tr("in the other language"), tr("what it means"))
    yield row("---", "---", "---")
    yield from (row(one["term"], one["other"], one["meaning"]) for one in glossary())


WHOLE = "errors.md"  # too many sentences to keep twice: written where the site is built
PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "settings.md": settings_page.lines,
    "tables.md": tables,
    "words.md": words,
    "errors.md": messages.lines,
}


def written(before: str, name: str, spoken: str) -> str:
    """A page with all that stands after its mark made anew."""
    now = language.current()
    language.use(spoken)
    try:
        end = "\n".join(PAGES[name]()).strip()
    finally:
        language.use(now)
    return f"{before.partition(MARK)[0]}{MARK}\n\n{end}\n"


def paths() -> Iterator[tuple[Path, str]]:
    """Each page with its language."""
    for name in PAGES:
        yield project.ROOT / "docs" / name, "en"
        yield project.ROOT / "docs" / "ru" / name, "ru"


if __name__ == "__main__":
    for path, spoken in paths():
        if path.name != WHOLE:
            path.write_text(written(path.read_text("utf-8"), path.name, spoken), "utf-8")
