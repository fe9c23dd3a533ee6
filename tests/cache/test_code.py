"""Which code counts is read from the code itself."""

import ast

import pytest

from helpers.cache import code


def for_types_alone(node):
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def by_the_parser(text):
    """Modules of the package that a file imports, as Python itself reads it."""
    tree = ast.parse(text)
    tree.body = [node for node in tree.body if not for_types_alone(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def test_imports_are_those_that_python_sees():
    texts = {name: path.read_text("utf-8") for name, path in code.modules().items()}
    unseen = {
        name: set(by_the_parser(text)) & texts.keys() - code.imported(text)
        for name, text in texts.items()
    }
    assert len(texts) > 300
    assert {name: what for name, what in unseen.items() if what} == {}


@pytest.mark.parametrize(
    ("text", "modules"),
    [
        ("from helpers.language import (  # words\n    tr,\n    text,  # ours\n)", "language.text"),
        ("def f():\n    from helpers.periods import add_months", "periods"),
        ("import helpers.estimates as e, helpers.errors", "estimates errors"),
        ("from helpers.cache import code as c", "cache cache.code"),
    ],
)
def test_imports_in_every_form(text, modules):
    assert {f"helpers.{name}" for name in modules.split()} <= code.imported(text)


def test_what_is_imported_for_its_types_alone_does_not_run():
    types = "if TYPE_CHECKING:  # later\n    from helpers.records import Records\n\n"
    assert code.imported(types + "import helpers.errors\n") == {"helpers.errors"}


def test_modules_are_followed_to_what_they_import():
    found = code.closure(["helpers.records.intake"])
    assert {"helpers", "helpers.records.sources.read", "helpers.language.text"} <= found
    assert "helpers.analysis.revenue.pareto" not in found


def test_an_import_inside_a_function_counts():
    assert "helpers.language.catalogue" in code.closure(["helpers.runs.kernels.worker"])


def test_a_digest_changes_with_any_module_beneath_and_with_no_other(tmp_path, monkeypatch):
    def digest(**changed):
        code.digest.cache_clear()
        known = dict(original)
        for name, text in changed.items():
            known[f"helpers.{name}"] = tmp_path / name
            (tmp_path / name).write_text(text)
        monkeypatch.setattr(code, "modules", lambda: known)
        return code.digest("helpers.analysis.leaving.learning")

    original = code.modules()
    before = digest()
    assert digest(periods="") != before
    assert digest(chapters="") == before
    code.digest.cache_clear()


def test_a_module_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        code.digest("helpers.nothing")
