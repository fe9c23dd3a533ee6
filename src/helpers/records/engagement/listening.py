"""Which words and settings of an engagement does a chapter ask for?"""

from dataclasses import fields, replace

from helpers.cache import asked
from helpers.records.engagement.engagement import Engagement
from helpers.settings import Settings


def listening(engagement: Engagement) -> Engagement:
    """Engagement that writes down which of its words and settings a chapter asks for."""

    def word(name: str) -> None:
        if name == "tables":
            asked.note(asked.EVERY_TABLE)
        elif name in words:
            asked.note(f"engagement {name}")

    def subject(name: str) -> None:
        if name == "__dict__":  # whoever goes over them, or copies them
            asked.note(asked.EVERY_SETTING)
        elif name in Settings.model_fields:
            asked.note(f"setting {name}")

    words = {field.name for field in fields(Engagement)} - {"settings"}
    settings = asked.listening(engagement.settings, subject)
    return asked.listening(replace(engagement, settings=settings), word)
