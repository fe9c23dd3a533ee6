"""One module reads the environment: whoever asks what the workbook hears asks there."""

import ast

import pytest

from helpers import project

SOURCE = project.ROOT / "src" / "helpers"
# make runs it as a plain file, by a Python that may know nothing of the package
ALONE = SOURCE / "maintenance" / "bootstrap.py"
MODULES = sorted({*SOURCE.rglob("*.py")} - {SOURCE / "project.py", ALONE})
READING = {"environ", "environb", "getenv", "putenv"}


def reads(code: str) -> list[str]:
    """Where a text of Python reads the environment, or names one of our variables."""
    tree = ast.parse(code)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in READING:
            found.append(f"os.{node.attr}")
        elif isinstance(node, ast.ImportFrom) and node.module == "os":
            found += [name.name for name in node.names if name.name in READING]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found += [node.value] if project.OURS in node.value and id(node) not in prose else []
    return found


def test_no_other_module_reads_the_environment():
    assert len(MODULES) > 300
    found = {p.relative_to(SOURCE).as_posix(): reads(p.read_text("utf-8")) for p in MODULES}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "code",
    [
        "import os\nos.environ['HOME']",
        "import os\nos.getenv('HOME')",
        "from os import environ",
        "name = 'WORKBOOK_DATA'",
        "name = f'WORKBOOK_{word}'",
    ],
)
def test_every_way_of_reading_it_is_seen(code):
    assert reads(code)


def test_a_variable_may_be_named_in_prose():
    assert reads('"""Set WORKBOOK_KERNELS=plain."""') == []


def test_a_word_that_is_told_to_a_process_is_the_word_that_it_hears(monkeypatch):
    told = project.words(kernel_log="a b", data="/x")
    assert project.word("kernel_log") == ""
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    assert (project.word("kernel_log"), str(project.data_root())) == ("a b", "/x")
