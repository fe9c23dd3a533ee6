"""Time and memory as tables: `make bench`, or by name: `python -m tests.bench pack`."""

import sys

from tests.bench import churn, giftware, growth, pack

PARTS = {"pack": pack.main, "giftware": giftware.main, "churn": churn.main, "growth": growth.main}

if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
