"""Which questions get a slide, when there are more than a day can bear?

Each chapter shows its best one, and no more than two. A chart that proves a sentence of the
page that is read first comes before others, and sentences alone stand in for a chart only
where a chapter has none. What is left out is said beside what is shown.
"""

from collections.abc import Collection

from helpers.handouts.tree import Slide

QUESTIONS = ("chart", "table", "statements")
OF_A_CHAPTER = 2
MOST = 35  # slides of a day


def chosen(chapters: list[list[Slide]], told: Collection[str], *, beside: int) -> list[list[Slide]]:
    """Slides of each chapter without those that are too many.

    ``told`` are the keys of the findings that the page read first has; ``beside`` is how many
    slides are no chapter's: cover, day, figures, sentences, decisions.
    """
    room = min(MOST - beside, OF_A_CHAPTER * len(chapters))
    room -= sum(1 for slides in chapters for one in slides if one["kind"] not in QUESTIONS)
    ranked = [_ranked(slides, told) for slides in chapters]
    firsts = _most_asked([order[0] for order in ranked if order], told, room)
    seconds = [one for order in ranked for one in order[1:OF_A_CHAPTER]]
    seconds.sort(key=lambda one: one.get("finding", "") not in told)
    kept = [*firsts, *seconds][: max(room, 0)]
    return [_without(slides, kept) for slides in chapters]


def _most_asked(firsts: list[Slide], told: Collection[str], room: int) -> list[Slide]:
    """As many as there is room for: what proves nothing of the first page gives way, in order."""
    too_many = max(len(firsts) - max(room, 0), 0)
    beside = [one for one in firsts if one.get("finding", "") not in told][:too_many]
    return [one for one in firsts if not any(one is other for other in beside)]


def _ranked(slides: list[Slide], told: Collection[str]) -> list[Slide]:
    """Questions of a chapter, the best one first; sentences only where nothing else shows."""
    asked = [one for one in slides if one["kind"] in QUESTIONS]
    shown = [one for one in asked if one["kind"] != "statements"]
    return sorted(shown or asked[:1], key=lambda one: one.get("finding", "") not in told)


def _without(slides: list[Slide], kept: list[Slide]) -> list[Slide]:
    """Slides with what is left out said on the next one, or on the last."""
    shown: list[Slide] = []
    waiting: list[str] = []
    for one in slides:
        if one["kind"] in QUESTIONS and not any(one is other for other in kept):
            waiting += in_words(one)
        else:
            shown.append(one)
            one["spoken"] = [*waiting, *one["spoken"]]
            waiting = []
    if shown:
        shown[-1]["spoken"] += waiting
    return shown


def in_words(one: Slide) -> list[str]:
    """A slide in words, for the notes of another."""
    return [one["title"], *one.get("items", []), *one["spoken"]]
