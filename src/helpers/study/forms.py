"""What was meant by this? An answer in any of its forms becomes a plain value."""

import dis
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from numbers import Number as AnyNumber
from typing import Any

from helpers.language import tr

LONGEST = 60  # signs of what was given that are quoted
MOST = 100_000  # elements that are looked at
EMPTY_BODY = ("RESUME", "RETURN_VALUE", "RETURN_CONST", "NOP", "LOAD_CONST", "POP_TOP", "CACHE")


class Unreadable(Exception):
    """An answer that is none of its kind: the text says what was expected and what came."""


def untouched(given: Any, depth: int = 3) -> bool:
    """Are there still dots to fill: alone, inside a list, or as the body of a function?

    >>> untouched(...), untouched((1, ...)), untouched([1, 2])
    (True, True, False)
    """
    if given is None or given is Ellipsis:
        return True
    if isinstance(given, Mapping):
        given = list(given.values())
    if isinstance(given, list | tuple | set) and depth and len(given) <= MOST:
        return any(one is Ellipsis or untouched_inside(one, depth - 1) for one in given)
    if hasattr(given, "unfilled"):
        return bool(given.unfilled())
    return _is_stub(given)


def untouched_inside(given: Any, depth: int) -> bool:
    """Dots deeper inside; None is a value there."""
    return given is not None and untouched(given, depth)


def _is_stub(given: Any) -> bool:
    """Is this a function that does nothing yet?"""
    code = getattr(given, "__code__", None)
    if code is None:
        return False
    steps = list(dis.get_instructions(code))
    loaded = [step.argval for step in steps if step.opname.endswith("_CONST")]
    return all(s.opname in EMPTY_BODY for s in steps) and all(x in (None, ...) for x in loaded)


def quoted(given: Any) -> str:
    """What was given, short, and with its type where that helps."""
    shape = getattr(given, "shape", None)
    if shape is not None and shape != ():
        return f"{type(given).__name__} {' × '.join(map(str, shape))}"
    try:
        text = repr(given)
    except Exception:  # noqa: BLE001 - an object of the trainee's, with a repr of its own
        text = type(given).__name__
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def number(given: Any) -> float:
    """Any number, also as a text with spaces, a comma or a percent sign.

    >>> number("1 234,5"), number(3), number("31 %")
    (1234.5, 3.0, 0.31)
    """
    given = _alone(given)
    if isinstance(given, str):
        given = _typed(given)
    if isinstance(given, bool) or type(given).__name__ == "bool_" or given is None:
        raise _expected(tr("a number"), given)
    if not isinstance(given, AnyNumber) and not hasattr(given, "__float__"):
        raise _expected(tr("a number"), given)
    try:
        value = float(given)
    except (TypeError, ValueError, OverflowError):
        raise _expected(tr("a number"), given) from None
    if math.isnan(value):
        raise Unreadable(tr("There is no number in it (NaN): something was divided by nothing."))
    return value


def share(given: Any) -> float:
    """A share from 0 to 1, also as a percentage.

    >>> share(0.31), share(31), share("31 %"), share(1)
    (0.31, 0.31, 0.31, 1.0)
    """
    value = number(given)
    return value / 100 if 1.5 < abs(value) <= 100 else value


def word(given: Any) -> str:
    """A word or a letter, whatever its case and the blanks around it."""
    given = _alone(given)
    if not isinstance(given, str):
        raise _expected(tr("a text in quotation marks"), given)
    return " ".join(given.split()).strip(".").casefold()


def names(given: Any) -> list[str]:
    """Codes or names in any order, each once."""
    if isinstance(given, str):
        given = re.split(r"[,;\n]+", given)
    return sorted({str(one).strip() for one in _many(given)} - {""})


def listed(given: Any) -> list[Any]:
    """Words, numbers, or yes and no, in the order given."""
    return [_plain(one) for one in _many(given)]


def several(given: Any, parts: Sequence[str]) -> list[Any]:
    """As many values as there are parts: a tuple, or a dictionary in any order."""
    if isinstance(given, Mapping):
        known = {tr(part): part for part in parts} | {part: part for part in parts}
        found = {known[str(k)]: v for k, v in given.items() if str(k) in known}
        given = [found[part] for part in parts] if len(found) == len(parts) else given.values()
    values = list(_many(given))
    if len(values) != len(parts):
        wanted = ", ".join(map(tr, parts))
        said = {"n": len(parts), "parts": wanted, "found": quoted(given)}
        raise Unreadable(tr("Expected %(n)s values (%(parts)s), found %(found)s.") % said)
    return values


