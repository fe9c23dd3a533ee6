"""From what is a chapter made? All that goes into it, by name, so that a change has a name."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from helpers import project
from helpers.cache.code import SOURCE, closure, modules
from helpers.chapters import Chapter
from helpers.runs.changes.fingerprint import Digests, digest_of, packages
from helpers.runs.changes.touches import ALL, touches

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from helpers.records import Records

# what runs a chapter shapes what comes out of it; the kernels are found by entry point
RUNNER = (
    "helpers.runs.kernels.worker",
    "helpers.runs.kernels.engine",
    "helpers.runs.kernels.forkserver",
    "helpers.runs.kernels.provisioner",
)
# templates that chapters themselves use: the fonts of charts and the look of the firm
SEEN_BY_CHAPTERS = ("fonts", "brand")


class Keys:
    """Makes the parts of each chapter's key for one run."""

    def __init__(
        self, digests: Digests, records: "Records", tables: Mapping[str, str], folder: Path
    ) -> None:
        self.digests = digests
        self.records = records
        self.tables = tables
        self.settings = records.engagement.settings.model_dump()
        self.common = {**self._engagement(), **packages(digests), **self._look(folder)}

    def _engagement(self) -> dict[str, Any]:
        told = self.records.engagement
        return {
            f"engagement {name}": str(getattr(told, name, ""))
            for name in ("client", "title", "currency", "customers_are", "brand")
        } | {"engagement as_of": str(self.records.as_of)}

    def _look(self, folder: Path) -> dict[str, str]:
        look = {}
        for name in SEEN_BY_CHAPTERS:
            for path, digest in self.digests.tree(project.TEMPLATES / name).items():
                look[f"template {name}/{path}"] = digest
        own = folder / "brand.yml"
        return look | ({"brand.yml": self.digests.of(own)} if own.exists() else {})

    def parts(
        self,
        chapter: Chapter,
        parameters: Mapping[str, Any],
        spoken: str,
        others: Mapping[str, Any] | None,
    ) -> dict[str, Any]:
        """All that goes into one chapter; ``others``: what those have found that it stands on."""
        notebook = nbformat.read(chapter.path, as_version=4)
        used = touches(notebook)
        return {
            **self.common,
            "notebook": digest_of(_content(notebook)),
            "parameters": dict(parameters),
            "language": spoken,
            **self._modules(used.modules | closure(RUNNER)),
            **self._words(spoken),
            **_chosen("table", used.tables | set(_tables_of(chapter)), self.tables),
            **_chosen("setting", used.settings, self.settings),
            **self._others(others or {}),
        }

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


def _tables_of(chapter: Chapter) -> list[str]:
    return [need.split(".")[0] for need in chapter.needs]


def _chosen(kind: str, names: set[str], values: Mapping[str, Any]) -> dict[str, Any]:
    wanted = {*values} if ALL in names else names
    return {f"{kind} {name}": values.get(name) for name in sorted(wanted)}
