"""Contrast as Chromium computes it, the order of focus, names for everything that is pressed, and large letters."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from .browsing import Tab

pytestmark = pytest.mark.browser

LEAST_CONTRAST = 4.5
VIEWS = [
    ("explorer", "lang=en&colour=community"),
    ("explorer", "lang=en&entity=policy/new-plan"),
    ("explorer", "lang=en&path=org/ministry-1,org/university-9"),
    ("explorer", "lang=ja&view=table&rows=facts"),
    ("budgets", "lang=en"),
    ("technologies", "lang=en"),
    ("hubs", "lang=ja"),
    ("timeline", "lang=en"),
]

# The colour of each visible text against the nearest background behind it; SVG texts against the shape of their tile.
_CONTRASTS = """() => {
    const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
    const light = (rgb) => {
        const [r, g, b] = rgb.map((c) => c / 255).map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a, b) => {
        const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
        return (x + 0.05) / (y + 0.05);
    };
    const behind = (node) => {
        const tile = node.closest("g")?.querySelector(".tile");
        if (tile) return parse(getComputedStyle(tile).fill).slice(0, 3);
        for (let at = node; at; at = at.parentElement) {
            const [r, g, b, a = 1] = parse(getComputedStyle(at).backgroundColor);
            if (a > 0.9) return [r, g, b];
        }
        return [255, 255, 255];
    };
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text && found.length < 4000; text = walker.nextNode()) {
        const node = text.parentElement;
        const silent = /^(SCRIPT|STYLE|NOSCRIPT|TITLE|OPTION)$/i.test(node.tagName);
        if (silent || !text.data.trim() || !node.checkVisibility()) continue;
        const style = getComputedStyle(node);
        const colour = parse(node instanceof SVGElement ? style.fill : style.color).slice(0, 3);
        const kind = node.className.baseVal ?? node.className;
        found.push([contrast(colour, behind(node)), text.data.trim().slice(0, 40), kind]);
    }
    return found;
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_texts_stand_out_from_what_is_behind_them(tab: Tab, theme: str) -> None:
    for name, fragment in VIEWS:
        tab.open(f"{fragment}&theme={theme}", name)
        contrasts = tab.page.evaluate(_CONTRASTS)
        assert len(contrasts) > 30
        assert [one for one in contrasts if one[0] < LEAST_CONTRAST] == [], (name, fragment)


def _focus_order(page: Page, steps: int) -> list[str]:
    places = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        places.append(
            page.evaluate("document.activeElement.closest('#skip, #top, #bar, #filters, main, #panel')?.id || 'main'")
        )
    return list(dict.fromkeys(places))


def test_focus_goes_through_the_page_from_top_to_end(tab: Tab) -> None:
    tab.open("entity=policy/new-plan")
    tab.page.evaluate("document.activeElement.blur()")
    assert _focus_order(tab.page, 75) == ["skip", "top", "bar", "filters", "main", "panel"]


def test_the_first_stop_leads_past_everything(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"


@pytest.mark.parametrize(("name", "fragment"), VIEWS)
def test_everything_that_is_pressed_has_a_name(tab: Tab, name: str, fragment: str) -> None:
    tab.open(fragment, name)
    nameless = tab.page.evaluate(
        """() => [...document.querySelectorAll("button, a, input, select, [role=button]")]
            .filter((one) => one.checkVisibility())
            .filter((one) => !(one.textContent.trim() || one.getAttribute("aria-label") || one.labels?.length))
            .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert nameless == []


def test_letters_twice_as_large_cut_nothing_off(tab: Tab) -> None:
    """200 % at 1280 x 720 leaves 640 x 360 pixels of the page's own measure."""
    tab.page.set_viewport_size({"width": 640, "height": 360})
    for fragment in ("lang=en", "lang=ja&entity=policy/new-plan", "lang=en&view=table"):
        tab.open(fragment)
        assert tab.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        assert tab.page.locator("#panel h2").first.is_visible()
        box = tab.page.locator("#network, #table").locator("visible=true").first.bounding_box()
        assert box
        assert box["width"] > 500
        assert box["height"] > 100
