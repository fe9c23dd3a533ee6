"""What may a stranger click on? Handout, slides and tables of the sample, taken from its report."""

import shutil
import sys
from pathlib import Path

from helpers import project

SHOWN = project.ROOT / "docs" / "sample"
FILES = ("handout.pdf", "slides.pptx", "tables.xlsx")


def take(report: Path) -> None:
    """Copy the files that are shown from a report of the sample."""
    SHOWN.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copyfile(report / name, SHOWN / name)


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else project.ROOT / "reports" / "sample")
