"""Where is this number from, and is it said only once?"""

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
            block[name] = tr("%(source)s, where %(rows)s") % {
                "source": block[name],
                "rows": tr(trail["where"]),
            }
    return blocks
