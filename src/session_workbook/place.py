"""Where do the data and the reports of an installed workbook stand?

In the folder where the command is typed, or in the one above it that holds ``workbook.yml``. The
file may be empty; it may name other folders, from where it stands, and the language to speak.
"""

import sys
from pathlib import Path

import yaml

from helpers import project
from helpers.errors import ClientDataError, did_you_mean

FILE = "workbook.yml"
FOLDERS = ("data", "reports", "work")
KEYS = (*FOLDERS, "language")


def settle(here: Path) -> None:
    """Say to this process, and all that it starts, where things stand; what was said before holds.

    A file that cannot be read ends the process with a sentence.
    """
    try:
        project.set_variables(project.words(**{k: v for k, v in told(here).items() if not said(k)}))
    except ClientDataError as error:
        sys.exit(str(error))


def said(name: str) -> bool:
    """Has a word been said by the environment?"""
    return bool(project.word(name))


def told(here: Path) -> dict[str, str]:
    """What the project file above ``here`` says, with ``home``: the folder that it stands in.

    Raises
    ------
    ClientDataError
        The file is no readable YAML, or says something else than it can.
    """
    here = here.resolve()
    found = next((f for f in (here, *here.parents) if (f / FILE).is_file()), None)
    if found is None:
        return {"home": str(here)}
    return {"home": str(found), **_read(found / FILE)}


def _read(path: Path) -> dict[str, str]:
    try:
        told = yaml.safe_load(path.read_text("utf-8-sig")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        where = str(error).replace("\n", " ")[:200]
        raise ClientDataError(f"{path} cannot be read: {where}") from error
    if not isinstance(told, dict):
        raise ClientDataError(f"{path} must hold lines such as 'data: clients', or nothing.")
    for key, value in told.items():
        _refuse(path, key, value)
    return {k: str(path.parent / v) if k in FOLDERS else v for k, v in told.items()}


def _refuse(path: Path, key: object, value: object) -> None:
    if key not in KEYS:
        hint = did_you_mean(str(key), KEYS)
        raise ClientDataError(f"{path} knows {', '.join(KEYS)}, not {str(key)[:40]!r}.{hint}")
    if not isinstance(value, str) or not value:
        what = "en or ru" if key == "language" else "the name of a folder"
        raise ClientDataError(f"{path}: {key} must be {what}, not {value!r}.")
