"""What was asked for on the command line?"""

from dataclasses import dataclass
from pathlib import Path

from helpers.errors import ClientDataError
from helpers.runs.changes.fingerprint import Digests
from helpers.runs.ours import CACHE


@dataclass(frozen=True)
class Order:
    """One report that was asked for: whose, from where, of which chapters."""

    client: str
    data: Path
    reports: Path
    notebooks: Path
    language: str = ""
    only: tuple[str, ...] = ()
    force: bool = False

    def __post_init__(self) -> None:
        """Refuse a report that would take the place of the records it is made from."""
        records, report = self.folder.resolve(), self.target.resolve()
        if records.is_relative_to(report) or report.is_relative_to(records):
            raise ClientDataError(
                f"The report would take the place of the client's records: {records}\n"
                "Name a folder for the reports that is not the folder of the clients: REPORTS=…"
            )

    @property
    def folder(self) -> Path:
        """The client's records."""
        return self.data / self.client

    @property
    def target(self) -> Path:
        """The client's report."""
        return self.reports / self.client

    @property
    def cache(self) -> Path:
        """What runs of this client remember."""
        return self.target / CACHE

    def digests(self) -> Digests:
        """Digests of files, remembered between the runs of this client."""
        return Digests(self.cache / "digests.json")
