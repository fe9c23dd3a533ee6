"""How does a drawing become a picture that every program shows? SVG in, PNG out, by typst."""

import json
from collections.abc import Sequence

import typst

from helpers import project
from helpers.handouts.book.faces import faces_of, fallback_folder, with_fallback
from helpers.handouts.brand import load_brand

DOTS = 200  # per inch: sharp on a screen twice as fine as the slide
_PAGES = """
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for (n, drawing) in json(bytes(sys.inputs.at("drawings"))).enumerate() {
  if n > 0 { pagebreak() }
  image(bytes(drawing), format: "svg")
}
"""


def png_of(drawings: Sequence[str]) -> list[bytes]:
    """Pictures of SVG drawings, in their order, the same bytes each time."""
    if not drawings:
        return []
    face, _ = faces_of(load_brand())
    named = [with_fallback(drawing, face) for drawing in drawings]
    told = {"drawings": json.dumps(named, ensure_ascii=False)}
    made = typst.compile(  # type: ignore[call-overload]  # paths beside a source in bytes
        _PAGES.encode(),
        format="png",
        ppi=DOTS,
        sys_inputs=told,
        font_paths=[str(project.TEMPLATES / "fonts"), str(fallback_folder())],
        ignore_system_fonts=True,
    )
    return list(made) if isinstance(made, list) else [made]
