"""Budgets, technologies, hubs and timeline in the browser: pictures, the same as tables, and links there and back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from policyscape.page.charts import CHARTS
from policyscape.paths import VIZ

from .browsing import Tab

pytestmark = pytest.mark.browser


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
    expect(page.locator("#picture circle.amount")).to_have_count(1)
    expect(page.locator("#picture")).to_contain_text("EUR 2.5 bn")
    expect(page.locator("#table tbody tr")).to_have_count(1)
    page.select_option("[data-key=currency]", "JPY")
    marks = page.locator("#picture circle.amount").count()
    assert marks == page.locator("#table tbody tr").count() > 100
    expect(page.locator("#picture")).to_contain_text("about JPY 500 bn")
    assert "currency=JPY" in page.url


def test_budgets_say_who_pays_and_lead_to_the_evidence(tab: Tab) -> None:
    tab.open("lang=en&currency=EUR&entity=policy/new-plan", "budgets")
    page = tab.page
    expect(page.locator(".band.chosen")).to_have_count(1)
    page.locator("#picture a:has(circle)").first.click()
    expect(page.locator("#panel .evidence").first).to_be_visible()
    expect(page.locator("#panel")).to_contain_text("EUR 2.5 bn")
    tab.open("lang=ja&currency=USD", "budgets")
    expect(page.locator("#picture")).to_contain_text("支出者：")
    expect(page.locator("#picture")).to_contain_text("億米ドル")


def test_amounts_of_one_row_lie_on_lanes(tab: Tab) -> None:
    tab.open("lang=en", "budgets")
    boxes = tab.page.locator("#picture .figure-text").evaluate_all(
        "all => all.slice(0, 120).map(one => one.getBoundingClientRect().toJSON())"
    )
    for number, box in enumerate(boxes):
        for other in boxes[:number]:
            apart = box["left"] >= other["right"] or other["left"] >= box["right"]
            assert apart or abs(box["top"] - other["top"]) > 12


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
    tile = page.locator("[data-key='place/jp-osaka']")
    tile.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#table tbody tr")).to_have_count(1)
    expect(page.locator("#table tbody tr")).to_contain_text("Bay Example Hub")
    expect(page.locator("#table tbody tr")).to_contain_text("Osaka")
    page.locator("#table tbody .link").first.click()
    expect(page.locator("#panel h2")).to_have_text("Bay Example Hub")
    page.locator("#panel").get_by_role("link", name="Show in: Hubs").click()
    expect(page.locator(".tile.chosen")).to_have_count(1)


def test_the_map_has_each_prefecture_once() -> None:
    tiles = json.loads((VIZ / "prefectures.json").read_text("utf-8"))["tiles"]
    assert len(tiles) == len({tile["id"] for tile in tiles}) == len({(t["col"], t["row"]) for t in tiles}) == 47


def test_the_timeline_shows_events_and_successions(tab: Tab) -> None:
    tab.open("lang=en&entity=policy/new-plan", "timeline")
    page = tab.page
    expect(page.locator(".band.chosen")).to_have_count(1)
    expect(page.locator(".succession")).to_have_count(1)
    rows = page.locator("#picture .name").all_text_contents()
    assert rows.index("New Example Plan") == rows.index("Old Example Plan") + 1
    expect(page.locator("#table")).to_contain_text("2021-03-26")
    page.locator("#picture a:has(.succession)").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_contain_text("Old Example Plan")


@pytest.mark.parametrize("name", CHARTS)
def test_charts_fit_the_window_and_twice_the_letters(tab: Tab, name: str) -> None:
    for width, height in ((1280, 720), (640, 360)):
        tab.page.set_viewport_size({"width": width, "height": height})
        tab.open("lang=en", name)
        assert tab.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
