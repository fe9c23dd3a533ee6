"""Where does the page go that a client answers, before anything is counted?"""

import os
from pathlib import Path

from helpers.handouts.brand import load_brand
from helpers.handouts.web.check import check_page
from helpers.records import load
from helpers.runs.order import Order
from helpers.runs.ours import CHECK


def page_of_check(order: Order) -> Path:
    """Write ``check.html`` of a client whose records can be read, and say where."""
    records = load(order.client, data=order.data, reports=order.reports, language=order.language)
    brand = load_brand(order.folder, records.engagement.brand)
    path = order.target / CHECK
    scratch = path.with_name(f".{CHECK}.{os.getpid()}")
    scratch.write_text(check_page(records, brand), encoding="utf-8")
    scratch.replace(path)
    return path
