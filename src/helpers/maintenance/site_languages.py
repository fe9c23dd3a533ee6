"""In which language is a page of the site dressed? In its own; mkdocs calls this for each page."""

import copy
from typing import Any

RUSSIAN = "ru/"


def on_page_context(context: dict[str, Any], page: Any, config: Any, nav: Any) -> dict[str, Any]:
    """Words of the theme, navigation and the way to the other language, as fit this page."""
    russian = page.url.startswith(RUSSIAN)
    config.theme["language"] = "ru" if russian else "en"
    context["nav"] = copy.copy(nav)
    context["nav"].items = nav.items[russian].children
    addresses = {one.file.dest_uri for one in nav.pages}
    config.extra["alternate"] = [
        {"name": name, "lang": lang, "link": there(page.file.dest_uri, lang, addresses)}
        for lang, name in (("en", "English"), ("ru", "Русский"))
    ]
    return context


def there(address: str, language: str, addresses: set[str]) -> str:
    """Address of a page in a language; its first page where this one is not translated.

    >>> there("a.html", "ru", {"a.html", "ru/a.html"}), there("ru/a.html", "en", {"ru/a.html"})
    ('ru/a.html', 'index.html')
    """
    before = RUSSIAN if language == "ru" else ""
    found = before + address.removeprefix(RUSSIAN)
    return found if found in addresses else f"{before}index.html"
