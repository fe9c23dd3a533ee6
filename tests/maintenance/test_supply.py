"""Every locked package is told with its licence, and stands in the supply list."""

import re

from helpers import project
from helpers.maintenance.licences import LOCK, PAGE, TESTS, licence, locked, of_a_report, told
from helpers.maintenance.supply import OURS, supply, write

PACKAGES = locked(LOCK.read_text("utf-8"))
LICENCES = told(PAGE.read_text("utf-8"))
FREE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0",
    "MIT-CMU", "PSF-2.0", "Zlib",
}  # fmt: skip
WEAK = {"certifi", "fqdn", "hypothesis", "pathspec", "pikepdf", "tqdm"}  # MPL-2.0: used as they are


def test_the_page_names_every_locked_package_and_no_other():
    assert set(LICENCES) == {one.name for one in PACKAGES}
    assert len(PACKAGES) > 150


def test_no_licence_asks_for_more_than_its_own_text():
    words = {name: set(re.split(r" (?:AND|OR) ", said)) - FREE for name, said in LICENCES.items()}
    assert {name: left for name, left in words.items() if left} == dict.fromkeys(WEAK, {"MPL-2.0"})


def test_the_page_says_what_the_installed_packages_say():
    installed = {name: licence(name) for name in LICENCES}
    known = {name: said for name, said in installed.items() if said}
    assert len(known) > 100
    assert {name: LICENCES[name] for name in known} == known


def test_what_only_tests_need_is_told_apart():
    needed = of_a_report(PACKAGES)
    assert {"pandas", "jupyterlab", "tornado"} <= needed
    assert not needed & {"pytest", "hypothesis", "mypy", "statsmodels"}
    assert f"| hypothesis | MPL-2.0 | {TESTS} |" in PAGE.read_text("utf-8")


def test_the_supply_list_names_each_package_with_version_and_checksums():
    made = supply(LOCK.read_text("utf-8"), LICENCES)
    parts = {(one["name"], one["version"]): one for one in made["components"]}
    needed = of_a_report(PACKAGES)
    assert set(parts) == {(one.name, one.version) for one in PACKAGES if one.name in needed}
    for one in PACKAGES:
        if one.name in needed:
            told_here = parts[one.name, one.version]["hashes"]
            assert tuple(each["content"] for each in told_here) == one.hashes != ()
    assert {len(each["content"]) for one in parts.values() for each in one["hashes"]} == {64}


def test_whatever_is_needed_is_a_part_and_what_the_project_asks_for_stands_first():
    made = supply(LOCK.read_text("utf-8"), LICENCES)
    known = {one["bom-ref"] for one in made["components"]}
    assert {ref for one in made["dependencies"] for ref in one["dependsOn"]} == known
    first = made["dependencies"][0]
    assert first["ref"].startswith(OURS)
    assert any(ref.startswith("pandas@") for ref in first["dependsOn"])


def test_the_same_project_writes_the_same_bytes(tmp_path):
    first = write(tmp_path).read_bytes()
    assert write(tmp_path).read_bytes() == first
    assert str(project.ROOT).encode() not in first
