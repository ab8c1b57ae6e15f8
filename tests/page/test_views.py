"""Size and colour, paths, focus views of countries and documents, and what can be taken out of the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from playwright.sync_api import Page, expect
from rdflib import Graph

from policyscape.graph import Dataset, Record, compile_record
from policyscape.ontology import load_ontology
from policyscape.page import PageData
from policyscape.store import memory_store

from .browsing import Tab
from .synthetic import NASTY

pytestmark = pytest.mark.browser

FACT = "https://w3id.org/policyscape/fact/"
PROGRAMME = "policy/programme-1"


def _radii(page: Page) -> list[float]:
    found: list[float] = page.evaluate("explorer.looks().map(({ radius }) => radius)")
    return found


def _colours(page: Page) -> set[str]:
    return set(page.evaluate("explorer.looks().map(({ fill }) => fill)"))


def _copied(page: Page, button: str, within: str = "#panel") -> str:
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text }")
    page.locator(within).get_by_role("button", name=button).last.click()
    text: str = page.evaluate("window.copied")
    return text


def test_size_by_a_chosen_measure(page: Page) -> None:
    by_pagerank = _radii(page)
    page.select_option("[data-key=encode-size]", "degree")
    by_degree = _radii(page)
    assert by_degree != by_pagerank
    assert 4.5 <= min(by_degree) < max(by_degree) == 15
    assert "size=degree" in page.url
    page.select_option("[data-key=encode-size]", "equal")
    assert set(_radii(page)) == {7}


def test_colour_by_community_and_by_rank_with_a_legend(page: Page) -> None:
    page.focus("[data-key=encode-colour]")
    page.select_option("[data-key=encode-colour]", "community")
    expect(page.locator("#legend")).to_contain_text("の周辺")
    assert len(_colours(page)) > 3
    page.select_option("[data-key=encode-colour]", "pagerank")
    expect(page.locator("#legend")).to_contain_text("1–10位")
    assert len(_colours(page)) == 4
    assert "colour=pagerank" in page.url
    expect(page.locator("[data-key=encode-colour]")).to_be_focused()


def test_unknown_size_and_colour_are_dropped(tab: Tab) -> None:
    tab.open("size=nothing&colour=nothing")
    expect(tab.page.locator("[data-key=encode-size]")).to_have_value("pagerank")
    expect(tab.page.locator("[data-key=encode-colour]")).to_have_value("type")


def test_path_hop_by_hop_with_evidence(tab: Tab) -> None:
    tab.open("path=org/ministry-1,org/university-9&lang=en")
    page = tab.page
    hops = page.locator("#panel .hop")
    expect(hops.first).to_be_visible()
    drawn = page.evaluate("explorer.drawn()")
    assert len(drawn["nodes"]) == hops.count() + 1 >= 3
    assert drawn["nodes"][0] == "org/ministry-1"
    assert drawn["nodes"][-1] == "org/university-9"
    for number in range(hops.count()):
        expect(hops.nth(number).locator(".evidence blockquote").first).not_to_be_empty()
    expect(page.locator("#crumbs")).to_contain_text("Ministry of Example 1")
    page.click("#as-table")
    assert page.locator("#table tbody tr").count() >= hops.count()


def test_path_is_found_from_the_panel_by_keyboard(tab: Tab) -> None:
    tab.open(f"entity={PROGRAMME}")
    page = tab.page
    page.focus("[data-key=path-from]")
    page.keyboard.press("Enter")
    page.keyboard.type("Example University 7")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .hop").first).to_be_visible()
    assert f"path={PROGRAMME},org/university-7" in page.url
    page.keyboard.press("Escape")
    expect(page.locator("#crumbs")).to_have_text("全体図")


def test_no_path_is_said(tab: Tab) -> None:
    tab.open("path=org/ministry-1,tech/unsaid&lang=en")
    expect(tab.page.locator("#panel")).to_contain_text("do not connect")


def test_focus_on_a_document_and_on_what_it_says_of_an_entity(tab: Tab) -> None:
    tab.open("entity=document/doc-2&lang=en")
    page = tab.page
    expect(page.locator("#panel h2")).to_have_text("Example Policy Report 2021")
    drawn = page.evaluate("explorer.drawn()")
    assert len(drawn["edges"]) > 8
    tab.go(f"entity=document/doc-2&pair={drawn['edges'][0]['pair']}&lang=en")
    expect(page.locator("#panel .card .evidence .source").first).to_have_text("Example Policy Report 2021")


def test_focus_on_a_country_and_on_a_technology(tab: Tab) -> None:
    tab.open("entity=place/jp&lang=en")
    names = tab.names()
    assert any(name.startswith("Programmes, funds") for name in names)
    tab.go("entity=tech/technology-1&lang=en")
    names = tab.names()
    assert any(name.startswith("Country") for name in names)
    assert "Japan" in names


def test_documents_are_found_by_search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("政策報告書 2021")
    page.keyboard.press("Enter")
    assert "entity=document/doc-2" in page.url


def test_focus_shows_money_and_targets_that_have_no_second_entity(tab: Tab) -> None:
    tab.open("entity=policy/new-plan&lang=en")
    names = tab.names()
    assert any("about JPY 500 bn" in name for name in names)
    panel = tab.page.locator("#panel")
    for text in ("about JPY 500 bn", "EUR 2.5 bn", "TWD 3 m", "USD 8 bn", "15 件 (2024) → 30 件"):
        expect(panel).to_contain_text(text)
    tab.go("entity=policy/new-plan&lang=ja")
    for text in ("約5,000億円", "25億ユーロ", "300万新台湾ドル", "80億米ドル"):
        expect(panel).to_contain_text(text)


def test_relations_are_named_in_both_directions(tab: Tab) -> None:
    tab.open("entity=policy/old-plan&lang=en")
    expect(tab.page.locator("#panel h3", has_text="succeeded by")).to_be_visible()
    tab.go("entity=policy/new-plan&lang=en")
    expect(tab.page.locator("#panel h3", has_text="succeeds")).to_be_visible()


def test_merely_mentioned_entities_are_found_but_not_counted(page: Page) -> None:
    counted = page.locator("#shown-count").inner_text()
    page.keyboard.press("/")
    page.keyboard.type("merely mentioned")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .mention")).to_contain_text("架空政策報告書 2020年版")
    expect(page.locator("#panel .mention")).to_contain_text("12行目")
    expect(page.locator("#shown-count")).to_have_text(counted)


def test_period_by_two_handles_and_the_keyboard(page: Page) -> None:
    before = page.locator("#shown-count").inner_text()
    first = page.locator("[data-key=period-from]")
    first.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#shown-count")).not_to_have_text(before)
    low = int(first.get_attribute("min") or 0) + 4
    assert f"from={low}" in page.url
    expect(page.locator("[data-period]")).to_contain_text(f"{low}–")
    expect(page.locator("[data-key=period-from]")).to_be_focused()
    page.locator("[data-key=period-to]").focus()
    page.keyboard.press("ArrowLeft")
    assert "to=" in page.url


@pytest.fixture(scope="module")
def compiled(shown: PageData) -> Dataset:
    """The graph of the record the pages show."""
    entities = {entity.id: entity for entity in shown.entities}
    record = Record(entities, {document.id: document for document in shown.documents}, (*shown.facts, *shown.mentions))
    return compile_record(record, load_ontology(), {})


def test_copied_turtle_holds_what_the_graph_holds(tab: Tab, compiled: Dataset) -> None:
    tab.open("entity=policy/new-plan&lang=en")
    copied = Graph().parse(data=_copied(tab.page, "Copy Turtle"), format="turtle")
    known = Graph().parse(data="\n".join(sorted({f"{quad.triple} ." for quad in compiled.quads()})), format="nt")
    assert len(copied) > 40
    assert [triple for triple in copied if triple not in known] == []


def test_turtle_of_hostile_text_parses(tab: Tab) -> None:
    tab.open("entity=tech/nasty&lang=en")
    copied = Graph().parse(data=_copied(tab.page, "Copy Turtle"), format="turtle")
    assert NASTY in {str(value) for value in copied.objects()}


def _select(dataset: Dataset, query: str, name: str) -> set[str]:
    found = memory_store(dataset.quads()).query(query)
    assert isinstance(found, ox.QuerySolutions)
    return {str(row[name].value) for row in found}


def test_copied_sparql_gives_the_facts_of_the_panel(tab: Tab, compiled: Dataset, shown: PageData) -> None:
    tab.open("entity=policy/new-plan&lang=en")
    query = _copied(tab.page, "Copy SPARQL")
    about = {fact.id for fact in shown.facts if "policy/new-plan" in fact.roles.values()}
    mentions = {fact.id for fact in shown.mentions if "policy/new-plan" in fact.roles.values()}
    assert len(about) > 5
    assert _select(compiled, query, "fact") == {FACT + id_ for id_ in about | mentions}


def test_copied_sparql_of_a_fact_and_of_a_pair_run(tab: Tab, compiled: Dataset) -> None:
    tab.open(f"entity={PROGRAMME}&lang=en")
    edge = tab.page.evaluate("explorer.drawn().edges.find(({ pair }) => pair.includes('~'))")
    tab.go(f"entity={PROGRAMME}&pair={edge['pair']}&lang=en")
    cards = tab.page.locator("#panel [data-fact]")
    expect(cards.first).to_be_visible()
    drawn = {FACT + str(card.get_attribute("data-fact")) for card in cards.all()}
    assert drawn <= _select(compiled, _copied(tab.page, "Copy SPARQL"), "fact")
    query = _copied(tab.page, "Copy SPARQL", "#panel [data-fact] >> nth=0")
    first = FACT + str(cards.first.get_attribute("data-fact"))
    nodes = _select(compiled, query, "node")
    assert first in nodes
    assert len(nodes) > 1  # and its evidence


def test_copied_sparql_of_the_overview_runs(page: Page, tab: Tab, compiled: Dataset) -> None:
    tab.open("lang=en")
    found = _select(compiled, _copied(page, "Copy SPARQL"), "entity")
    assert len(found) > 300


def test_view_as_svg(tab: Tab, tmp_path: Path) -> None:
    for fragment, least in (("lang=en", 300), (f"entity={PROGRAMME}&lang=en", 8)):
        tab.open(fragment)
        with tab.page.expect_download() as download:
            tab.page.click("#drawing")
        download.value.save_as(tmp_path / "view.svg")
        drawing = ElementTree.parse(tmp_path / "view.svg")
        paths: list[Any] = drawing.findall("{http://www.w3.org/2000/svg}path")
        assert len(paths) > least
        assert drawing.findall("{http://www.w3.org/2000/svg}text")
