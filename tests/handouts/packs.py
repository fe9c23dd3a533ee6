"""A pack made by hand: chapters as they look after a run, with real charts."""

from types import SimpleNamespace
from unittest.mock import patch

import matplotlib as mpl

mpl.use("agg")

import nbformat
import pandas as pd
from matplotlib import pyplot as plt
from nbformat import NotebookNode

from helpers import language, show
from helpers.handouts.brand import load_brand
from helpers.handouts.model import ChapterResult, Pack, Session
from helpers.language import Number
from helpers.language.findings import Finding, Trail

HOSTILE = (
    "<script>alert(1)</script>",
    "[x](javascript:alert(1)) **bold** # no heading",
    "<img src=x onerror=alert(2)>",
    '=HYPERLINK("http://evil.example","x")',
    r"$\evil$ costs $5 or $10",
    "#typst[code] @ref <lbl> #panic()",
    r"\input{/etc/passwd} {{ 7 * 7 }} {% raw %}",
    "\u202eright to left\u202c and \u200bzero\u200b width \ufeff",
    "long" * 125,
    "emoji 😀 👨‍👩‍👧 日本 עברית العربية",
    "quote \" ' ` & <b> --> ]]>",
    "nul \x00 and \x1b[31m escape, \ue000 private",
)


def shown(*calls) -> list[NotebookNode]:
    """Outputs of calls of ``helpers.show``, as a notebook keeps them."""
    bundles = []
    with patch("helpers.show.blocks.display", lambda bundle, raw: bundles.append(bundle)):
        for call in calls:
            call()
    return [nbformat.v4.new_output("display_data", data=bundle) for bundle in bundles]


def markdown(source: str, *tags: str) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(source, metadata={"tags": list(tags)})


def code(*calls, tags: tuple[str, ...] = (), source: str = "show_something()") -> NotebookNode:
    cell = nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)})
    cell.outputs = shown(*calls)
    cell.execution_count = 1
    return cell


def finding(key: str = "pareto.top_share", money: float | None = 3_700_000.0, **more) -> Finding:
    numbers = {"share": Number(0.812, "percent"), "customers": Number(127)}
    message = "%(share)s of the money comes from %(customers)s customers"
    asks = {"role": "lever", "so_what": "So it is.", "decide": "Who answers?"}
    more = asks | {"measure": "" if money is None else "net sales a year"} | more
    return Finding(
        key, more.pop("message", message), numbers, Trail("pareto", 635), money=money, **more
    )


def bars(rows: int = 8):
    figure, ax = plt.subplots(figsize=(6.7, 0.5 + rows * 0.32), layout="constrained")
    ax.barh([f"Customer {i}" for i in range(rows)], range(rows, 0, -1), color="#1f4e79")
    return ax


def customers(rows: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "customer": [f"{i:06d}" for i in range(rows)],
            "name": [f"Customer number {i} of the town on the river" for i in range(rows)],
            "amount": [1e6 / (i + 1) for i in range(rows)],
            "share": [0.2 / (i + 1) for i in range(rows)],
            "last": pd.Timestamp("2013-11-29"),
        }
    )


COLUMNS = [
    show.Column("customer", "Code", "code"),
    show.Column("name", "Customer", "text"),
    show.Column("amount", "Net sales", "money"),
    show.Column("share", "Share of all", "percent"),
    show.Column("last", "Last purchase", "date"),
]


