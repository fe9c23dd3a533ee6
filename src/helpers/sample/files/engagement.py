"""How does the engagement of the sample client read?"""

import json

from helpers.sample.files.sources import SOURCES, Source
from helpers.sample.world.planted import AS_OF

HEAD = """\
# The sample client: an invented group of car dealers, written by `workbook sample`.
# It travels the road of a real client: nothing here is known to the chapters beforehand.
# What was planted in it stands in truths.yml, which no chapter reads.

title: {title:<30}# on the cover
language: en                         # en or ru; the command line may say another
currency: EUR
customers_are: people                # most are private owners: their names are masked
place:                               # one text, or one for each language
  en: {town}, training room of the Harbour branch
  ru: {town}, учебный класс филиала «Гавань»
session_date: 2026-01-22
starts: "09:30"                      # the agenda then has clock times
question:
  en: Whose money do we live on, and who is quietly leaving?
  ru: На чьи деньги мы живём и кто тихо уходит?
as_of: {as_of}                    # the last day of the records

# Each table: the files it came in, and what the client calls our columns.
tables:
"""


def engagement_text(title: str, tables: dict[str, Source] = SOURCES) -> str:
    """Commented ``engagement.yml`` that maps every table."""
    head = HEAD.format(as_of=AS_OF, title=title, town=title.split()[0])
    return head + mapped(tables)


def mapped(tables: dict[str, Source]) -> str:
    """Every table with its files and what the client calls our columns."""
    return "\n".join(_table(*item) for item in tables.items())


def _table(name: str, source: Source) -> str:
    files = source.files
    listed = files if isinstance(files, str) else "[" + ", ".join(files) + "]"
    comment = "".join(f"  # {line}\n" for line in source.about.splitlines())
    columns = "".join(
        f"      {ours}: {_plain(theirs)}\n" for ours, theirs in source.columns.items()
    )
    written = ", ".join(f"{key}: {value}" for key, value in source.format.items())
    shape = f"    format: {{{written}}}\n" if written else ""
    return f"{comment}  {name}:\n    files: {listed}\n{shape}    columns:\n{columns}"


def _plain(text: str) -> str:
    simple = text.replace(" ", "").replace("-", "").isalnum() and text.lower() not in ("yes", "no")
    return text if simple else json.dumps(text)
