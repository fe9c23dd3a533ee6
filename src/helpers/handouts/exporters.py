"""What do all our exporters share? A merged notebook, or one chapter, in; one file out.

They are nbconvert's kind, so that one executed chapter can be shown by
``jupyter nbconvert --to workbook-handout`` as well. Nothing is read from the working folder.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from nbconvert.exporters.exporter import Exporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode
from traitlets import default

from helpers import project
from helpers.handouts.assemble import document
from helpers.handouts.brand import Brand, load_brand
from helpers.handouts.people import People
from helpers.handouts.tree import Document
from helpers.handouts.web.on_screen import Known
from helpers.language.cells import NUMBERS


@dataclass(frozen=True)
class Everybody:
    """All customers: the table of verdicts, names by code, and the page of each that has one."""

    verdicts: pd.DataFrame = field(default_factory=pd.DataFrame)
    names: pd.Series | None = None
    pages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """What an exporter writes: the document of one reader, in the look of one firm.

    ``people`` gives back the full names behind masked ones; only lists to act on may use it.
    """

    document: Document
    brand: Brand
    people: People | None
    known: Known = field(default_factory=Known)
    everybody: Everybody = field(default_factory=Everybody)
    pages: Mapping[str, int] = field(default_factory=dict)  # places of the handout


def wanted(nb: NotebookNode, resources: dict[str, Any] | None, reader: str) -> Wanted:
    """What the resources ask for under ``workbook``; the document is made when none is given."""
    told = (resources or {}).get("workbook", {})
    tree = told.get("document") or document(nb, told.get("reader", reader))
    return Wanted(
        tree,
        told.get("brand") or load_brand(),
        told.get("people"),
        told.get("known", Known()),
        told.get("everybody", Everybody()),
        told.get("pages", {}),
    )


class _Compiled(BytecodeCache):
    """Templates are read once a process, not once a document."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give ``bucket`` what was made of the same source before."""
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made of a source."""
        self._known[bucket.key] = bucket.bytecode_to_string()


COMPILED = _Compiled()


def _bare() -> NotebookNode:
    # nbconvert's own machinery has nothing to do: the document is already made
    return NotebookNode(cells=[], metadata={}, nbformat=4, nbformat_minor=5)


class Finished(Exporter):
    """Exporter of a document that is already made: no preprocessor changes it."""

    @default("default_preprocessors")
    def _no_preprocessors(self) -> list[Any]:
        return []

    def _preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        # nbconvert copies all for its preprocessors, which is half of the time of a page
        return nb, resources


class FileExporter(Finished):
    """A file that is no text; a subclass says in :meth:`made` what stands in it."""

    reader = "handout"

    def made(self, of: Wanted) -> bytes:
        """Content of the file."""
        raise NotImplementedError

    def from_notebook_node(  # type: ignore[override]  # what nbconvert itself does
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **more: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """File of a merged notebook, or of a single executed chapter."""
        of = wanted(nb, resources, self.reader)
        _, resources = super().from_notebook_node(_bare(), resources, **more)
        return self.made(of), resources


class PageExporter(Finished, TemplateExporter):
    """A web page: a subclass names its template in ``shape``, and in :meth:`told` what fills it."""

    file_extension = ".html"
    output_mimetype = "text/html"
    reader = "handout"
    shape = ""

    @default("template_name")
    def _own_template(self) -> str:
        return self.shape

    @default("extra_template_basedirs")
    def _own_templates(self) -> list[str]:
        # the default is the working folder, where anybody may have put a template
        return [str(project.TEMPLATES)]

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.autoescape = True
        environment.bytecode_cache = COMPILED
        environment.filters["text_base64"] = lambda text: b64encode(text.encode()).decode()
        environment.globals["numeric"] = NUMBERS
        return environment

    def told(self, of: Wanted) -> dict[str, Any]:
        """Names that the template reads."""
        raise NotImplementedError

    def from_notebook_node(  # type: ignore[override]  # what nbconvert itself does
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **more: Any
    ) -> tuple[str, dict[str, Any]]:
        """Page of a merged notebook, or of a single executed chapter."""
        told = self.told(wanted(nb, resources, self.reader))
        return super().from_notebook_node(_bare(), {**(resources or {}), **told}, **more)