def results(given: Any, cases: Sequence[Sequence[Any]]) -> list[Any]:
    """What a function gives for each case; an error of its own is told in a sentence."""
    if not callable(given):
        raise _expected(tr("a function (def …)"), given)
    found = []
    for args in cases:
        try:
            found.append(settled(given(*args)))
        except Exception as error:  # noqa: BLE001 - the trainee's own code
            said = {"call": ", ".join(map(repr, args)), "error": told(error)}
            text = tr("Called with (%(call)s) your function stops: %(error)s")
            raise Unreadable(text % said) from None
    return found


def settled(value: Any) -> Any:
    """A value of any kind as plain ones: what JSON knows."""
    if isinstance(value, Mapping):
        return {str(k): settled(v) for k, v in value.items()}
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, Iterable) and not hasattr(value, "__float__"):
        return [settled(one) for one in _many(value)]
    return _plain(value)


def alike(one: Any, other: Any, within: float) -> bool:
    """Are two plain values the same; numbers up to ``within``?"""
    if isinstance(one, list) and isinstance(other, list):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(alike(a, b, within) for a, b in pairs)
    numbers = isinstance(one, int | float) and isinstance(other, int | float)
    if numbers and not isinstance(one, bool) and not isinstance(other, bool):
        return one == other or abs(one - other) <= within
    return bool(one == other)


def apart(one: Any, other: Any) -> float:
    """How far are two plain values from each other: the sum over their numbers.

    >>> apart([1, 2.5], [1, 2]), apart("a", "b")
    (0.5, 1.0)
    """
    if isinstance(one, list) and isinstance(other, list):
        return sum((apart(a, b) for a, b in zip(one, other, strict=False)), 0.0)
    if isinstance(one, int | float) and isinstance(other, int | float):
        return float(abs(one - other)) if one != other else 0.0
    return float(one != other)


def told(error: BaseException) -> str:
    """An error as one short sentence, without where it came from."""
    text = error.msg if isinstance(error, SyntaxError) else " ".join(str(error).split())
    return f"{type(error).__name__}: {text}"[:240] if text else type(error).__name__


def _plain(value: Any) -> Any:
    value = _alone(value)
    if value is None or isinstance(value, bool) or type(value).__name__ == "bool_":
        return None if value is None else bool(value)
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, AnyNumber) or hasattr(value, "__float__"):
        text = float(value)
        return int(text) if math.isfinite(text) and text == int(text) else text
    return str(value)


def _many(given: Any) -> list[Any]:
    if isinstance(given, str | Mapping) or not isinstance(given, Iterable):
        raise _expected(tr("a list"), given)
    if getattr(given, "ndim", 1) > 1:
        raise _expected(tr("a list"), given)
    values = []
    for one in given:
        values.append(one)
        if len(values) > MOST:
            raise _expected(tr("a short list"), given)
    return values


def _alone(given: Any) -> Any:
    """The one value inside a table, a column or a list of one."""
    if hasattr(given, "to_numpy"):
        given = given.to_numpy()
    if getattr(given, "size", None) == 1 and hasattr(given, "item"):
        return given.item()
    if isinstance(given, list | tuple) and len(given) == 1:
        return _alone(given[0])
    return given


def _typed(text: str) -> float:
    plain = re.sub(r"[\s\u00a0\u202f_]", "", text).replace("−", "-").rstrip("€$₽")
    percent = plain.endswith("%")
    plain = plain.rstrip("%")
    if "," in plain and "." not in plain:
        plain = plain.replace(",", ".") if plain.count(",") == 1 else plain.replace(",", "")
    try:
        return float(plain.replace(",", "")) / (100 if percent else 1)
    except ValueError:
        raise _expected(tr("a number"), text) from None


def _expected(what: str, given: Any) -> Unreadable:
    said = {"what": what, "found": quoted(given)}
    return Unreadable(tr("Expected %(what)s, found %(found)s.") % said)
