"""What was handed in: the answers and the report that they rest on?"""

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from helpers import project
from helpers.cache.hashes import read_json
from helpers.errors import ClientDataError
from helpers.language import tr

ANSWERS = "answers.yml"
TRUTHS = {  # what is asked, in the words of the form
    "money_of_customers_before_records": "",
    "late_payers": "[]",
    "patient_manager": "",
    "best_contact": "",
    "losing_manager": "",
    "unfairly_judged_manager": "",
    "torn_place": "{touchpoint: , branch: }",
    "working_idea_in_branch": "",
}
COUNTED = {
    "referrals": "revenue_of_referred",
    "bonuses": "share_of_bonuses_used",
    "expectations": "share_that_got_more_than_expected",
    "relationship": "share_that_wants_a_relationship",
}
UNKNOWN = ("unknown", "неизвестно")


@dataclass(frozen=True)
class Handed:
    """One folder that was handed in."""

    folder: Path
    told: dict[str, Any]
    report: Path | None

    @property
    def company(self) -> str:
        """Name of the company that the answers are about."""
        return str(self.told.get("company") or "")

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What the report says of itself; empty where there is none."""
        return read_json(self.report / "manifest.json") if self.report else {}

    def part(self, name: str) -> dict[str, Any]:
        """One part of the answers; empty where it is none."""
        told = self.told.get(name)
        return told if isinstance(told, dict) else {}

    def table(self, name: str) -> list[dict[str, str]]:
        """Rows of a result table of the report; none where it is not there."""
        path = self.report / "tables" / f"{Path(name).name}.csv" if self.report else None
        if path is None or not path.is_file():
            return []
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


def handed(folder: Path) -> Handed:
    """Read a folder that was handed in.

    Raises
    ------
    ClientDataError
        It has no ``answers.yml`` that can be read, or the answers name no company.
    """
    path = folder / ANSWERS
    try:
        # as texts: 015023 without quotation marks is a code, and no octal number
        told = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
        company = str(told["company"])
    except (OSError, ValueError, TypeError, KeyError, yaml.YAMLError) as error:
        text = tr("%(path)s cannot be read (%(why)s). Begin with: workbook study capstone NAME")
        said = {"path": path, "why": type(error).__name__}
        raise ClientDataError(text % said) from None
    inside = [folder, *sorted(p for p in folder.iterdir() if p.is_dir())]
    places = [*inside, project.reports_root() / Path(company).name]
    report = next((p for p in places if (p / "manifest.json").is_file()), None)
    return Handed(folder, told, report)


def form(company: str) -> str:
    """The form to fill, with what each part asks."""
    sentence = "  - {subject: , number: , unit: , interval: , certainty: , decision: }"
    asked = [
        f"  {name}: {{answer: {blank}, certainty: , table: , rows: }}"
        for name, blank in TRUTHS.items()
    ]
    parts = {
        tr("Fill in what you can show. A wrong accusation of a person costs more than a gap."): [
            f"company: {company}"
        ],
        tr("Tables that the client did not bring"): ["missing_tables: []"],
        tr("Write unknown for what the records cannot tell"): [
            "gaps:",
            *(f"  {name}:" for name in COUNTED.values()),
        ],
        tr(
            "certainty: counted, estimated, assumed or bounded; table and rows: where the report "
            "shows it, and how many rows that table has"
        ): ["truths:", *asked],
        tr("Field of the cards that knows the future; take it out of engagement.yml as well"): [
            "leak: "
        ],
        tr("Three sentences for the owner; an interval is [low, high]"): [
            "sentences:",
            *[sentence] * 3,
        ],
        tr("Who does what until when, and how it will be seen"): [
            "worksheet:",
            *["  - {what: , who: , by_when: , how_known: }"] * 3,
        ],
    }
    told = ["\n".join([f"# {text}", *lines]) for text, lines in parts.items()]
    return "\n\n".join(told) + "\n"
