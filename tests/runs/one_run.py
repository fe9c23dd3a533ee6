"""One run of the small workbook, as a program: to be killed, or to run beside others."""

import sys
from pathlib import Path

from tests.runs import small

if __name__ == "__main__":
    made = small.run(small.order(Path(sys.argv[1]), sys.argv[2], force="force" in sys.argv))
    sys.exit(made.status == "failed")
