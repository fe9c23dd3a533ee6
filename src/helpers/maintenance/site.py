"""Which pages make the documentation site? Those of ``docs`` and the two READMEs, side by side."""

import posixpath
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from helpers import project
from helpers.maintenance import reference

DOCS = project.ROOT / "docs"
PAGES = project.ROOT / ".site"  # what mkdocs.yml reads
ELSEWHERE = {  # pages that stand at the root, where a git host looks for them
    "README.md": "index.md",
    "README.ru.md": "ru/index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
}
LINK = re.compile(r"(?<=\]\()(?![a-z]+:)([^)#\s]+)")


def homes() -> dict[str, str]:
    """Where each file of the project stands on the site, both as paths with slashes."""
    files = sorted(path for path in DOCS.rglob("*") if path.is_file())
    inside = [path.relative_to(DOCS).as_posix() for path in files]
    return {f"docs/{name}": name for name in inside} | ELSEWHERE


def moved(text: str, place: str, homes: Mapping[str, str]) -> str:
    """A page with its links as they must be where it stands on the site.

    >>> moved("[x](docs/a.md#b)", "R.md", {"R.md": "ru/index.md", "docs/a.md": "a.md"})
    '[x](../a.md#b)'
    """
    here = posixpath.dirname(homes[place])

    def link(found: re.Match[str]) -> str:
        meant = posixpath.normpath(posixpath.join(posixpath.dirname(place), found[0]))
        return posixpath.relpath(homes[meant], here or ".") if meant in homes else found[0]

    return LINK.sub(link, text)


def _whole(page: Path) -> str:
    """A page with its end, where that is written when the site is built."""
    text = page.read_text("utf-8")
    if page.name != reference.WHOLE:
        return text
    return reference.written(text, page.name, "ru" if page.parent.name == "ru" else "en")


def gather(pages: Path = PAGES) -> None:
    """Lay out all that the site is built from; what stood there is replaced."""
    shutil.rmtree(pages, ignore_errors=True)
    known = homes()
    for place, home in known.items():
        target = pages / home
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix == ".md":
            target.write_text(moved(_whole(project.ROOT / place), place, known), "utf-8")
        else:
            shutil.copyfile(project.ROOT / place, target)
    shutil.copytree(project.TEMPLATES / "site", pages / "assets")
    shutil.copytree(
        project.TEMPLATES / "fonts", pages / "assets/fonts", ignore=shutil.ignore_patterns("*.ttf")
    )
    for note in pages.glob("assets/**/README.md"):
        note.unlink()


if __name__ == "__main__":
    gather()
