"""What is shown on the screen of the room? One file that needs no network."""

from base64 import b64encode
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode
from traitlets import default

from helpers import project
from helpers.cells import NUMBERS
from helpers.handouts.assemble import document
from helpers.handouts.brand import Brand, load_brand
from helpers.handouts.deck import READER, deck
from helpers.handouts.page import dressed, fingerprint

FOLDER = project.TEMPLATES / "slides"
SHEETS = tuple(FOLDER / name for name in ("vendor/reset.css", "vendor/reveal.css", "style.css"))
DARK = ("title", "chapter")  # kinds of slides on the colour of the firm
# rules that reveal.js adds by itself for ?print-pdf
PRINTED = (
    "@page{size:1280px 720px; margin: 0px;}",
    ".reveal section>img, .reveal section>video, .reveal section>iframe"
    "{max-width: 1280px; max-height:720px}",
)


def slides_page(shown: dict[str, Any], brand: Brand) -> dict[str, Any]:
    """Style, scripts and content security policy of the slides.

    Two scripts may run, named by their fingerprints: reveal.js and the one that starts it.
    """
    style = dressed(shown, brand, *SHEETS)
    reveal, start = _script("vendor/reveal.js"), _script("start.js")
    styles = " ".join(map(fingerprint, (style, *PRINTED)))
    policy = (
        f"default-src 'none'; script-src {fingerprint(reveal)} {fingerprint(start)}; "
        f"style-src {styles}; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
    return {
        "style": Markup(style),  # noqa: S704 - files of ours and colours checked by the brand
        "reveal": Markup(reveal),  # noqa: S704 - files of ours
        "start": Markup(start),  # noqa: S704
        "policy": policy,
        "accent": brand.colours.accent,
        "logo": brand.logo_url(),
    }


@cache
def _script(name: str) -> str:
    # an end tag inside a string would end the script
    return (FOLDER / name).read_text(encoding="utf-8").replace("</script", "<\\/script")


class SlidesExporter(TemplateExporter):
    """Slides for the screen, in one file."""

    export_from_notebook = "Workbook slides"
    file_extension = ".html"
    output_mimetype = "text/html"

    @default("default_preprocessors")
    def _no_preprocessors(self) -> list:
        return []

    @default("template_name")
    def _own_template(self) -> str:
        return "slides"

    @default("extra_template_basedirs")
    def _own_templates(self) -> list[str]:
        # the default is the working folder, where anybody may have put a template
        return [str(project.TEMPLATES)]

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.autoescape = True
        environment.filters["text_base64"] = lambda s: b64encode(s.encode()).decode()
        environment.globals |= {"numeric": NUMBERS, "dark": DARK}
        return environment

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **more: Any
    ) -> tuple[str, dict[str, Any]]:
        """Slides of a merged notebook, or of a single executed chapter."""
        brand = (resources or {}).get("workbook", {}).get("brand") or load_brand()
        shown = deck(document(nb, READER), brand)
        told = {"deck": shown, "page": slides_page(shown, brand)}
        bare = NotebookNode(cells=[], metadata={}, nbformat=4, nbformat_minor=5)
        return super().from_notebook_node(bare, {**(resources or {}), **told}, **more)
