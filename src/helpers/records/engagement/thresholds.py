"""How are faults in the thresholds of an engagement said? What was expected, came, and helps.

The ranges stand in :mod:`helpers.settings` and pydantic finds the faults, all at once; the words
are ours. A misspelt name stops the run, because a session must not be held on a default that
somebody believed to have changed.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from helpers.errors import ClientDataError
from helpers.language import N_, tr
from helpers.records.engagement.said import expected, unknown
from helpers.settings import Settings, Subject

WORDS = {
    "integer": N_("a whole number"),
    "number": N_("a number"),
    "boolean": N_("true or false"),
    "string": N_("a text"),
}

MOVED = {  # thresholds of earlier versions: where they are now
    ("commitments", "margin"): "money.margin",
    ("commitments", "work_to"): "commitments.work_hours",
    ("journey", "margin"): "money.margin",
    ("loyalty", "margin"): "money.margin",
}


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
        return expected("settings", tr("subjects with thresholds"), given)
    subject, *names = map(str, where)
    if kind == "order":
        words = tr(
            "settings: %(subject)s.%(smaller)s must not be larger than %(subject)s.%(larger)s, "
            "found %(low)s and %(high)s."
        )
        ends = {end: f"{context[end]:g}" for end in ("low", "high")}
        return words % {"subject": subject, **context, **ends}
    if not names:
        return expected(f"settings.{subject}", tr("thresholds by name"), given[subject])
    wanted, found = expectation(subject, names[0]), given[subject][names[0]]
    return expected(f"settings.{subject}.{names[0]}", wanted, found)


def _unknown(*where: int | str) -> str:
    *subject, name = where
    model = _model_of(str(subject[0])) if subject else Settings
    known = list(model.model_fields)
    if not subject:
        return unknown("subject", name, known, where="settings")
    if now := MOVED.get((str(subject[0]), str(name))):
        values = {"before": f"settings.{subject[0]}.{name}", "now": f"settings.{now}"}
        return tr("%(before)s of earlier versions is now %(now)s.") % values
    return unknown("threshold", name, known, where=f"settings.{subject[0]}")


def schema_of(subject: str, name: str) -> dict[str, Any]:
    """Type, range, default, unit and source of one threshold, as JSON Schema says them."""
    return _schemas(subject)[name]


@cache
def _schemas(subject: str) -> dict[str, dict[str, Any]]:
    return _model_of(subject).model_json_schema()["properties"]


def _model_of(subject: str) -> type[Subject]:
    return cast("type[Subject]", Settings.model_fields[subject].annotation)


def expectation(subject: str, name: str) -> str:
    """What a threshold takes, in words.

    >>> expectation("abc", "a_below")
    'a number from 0 to 1'
    """
    schema = schema_of(subject, name)
    if "items" in schema:
        return tr("a list, each %(what)s") % {"what": _one(schema["items"])}
    return _one(next(iter(schema.get("anyOf", [schema]))))


def _one(schema: Mapping[str, Any]) -> str:
    low, high = (schema.get(end) for end in ("minimum", "maximum"))
    kind = WORDS[schema["type"]]
    return (
        tr(kind)
        + ("" if low is None else tr(" from %(low)s") % {"low": f"{low:g}"})
        + ("" if high is None else tr(" to %(high)s") % {"high": f"{high:.10g}"})
    )
