"""How are faults in the thresholds of an engagement said? What was expected, came, and helps.

The ranges stand in :mod:`helpers.settings` and pydantic finds the faults, all at once; the words
are ours. A misspelt name stops the run, because a session must not be held on a default that
somebody believed to have changed.
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from helpers.errors import ClientDataError, did_you_mean
from helpers.settings import Settings, Subject

WORDS = {"integer": "a whole number", "number": "a number", "boolean": "true or false"}


def read_settings(given: object, problems: list[str]) -> Settings:
    """Return the settings with what the engagement changes; faults are added to ``problems``."""
    try:
        return Settings() if given is None else Settings.model_validate(given)
    except ValidationError as faults:
        problems.extend(in_words(faults.errors(), given))
        return Settings()


def changed(settings: Settings, **subjects: Mapping[str, Any]) -> Settings:
    """Settings with other thresholds, for a cell of a chapter that tries what they decide.

    Raises
    ------
    ClientDataError
        Where a name or a value would be refused in ``engagement.yml`` too, in the same words.

    >>> changed(Settings(), abc={"a_below": 0.7}).abc.a_below
    0.7
    """
    known = settings.model_dump()
    told = {
        subject: {**known.get(subject, {}), **changes} if isinstance(changes, Mapping) else changes
        for subject, changes in subjects.items()
    }
    problems: list[str] = []
    made = read_settings({**known, **told}, problems)
    if problems:
        raise ClientDataError("\n".join(problems))
    return made


def in_words(faults: Iterable[ErrorDetails], given: object) -> list[str]:
    """Each fault once, with the value as it was written."""
    said = (_said(fault["type"], fault["loc"], fault.get("ctx", {}), given) for fault in faults)
    return list(dict.fromkeys(said))


def _said(kind: str, where: tuple[int | str, ...], context: Mapping[str, Any], given: Any) -> str:
    if kind in ("extra_forbidden", "invalid_key"):
        return _unknown(*where)
    if not where:
        return f"settings: expected subjects with thresholds, found {given!r}."
    subject, *names = map(str, where)
    if kind == "order":
        return (
            f"settings: {subject}.{context['smaller']} must not be larger than "
            f"{subject}.{context['larger']}, found {context['low']:g} and {context['high']:g}."
        )
    if not names:
        return f"settings.{subject}: expected thresholds by name, found {given[subject]!r}."
    expected, found = expectation(subject, names[0]), given[subject][names[0]]
    return f"settings.{subject}.{names[0]}: expected {expected}, found {found!r}."


def _unknown(*where: int | str) -> str:
    *subject, name = where
    model = _model_of(str(subject[0])) if subject else Settings
    known = list(model.model_fields)
    what = f"settings.{subject[0]}: unknown threshold" if subject else "settings: unknown subject"
    return f"{what} {name!r}.{did_you_mean(str(name), known)} Known: {', '.join(known)}."


def schema_of(subject: str, name: str) -> dict[str, Any]:
    """Type, range, default, unit and source of one threshold, as JSON Schema says them."""
    return _model_of(subject).model_json_schema()["properties"][name]


def _model_of(subject: str) -> type[Subject]:
    return cast("type[Subject]", Settings.model_fields[subject].annotation)


def expectation(subject: str, name: str) -> str:
    """What a threshold takes, in words.

    >>> expectation("abc", "a_below")
    'a number from 0 to 1'
    """
    schema = schema_of(subject, name)
    if "items" in schema:
        return f"a list, each {_one(schema['items'])}"
    return _one(next(iter(schema.get("anyOf", [schema]))))


def _one(schema: Mapping[str, Any]) -> str:
    low, high = (schema.get(end) for end in ("minimum", "maximum"))
    return (
        WORDS[schema["type"]]
        + ("" if low is None else f" from {low:g}")
        + ("" if high is None else f" to {high:.10g}")
    )
