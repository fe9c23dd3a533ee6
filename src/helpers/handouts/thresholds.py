"""Which thresholds decided, and who set them?"""

from typing import Any

from helpers.handouts.model import Pack
from helpers.handouts.tree import Block, Part
from helpers.language import number, tr
from helpers.language.shapes import ColumnShape
from helpers.settings import Settings


def settings_part(pack: Pack) -> Part:
    """Every threshold, and whether the engagement or we set it."""
    rows = []
    for subject, now in pack.settings:
        ours = getattr(Settings(), subject)
        for name, value in now:
            usual = getattr(ours, name)
            who = tr("default") if value == usual else tr("set by the engagement")
            rows.append([f"{subject}.{name}", _value(value), _value(usual), who])
    labels = (tr("Setting"), tr("Value"), tr("Default"), tr("Who set it"))
    kinds = ("text", "number", "number", "text")
    columns: list[ColumnShape] = [
        {"key": "", "label": t, "kind": k} for t, k in zip(labels, kinds, strict=True)
    ]
    table: Block = {
        "t": "table",
        "caption": tr("Thresholds of this engagement"),
        "columns": columns,
        "cells": rows,
        "shown": len(rows),
        "more": "",
        "note": tr("Shares are written from 0 to 1."),
    }
    return {"kind": "settings", "id": "settings", "title": tr("Settings"), "blocks": [table]}


def _value(value: Any) -> str:
    """Write a setting as a person would; a year or a seed is not grouped in thousands."""
    if value is None:
        return tr("found from the records")
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, tuple):
        return ", ".join(map(_value, value))
    if isinstance(value, float):
        decimals = f"{value:.3f}".rstrip("0").partition(".")[2]
        return number(value, len(decimals))
    return str(value)
