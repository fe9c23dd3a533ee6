"""Conda users get the versions of the lock file."""

import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement

import helpers
from helpers import project
from helpers.maintenance import environment
from helpers.maintenance.licences import locked


def pins(text: str) -> dict[str, str]:
    told = yaml.safe_load(text)["dependencies"]
    lines = [d for d in told if isinstance(d, str)] + [d for d in told if isinstance(d, dict)][0][
        "pip"
    ]
    return dict(re.split("=+", line, maxsplit=1) for line in lines if "=" in line)


def test_environment_yml_has_the_versions_of_the_lock_file():
    told = pins((project.ROOT / "environment.yml").read_text("utf-8"))
    locked = environment.locked()
    assert told.pop("python") == environment.CONDA_PYTHON
    assert told == {name: locked[name] for name in told}


def test_environment_yml_has_every_package_that_the_project_asks_for():
    told = pins((project.ROOT / "environment.yml").read_text("utf-8"))
    assert set(environment.direct()) <= set(told)


LOCKS = {name: (project.ROOT / name).read_text("utf-8") for name in (
    "requirements.lock", "requirements-browser.lock", "requirements-docs.lock",
)}  # fmt: skip


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_host_and_every_package_has_a_hash(name):
    assert "://" not in LOCKS[name]
    blocks = re.split(r"\n(?=[a-z0-9])", LOCKS[name])
    assert len(blocks) > 2
    assert [b.splitlines()[0] for b in blocks if "--hash=sha256:" not in b] == []


def test_what_is_added_for_pages_and_site_changes_no_version_of_the_workbook():
    def pinned(name):
        return {(one.name, one.version) for one in locked(LOCKS[name])}

    ours = pinned("requirements.lock")
    names = {name for name, _ in ours}
    for name in ("requirements-browser.lock", "requirements-docs.lock"):
        assert {one for one in pinned(name) if one[0] in names} <= ours


def test_the_page_on_what_it_is_built_from_names_every_package_that_a_report_needs():
    told = (project.ROOT / "docs" / "built-from.md").read_text("utf-8")
    asked = tomllib.loads((project.ROOT / "pyproject.toml").read_text("utf-8"))
    needed = {Requirement(line).name for line in asked["project"]["dependencies"]}
    assert {name for name in needed if name not in told} == set()


def test_the_citation_has_the_version_of_the_project():
    told = yaml.safe_load((project.ROOT / "CITATION.cff").read_text("utf-8"))
    asked = tomllib.loads((project.ROOT / "pyproject.toml").read_text("utf-8"))
    assert told["version"] == asked["project"]["version"] == helpers.__version__
