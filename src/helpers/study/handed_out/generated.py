"""How do the exercises come from the lessons? ``make exercises`` writes them; a test compares."""

from pathlib import Path

import nbformat

from helpers.cache.hashes import write_whole
from helpers.study import course
from helpers.study.course import GENERATED, Lesson
from helpers.study.handed_out import versions


def text_of(lesson: Lesson) -> str:
    """The trainee's version of a lesson, in English, as a file."""
    return nbformat.writes(versions.trainee(lesson.notebook()), version=4) + "\n"


def generate(folder: Path = GENERATED) -> list[Path]:
    """Write the exercises of all lessons; exercises without a lesson are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {folder / lesson.source.name: text_of(lesson) for lesson in course.lessons()}
    for old in set(folder.glob("*.ipynb")) - made.keys():
        old.unlink()
    for path, text in made.items():
        write_whole(path, text.encode("utf-8"))
    return list(made)
