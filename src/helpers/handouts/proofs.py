"""Where is this number from, and is it said only once?"""

from collections.abc import Mapping
from typing import Any

from helpers.handouts.markdown import Block
from helpers.language import tr


def join_proofs(blocks: list[Block]) -> list[Block]:
    """Say a finding once: where a chart has it as its title, its source goes under the chart."""
    charts = {b["finding"]: b for b in blocks if b["t"] == "chart" and b.get("finding")}
    kept = []
    for block in blocks:
        chart = charts.get(block["key"]) if block["t"] == "finding" else None
        if chart is not None and chart["title"] == block["text"]:
            chart |= {"proof": block["source"], "trail": block["trail"]}
        else:
            kept.append(block)
    return kept


def with_trails(blocks: list[Block]) -> list[Block]:
    """Answer 'where is this number from?' under each finding: which rows of the table."""
    for block in blocks:
        trail = block.pop("trail", None)
        if trail and trail["where"]:
            name = "source" if block["t"] == "finding" else "proof"
            block[name] = with_rows(block[name], trail)
    return blocks


def with_rows(source: str, trail: Mapping[str, Any]) -> str:
    """Source of a number with the rows of the table that it comes from, where not all do."""
    if not trail["where"]:
        return source
    return tr("%(source)s, where %(rows)s") % {"source": source, "rows": tr(trail["where"])}
