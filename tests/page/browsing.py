"""Chromium for the tests: one browser and one tab for a module, which notes every fault of a page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

CHROMIUM = shutil.which("chromium")
SIZE: ViewportSize = {"width": 1280, "height": 720}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# The page listens for the new address before this does, and paints in the frame after.
_GO = """fragment => new Promise((done) => {
    if (location.hash === `#${fragment}`) return done();
    const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done()));
    addEventListener("hashchange", painted, { once: true });
    location.hash = fragment;
})"""


@dataclass
class Tab:
    """A tab in Japanese at 1280 x 720; ``faults`` are console errors, exceptions and requests beyond ``folder``."""

    page: Page
    folder: Path
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        home = self.folder.as_uri()
        self.page.set_default_timeout(30_000)
        self.page.on("console", lambda m: self.faults.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda r: None if r.url.startswith((home, "blob:")) else self.faults.append(r.url))

    def open(self, fragment: str = "", name: str = "explorer") -> None:
        """Open a page anew with the given address part."""
        self.page.goto("about:blank")
        self.page.goto(f"{(self.folder / name).as_uri()}.html#{fragment}")
        self.page.wait_for_selector("body.ready")

    def go(self, fragment: str) -> None:
        """Follow a link within the page that is open, until the page has answered it."""
        self.page.evaluate(_GO, fragment)

    def names(self) -> list[str]:
        """The names painted on the explorer's canvas, as soon as there are any."""
        self.page.wait_for_function("explorer.names().length > 0")
        found: list[str] = self.page.evaluate("explorer.names().map(({ text }) => text)")
        return found


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
