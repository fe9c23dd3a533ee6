"""How far is the run, and how long will it take?"""

import sys
import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import TextIO

from tqdm import tqdm


class Progress:
    """A bar on a terminal, plain lines elsewhere; nothing when ``quiet``."""

    def __init__(self, client: str, *, quiet: bool = False, out: TextIO | None = None) -> None:
        self.client = client
        self.quiet = quiet
        self.out = out or sys.stderr
        self.live = self.out.isatty() and not quiet
        self.started = time.monotonic()
        self.bar: tqdm | None = None
        self.running: list[str] = []

    def step(self, what: str) -> None:
        """Say what is done between the chapters."""
        if self.bar is not None:
            self.bar.set_description_str(what)
        else:
            self.line(what)

    def begin(self, chapters: int) -> None:
        """So many chapters will run."""
        if self.live and chapters:
            self.bar = tqdm(
                total=chapters,
                file=self.out,
                bar_format="{desc} |{bar:20}| {n_fmt}/{total_fmt}  {elapsed} gone, "
                "{remaining} left",
                leave=False,
            )

    def started_chapter(self, name: str) -> None:
        """Say that a chapter has begun."""
        self.running.append(name)
        self._show_running()

    def ended_chapter(self, name: str, said: str) -> None:
        """Say how a chapter ended."""
        if name in self.running:
            self.running.remove(name)
            if self.bar is not None:
                self.bar.update(1)
        self.line(f"  {name}: {said}")
        self._show_running()

    def tick(self, places: Mapping[str, str]) -> None:
        """Let the clock go on, and say at which cell each running chapter is."""
        if self.bar is not None:
            self._show_running(places)
            self.bar.refresh()

    def _show_running(self, places: Mapping[str, str] = MappingProxyType({})) -> None:
        if self.bar is not None and self.running:
            told = (f"{name} {places.get(name, '')}".strip() for name in self.running)
            self.bar.set_description_str(", ".join(told), refresh=False)

    def line(self, text: str) -> None:
        """Write a line above the bar."""
        if self.quiet:
            return
        if self.bar is not None:
            self.bar.write(text, file=self.out)
        else:
            self.out.write(f"{text}\n")
            self.out.flush()

    def close(self) -> None:
        """Take the bar away."""
        if self.bar is not None:
            self.bar.close()
            self.bar = None

    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started
