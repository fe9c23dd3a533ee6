"""What does a small YAML file say, whatever somebody has put into it?

A file of some hundred bytes can stand for gigabytes (names that stand for names), nest deeper
than Python counts, or hold numbers that cannot be written down. All of that is refused with
one sentence, before anything is made of it.
"""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from helpers.errors import ClientDataError
from helpers.language import tr
from helpers.language.other_programs import in_our_words

LARGEST = 250_000  # bytes; a longer file was not written by hand
WEIGHT = 500_000  # characters that the file may stand for, names (&a, *a) resolved
DEEPEST = 50  # levels
LONGEST_NUMBER = 10**18


class _Loader(yaml.SafeLoader):
    """Safe YAML in which a key that stands twice is an error, not a silent overwrite."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:
        seen: dict[object, int] = {}
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            line = key_node.start_mark.line + 1
            if not isinstance(key, str | int | float | bool | date | None):
                raise ClientDataError(
                    tr("line %(line)s: a key must be a plain word.") % {"line": line}
                )
            if key in seen:
                raise ClientDataError(
                    tr("the key '%(key)s' stands twice, in lines %(first)s and %(line)s: keep one.")
                    % {"key": str(key)[:60], "first": seen[key], "line": line}
                )
            seen[key] = line
        return super().construct_mapping(node, deep)

    def number(self, node: yaml.ScalarNode) -> int:
        value = self.construct_yaml_int(node)
        if abs(value) < LONGEST_NUMBER:
            return value
        raise ClientDataError(
            tr("line %(line)s: a number is too long to be one. If it is a text, put it in quotes.")
            % {"line": node.start_mark.line + 1}
        )

    def day(self, node: yaml.ScalarNode) -> object:
        """A day; one that no calendar has stays the text that it is."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return node.value


_Loader.add_constructor("tag:yaml.org,2002:int", _Loader.number)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.day)


def read_yaml(path: Path, where: str) -> Any:
    """Read the YAML file ``path``, called ``where`` in messages.

    Raises
    ------
    ClientDataError
        Where it is no plain YAML in UTF-8, or stands for more than can be meant.
    """
    if path.stat().st_size > LARGEST:
        raise ClientDataError(
            tr("%(where)s is larger than %(size)s kB: take out what is not needed.")
            % {"where": where, "size": LARGEST // 1000}
        )
    try:
        loader = _Loader(path.read_text("utf-8-sig"))
        node = loader.get_single_node()
        if node is None:
            return None
        _weight(node, {}, 0)
        return loader.construct_document(node)
    except UnicodeDecodeError as error:
        told = tr("%(where)s must be saved as UTF-8; byte %(byte)s is not.")
        raise ClientDataError(told % {"where": where, "byte": error.start + 1}) from None
    except ClientDataError as error:
        raise ClientDataError(f"{where}: {error}") from None
    except RecursionError:
        told = tr("%(where)s is nested too deeply to be read.")
        raise ClientDataError(told % {"where": where}) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        told = tr("%(where)s is not readable YAML: %(why)s")
        raise ClientDataError(told % {"where": where, "why": _fault(error)}) from None


def _weight(node: yaml.Node, known: dict[int, int], depth: int) -> int:
    """Characters that a node stands for; each is weighed once, however often it is named."""
    if id(node) in known:
        return known[id(node)]
    if depth > DEEPEST:
        line = node.start_mark.line + 1
        told = tr("line %(line)s: it is nested too deeply, or names itself.")
        raise ClientDataError(told % {"line": line})
    if isinstance(node, yaml.ScalarNode):
        weight = len(node.value) + 1
    else:
        parts = node.value if isinstance(node, yaml.SequenceNode) else sum(node.value, ())
        weight = 1 + sum(_weight(part, known, depth + 1) for part in parts)
    if weight > WEIGHT:
        line = node.start_mark.line + 1
        told = tr("line %(line)s: names that stand for names make it far too large.")
        raise ClientDataError(told % {"line": line})
    known[id(node)] = weight
    return weight


def _fault(error: Exception) -> str:
    otherwise = tr("it is not written as YAML is")
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return f"{in_our_words(str(error), otherwise)}."
    mark, problem = error.problem_mark, in_our_words(error.problem or "", otherwise)
    words = tr(
        "line %(line)s, column %(column)s: %(problem)s. Text with ':' or '#' in it must stand in "
        "quotes."
    )
    return words % {"line": mark.line + 1, "column": mark.column + 1, "problem": problem}
