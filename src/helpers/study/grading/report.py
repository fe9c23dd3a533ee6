"""What should who teaches look at? A page without scripts: mistakes, look-alikes, and notes."""

from collections import Counter
from html import escape

from helpers import language
from helpers.language import N_, number, percent, tr
from helpers.study import course
from helpers.study.answers import NOT_TRIED, RIGHT, WRONG
from helpers.study.grading.alike import Alike
from helpers.study.grading.handed_in import Trainee
from helpers.study.grading.marks import ERROR, Mark

STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:62em;margin:2em auto;padding:0 1em;color:#1b1b1b}"
    "table{border-collapse:collapse;margin:.6em 0}th,td{border:1px solid #b5b5b5;"
    "padding:.25em .6em;text-align:left}td.n{text-align:right}caption{text-align:left;"
    "font-weight:bold;margin:.3em 0}"
)
HOW = {
    "seed": N_("%(one)s and %(other)s have the same seed."),
    "wrong": N_("%(one)s and %(other)s have the same wrong answer to %(exercise)s."),
    "right": N_("The answer of %(one)s to %(exercise)s is the right one for %(other)s."),
}
Rows = list[list[str]]


def report(trainees: list[Trainee], rows: list[Mark], same: list[Alike]) -> str:
    """The page, in the language in use."""
    title = tr("Grades of the course")
    parts = [
        _table(tr("Points"), [tr("Trainee"), tr("Seed"), *_lessons(), tr("Total")],
               _points(trainees, rows)),
        _table(tr("Exercises"),
               [tr("Exercise"), tr("right"), tr("wrong"), tr("not tried"), tr("error"),
                tr("Most frequent mistake")], _exercises(rows)),
        _list(tr("Look alike"), [_said(one) for one in same]),
        _list(tr("Notes"), [f"{r.trainee}, {r.exercise}: {r.note}" for r in rows if r.note]),
    ]  # fmt: skip
    return (
        f'<!doctype html>\n<html lang="{language.current()}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head><body><h1>{escape(title)}</h1>\n"
        + "\n".join(filter(None, parts))
        + "\n</body></html>\n"
    )


def _lessons() -> list[str]:
    return [one.number for one in course.lessons()]


def _points(trainees: list[Trainee], rows: list[Mark]) -> Rows:
    lines = []
    for one in trainees:
        mine = [row for row in rows if row.trainee == one.name]
        points = [sum(r.points for r in mine if r.lesson == n) for n in _lessons()]
        of = sum(row.of for row in mine)
        share = percent(sum(points) / of) if of else ""
        total = f"{number(sum(points))} / {number(of)} ({share})"
        lines.append([one.name, str(one.seed or ""), *map(number, points), total])
    return lines


def _exercises(rows: list[Mark]) -> Rows:
    lines = []
    for id in dict.fromkeys(row.exercise for row in rows):
        mine = [row for row in rows if row.exercise == id]
        states = Counter(row.state for row in mine)
        kinds = Counter(row.wrong_kind for row in mine if row.wrong_kind)
        worst = min(kinds, key=lambda kind: (-kinds[kind], kind), default="")
        told = f"{worst} ({number(kinds[worst])})" if worst else ""
        counts = [number(states[s]) for s in (RIGHT, WRONG, NOT_TRIED, ERROR)]
        lines.append([id, *counts, told])
    return lines


def _said(one: Alike) -> str:
    said = {"one": one.one, "other": one.other, "exercise": one.exercise}
    return tr(HOW[one.how]) % said


def _table(caption: str, heads: list[str], rows: Rows) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>\n" for row in rows)
    return f"<table><caption>{escape(caption)}</caption><tr>{head}</tr>\n{body}</table>"


def _cell(text: str) -> str:
    kind = ' class="n"' if text[:1].isdigit() else ""
    return f"<td{kind}>{escape(text)}</td>"


def _list(title: str, lines: list[str]) -> str:
    if not lines:
        return ""
    items = "".join(f"<li>{escape(line)}</li>\n" for line in lines)
    return f"<h2>{escape(title)}</h2>\n<ul>{items}</ul>"
