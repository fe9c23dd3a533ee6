"""From what is a chapter made? All that goes into it, by name, so that a change has a name."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from helpers import project
from helpers.cache.asked import CODES, EVERY_SETTING, SESSIONS
from helpers.cache.code import SOURCE, closure, imported, modules
from helpers.chapters import Chapter
from helpers.records.engagement.sessions import memory
from helpers.runs.changes.fingerprint import Digests, digest_of, of_another_firm, packages

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from helpers.records import Records

# what runs a chapter shapes what comes out of it; the kernels are found by name
RUNNER = (
    "helpers.runs.kernels.worker",
    "helpers.runs.kernels.client",
    "helpers.runs.kernels.forkserver",
    "helpers.runs.kernels.provisioner",
)
# templates that chapters themselves use: the fonts of charts and the look of the firm
SEEN_BY_CHAPTERS = ("fonts", "brand")

_MAGIC = re.compile(r"^\s*[%!]", re.MULTILINE)


class Keys:
    """Makes the parts of each chapter's key for one run."""

    def __init__(
        self, digests: Digests, records: "Records", tables: Mapping[str, str], folder: Path
    ) -> None:
        self.digests = digests
        self.records = records
        self.folder = folder
        self.tables = tables
        self.settings = records.engagement.settings.model_dump()
        self.common = {**self._engagement(), **packages(digests), **self._look(folder)}

    def _engagement(self) -> dict[str, Any]:
        told = self.records.engagement
        said = ("client", "title", "currency", "customers_are", "brand")
        return {
            **{f"engagement {name}": str(getattr(told, name, "")) for name in said},
            "as of": str(self.records.as_of),
            "translations": digest_of(told.translations),
        }

    def _look(self, folder: Path) -> dict[str, str]:
        look = {}
        firm = str(self.records.engagement.brand).encode()
        for name in SEEN_BY_CHAPTERS:
            for path, digest in self.digests.tree(project.TEMPLATES / name).items():
                if not of_another_firm(f"{name}/{path}", firm):
                    look[f"template {name}/{path}"] = digest
        own = folder / "brand.yml"
        return look | ({"brand.yml": self.digests.of(own)} if own.exists() else {})

    def given(
        self,
        chapter: Chapter,
        parameters: Mapping[str, Any],
        spoken: str,
        others: Mapping[str, Any] | None,
    ) -> dict[str, Any]:
        """What goes into one chapter whatever it asks for.

        ``others``: what those have found that it stands on.
        """
        notebook = nbformat.read(chapter.path, as_version=4)
        return {
            **self.common,
            "notebook": digest_of(_content(notebook)),
            "parameters": dict(parameters),
            "language": spoken,
            **self._modules(_imported(notebook) | closure(RUNNER)),
            **self._words(spoken),
            **self._others(others or {}),
        }

    def chosen(self, asked: Iterable[str]) -> dict[str, Any]:
        """What a chapter has asked for by these names, as it is now."""
        return {part: value for name in asked for part, value in self._chosen(name).items()}

    def _chosen(self, asked: str) -> dict[str, Any]:
        kind, _, name = asked.partition(" ")
        if asked == EVERY_SETTING:
            return {f"setting {subject}": value for subject, value in self.settings.items()}
        if asked == CODES:
            return {CODES: digest_of(self.records.codes_as_they_came)}
        if asked == SESSIONS:
            return {SESSIONS: digest_of(self._sessions())}
        if kind == "engagement":
            return {asked: str(getattr(self.records.engagement, name, ""))}
        return {asked: (self.tables if kind == "table" else self.settings).get(name)}

    def _sessions(self) -> dict[str, str]:
        """Digest of each file that earlier sessions have left."""
        declared = getattr(self.records.engagement, "decisions", ())
        found = memory.files(self.folder, declared)
        return {p.relative_to(self.folder).as_posix(): self.digests.of(p) for p in found}

    def _others(self, others: Mapping[str, Any]) -> dict[str, str]:
        tables = others.get("tables", {})
        parts = {f"result {name}": self.digests.of(Path(path)) for name, path in tables.items()}
        return {**parts, "findings": digest_of(others["findings"])} if others else parts

    def _modules(self, names: set[str]) -> dict[str, str]:
        return {f"module {name}": self.digests.of(modules()[name]) for name in sorted(names)}

    def _words(self, spoken: str) -> dict[str, str]:
        words = SOURCE / "locale" / spoken / "LC_MESSAGES" / "workbook.po"
        return {f"catalogue {spoken}": self.digests.of(words)} if words.exists() else {}


def _content(notebook: "NotebookNode") -> list[Any]:
    """What a chapter says; outputs and ids that an editor leaves behind do not count."""
    cells = [[c.cell_type, c.source, sorted(c.metadata.get("tags", []))] for c in notebook.cells]
    return [*cells, notebook.metadata.get("workbook", {})]


def _imported(notebook: Any) -> set[str]:
    """Modules that the code of a chapter imports, and theirs."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    if _MAGIC.search(code):  # nobody knows what it does
        return set(modules())
    return closure(imported(code))
