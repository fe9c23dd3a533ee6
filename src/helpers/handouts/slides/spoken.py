"""What does the speaker say to a slide? Blocks as lines of plain text."""

from helpers.handouts.markdown import words
from helpers.handouts.proofs import with_rows
from helpers.handouts.tree import Block
from helpers.language import tr


def spoken(blocks: list[Block]) -> list[str]:
    """Lines of what the blocks say in words; pictures and tables say nothing."""
    return [line for block in blocks for line in _lines(block) if line]


def _lines(block: Block) -> list[str]:
    kind = block["t"]
    if kind in ("paragraph", "heading", "question"):
        return [words(block["inline"]).strip()]
    if kind in ("list", "options"):
        return [
            f"{nth}. {line}" if block.get("ordered") else f"• {line}"
            for nth, item in enumerate(block["items"], start=1)
            for line in spoken(item)
        ]
    if kind in ("quote", "box"):
        return spoken(block["blocks"])
    if kind == "note":
        return [f"{block['label']}. {block['text']}" if block["label"] else block["text"]]
    return []


def trail(block: Block) -> list[str]:
    """Answer to 'where is this number from?': the table and which of its rows."""
    told = block.get("trail")
    source = block.get("proof") or block.get("source") or ""
    if not told or not source:
        return []
    return [tr("Where is this number from? %(source)s") % {"source": with_rows(source, told)}]
