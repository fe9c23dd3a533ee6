"""What does a chapter display?"""

from helpers.show.blocks import Column, can, chart, finding, keep, note, table, worksheet

__all__ = ["Column", "can", "chart", "finding", "keep", "note", "table", "worksheet"]
