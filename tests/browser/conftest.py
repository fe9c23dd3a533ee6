"""A browser with the network cut, that remembers what a page tried."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WATCH = """
window.tried = [];
addEventListener("securitypolicyviolation", e =>
  tried.push(e.violatedDirective + " " + e.blockedURI + " " + e.sample));
"""


@pytest.fixture(scope="session", autouse=True)
def chromium():
    """Chromium of the system; without it, or without Playwright, there is nothing to test."""
    reason = "Playwright is not installed: make browser"
    driver = pytest.importorskip("playwright.sync_api", reason=reason)
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("there is no Chromium on this machine: apt install chromium")
    with driver.sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page, and all that happened while it was open."""

    page: object
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def tried(self) -> list[str]:
        """What the content security policy of the page has refused."""
        return self.page.evaluate("window.tried")


@pytest.fixture
def opened(chromium):
    """Open a file and remember requests, words on the console, dialogs and refusals."""
    contexts = []

    def open_(path: Path, query: str = "", width: int = 1280, scheme: str = "light") -> Opened:
        size = {"width": width, "height": 800}
        context = chromium.new_context(viewport=size, color_scheme=scheme)
        contexts.append(context)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.set_default_timeout(120_000)
        one = Opened(page)
        address = path.resolve().as_uri() + query

        def asked(route):
            if route.request.url.split("#")[0] == address:
                return route.continue_()
            one.asked.append(route.request.url)
            return route.abort()

        def dialog(shown):
            one.dialogs.append(shown.message)
            shown.dismiss()

        context.route("**/*", asked)
        page.on("console", lambda m: one.said.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: one.said.append(f"error: {e}"))
        page.on("dialog", dialog)
        page.on("popup", lambda p: one.asked.append(f"window {p.url}"))
        page.goto(address)
        page.wait_for_load_state("load")
        return one

    yield open_
    for context in contexts:
        context.close()
