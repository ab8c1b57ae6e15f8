"""The editor and the pages in a real Chromium: what a reader sees, and that nothing of the graph is run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from page.browsing import CHROMIUM, SIZE, chromium
from playwright.sync_api import Browser, Page

from .conftest import HOSTILE, SCRIPT
from .serving import Running

pytestmark = pytest.mark.browser
_REFUSED = "Failed to load resource: the server responded with a status of 4"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with chromium() as started:
        yield started


@pytest.fixture
def tab(browser: Browser, server: Running) -> Iterator[Page]:
    """A tab; a fault of the console that is not an answer of the server, or a request to elsewhere, fails the test."""
    context = browser.new_context(viewport=SIZE, locale="en-US", base_url=server.url)
    page, faults = context.new_page(), []
    page.set_default_timeout(20_000)
    page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith((server.url, "blob:", "data:")) else faults.append(r.url))
    yield page
    context.close()
    assert [fault for fault in faults if not fault.startswith(_REFUSED)] == []


def editor(tab: Page, text: str) -> None:
    tab.goto("/editor")
    tab.wait_for_selector("body.ready")
    tab.fill("#query", text)


def test_a_query_is_run_and_its_iris_lead_to_their_pages(tab: Page) -> None:
    editor(tab, "SELECT ?x ?name { ?x a ps:Ministry ; rdfs:label ?name } ORDER BY ?name")
    tab.keyboard.press("Control+Enter")
    link = tab.locator("#result td a").first
    assert link.inner_text() == "psorg:ministry-of-invention"
    assert "2 rows" in tab.inner_text("#status")
    with tab.expect_navigation():
        link.click()
    assert tab.inner_text("h1") == "Ministry of Invention"


def test_the_place_of_a_mistake_is_shown(tab: Page) -> None:
    editor(tab, "SELECT ?x {\n  ?x a ps:Program\n}")
    tab.click("#run")
    tab.wait_for_selector("#message:not([hidden])")
    assert "did you mean ps:Programme" in tab.inner_text("#message")
    assert tab.inner_text("#layer .wrong") == "ps:Program"
    assert tab.inner_text("#numbers .wrong").strip() == "2"
    editor(tab, "SELECT ?x { ?x a ps:Programme")
    tab.click("#run")
    tab.wait_for_selector("#message:not([hidden])")
    assert "line 1, column" in tab.inner_text("#message")
    tab.fill("#query", "ASK {}")
    assert tab.locator("#layer .wrong").count() == 0


def test_an_empty_answer_says_what_the_graph_does_not_have(tab: Page) -> None:
    editor(tab, "SELECT ?x { ?x a ps:Programme ; ps:amount ?amount }")
    tab.click("#run")
    tab.wait_for_selector("#message:not([hidden])")
    assert "ps:amount is never used with ps:Programme" in tab.inner_text("#message")
    assert tab.inner_text("#status") == "No rows."


def test_terms_variables_and_entities_are_completed(tab: Page) -> None:
    for typed, completed in (
        ("SELECT ?programme { ?pro", "?programme"),
        ("SELECT * { ?x a ps:Minis", "ps:Ministry"),
        ("SELECT * { ?x ps:funds 灯台事業", "pspolicy:lighthouse"),
    ):
        editor(tab, "")
        tab.focus("#query")
        tab.keyboard.insert_text(typed)
        tab.wait_for_selector("#choices li")
        tab.keyboard.press("Tab")
        assert tab.input_value("#query").endswith(completed)
        assert tab.locator("#choices").is_hidden()


def test_the_library_serves_as_examples(tab: Page) -> None:
    tab.goto("/editor?lang=ja")
    tab.wait_for_selector("#library button")
    tab.fill("#filter", "年度 予算額")
    tab.locator("#library button", has_text="年度・段階別の予算額").click()
    tab.wait_for_selector("#result td")
    assert "ps:Allocation" in tab.input_value("#query")
    assert "灯台事業" in tab.inner_text("#result")


def test_a_result_is_downloaded(tab: Page) -> None:
    editor(tab, "SELECT ?x { ?x a ps:Ministry } LIMIT 1")
    tab.click("#run")
    tab.wait_for_selector("#downloads:not([hidden])")
    with tab.expect_download() as started:
        tab.click("#downloads button:has-text('CSV')")
    assert started.value.suggested_filename == "result.csv"
    assert started.value.path().read_text().startswith("x\n")


def test_nothing_of_the_graph_is_run(tab: Page) -> None:
    for path in (
        f"/id/{HOSTILE}",
        "/search?q=script",
        "/queries/facts-with-place",
        "/editor?query=SELECT+*+{?s+?p+?o}",
    ):
        tab.goto(path)
        tab.wait_for_load_state("networkidle")
        assert tab.title() != "broken", path
    editor(tab, "SELECT DISTINCT ?name { psid:policy\\/hostile rdfs:label|skos:altLabel ?name }")
    tab.click("#run")
    tab.wait_for_selector("#result td")
    assert SCRIPT in tab.inner_text("#result")
    assert tab.locator("#result img, #result script").count() == 0


def test_a_script_put_into_a_page_would_not_run(browser: Browser, server: Running) -> None:
    """The second wall: the policy of the server, should escaping ever fail."""
    page, refused = browser.new_context(base_url=server.url, locale="en-US").new_page(), list[str]()
    page.on("console", lambda message: refused.append(message.text))
    page.goto("/")
    page.evaluate(
        "() => document.body.append(Object.assign(document.createElement('script'), { text: 'document.title = 1' }))"
    )
    assert page.title() == "Policyscape"
    assert "Content Security Policy" in "".join(refused)
    page.context.close()
