"""What does a Markdown cell say, apart from its marks?

Blocks are plain JSON: ``{"t": kind, …}``. Raw HTML is shown as the text that it is; an
address is never a link, since a handout leads nowhere.
"""

from typing import Any, cast

import mistune

from helpers.handouts.text import lines, plain
from helpers.handouts.tree import Block, Inline

Token = dict[str, Any]  # of the parser
_parse = mistune.create_markdown(renderer="ast", plugins=[])
_MARKS = {"strong": "strong", "emphasis": "em"}


def markdown(source: str) -> list[Block]:
    """Blocks of a Markdown text.

    >>> markdown("# Who *pays*?")
    [{'t': 'heading', 'level': 1, 'inline': [{'t': 'text', 's': 'Who '}, \
{'t': 'em', 'inline': [{'t': 'text', 's': 'pays'}]}, {'t': 'text', 's': '?'}]}]
    """
    return _blocks(cast("list[Token]", _parse(source)))


def words(inline: list[Inline]) -> str:
    """Text of an inline list without its marks."""
    return "".join(words(i["inline"]) if "inline" in i else i.get("s", " ") for i in inline)


def _blocks(tokens: list[Token]) -> list[Block]:
    return [block for token in tokens for block in _block(token)]


def _block(token: Token) -> list[Block]:
    kind = token["type"]
    if kind == "heading":
        inline = _inline(token["children"])
        return [{"t": "heading", "level": token["attrs"]["level"], "inline": inline}]
    if kind in ("paragraph", "block_text"):
        return [{"t": "paragraph", "inline": _inline(token["children"])}]
    if kind == "list":
        items = [_blocks(item["children"]) for item in token["children"]]
        return [{"t": "list", "ordered": bool(token["attrs"].get("ordered")), "items": items}]
    if kind == "block_quote":
        return [{"t": "quote", "blocks": _blocks(token["children"])}]
    if kind == "block_code":
        return [{"t": "code", "s": lines(token["raw"])}]
    if kind == "block_html":
        return [{"t": "paragraph", "inline": [{"t": "text", "s": plain(token["raw"])}]}]
    return []


def _inline(tokens: list[Token]) -> list[Inline]:
    return [piece for token in tokens for piece in _piece(token)]


def _piece(token: Token) -> list[Inline]:
    kind = token["type"]
    if kind in _MARKS:
        return [{"t": _MARKS[kind], "inline": _inline(token["children"])}]
    if kind == "codespan":
        return [{"t": "code", "s": plain(token["raw"])}]
    if kind == "linebreak":
        return [{"t": "break"}]
    if kind == "softbreak":
        return [{"t": "text", "s": " "}]
    if "children" in token:
        return _inline(token["children"])
    return [{"t": "text", "s": _spaced(token.get("raw", ""))}]


def _spaced(raw: str) -> str:
    # the blank between a word and the mark after it belongs to the sentence
    return plain(f"|{raw}|")[1:-1]
