"""What is proposed for a client: tables with their groups of files, and what is asked?"""

from dataclasses import dataclass, field

from helpers.language import N_, number, tr
from helpers.records.proposal.guesses import Guess
from helpers.records.proposal.sheets import Sheet, Useless


@dataclass
class Group:
    """Sheets that are mapped alike, and what is done to their rows."""

    sheets: list[Sheet]
    columns: dict[str, Guess]
    keys: dict[str, object] = field(default_factory=dict)  # long, lookup, snapshot, words, only
    added: dict[str, tuple[str, str]] = field(default_factory=dict)  # ours → column made, and why
    remarks: list[str] = field(default_factory=list)
    sheet: str = ""  # of the workbook, where it must be named

    @property
    def files(self) -> list[str]:
        """Files of the group, each once."""
        return list(dict.fromkeys(sheet.file for sheet in self.sheets))

    def values(self, ours: str) -> frozenset[str]:
        """All values of one of our columns, in small letters."""
        if ours not in self.columns:
            return frozenset()
        heading = self.columns[ours].theirs.heading
        found = (sheet.named[heading].values for sheet in self.sheets if heading in sheet.named)
        return frozenset().union(*found)


@dataclass
class Draft:
    """Everything that becomes an engagement, and the questions that a person answers."""

    tables: dict[str, list[Group]] = field(default_factory=dict)
    unused: list[Useless] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    language: str = "en"
    currency: str = "EUR"
    people: bool = False

    def values(self, table: str, ours: str) -> frozenset[str]:
        """All values of a column over the groups of a table."""
        return frozenset().union(*(group.values(ours) for group in self.tables.get(table, [])))

    def useless(self) -> list[str]:
        """A sentence for each reason for which files are of no use, however many files."""
        by_reason: dict[str, list[Useless]] = {}
        for one in self.unused:
            by_reason.setdefault(one.why.replace(one.file, "…"), []).append(one)
        return [_of_all(found) for found in by_reason.values()]


def _of_all(found: list[Useless]) -> str:
    first, why = found[0].file, " ".join(found[0].why.split())
    if len(found) == 1:
        return f"{first}: {why}"
    others = tr(AND_MORE) % {"file": first, "n": number(len(found) - 1)}
    return f"{others}: {why}"


AND_MORE = N_("%(file)s and %(n)s more")
