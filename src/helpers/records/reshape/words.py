"""Which of our words, or which one name, does the client's word stand for?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import ibis
from ibis.expr.types import Table as Rows

from helpers.language import N_
from helpers.records.reshape.step import Note, Step, plain

EXAMPLES = 5


@dataclass(frozen=True)
class WordsStep(Step):
    """A column of which each value that is known stands for another.

    ``listed``: all values should be known, and those that are not are told.
    """

    column: int = 0
    means: Mapping[str, str] = field(default_factory=dict)
    listed: bool = False

    def reads(self) -> dict[int, bool]:
        """Columns that it needs, and whether they are counted."""
        return {self.column: False}

    def applied(self, rows: Rows, others: list[Rows]) -> tuple[Rows, list[Note]]:
        """Return the rows with the column in our words beside it; unknown ones stay as they are."""
        cell = rows[f"c{self.column}"]
        word = self._word(rows)
        known = {theirs.lower() if self.listed else theirs: m for theirs, m in self.means.items()}
        cases = [(word == theirs, ibis.literal(ours)) for theirs, ours in known.items()]
        changed = rows.mutate(**{f"c{self.at}": ibis.cases(*cases, else_=cell)})
        if not self.listed:
            return changed, []
        ours = {meaning.lower() for meaning in known.values()}
        return changed, self._strange(rows, known.keys() | ours)

    def _word(self, rows: Rows) -> ibis.expr.types.StringValue:
        word = plain(rows[f"c{self.column}"])
        return word.lower() if self.listed else word

    def _strange(self, rows: Rows, known: set[str]) -> list[Note]:
        words = rows.mutate(word=self._word(rows)).filter(lambda t: t.word.notnull())
        strange = words.filter(~words.word.isin(sorted(known)))
        found = strange.group_by("word").agg(rows=lambda t: t.count())
        frame = found.order_by(ibis.desc("rows"), "word").execute()
        if frame.empty:
            return []
        shown = ", ".join(map(repr, frame["word"].head(EXAMPLES)))
        values = {"name": self.names[0], "words": shown, "rows": int(frame["rows"].sum())}
        return [(UNKNOWN_WORDS, values)]


UNKNOWN_WORDS = N_(
    "%(name)s: words without one of ours under words: %(words)s (rows: %(rows)s). They are left "
    "as they are."
)
