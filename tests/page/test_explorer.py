"""The page in a real browser, opened from disk: no console error, no request, and everything a reader does works."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from policyscape.page import PageData, write
from policyscape.page.layout import Layout

from .browsing import Tab
from .synthetic import NASTY

pytestmark = pytest.mark.browser


def _click_edge(page: Page) -> None:
    """Click the middle of the first edge of the focus view: its curve is symmetrical, so the middle is on it."""
    spot = page.evaluate(
        """() => {
            const edge = explorer.drawn().edges[0];
            const [a, b] = [explorer.nodeAt(edge.from), explorer.nodeAt(edge.to)];
            const box = document.getElementById("network").getBoundingClientRect();
            return [box.left + (a.x + b.x) / 2, box.top + (a.y + b.y) / 2];
        }"""
    )
    page.mouse.click(*spot)


def test_opens_on_the_overview(page: Page) -> None:
    expect(page.locator("#crumbs")).to_have_text("全体図")
    expect(page.locator("#network canvas")).to_be_visible()
    assert len(page.evaluate("explorer.drawn().nodes")) > 300
    expect(page.locator(".ranking li")).to_have_count(15)
    painted = page.evaluate(
        """() => {
            const canvas = document.querySelector("#network canvas");
            const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            return new Set(new Uint32Array(pixels.buffer)).size;
        }"""
    )
    assert painted > 100


def test_search_in_both_languages_and_enter_opens(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("第３架空大学")  # full width digit
    expect(page.locator("#hits li[aria-selected=true]")).to_contain_text("第3架空大学")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("第3架空大学")
    page.keyboard.press("/")
    page.keyboard.type("example university 4")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .other-name")).to_have_text("Example University 4")
    assert "entity=org/university-4" in page.url


def test_search_folds_kana_and_escape_closes(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("かくう7")
    expect(page.locator("#hits li").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#hits")).to_be_hidden()


def test_click_on_an_edge_shows_meaning_and_evidence(page: Page, tab: Tab) -> None:
    tab.open("entity=policy/programme-1")
    _click_edge(page)
    card = page.locator("#panel .card").first
    expect(card.locator(".relation .link").first).to_be_visible()
    expect(card.locator(".definition").first).not_to_be_empty()
    expect(card.locator(".evidence .source")).to_contain_text("架空政策報告書")
    expect(card.locator(".evidence .place")).to_contain_text("行目")
    expect(card.locator(".evidence blockquote")).to_contain_text("言葉である")
    assert "pair=" in page.url


def test_click_on_a_node_of_the_overview_opens_it(page: Page) -> None:
    spot = page.evaluate("explorer.nodeAt('policy/programme-1')")
    box = page.locator("#network").bounding_box()
    assert box
    page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
    expect(page.locator("#panel h2")).to_have_text("第1架空創発的研究支援プログラム")


def test_language_switch_changes_everything(page: Page, tab: Tab) -> None:
    tab.open("entity=org/ministry-1")
    page.click("#lang-en")
    expect(page.locator("#panel h2")).to_have_text("Ministry of Example 1")
    expect(page.locator("#crumbs")).to_contain_text("Overview")
    expect(page.locator("#filters h2")).to_have_text("Filters")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#panel")).to_contain_text("JPY 50 bn")
    page.click("#lang-ja")
    expect(page.locator("#panel")).to_contain_text("500億円")


def test_filters_change_counts_and_stay_in_the_link(page: Page) -> None:
    count = page.locator("#shown-count")
    before = count.inner_text()
    page.click("[data-key='switch-others']")
    expect(count).not_to_have_text(before)
    others = count.inner_text()
    page.check("[data-key='modality-planned']")
    expect(count).not_to_have_text(others)
    assert "country=others" in page.url
    assert "modality=planned" in page.url
    planned = page.locator("label:has([data-key='modality-planned']) .count").inner_text()
    assert count.inner_text().split()[1] == planned
    page.click("[data-key='clear']")
    expect(count).to_have_text(before)


def test_back_button_and_breadcrumb(page: Page) -> None:
    page.locator(".ranking .link").nth(0).click()
    expect(page.locator("#panel .type")).to_be_visible()
    first = page.locator("#panel h2").inner_text()
    page.locator("#panel .row").first.click()
    page.locator("#panel .relation .link").last.click()
    expect(page.locator("#crumbs > *")).to_have_count(5)
    page.go_back()
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text(first)
    page.locator("#crumbs .link").first.click()
    expect(page.locator("#crumbs")).to_have_text("全体図")


def test_link_opens_entity_with_two_steps_and_filters(page: Page, tab: Tab) -> None:
    tab.open("entity=org/ministry-2&steps=2&modality=decided&lang=en")
    expect(page.locator("#panel h2")).to_have_text("Ministry of Example 2")
    expect(page.locator("#two-steps")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-key='modality-decided']")).to_be_checked()
    tab.open("entity=org/nobody")
    expect(page.locator("#crumbs")).to_have_text("全体図")


def test_every_view_is_also_a_table(page: Page, tab: Tab) -> None:
    page.click("#as-table")
    expect(page.locator("#table tbody tr")).to_have_count(200)
    page.locator("#table th button").last.click()
    tab.open("entity=org/ministry-1&view=table")
    expect(page.locator("#table h2")).to_contain_text("第1架空省")
    page.locator("#table td button").nth(1).click()
    expect(page.locator("#panel .evidence").first).to_be_visible()


def test_hostile_text_is_shown_as_text(page: Page, tab: Tab) -> None:
    tab.open("entity=tech/nasty")
    expect(page.locator("#panel h2")).to_have_text(NASTY)
    page.locator("#panel .row", has_text="発表").click()
    expect(page.locator("#panel .evidence .heading")).to_have_text(NASTY)
    expect(page.locator("#panel dl")).to_contain_text("長" * 5000)
    assert page.evaluate("document.scripts.length") == 4


def test_theme_switch(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.click("#theme")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_nothing_is_cut_off(page: Page, tab: Tab) -> None:
    for fragment in ("lang=ja", "lang=en&entity=org/ministry-1", "lang=en&view=table", "entity=tech/nasty&lang=en"):
        tab.open(fragment)
        wide = page.evaluate("[document.documentElement, panel, filters, bar].map(e => e.scrollWidth - e.clientWidth)")
        assert wide == [0, 0, 0, 0], fragment


@pytest.mark.parametrize("language", ["ja", "en"])
def test_names_of_the_overview_do_not_overlap_and_are_whole(page: Page, tab: Tab, language: str) -> None:
    tab.open(f"lang={language}")
    assert len(tab.names()) >= 15
    # The legend takes its room after the first picture, and the names are chosen anew for what is left.
    page.wait_for_function(
        "() => { const box = document.getElementById('network');"
        " return explorer.names().every(n => n.x + n.w <= box.clientWidth && n.y + n.h <= box.clientHeight) }"
    )
    size = page.locator("#network").bounding_box()
    boxes = page.evaluate("explorer.names()")
    assert size
    for number, box in enumerate(boxes):
        assert 0 <= box["x"] <= box["x"] + box["w"] <= size["width"]
        assert 0 <= box["y"] <= box["y"] + box["h"] <= size["height"]
        for other in boxes[:number]:
            apart = abs(2 * box["x"] + box["w"] - 2 * other["x"] - other["w"]) >= box["w"] + other["w"]
            assert apart or abs(2 * box["y"] + box["h"] - 2 * other["y"] - other["h"]) >= box["h"] + other["h"]


def test_more_names_appear_on_zooming(page: Page) -> None:
    page.wait_for_function("explorer.names().length > 5")
    before = page.evaluate("explorer.names().length")
    for _ in range(3):
        page.click("#zoom-in")
    page.wait_for_function("before => explorer.names().length > before", arg=before)


def test_the_page_of_an_empty_record_opens(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    write(PageData((), (), (), (), {}, {}, Layout()), path)
    faults: list[str] = []
    other = page.context.new_page()
    other.on("pageerror", lambda error: faults.append(str(error)))
    other.goto(path.as_uri())
    other.wait_for_selector("body.ready")
    assert faults == []
