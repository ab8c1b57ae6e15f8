from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from policyscape.page import PageData, write, write_charts

from .browsing import CHROMIUM, SIZE, Tab, chromium
from .synthetic import synthetic


@pytest.fixture(scope="session")
def shown() -> PageData:
    return synthetic()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, shown: PageData) -> Path:
    """All pages of the invented record."""
    made: Path = tmp_path_factory.mktemp("pages")
    write(shown, made / "explorer.html")
    write_charts(shown, made)
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    expect.set_options(timeout=30_000)  # a loaded machine is slow, not wrong
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def module_tab(browser: Browser, folder: Path) -> Tab:
    return Tab(browser.new_context(viewport=SIZE, locale="ja-JP").new_page(), folder)


@pytest.fixture
def tab(module_tab: Tab) -> Iterator[Tab]:
    """The module's tab; any console error or foreign request during the test fails it."""
    yield module_tab
    faults, module_tab.faults[:] = list(module_tab.faults), []
    module_tab.page.set_viewport_size(SIZE)
    assert faults == []


@pytest.fixture
def page(tab: Tab) -> Page:
    """The explorer, freshly opened."""
    tab.open()
    return tab.page
