"""What do this client's records give the chapter on one meaning to work on?

Each function takes what the client brought; it returns None where that is not enough.
"""

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from helpers.analysis.centredness import meanings, room
from helpers.analysis.centredness import research as studies
from helpers.analysis.centredness.reliability import NOTHING, Between, cronbach, icc1
from helpers.analysis.centredness.research import Research
from helpers.language import N_, tr
from helpers.records.schema.questionnaire import BLOCKS
from helpers.settings import CentrednessSettings

if TYPE_CHECKING:
    from helpers.records import Records

OTHER = N_("own statements")
# how clients call their top, as a department or as a role; small letters
TOP = ("top", "top manager", "top managers", "top management", "management", "directors", "board",
       "топ", "топ-менеджер", "топ-менеджеры", "топы", "руководство", "руководитель",
       "руководители", "дирекция", "директор", "администрация", "правление")  # fmt: skip


class Room(NamedTuple):
    """Who scored what.

    ``grid``: people × statements. ``named``: department by person. ``is_top``: by person.
    """

    grid: pd.DataFrame
    named: pd.Series
    is_top: pd.Series


def synonyms(rules: CentrednessSettings) -> dict[str, str]:
    """Words of the setting, each with the one that it means: ``given = kept``.

    >>> synonyms(CentrednessSettings(synonyms=("given = kept", "nothing")))
    {'given': 'kept'}
    """
    parts = (pair.partition("=") for pair in rules.synonyms)
    return {word.strip(): same.strip() for word, _, same in parts if word.strip() and same.strip()}


def definitions(records: "Records", rules: CentrednessSettings) -> pd.DataFrame | None:
    """Definitions with their groups; each is a group of its own where they are too few.

    Returns
    -------
    As :func:`meanings.definitions`.
    """
    if not records.has("definitions"):
        return None
    told = meanings.definitions(records.frame("definitions"), synonyms(rules))
    if len(told) >= rules.least_definitions:
        return told
    alone = told.assign(group=range(1, len(told) + 1), label=told["definition"])
    return alone.assign(group_votes=alone["votes"])


def room_of(records: "Records") -> Room | None:
    """Scores of the room; None where nobody has scored a statement.

    Returns
    -------
    Scores by person and statement, with the side and department of each person.
    """
    if not records.has("maturity"):
        return None
    grid, named = room.scores(records.frame("maturity"))
    if grid.empty:
        return None
    is_top = named.map(_is_top)
    if not is_top.any() and records.has("definitions.role"):
        told = records.frame("definitions").drop_duplicates("participant")
        role = told.set_index("participant")["role"].reindex(grid.index).fillna("")
        is_top = role.map(_is_top)
    return Room(grid, named, is_top.astype(bool))


def _is_top(word: object) -> bool:
    return " ".join(str(word).casefold().split()) in TOP


def maturity(found: Room | None, rules: CentrednessSettings) -> pd.DataFrame | None:
    """Each statement with block, agreement, and the gap of top and front line.

    Returns
    -------
    As :func:`room.maturity` with ``block``; without agreement and gap where too few people scored.
    """
    if found is None:
        return None
    table = room.maturity(found.grid, found.is_top, seed=rules.seed)
    table = table.assign(block=[block_of(name) for name in table["statement"]])
    if len(found.grid) < rules.least_people:
        unsaid = ["spread", "agreement", "top", "front", "gap", "p_adjusted"]
        table[unsaid] = float("nan")
    return table[room.COLUMNS]


def block_of(statement: str) -> str:
    """Block of a statement, in our words or in those of the language in use.

    >>> block_of("every touchpoint has an owner"), block_of("We are nice")
    ('ten rules', 'own statements')
    """
    plain = _plain(statement)
    for block, statements in BLOCKS.items():
        if any(plain in (_plain(known), _plain(tr(known))) for known in statements):
            return block
    return OTHER


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split()).rstrip(".")


def blocks(found: Room | None, table: pd.DataFrame | None) -> pd.DataFrame | None:
    """Each block with its mean, and whether its statements measure one thing.

    Returns
    -------
    ``block``, ``statements``, ``mean``, ``alpha`` with ``low``, ``high`` (missing with fewer than
    ten people, and for statements that are no block).
    """
    if found is None or table is None:
        return None
    rows = []
    for block in (*BLOCKS, OTHER):
        mine = table.loc[table["block"] == block, "statement"]
        if len(mine):
            scored = found.grid[mine.tolist()]
            alpha = NOTHING if block == OTHER else cronbach(scored)
            rows.append((block, len(mine), float(scored.stack().mean()), *alpha))
    return pd.DataFrame(rows, columns=["block", "statements", "mean", "alpha", "low", "high"])


def departments(found: Room | None) -> pd.DataFrame | None:
    """Mean score by department, small ones together; None where no department is told.

    Returns
    -------
    As :func:`room.departments`.
    """
    if found is None or not (found.named != "").any():
        return None
    return room.departments(found.grid, found.named)


def between_departments(found: Room | None) -> Between | None:
    """How far departments differ as wholes; None with fewer than three of three people.

    Returns
    -------
    As :func:`reliability.icc1`.
    """
    return None if found is None else icc1(found.grid.mean(axis=1), found.named)


def research(records: "Records") -> Research | None:
    """How far studies of customers came; None without the table.

    Returns
    -------
    As :func:`research.research`.
    """
    if not records.has("research"):
        return None
    rows = records.frame("research")
    return studies.research(rows) if len(rows) else None
