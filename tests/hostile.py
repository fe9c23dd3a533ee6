"""Which words of a client could do harm, and is the text of a document still that text?

Names that a browser, a spreadsheet, a typesetter, a template or a path could take for an
order.
"""

import unicodedata
from pathlib import Path

from tests import tiny

EVIL = "evil.example"  # the address that nobody may ask for anything
WORDS = (
    "<script>alert(1)</script>",
    f"<img src=x onerror=alert(2)><svg onload=alert(3)><iframe src=//{EVIL}>",
    f"</title></style></script><link rel=stylesheet href=http://{EVIL}/x.css>",
    f"[x](javascript:alert(4)) ![y](http://{EVIL}/y.png) **bold** # no heading",
    f'=HYPERLINK("http://{EVIL}","x")',
    "@SUM(1)",
    "+1+cmd|' /C calc'!A0",
    "-1+1",
    "\t=1+1",
    '"; DROP TABLE sales; --',
    "a;b,c\td\"e'f",
    r"$\evil$ costs $5 or $10, \input{/etc/passwd}",
    "#evil[x] #panic() @ref <lbl> *b* _u_ ```raw```",
    "{{ 7 * 7 }} {% raw %} {# none #} ${x} ${{ y }}",
    "%(x)s %s %d %% 100% {0} {x!r}",
    "../../etc/passwd",
    "..\\..\\CON",
    "\u202eright to left\u202c and \u200bzero\u200d width\ufeff",
    "long" * 50,
    "emoji 😀 👨‍👩‍👧 日本 עברית العربية",
    "quote \" ' ` & <b> --> ]]> &lt;b&gt;",
    "control \x01 and \x1b[31m escape, \ue000 private",
    "12345678901234567890123456789012345678901234567890.123456789",
    "1e400",
    "NaN",
    "None",
    "",
    "TRUE",
)


def words(table: str, column: str, number: int) -> str:
    """One of the hostile words; a plain one where none would be a missing value."""
    word = WORDS[(number + len(table) + 3 * len(column)) % len(WORDS)]
    return word or f"{column} {number}"


def codes(number: int) -> str:
    """Codes of customers: most are plain, some are not."""
    odd = ("=1+1", "../../x", "<b>7</b>", "000390 ", "@SUM(1)", "-7", "1e5", "#evil[x]")
    return odd[number // 5] + str(number) if number % 5 == 0 else f"{number:06d}"


SPOILED = (  # rows of sales that are set aside, and handed back as they came
    '=HYPERLINK("http://evil.example"),,@SUM(1)',
    "no date,<b>7</b>,12",
)
FILE = "{} & $x$ #evil[x] {{{{ y }}}} %s.csv"
HEADERS = {"channel": "=1+1", "region": "<i>place</i>", "colour": "$x$ #evil[x]"}
CLIENT = tiny.Client(
    words=words,
    customers=len(WORDS) + 12,
    codes=codes,
    file=FILE,
    fields=("colour", "phone", "email"),
    headers=HEADERS,
)
ENGAGEMENT = {
    "title": "<script>alert(1)</script> {{ 7 * 7 }} $x$ #evil[x]",
    "place": f'"><img src=http://{EVIL}/z.png>',
    "question": "=1+1 %s </script> \u202eworn",
    "session_date": "2024-07-15",
}


def write(data: Path) -> Path:
    """Write the folder of the client ``hostile``."""
    folder = tiny.write(data, "hostile", CLIENT, **ENGAGEMENT)
    with (folder / FILE.format("sales")).open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in SPOILED)
    return folder


def seen(text: str) -> str:
    """``text`` without blanks and what cannot be seen: formats break lines as they like."""
    kept = (c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c)[0] not in "CZ")
    return "".join(kept)