def chapter(number: int = 1, title: str = "Who feeds the company?") -> NotebookNode:
    """Executed chapter with one block of every kind."""
    nb = nbformat.v4.new_notebook()
    found = finding(f"chapter{number}.top_share")
    risk = finding(f"chapter{number}.risk", 420_000.0, certainty="estimated")
    nb.cells = [
        markdown(f"# {title}\n\n*Whose money is it?*\n\nSort the customers, then add up."),
        code(source="from helpers import show", tags=("setup",)),
        code(source='client = "sample"', tags=("parameters",)),
        markdown("## How many bring most?\n\nFrom the top, until most of it is *there*."),
        code(lambda: show.chart(bars(), found, note="12 months")),
        code(lambda: show.finding(found), tags=("takeaway",)),
        code(lambda: show.table(customers(40), "Largest first", COLUMNS, act=True)),
        markdown("## Who is at risk?\n\n1. Look at the habit\n2. Compare\n\n- one\n- two"),
        code(lambda: show.finding(risk)),
        code(lambda: show.note("The last month is not complete.")),
        markdown("Ask first, show later.", "facilitator"),
        markdown("The measure is counted so.", "method"),
        markdown("**To decide:** whom may nobody lose?", "decision"),
        code(
            lambda: show.worksheet("Who answers for them?", ["Customer", "Who", "Until"], rows=6),
            tags=("worksheet",),
        ),
    ]
    return nb


def result(number: int = 1, title: str = "Who feeds the company?", **more) -> ChapterResult:
    about = SimpleNamespace(number=f"{number:02d}", name=f"{number:02d}_x", title=title, needs=())
    findings = [
        finding(f"chapter{number}.top_share", 3_700_000.0 / (number + 1)).as_json(),
        finding(f"chapter{number}.risk", 420_000.0 / (number + 1), certainty="estimated").as_json(),
    ]
    values = {"notebook": chapter(number, title), "status": "made", "findings": findings} | more
    return ChapterResult(chapter=about, **values)


def passport() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "table": ["sales", "customers"],
            "file": ["sales_2012.csv", "customers.xlsx"],
            "rows_read": [60_855, 635],
            "rows_accepted": [60_850, 635],
            "rows_rejected": [5, 0],
            "rows_total_lines": [1, 0],
            "amount_read": [80_450_596.98, None],
            "amount_accepted": [80_450_000.48, None],
            "amount_rejected": [596.5, None],
        }
    )


def pack(tmp_path, *results: ChapterResult, **more) -> Pack:
    spoken = more.pop("language", "en")
    language.use(spoken, "USD")
    values = {
        "client": "acme",
        "title": "Acme Trading",
        "language": spoken,
        "currency": "USD",
        "as_of": pd.Timestamp("2013-11-29"),
        "period": (pd.Timestamp("2010-12-29"), pd.Timestamp("2013-11-29")),
        "customers_are": "companies",
        "results": list(results) or [result()],
        "passport": passport(),
        "tables": tmp_path,
        "brand": load_brand(),
        "session": Session(pd.Timestamp("2014-01-15"), "Riverside hall, room 4"),
        "hashes": {"sales_2012.csv": "ab" * 32, "customers.xlsx": "cd" * 32},
    }
    return Pack(**(values | more))


def asked(number: int = 4, title: str = "Who is about to leave?") -> ChapterResult:
    """Chapter left out for want of a table."""
    ask = "Ask the client for the table “losses”."
    return result(number, title, status="left out", notebook=None, findings=[], ask=ask)


def failed(number: int = 5, title: str = "What would make them go?") -> ChapterResult:
    message = "05_x.ipynb, cell 7: ZeroDivisionError"
    return result(number, title, status="failed", notebook=None, findings=[], message=message)


def hostile(folder) -> Pack:
    """Pack whose every text is an attack."""
    made = result(1, HOSTILE[0])
    for nth, text in enumerate(HOSTILE):
        escaped = text.replace("%", "%%")
        found = finding(f"evil.x{nth}", message=escaped, so_what=text, decide=text)
        made.notebook.cells += [
            code(lambda found=found: show.chart(bars(2), found, note=found.text)),
            code(lambda found=found: show.finding(found)),
            markdown(text, "decision"),
            markdown(text, "facilitator"),
        ]
        made.findings.append(found.as_json())
    return pack(folder, made, title=HOSTILE[0])
