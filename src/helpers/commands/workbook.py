"""What does each command do that is about no client: the workbook itself, and the course?"""

import argparse

from helpers import project
from helpers.commands.said import say
from helpers.project import typed_path


def sample(arguments: argparse.Namespace) -> int:
    """Write an invented client."""
    from helpers.runs.pack import clear_disk_errors
    from helpers.sample import write_asked

    to, data = typed_path(arguments.to) if arguments.to else None, project.data_root()
    with clear_disk_errors(to or data, "TO"):
        say(write_asked(trade=arguments.trade, seed=arguments.seed, to=to, data=data))
    return 0


def doctor(arguments: argparse.Namespace) -> int:
    """Say what this machine lacks."""
    from helpers.maintenance.doctor import LACKS, examined

    said = examined()
    for one in said:
        say(one)
    return int(any(one.how == LACKS for one in said))


def chapter(arguments: argparse.Namespace) -> int:
    """Begin a chapter of one's own."""
    from helpers.maintenance.new_chapter import new_chapter

    written = new_chapter(arguments.name, arguments.number)
    for path in written:
        say(path.relative_to(project.ROOT))
    say(f"Try it: make report CLIENT=sample CHAPTERS={written[0].name[:2]}")
    say("Make it yours: docs/write-a-chapter.md")
    return 0


def study(arguments: argparse.Namespace) -> int:
    """Learn to lead a session."""
    from helpers.runs.pack import clear_disk_errors
    from helpers.study.command import Asked, study

    asked = Asked(
        words=arguments.words,
        name=arguments.name,
        seed=arguments.seed,
        language=arguments.language,
        out=arguments.out,
        check=arguments.check,
        truths=arguments.truths,
    )
    with clear_disk_errors(project.work_root(), "WORK"):
        return study(asked)
