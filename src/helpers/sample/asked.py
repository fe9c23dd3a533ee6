"""Which invented client is asked for, and may it be written there?"""

import re
from pathlib import Path

from helpers.errors import ClientDataError, did_you_mean
from helpers.sample.files.write import write_sample
from helpers.sample.truths.truths import TRUTHS, WRITTEN_BY
from helpers.sample.wholesale.write import write_wholesale
from helpers.sample.world.chance import SEED

MOST_SEEDS = 10**9
TRADES = {"cars": "sample", "wholesale": "wholesale"}  # with the folder that each goes to


def write_asked(*, trade: str, seed: str, to: Path | None, data: Path) -> Path:
    """Write the invented client of a seed.

    Parameters
    ----------
    trade
        As it was typed: ``cars`` or ``wholesale``; empty for cars.
    seed
        As it was typed; empty for the company of the repository.
    to
        Folder to write into; None for ``sample`` among the clients, ``sample-7`` for seed 7.
    data
        Folder of the clients.

    Returns
    -------
    The folder that was written.

    Raises
    ------
    ClientDataError
        When the trade is unknown, the seed is no whole number, or the folder holds anything but
        an invented client.
    """
    number, trade = _number(seed), _trade(trade)
    usual = TRADES[trade] if number == SEED else f"{TRADES[trade]}-{number}"
    folder = to or data / usual
    _refuse_others(folder)
    (write_wholesale if trade == "wholesale" else write_sample)(folder, number)
    return folder


def _trade(trade: str) -> str:
    if trade and trade not in TRADES:
        hint = did_you_mean(trade, TRADES)
        raise ClientDataError(f"TRADE must be {' or '.join(TRADES)}, not {trade[:40]!r}.{hint}")
    return trade or "cars"


def _number(seed: str) -> int:
    if not seed:
        return SEED
    if not re.fullmatch(r"[0-9]{1,9}", seed):
        raise ClientDataError(
            f"SEED must be a whole number below {MOST_SEEDS:,}, not {seed[:40]!r}. "
            "For example: make sample SEED=7 TO=data/mine"
        )
    return int(seed)


def _refuse_others(folder: Path) -> None:
    """An invented client is written into a folder that is new, empty, or holds one already."""
    if folder.exists() and not folder.is_dir():
        raise ClientDataError(f"{folder} is a file. Name a folder: TO=data/mine")
    inside = [p for p in folder.iterdir() if p.name[0] != "."] if folder.is_dir() else []
    if inside and not _is_ours(folder / TRUTHS):
        raise ClientDataError(
            f"{folder} holds files that are not an invented client of ours; nothing was written. "
            "Name a folder that is new: TO=data/mine"
        )


def _is_ours(truths: Path) -> bool:
    if not truths.is_file():
        return False
    with truths.open(encoding="utf-8", errors="replace") as file:
        return WRITTEN_BY in file.read(400)
