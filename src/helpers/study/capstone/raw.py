"""What does the trainee get? Files of a company never seen, as bad as files are.

The company follows from the name that was typed, so whoever checks needs no list of seeds.
"""

import csv
import io
import re
import shutil
import tempfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from helpers.errors import ClientDataError
from helpers.language import tr
from helpers.records.engagement.engagement import check_name
from helpers.sample import write_sample
from helpers.sample.truths.truths import TRUTHS
from helpers.sample.world.chance import stream
from helpers.study.company import fit

FIRST_SEED, SEEDS = 20_000, 60_000  # none of them is a lesson's
MISSING = {
    "referrals": "referrals.csv",
    "bonuses": "bonuses.csv",
    "expectations": "expectations.csv",
    "relationship": "relationship.csv",
}
LEAKS = {"care_level": "Care level", "account_status": "Account status", "tier": "Service tier"}
SPOILT = {"sales_2023.csv": "2023-13-05", "sales_2025.csv": "31.02.2025"}
EVERY = 90  # of so many lines one comes again with a day that does not exist
NOISE = 0.03  # of the cards the leaking field is wrong
UNMAPPED = ("sales", "leads")  # tables whose columns the trainee maps
CARDS = "clients.csv"


@dataclass(frozen=True)
class Secret:
    """What is known of the company behind a name: seed, missing tables, the leaking field."""

    seed: int
    missing: tuple[str, str]
    leak: str

    @property
    def leak_header(self) -> str:
        """How the file calls the leaking field."""
        return LEAKS[self.leak]


def secret(name: str) -> Secret:
    """The company behind a name."""
    seed = FIRST_SEED + zlib.crc32(name.encode()) % SEEDS
    while not fit(seed):
        seed += 1
    chance = stream(seed, "capstone")
    missing = sorted(chance.choice(sorted(MISSING), 2, replace=False).tolist())
    return Secret(seed, (missing[0], missing[1]), str(chance.choice(sorted(LEAKS))))


@lru_cache(maxsize=4)
def truths(seed: int) -> Mapping[str, Any]:
    """What was planted in the company of a seed."""
    with tempfile.TemporaryDirectory() as scratch:
        write_sample(Path(scratch), seed)
        return yaml.safe_load((Path(scratch) / TRUTHS).read_text("utf-8"))


def write_raw(name: str, data: Path) -> Path:
    """Write the raw files of the company ``name`` among the clients.

    Raises
    ------
    ClientDataError
        There is a client of this name already; it is left as it is.
    """
    folder = data / check_name(name)
    if folder.exists():
        text = tr("There is a client %(name)s already, and nothing is written over.")
        raise ClientDataError(text % {"name": name})
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{name}-", dir=data) as scratch:
        made = Path(scratch) / "raw"
        write_sample(made, secret(name).seed)
        _spoil(made, secret(name))
        shutil.move(made, folder)
    return folder


def _spoil(folder: Path, hidden: Secret) -> None:
    told = yaml.safe_load((folder / TRUTHS).read_text("utf-8"))
    (folder / TRUTHS).unlink()
    for table in hidden.missing:
        (folder / MISSING[table]).unlink()
    for file, day in SPOILT.items():
        _with_bad_days(folder / file, day)
    gone = {code for codes in told["leaving"]["gone"].values() for code in codes}
    _with_leak(folder / CARDS, hidden, gone)
    path = folder / "engagement.yml"
    path.write_text(_draft(path.read_text("utf-8"), hidden), "utf-8", newline="\n")


def _with_bad_days(path: Path, day: str) -> None:
    """Repeat some lines with a day that no calendar has: they are rejected, never counted."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    made = []
    for number, line in enumerate(lines):
        made.append(line)
        if number and number % EVERY == 0:
            made.append(f"{day},{line.partition(',')[2]}")
    path.write_text("".join(made), "utf-8", newline="")


def _with_leak(path: Path, hidden: Secret, gone: set[str]) -> None:
    """Add a field to the cards that somebody filled in after the customers had left."""
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    wrong = stream(hidden.seed, "leak").random(len(rows)) < NOISE
    place = rows[0].index("Code")
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow([*rows[0], hidden.leak_header])
    for row, noise in zip(rows[1:], wrong[1:], strict=True):
        lines.writerow([*row, "closed" if (row[place] in gone) != noise else "active"])
    path.write_text(text.getvalue(), "utf-8-sig", newline="")


def _draft(text: str, hidden: Secret) -> str:
    """An engagement as somebody left it: no last day, no columns of two tables, one too many."""
    text = re.sub(r"^# .*truths.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^as_of:.*\n", "", text, flags=re.MULTILINE)
    head, *tables = re.split(r"(?m)(?=^  (?:# [^\n]*\n(?:  # [^\n]*\n)*  )?\w+:\n    files:)", text)
    kept = [one for one in tables if _name(one) not in hidden.missing]
    return head + "".join(_changed(one, hidden) for one in kept)


def _name(table: str) -> str:
    found = re.search(r"^  (\w+):$", table, re.MULTILINE)
    return found[1] if found else ""


def _changed(table: str, hidden: Secret) -> str:
    if _name(table) in UNMAPPED:
        columns = re.compile(r"^    columns:\n(?:      .*\n)+", re.MULTILINE)
        return columns.sub("    columns: {}\n", table)
    if _name(table) == "customers":
        line = f"    columns:\n      {hidden.leak}: {hidden.leak_header}\n"
        return table.replace("    columns:\n", line, 1)
    return table
