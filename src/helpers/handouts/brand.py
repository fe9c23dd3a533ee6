"""How does the consulting firm look, and is that readable?"""

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers import project
from helpers.errors import ClientDataError, did_you_mean
from helpers.handouts.brand_files import font_faults, logo_fault
from helpers.language import tr
from helpers.records.engagement.plain_yaml import read_yaml

DEFAULT = project.TEMPLATES / "brand" / "default.yml"
PICTURES = {".svg": "image/svg+xml", ".png": "image/png"}
LEAST_CONTRAST = 4.5  # WCAG 2.2, level AA: text on its ground
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Colours:
    """Colours as ``#rrggbb``; what each is for stands in the brand file."""

    ink: str
    muted: str
    accent: str
    contrast: str
    signal: str
    line: str
    wash: str

    def of_charts(self) -> dict[str, str]:
        """Return the colours that ``helpers.figures.theme.apply`` takes."""
        return {"accent": self.accent, "contrast": self.contrast}


@dataclass(frozen=True)
class Fonts:
    """Font families by name."""

    text: str
    headings: str


@dataclass(frozen=True)
class Brand:
    """Look of the firm, the same in every format."""

    firm: str
    footer: str
    logo: Path | None
    colours: Colours
    fonts: Fonts
    font_folders: tuple[Path, ...]

    def logo_url(self) -> str:
        """Return the logo as a ``data:`` address; empty when there is none."""
        if self.logo is None:
            return ""
        picture = b64encode(self.logo.read_bytes()).decode()
        return f"data:{PICTURES[self.logo.suffix.lower()]};base64,{picture}"


def load_brand(client_folder: Path | None = None, firm: str = "") -> Brand:
    """Return the look of a firm, with what ``brand.yml`` of the client's folder overrides.

    ``firm`` names a file beside the default one, ``templates/brand/<firm>.yml``.
    """
    values, last = _read(DEFAULT), DEFAULT
    problems: list[str] = []
    folders = [DEFAULT.parent]
    for path in _files(client_folder, firm):
        values = _merge(values, _read(path), problems)
        last = path
        folders.insert(0, path.parent)
    fonts = (project.TEMPLATES / "fonts", *_font_folders(folders))
    problems += _colour_problems(values["colours"]) + _text_problems(values)
    problems += _font_problems(values["fonts"], fonts)
    problems += [fault for folder in fonts[1:] for fault in font_faults(folder)]
    logo = _logo(values["logo"], folders, problems)
    if problems:
        lines = "\n".join(f"- {problem}" for problem in problems)
        head = tr("%(file)s cannot be used.") % {"file": f"{last.parent.name}/{last.name}"}
        raise ClientDataError(f"{head}\n{lines}")
    return Brand(
        firm=values["firm"],
        footer=values["footer"],
        logo=logo,
        colours=Colours(**values["colours"]),
        fonts=Fonts(**values["fonts"]),
        font_folders=fonts,
    )


def _files(client_folder: Path | None, firm: str) -> list[Path]:
    """Brand files over the default one, the strongest last."""
    known = sorted(path.stem for path in DEFAULT.parent.glob("*.yml"))
    if firm and firm not in known:
        values = {"firm": firm, "hint": did_you_mean(firm, known), "known": ", ".join(known)}
        raise ClientDataError(
            tr("No brand '%(firm)s'.%(hint)s Brands in templates/brand/: %(known)s.") % values
        )
    files = [DEFAULT.parent / f"{firm}.yml"] if firm and firm != DEFAULT.stem else []
    own = None if client_folder is None else client_folder / "brand.yml"
    return [*files, own] if own is not None and own.is_file() else files


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2.2 defines it, 1 (none) to 21 (black on white).

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _read(path: Path) -> dict[str, Any]:
    name = f"{path.parent.name}/{path.name}"
    values = read_yaml(path, name)
    if not isinstance(values or {}, dict):
        told = tr("%(file)s must have keys such as `firm:` and `colours:`.")
        raise ClientDataError(told % {"file": name})
    return values or {}


def _merge(base: dict[str, Any], over: Mapping[str, Any], problems: list[str]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        if key not in base:
            hint = did_you_mean(key, base)
            problems.append(tr("Unknown key '%(key)s'.") % {"key": str(key)[:60]} + hint)
        elif isinstance(base[key], dict) and isinstance(value, dict):
            merged[key] = _merge(base[key], value, problems)
        elif type(value) is not type(base[key]):
            words = tr("'%(key)s' must be text, not '%(found)s'.")
            if isinstance(base[key], dict):
                words = tr("'%(key)s' must be keys, not '%(found)s'.")
            problems.append(words % {"key": key, "found": str(value)[:60]})
        else:
            merged[key] = value
    return merged


def _text_problems(values: Mapping[str, Any]) -> list[str]:
    long = [key for key in ("firm", "footer") if len(values[key]) > 120]
    words = tr("'%(key)s' must fit on a line: at most 120 characters.")
    return [words % {"key": key} for key in long]


def _colour_problems(colours: Mapping[str, Any]) -> list[str]:
    problems = [
        tr("'%(name)s' must be a colour like '#1f4e79', not '%(found)s'.")
        % {"name": name, "found": str(colour)[:60]}
        for name, colour in colours.items()
        if not _HEX.fullmatch(colour)
    ]
    if problems:
        return problems
    for name in ("ink", "muted", "accent", "signal"):
        weakest = min(contrast(colours[name], ground) for ground in ("#ffffff", colours["wash"]))
        limits = {"weakest": f"{weakest:.1f}", "least": LEAST_CONTRAST}
        if weakest < LEAST_CONTRAST:
            problems.append(
                tr(
                    "'%(name)s' %(colour)s is too pale to be read on white and on 'wash': contrast "
                    "%(weakest)s, at least %(least)s is needed. Take a darker one."
                )
                % {"name": name, "colour": colours[name], **limits}
            )
    return problems


def _font_folders(beside: list[Path]) -> list[Path]:
    return [folder / "fonts" for folder in reversed(beside) if (folder / "fonts").is_dir()]


def _font_problems(fonts: Mapping[str, str], folders: tuple[Path, ...]) -> list[str]:
    problems = []
    for use, family in fonts.items():
        file = family.replace(" ", "")[:60]
        stem = file.lower() or "?"
        files = [f.name for folder in folders for f in sorted(folder.glob("*.ttf"))]
        if not any(name.replace("-", "").lower().startswith(stem) for name in files):
            problems.append(
                tr(
                    "No font '%(family)s' for '%(use)s': put %(file)s-Regular.ttf and -Bold.ttf "
                    "into fonts/ beside this file."
                )
                % {"family": family[:60], "use": use, "file": file}
            )
    return problems


def _found(name: str, folders: list[Path]) -> Path | None:
    try:
        return next((f / name for f in folders if (f / name).is_file()), None)
    except (OSError, ValueError):  # a name that no file can have
        return None


def _logo(name: str, folders: list[Path], problems: list[str]) -> Path | None:
    if not name:
        return None
    path = _found(name, folders)
    inside = path is not None and any(path.resolve().is_relative_to(f.resolve()) for f in folders)
    if path is None or not inside:
        problems.append(tr("No logo '%(name)s' beside this file.") % {"name": name[:60]})
    elif path.suffix.lower() not in PICTURES:
        told = tr("The logo must be SVG or PNG, not '%(found)s'.")
        problems.append(told % {"found": path.suffix})
    elif path.parent != DEFAULT.parent and (fault := logo_fault(path)):
        problems.append(fault)
    else:
        return path
    return None
