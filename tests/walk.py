"""Does any document of a pack put a customer under two orders that contradict each other?

The walk goes through every list, worksheet, slide, sheet of the spreadsheet and page of a
customer, and holds what stands there against the table of verdicts. It tells each fault in words.
"""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
from lxml import html
from pptx import Presentation

from helpers import language
from helpers.analysis.definitions.base import PROFIT
from helpers.analysis.definitions.verdicts import APPROACHED
from helpers.language import tr
from helpers.language.columns import BLANKS

PAGES = ("handout.html", "facilitator.html", "appendix.html", "slides.html")
HEADS = 3  # row of the heads of a list in the spreadsheet; the sheet of customers has one more


def faults(pack: Path, *, spoken: str = "en") -> list[str]:
    """Everything in the documents of ``pack`` that contradicts its verdicts."""
    language.use(spoken)
    codes = {"customer": "str"}
    told = pd.read_csv(pack / "tables" / "verdicts.csv", dtype=codes)
    given = dict(zip(told["customer"], told["verdict"], strict=True))
    orders: dict[str, list[str]] = {}
    found = list(_of_table(told))
    for name in PAGES:
        found += _of_page(name, html.parse(str(pack / name)), given, orders)
    found += _of_slides(pack / "slides.pptx", given)
    found += _of_spreadsheet(pack / "tables.xlsx", given, orders)
    for page in sorted((pack / "customers").glob("*.html")):
        found += _of_customer(page, given)
    return found


def _of_table(told: pd.DataFrame) -> Iterator[str]:
    """One verdict each; no loss-maker whom nobody may lose, nor on the list to call."""
    for code in told.loc[told["customer"].duplicated(), "customer"]:
        yield f"verdicts: {code} has two verdicts"
    loses = told[(told[PROFIT] < 0) & told["verdict"].isin(["keep", "grow"])]
    for code in loses["customer"]:
        yield f"verdicts: {code} brings a loss, and nobody may lose it"


def _of_page(
    name: str, page: html.HtmlElement, given: dict[str, str], orders: dict[str, list[str]]
) -> Iterator[str]:
    for table in page.xpath("//table"):
        caption = "".join(table.xpath("./caption//text()"))
        order = [one for x in table.xpath("./ancestor::*/@data-verdict") for one in x.split(", ")]
        if order:
            orders[caption] = order
        keys = table.xpath("./thead//th/@data-key")
        rows = table.xpath("./tbody/tr")
        named = [row.get("data-customer") for row in rows]
        said = [None] * len(rows)
        if "customer" in keys:
            cells = [[_text(cell) for cell in row.xpath("./td")] for row in rows]
            named = [row[keys.index("customer")] for row in cells]
            if "verdict" in keys:
                said = [row[keys.index("verdict")] for row in cells]
        where = f"{name}, {caption!r}"
        for code, word in zip(named, said, strict=True):
            yield from _of_name(where, code, word, order, given)


def _of_name(
    where: str, code: str | None, said: str | None, order: list[str], given: dict[str, str]
) -> Iterator[str]:
    """One name of a list: it stands under the order of the list, or its verdict stands beside."""
    verdict = given.get(code or "")
    if verdict is None:  # an empty line, or somebody who has never bought
        return
    if order and verdict not in order:
        yield f"{where}: {code} stands under {', '.join(order)}, and is {verdict}"
    if said is not None and said != tr(verdict):
        yield f"{where}: beside {code} stands {said!r}, and it is {verdict}"
    if not order and said is None:
        yield f"{where}: {code} stands without an order and without its verdict"


def _of_slides(path: Path, given: dict[str, str]) -> Iterator[str]:
    """Slides name no customers in tables: the list is in the handout, with its order."""
    for nth, slide in enumerate(Presentation(str(path)).slides, start=1):
        for shape in (shape for shape in slide.shapes if shape.has_table):
            heads, *rows = [[cell.text.strip() for cell in row.cells] for row in shape.table.rows]
            for x in (x for x, head in enumerate(heads) if head == tr("Customer")):
                for code in sorted({row[x] for row in rows} & given.keys()):
                    yield f"slides.pptx, slide {nth}: {code} stands in a table without an order"


def _of_spreadsheet(
    path: Path, given: dict[str, str], orders: dict[str, list[str]]
) -> Iterator[str]:
    tasks = {tr(words) for words in BLANKS.values()}
    codes, verdicts = tr("Customer"), {tr("What we do"), tr("Verdict")}
    for sheet in openpyxl.load_workbook(path, read_only=True):
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        at = next((y for y in (HEADS - 1, HEADS) if len(rows) > y and codes in rows[y]), None)
        if at is None:
            continue
        heads = rows[at]
        told = next((x for x, head in enumerate(heads) if head in verdicts), None)
        order = orders.get(str(rows[0][1] or ""), [])
        where = f"tables.xlsx, {sheet.title!r}"
        if told is None and not order and tasks & {str(head) for head in heads}:
            yield f"{where}: a task for somebody, and no order"
        for row in rows[at + 1 :]:
            word = None if told is None else str(row[told] or "")
            yield from _of_name(where, str(row[heads.index(codes)]), word, order, given)


def _of_customer(path: Path, given: dict[str, str]) -> Iterator[str]:
    """The page of a customer says its verdict, and does not prepare a call that nobody makes."""
    page = html.parse(str(path))
    facts = {}
    for row in page.xpath("//table/tbody/tr[count(td)=2]"):
        what, fact = (_text(cell) for cell in row.xpath("./td"))
        facts[what] = fact
    code = facts.get(tr("Code"), "")
    verdict = given.get(code)
    said = facts.get(tr("What we do"), "")
    if verdict is None:
        return
    if not said.startswith(tr(verdict)):
        yield f"customers/{path.name}: says {said!r}, and it is {verdict}"
    prepares = [word for word in ("Ask", "Offer", "Reason to get in touch") if tr(word) in facts]
    if verdict not in APPROACHED and prepares:
        yield f"customers/{path.name}: is {verdict}, and the page says what to do in a call"


def _text(cell: html.HtmlElement) -> str:
    return cell.text_content().replace("\u200b", "").replace("\u00ad", "").strip()


def names_walked(pack: Path) -> int:
    """How many names the walk holds against a verdict: it must not pass by seeing nothing."""
    total = 0
    for name in PAGES:
        page = html.parse(str(pack / name))
        total += len(page.xpath("//tr[@data-customer]"))
        for table in page.xpath("//table[.//th[@data-key='customer']]"):
            total += len(table.xpath("./tbody/tr"))
    return total
