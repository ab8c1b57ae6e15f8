"""Budgets, technologies, hubs and timeline in the browser: pictures, the same as tables, and links there and back."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from policyscape.page.charts import CHARTS
from policyscape.paths import VIZ

from .browsing import Tab
from .synthetic import NASTY

pytestmark = pytest.mark.browser

MARKS = "#picture .marks_marks path"  # Vega names the group of a layer's marks after the layer


@pytest.mark.parametrize("name", CHARTS)
def test_every_page_opens_in_both_languages_and_leads_to_the_others(tab: Tab, name: str) -> None:
    tab.open("lang=en", name)
    page = tab.page
    english = page.locator("#chart-title").inner_text()
    expect(page.locator("#pages a")).to_have_count(1 + len(CHARTS))
    expect(page.locator("#pages [aria-current=page]")).to_have_attribute("href", f"{name}.html#lang=en")
    page.click("#lang-ja")
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    expect(page.locator("#chart-title")).not_to_have_text(english)
    page.locator("#pages a").first.click()
    page.wait_for_selector("#network canvas")
    page.locator("#pages a").nth(1 + CHARTS.index(name)).click()
    page.wait_for_selector(f"[data-chart={name}].ready")
    expect(page.locator("#picture svg, #picture table").first).to_be_visible()


def test_budgets_never_mix_currencies_and_add_nothing_up(tab: Tab) -> None:
    tab.open("lang=en&currency=EUR", "budgets")
    page = tab.page
    expect(page.locator(MARKS)).to_have_count(1)
    expect(page.locator("#picture")).to_contain_text("EUR 2.5 bn")
    expect(page.locator("#table tbody tr")).to_have_count(1)
    page.select_option("[data-key=currency]", "JPY")
    marks = page.locator(MARKS).count()
    assert marks == page.locator("#table tbody tr").count() > 100
    expect(page.locator("#picture")).to_contain_text("about JPY 500 bn")
    assert "currency=JPY" in page.url


def test_budgets_say_who_pays_and_lead_to_the_evidence(tab: Tab) -> None:
    tab.open("lang=en&currency=EUR&entity=policy/new-plan", "budgets")
    page = tab.page
    expect(page.locator(".chosen_marks path")).to_have_count(1)
    page.locator(MARKS).first.click()
    expect(page.locator("#panel .evidence").first).to_be_visible()
    expect(page.locator("#panel")).to_contain_text("EUR 2.5 bn")
    tab.open("lang=ja&currency=USD", "budgets")
    expect(page.locator("#picture")).to_contain_text("支出者：")
    expect(page.locator("#picture")).to_contain_text("億米ドル")


def test_amounts_of_one_row_lie_on_lines_of_their_own(tab: Tab) -> None:
    tab.open("lang=en", "budgets")
    boxes = tab.page.locator("#picture .figures_marks text").evaluate_all(
        "all => all.slice(0, 120).map(one => one.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) == 120
    for number, box in enumerate(boxes):
        for other in boxes[:number]:
            apart = box["left"] >= other["right"] or other["left"] >= box["right"]
            assert apart or abs(box["top"] - other["top"]) > 12


def test_a_mark_says_what_it_stands_for(tab: Tab) -> None:
    tab.open("lang=en&currency=EUR", "budgets")
    mark = tab.page.locator(MARKS).first
    expect(mark).to_have_attribute("aria-label", re.compile(r"EUR 2\.5 bn · FY2021"))
    mark.hover()
    expect(tab.page.locator("#tip")).to_contain_text("EUR 2.5 bn · FY2021")


def test_hostile_text_is_drawn_as_text(tab: Tab) -> None:
    tab.open("lang=ja&currency=GBP", "budgets")
    page = tab.page
    assert NASTY[:20] in (page.locator("#picture .plainNames_marks text").first.text_content() or "")
    page.locator(MARKS).first.hover()
    expect(page.locator("#tip")).to_contain_text(NASTY)
    expect(page.locator("#table tbody")).to_contain_text(NASTY)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert page.evaluate("document.scripts.length") == 4


def test_technologies_by_country_lead_to_the_facts(tab: Tab) -> None:
    tab.open("lang=en", "technologies")
    page = tab.page
    assert page.locator(".matrix tbody tr").count() > 30
    cell = page.locator(".matrix td .link").first
    count = int(cell.inner_text())
    cell.click()
    page.wait_for_selector("#network canvas")
    assert "country=" in page.url
    page.click("#as-table")
    expect(page.locator("#table tbody tr")).to_have_count(count)


def test_technologies_as_csv(tab: Tab, tmp_path: Path) -> None:
    tab.open("lang=en", "technologies")
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="CSV").click()
    download.value.save_as(tmp_path / "t.csv")
    rows = list(csv.reader((tmp_path / "t.csv").read_text("utf-8-sig").splitlines()))
    assert rows[0][0] == "Technology"
    assert len({len(row) for row in rows}) == 1


def test_hubs_stand_in_their_prefecture(tab: Tab) -> None:
    tab.open("lang=en", "hubs")
    page = tab.page
    page.locator("#picture .tiles_marks path[aria-label^='Osaka']").click(position={"x": 9, "y": 20})
    expect(page.locator("#table tbody tr")).to_have_count(1)
    expect(page.locator("#table tbody tr")).to_contain_text("Bay Example Hub")
    expect(page.locator("#table tbody tr")).to_contain_text("Osaka")
    page.locator("#table tbody .link").first.click()
    expect(page.locator("#panel h2")).to_have_text("Bay Example Hub")
    page.locator("#panel").get_by_role("link", name="Show in: Hubs").click()
    expect(page.locator("#table")).to_contain_text("Bay Example Hub")


def test_a_prefecture_is_chosen_by_keyboard(tab: Tab) -> None:
    tab.open("lang=en", "hubs")
    choice = tab.page.locator("[data-key=place]")
    choice.focus()
    tab.page.keyboard.type("Osaka")
    expect(tab.page.locator("#table tbody tr")).to_have_count(1)
    expect(choice).to_have_value("place/jp-osaka")
    expect(choice).to_be_focused()


def test_hubs_of_no_stated_place_are_listed_and_not_guessed(tab: Tab) -> None:
    tab.open("lang=en&place=unknown", "hubs")
    names = tab.page.locator(".placeless li").all_inner_texts()
    assert len(names) > 3
    expect(tab.page.locator("#table tbody tr")).to_have_count(len(names))
    assert not [name for name in names if "Bay Example Hub" in name]


def test_the_map_has_each_prefecture_once() -> None:
    tiles = json.loads((VIZ / "prefectures.json").read_text("utf-8"))["tiles"]
    assert len(tiles) == len({tile["id"] for tile in tiles}) == len({(t["col"], t["row"]) for t in tiles}) == 47


def test_the_timeline_shows_events_and_successions(tab: Tab) -> None:
    tab.open("lang=en&entity=policy/new-plan", "timeline")
    page = tab.page
    expect(page.locator(".chosen_marks path")).to_have_count(1)
    rows = page.locator("#picture :is(.names_marks, .plainNames_marks) text")
    tops = {
        text: box["y"] for text, box in ((row.text_content() or "", row.bounding_box()) for row in rows.all()) if box
    }
    assert sorted(tops, key=tops.__getitem__).index("New Example Plan") > 0
    between = [name for name, top in tops.items() if tops["Old Example Plan"] < top < tops["New Example Plan"]]
    assert between == []
    expect(page.locator("#table")).to_contain_text("2021-03-26")
    arrow = page.locator("#picture .successions_marks line")
    expect(arrow).to_have_count(1)
    expect(arrow).to_have_attribute("aria-label", "Old Example Plan → New Example Plan")
    page.locator("#table").get_by_role("link", name="succession").click()
    expect(page.locator("#panel")).to_contain_text("Old Example Plan")


@pytest.mark.parametrize("name", CHARTS)
def test_charts_fit_the_window_and_twice_the_letters(tab: Tab, name: str) -> None:
    for width, height in ((1280, 720), (640, 360)):
        tab.page.set_viewport_size({"width": width, "height": height})
        tab.open("lang=en", name)
        assert tab.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
