"""Is the pack ready, what is missing, what has changed, what looks wrong?

The first lines of the index, in this order, each with a word and what stands behind it.
"""

from typing import TypedDict

from helpers.handouts.model import Pack
from helpers.language import ntr, number, tr
from helpers.language.findings import by_money

SHOWN = 6  # lines under an answer; the rest stands further down


class Answer(TypedDict):
    """A question, its answer in a sentence, and up to some lines that prove it."""

    question: str
    said: str
    lines: list[str]
    good: bool


def answers(pack: Pack, changed: str, moved: list[str]) -> list[Answer]:
    """Answers to the four questions.

    Parameters
    ----------
    changed
        What has changed since the previous run, in words; empty where there was none.
    moved
        Findings that are new or have moved.
    """
    return [_ready(pack), _missing(pack), _changed(changed, moved), _wrong(pack)]


def _ready(pack: Pack) -> Answer:
    made, failed = pack.with_status("made"), pack.with_status("failed")
    form = ntr("%(n)s chapter was made.", "%(n)s chapters were made.", len(made))
    count = form % {"n": number(len(made))}
    good = bool(made) and not failed
    said = tr("Ready to be looked through.") if good else tr("Not ready: a chapter is missing.")
    return _answer(tr("Is it ready?"), f"{said} {count}", [], good=good)


def _missing(pack: Pack) -> Answer:
    left = pack.with_status("left out")
    lines = [f"{tr(result.chapter.title)}: {result.ask}" for result in left]
    form = ntr(
        "%(n)s chapter waits for records that were not brought.",
        "%(n)s chapters wait for records that were not brought.",
        len(left),
    )
    said = form % {"n": number(len(left))} if left else tr("Nothing that a chapter asks for.")
    return _answer(tr("What is missing?"), said, lines, good=not left)


def _changed(changed: str, moved: list[str]) -> Answer:
    said = changed or tr("This is the first run: there is nothing to compare with.")
    return _answer(tr("What has changed since the last run?"), said, moved, good=True)


def _wrong(pack: Pack) -> Answer:
    failed = [f"{tr(r.chapter.title)}: {r.message}" for r in pack.with_status("failed")]
    found = [f for f in pack.findings() if f.get("role") == "doubt" and f["trail"]["rows"]]
    doubts = [f["text"] for f in by_money(found)]
    lines = [*failed, *pack.remarks, *doubts]
    form = ntr("%(n)s thing to look at first:", "%(n)s things to look at first:", len(lines))
    said = form % {"n": number(len(lines))} if lines else tr("Nothing that the records show.")
    return _answer(tr("What looks wrong?"), said, lines, good=not lines)


def _answer(question: str, said: str, lines: list[str], *, good: bool) -> Answer:
    return {"question": question, "said": said, "lines": lines[:SHOWN], "good": good}
