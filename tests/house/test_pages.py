"""Links between pages hold, on a git host and on the documentation site."""

import re
import subprocess
import sys

import pytest

from helpers import project
from helpers.maintenance import site

ROOT = project.ROOT
WRITTEN = sorted([*(ROOT / "docs").rglob("*.md"), *(ROOT / name for name in site.ELSEWHERE)])
LINK = re.compile(r"\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]+))?\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def anchors(text: str) -> set[str]:
    """Names of the headings of a page, as git hosts and the site make them."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def broken(page) -> list[str]:
    """Links of a page that lead nowhere."""
    found = []
    for path, anchor in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        meant = (page.parent / path).resolve() if path else page
        if not meant.exists() or (anchor and anchor not in anchors(meant.read_text("utf-8"))):
            found.append(f"{path}#{anchor}")
    return found


@pytest.mark.parametrize("page", WRITTEN, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_and_anchor_holds(page):
    assert broken(page) == []


def test_a_link_and_an_anchor_that_lead_nowhere_are_seen(tmp_path):
    page = tmp_path / "a.md"
    page.write_text(
        "# Über uns, kurz\n[a](#über-uns-kurz) [b](#no) [c](b.md) [d](https://x/y)\n", "utf-8"
    )
    assert broken(page) == ["#no", "b.md#"]


def test_the_navigation_names_every_page_once(tmp_path):
    site.gather(tmp_path)
    nav = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[2]
    pages = [page.relative_to(tmp_path).as_posix() for page in tmp_path.rglob("*.md")]
    assert sorted(re.findall(r"[\w./-]+\.md", nav)) == sorted(pages)


ASKED = re.compile(r"<(?:script|link|img|iframe)[^>]*\s(?:src|href)=\"?https?:[^\s>]*")


@pytest.mark.slow
def test_the_site_is_built_without_a_warning_and_asks_for_nothing(tmp_path):
    pytest.importorskip("mkdocs", reason="make docs installs it")
    site.gather()
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True)
    pages = sorted(tmp_path.rglob("*.html"))
    assert len(pages) > 15
    assert [found for page in pages for found in ASKED.findall(page.read_text("utf-8"))] == []
