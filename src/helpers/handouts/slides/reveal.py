"""What is shown on the screen of the room? One file that needs no network."""

import re
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from helpers import project
from helpers.handouts.brand import Brand
from helpers.handouts.exporters import PageExporter, Wanted
from helpers.handouts.slides.deck import READER, deck
from helpers.handouts.tree import Deck
from helpers.handouts.web.drawing import Drawings
from helpers.handouts.web.page import dressed, fingerprint, script_of

FOLDER = project.TEMPLATES / "slides"
SHEETS = tuple(FOLDER / name for name in ("vendor/reset.css", "vendor/reveal.css", "style.css"))
DARK = ("title",)  # kinds of slides on the colour of the firm
# reveal.js would print the slides as running text, one over the other; ours prints them as shown
PAPER = re.compile(r"@media print\{html:not\(\.print-pdf\).*?\}\}")
# rules that reveal.js adds by itself for ?print-pdf
PRINTED = (
    "@page{size:1280px 720px; margin: 0px;}",
    ".reveal section>img, .reveal section>video, .reveal section>iframe"
    "{max-width: 1280px; max-height:720px}",
)


def slides_page(shown: Deck, brand: Brand) -> dict[str, Any]:
    """Style, scripts and content security policy of the slides.

    Two scripts may run, named by their fingerprints: reveal.js and the one that starts it.
    """
    style = PAPER.sub("", dressed(shown, brand, *SHEETS))
    reveal, start = script_of(FOLDER / "vendor/reveal.js"), script_of(FOLDER / "start.js")
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


class SlidesExporter(PageExporter):
    """Slides for the screen, in one file."""

    export_from_notebook = "Workbook slides"
    reader = READER
    shape = "slides"

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.globals["dark"] = DARK
        return environment

    def told(self, of: Wanted) -> dict[str, Any]:
        """The slides, and what dresses and moves them."""
        shown = deck(of.document, of.brand, of.pages)
        return {"deck": shown, "page": slides_page(shown, of.brand), "drawing": Drawings()}
