"""Which thresholds does an engagement change, and may it?

Every setting has a type (from its dataclass) and a range; a misspelt name stops the run,
because a session must not be held on a default that somebody believed to have changed.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from types import NoneType
from typing import get_args, get_type_hints

from helpers.errors import did_you_mean
from helpers.settings import Settings

ANY = (float("-inf"), float("inf"))
SHARE = (0.0, 1.0)
MONEY = (0.0, float("inf"))
RANGES = {
    "intake.rejected_at_most": SHARE,
    "pareto.top": SHARE,
    "pareto.most": SHARE,
    "portrait.false_discovery_rate": SHARE,
    "abc.a_below": SHARE,
    "abc.b_below": SHARE,
    "xyz.x_from": SHARE,
    "xyz.y_from": SHARE,
    "xyz.move_beyond": SHARE,
    "signals.less": SHARE,
    "signals.rarer": SHARE,
    "signals.cheaper": SHARE,
    "signals.gone_quantile": SHARE,
    "signals.gone_prior_gaps": (0, 1000),
    "signals.p_below": SHARE,
    "signals.false_discovery_rate": SHARE,
    "churn.horizon_gap_share": SHARE,
    "churn.seed": (0, 2**32 - 1),
    "winback.stays_if_contacted": SHARE,
    "winback.returns_if_contacted": SHARE,
    "winback.offer_cost_share": SHARE,
    "winback.takes_anyway": SHARE,
    "winback.contact_cost": MONEY,
    "winback.margin": SHARE,
    "winback.control_share": SHARE,
    "winback.attempts_weight": (0.1, 1e6),
    "winback.other_chances": SHARE,
    "winback.bonus_valid_months": (1, 1200),
    "winback.seed": (0, 2**32 - 1),
    "lifetime.discount_rate_year": SHARE,
    "lifetime.margin": SHARE,
    "run.jobs": (0, 1024),
}
ORDERED = (  # the first must not be larger than the second
    ("abc.a_below", "abc.b_below"),
    ("xyz.y_from", "xyz.x_from"),
    ("xyz.rhythm_x_to", "xyz.rhythm_y_to"),
    ("xyz.variation_x_to", "xyz.variation_y_to"),
    ("churn.horizon_least", "churn.horizon_most"),
)


def read_settings(given: object, problems: list[str]) -> Settings:
    """Return the settings with what the engagement changes; faults are added to ``problems``."""
    settings = Settings()
    if given is None:
        return settings
    if not isinstance(given, Mapping):
        problems.append(f"settings: expected subjects with thresholds, found {given!r}.")
        return settings
    subjects = [f.name for f in fields(Settings)]
    for subject, changes in given.items():
        if subject not in subjects:
            problems.append(
                f"settings: unknown subject {subject!r}.{did_you_mean(str(subject), subjects)}"
                f" Known: {', '.join(subjects)}."
            )
            continue
        changed = _changed(subject, getattr(settings, subject), changes, problems)
        settings = replace(settings, **{subject: changed})
    _check_order(settings, problems)
    return settings


def _changed(subject: str, defaults: object, changes: object, problems: list[str]) -> object:
    if not isinstance(changes, Mapping):
        problems.append(f"settings.{subject}: expected thresholds by name, found {changes!r}.")
        return defaults
    types = get_type_hints(type(defaults))
    good = {}
    for name, value in changes.items():
        where = f"settings.{subject}.{name}"
        if name not in types:
            problems.append(
                f"settings.{subject}: unknown threshold {name!r}."
                f"{did_you_mean(str(name), types)} Known: {', '.join(types)}."
            )
            continue
        fault, value = _fit(where, value, types[name])
        if fault:
            problems.append(f"{where}: expected {fault}, found {value!r}.")
        else:
            good[name] = value
    return replace(defaults, **good)


def _fit(where: str, value: object, kind: object) -> tuple[str, object]:
    """What was expected (empty when it fits), and the value in the right type."""
    if NoneType in get_args(kind):
        if value is None:
            return "", None
        kind = next(k for k in get_args(kind) if k is not NoneType)
    if get_args(kind):  # a tuple of numbers
        return _fit_many(where, value, get_args(kind)[0])
    if kind is bool:
        return ("" if isinstance(value, bool) else "true or false"), value
    if kind is str:
        return ("" if isinstance(value, str) else "a text"), value
    return _fit_number(where.removeprefix("settings."), value, kind)


def _fit_many(where: str, value: object, kind: type) -> tuple[str, object]:
    values = value if isinstance(value, list) else [value]
    fitted = [_fit_number(where.removeprefix("settings."), one, kind) for one in values or [None]]
    fault = next((told for told, _ in fitted if told), "")
    if fault:
        return f"a list, each {fault}", value
    return "", tuple(one for _, one in fitted)


def _fit_number(where: str, value: object, kind: object) -> tuple[str, object]:
    low, high = RANGES.get(where, (1 if kind is int else 0, float("inf")))
    what = "a whole number" if kind is int else "a number"
    span = f"{what} from {low:g}" + (f" to {high:g}" if high != float("inf") else "")
    allowed = (int,) if kind is int else (int, float)
    if isinstance(value, bool) or not isinstance(value, allowed) or not low <= value <= high:
        return span, value
    return "", kind(value)


def _check_order(settings: Settings, problems: list[str]) -> None:
    for smaller, larger in ORDERED:
        low, high = (_value(settings, name) for name in (smaller, larger))
        if low > high:
            problems.append(
                f"settings: {smaller} must not be larger than {larger}, found {low:g} and {high:g}."
            )


def _value(settings: Settings, name: str) -> float:
    subject, field = name.split(".")
    return getattr(getattr(settings, subject), field)
