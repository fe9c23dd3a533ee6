"""How does a command speak?"""

from typing import TextIO

from helpers import project


def say(text: object, to: TextIO | None = None) -> None:
    """Print a text, with the commands that it names as they are typed here."""
    print(project.as_typed(str(text)), file=to)
