"""How does a report in another language print the client's own words?

``translations.csv`` beside ``engagement.yml`` has a column ``written`` and one for each language:
``ru``. Words that are not in it are printed as they came; numbers and tables never change.
"""

from collections.abc import Mapping
from pathlib import Path

from helpers.errors import ClientDataError
from helpers.language import LANGUAGES, N_, tr
from helpers.records.engagement.own_tables import rows_of
from helpers.records.sources.files import TRANSLATIONS

Translations = Mapping[str, Mapping[str, str]]  # language → as it was written → as it is printed


def read_translations(folder: Path, problems: list[str]) -> Translations:
    """Words of each language, from the client's folder; faults are added to ``problems``."""
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    try:
        for line, row in rows_of(folder / TRANSLATIONS, ("written",)):
            for language, words in found.items():
                if not (printed := row.get(language, "")):
                    continue
                if words.setdefault(row["written"], printed) != printed:
                    values = {"file": TRANSLATIONS, "line": line, "written": row["written"]}
                    problems.append(tr(TWICE) % values)
    except ClientDataError as error:
        problems.append(str(error))
    return {language: words for language, words in found.items() if words}


TWICE = N_("%(file)s, line %(line)s: '%(written)s' has two translations; keep one of them.")
