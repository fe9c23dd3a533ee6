"""Which column of a sheet is which, and whose sheet of which session is it?"""

from datetime import date
from typing import NamedTuple

from helpers.language import LANGUAGES, N_, words_of
from helpers.records.engagement.sessions import answers
from helpers.records.engagement.sessions.lines import HEAD_WITHIN, Lines, text

HEADS = {
    "chapter": N_("Chapter"),
    "decision": N_("Decision"),
    "owner": N_("Owner"),
    "due": N_("By when"),
    "measure": N_("How we shall know"),
    "done": N_("Done"),
}
ALSO = {  # what people call these columns when they write a sheet anew
    "decision": ("decisions", "what", "action", "what we decided", "решения", "что решили",
                 "что делаем", "задача"),
    "owner": ("who", "responsible", "кто", "кто отвечает", "ответственный", "владелец"),
    "due": ("due", "due date", "deadline", "date", "when", "until", "срок", "когда", "дата", "до"),
    "measure": ("measure", "metric", "показатель", "мера", "как узнаем"),
    "done": ("done?", "status", "is it done", "статус", "готово", "сделано", "сделано?",
             "выполнено"),
}  # fmt: skip
NEEDED = ("decision", "owner", "due")
WANTED = ("measure", "done")
SESSION_OF, CLIENT = N_("Session of"), N_("Client")


class Marks(NamedTuple):
    """What a sheet says of itself: whose it is, and of which session; empty where it does not."""

    client: str
    day: date | None


def heads(lines: Lines) -> tuple[int, dict[str, int]] | None:
    """Row after the heads, and the place of each column; None where there are none."""
    known = {word: name for name, words in ALSO.items() for word in words}
    known |= {word: name for name in HEADS for word in _in_all_languages(HEADS[name])}
    for row, line in enumerate(lines[:HEAD_WITHIN], start=1):
        named = [known.get(text(cell).casefold().rstrip(": ")) for cell in line]
        found = {name: named.index(name) for name in HEADS if name in named}
        if found.keys() >= set(NEEDED):
            return row, found
    return None


def marks(lines: Lines) -> Marks:
    """Client and day of the session, each beside its word."""
    found = {
        key: line[at + 1]
        for line in lines[:HEAD_WITHIN]
        for at, cell in enumerate(line[:-1])
        for key in (SESSION_OF, CLIENT)
        if text(cell).casefold().rstrip(": ") in _in_all_languages(key)
    }
    day = answers.day(found.get(SESSION_OF, ""), date.min)
    return Marks(text(found.get(CLIENT, "")), day)


def _in_all_languages(word: str) -> list[str]:
    return [words_of(code).gettext(word).casefold() for code in LANGUAGES]
