"""Where is this number from, and is it said only once?"""

from helpers.handouts.tree import Block
from helpers.language import tr
from helpers.language.findings import TrailJson


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
        if trail and block["t"] == "finding":
            block["source"] = with_rows(block["source"], trail)
        elif trail:
            block["proof"] = with_rows(block["proof"], trail)
    return blocks


def with_rows(source: str, trail: TrailJson) -> str:
    """Source of a number with the rows of the table that it comes from, where not all do."""
    if not trail["where"]:
        return source
    return tr("%(source)s, where %(rows)s") % {"source": source, "rows": tr(trail["where"])}
