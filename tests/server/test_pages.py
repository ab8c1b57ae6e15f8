"""The pages: one for every IRI, in both languages, as HTML and as RDF; text of the graph stays text."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import factory as f
import httpx
import pyoxigraph as ox
import pytest

from policyscape.namespaces import BASE
from policyscape.paths import VIZ
from policyscape.query import library
from policyscape.server.pages import themes, words

from .conftest import HOSTILE, SCRIPT

ALLOCATION = "fact/d0e694fcc8bdc851"
PAGES = ("/", "/search?q=lighthouse", f"/id/{f.PROGRAMME}", f"/{ALLOCATION}", "/editor", "/queries", "/id/nothing")


def page(client: httpx.Client, path: str, language: str = "en", status: int = 200) -> str:
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer.text


def test_a_programme_has_a_page_in_both_languages(client: httpx.Client) -> None:
    for language, label, class_label, name, allocation in (
        ("en", "Lighthouse Programme", "programme", "Basic Plan for Invention", "JPY 500,000,000,000"),
        ("ja", "灯台事業", "事業・プログラム", "発明基本計画", "5,000億円"),
    ):
        text = page(client, f"/id/{f.PROGRAMME}", language)
        assert f'<html lang="{language}">' in text
        assert f"<h1>{label}</h1>" in text
        assert class_label in text
        assert name in text
        assert allocation in text
        assert f'href="/{ALLOCATION}"' in text


def test_the_language_of_the_address_stands_above_that_of_the_browser(client: httpx.Client) -> None:
    text = page(client, f"/id/{f.PROGRAMME}?lang=ja", "en")
    assert "<h1>灯台事業</h1>" in text
    assert f'href="/{ALLOCATION}?lang=ja"' in text  # and stays chosen


def test_a_fact_has_a_page_with_its_roles_and_its_place(client: httpx.Client) -> None:
    text = page(client, f"/{ALLOCATION}")
    for shown in ("Harbour report", "line 2", "characters", "500,000,000,000", "Ministry of Invention", "decided"):
        assert shown in text, shown
    assert 'href="/id/org/ministry-of-invention"' in text


def test_every_kind_of_iri_has_a_page(client: httpx.Client) -> None:
    for path, shown in (
        (f"evidence/{ALLOCATION.removeprefix('fact/')}-1", "Harbour report"),
        ("concept/modality/decided", "Decided, done or measured."),
        ("graph/entities", "Entities and documents"),
        (f"id/document/{f.DOCUMENT}", "Harbour report"),
        ("dataset", "Policyscape innovation policy knowledge graph"),
    ):
        assert shown in page(client, "/" + path), path


@pytest.mark.parametrize(
    ("media", "name", "form"),
    [
        ("text/turtle", "turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", "jsonld", ox.RdfFormat.JSON_LD),
        ("application/n-triples", "nt", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", "rdfxml", ox.RdfFormat.RDF_XML),
    ],
)
def test_an_iri_is_described_in_rdf(client: httpx.Client, media: str, name: str, form: ox.RdfFormat) -> None:
    asked = client.get(f"/{ALLOCATION}", headers={"Accept": f"{media}, text/html;q=0.5"})
    named = client.get(f"/{ALLOCATION}", params={"format": name}, headers={"Accept": "text/html"})
    assert asked.headers["content-type"].split(";")[0] == media
    assert "accept" in asked.headers["vary"].lower()
    told = {str(quad.triple) for quad in ox.parse(asked.content, format=form)}
    assert told == {str(quad.triple) for quad in ox.parse(named.content, format=form)}
    this, ps = ox.NamedNode(BASE + ALLOCATION), BASE + "ontology#"
    assert str(ox.Triple(this, ox.NamedNode(ps + "amount"), ox.Literal(500_000_000_000))) in told
    assert any(f"{ps}line" in triple for triple in told)  # the evidence with it


def test_an_unknown_iri_is_404_with_the_nearest_names(client: httpx.Client) -> None:
    text = page(client, "/id/policy/lighthous", status=404)
    assert "Did you mean" in text
    assert 'href="/id/policy/lighthouse"' in text
    answer = client.get("/id/policy/lighthous", headers={"Accept": "text/turtle, text/plain;q=0.5"})
    assert answer.status_code == 404
    assert "did you mean id/policy/lighthouse" in answer.text
    for path in ("/id/%3Cx%3E", "/id/a%20b", "/id/%00", "/%22%3E%3Cscript%3E", "/id/" + "x" * 3000):
        assert client.get(path, headers={"Accept": "text/html"}).status_code == 404, path


def test_search_finds_any_name_in_either_language(client: httpx.Client) -> None:
    for wanted in (
        "Lighthouse Programme",
        "lighthouse pro",
        "灯台事業",
        "LIGHTHOUSE　PROGRAMME",
        "lihgthouse programme",
    ):
        found = client.get("/search", params={"q": wanted, "format": "json"}).json()
        assert BASE + "id/" + f.PROGRAMME in [one["iri"] for one in found], wanted
    assert 'href="/id/policy/lighthouse"' in page(client, "/search?q=灯台事業", "ja")
    assert client.get("/search", params={"q": "", "format": "json"}).json() == []


def test_the_pages_of_the_build_are_served_with_their_own_policy(client: httpx.Client) -> None:
    for path in ("/explorer", "/explorer.html"):
        answer = client.get(path)
        assert "<title>explorer</title>" in answer.text
        assert answer.headers["content-security-policy"] == "frame-ancestors 'none'"
    assert client.get("/policyscape.ttl").headers["content-type"] == "text/turtle; charset=utf-8"


def test_nothing_outside_the_build_is_served(client: httpx.Client, out: Path) -> None:
    (out.parent / "secret.html").write_text("secret")
    for path in ("/../secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html", "/store/CURRENT", "/secret"):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert answer.text != "secret"


def test_the_ontology_is_given_as_rdf(client: httpx.Client) -> None:
    answer = client.get("/ontology", headers={"Accept": "text/turtle"})
    assert "ps:Programme" in answer.text
    assert list(ox.parse(answer.content, format=ox.RdfFormat.TURTLE))


def test_the_dataset_is_described_at_the_well_known_place(client: httpx.Client) -> None:
    answer = client.get("/.well-known/void")
    told = {quad.predicate.value.rsplit("#")[-1] for quad in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)}
    assert {"sparqlEndpoint", "triples", "classPartition"} <= told


def test_it_says_that_it_is_well(client: httpx.Client) -> None:
    assert client.get("/health").json() == {"status": "ok"}


def test_text_of_the_graph_stays_text(client: httpx.Client) -> None:
    for path in (f"/id/{HOSTILE}", "/search?q=script", "/search?q=" + SCRIPT, f"/id/{f.JAPAN}"):
        text = page(client, path)
        assert "<img" not in text
        assert not re.search(r"<script>|onerror=[\"d]", text)
    assert escape(SCRIPT, quote=False).split("'")[0] in page(client, f"/id/{HOSTILE}").replace("&#39;", "'")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_lets_run_only_the_scripts_of_the_server(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    inline = re.findall(r"<script(?![^>]*(?:src=|application/json))|<style| style=| on\w+=", answer.text)
    assert inline == []
    assert "http" not in "".join(re.findall(r'(?:src|href)="(//[^"]*|https?://[^"]*\.(?:js|css))"', answer.text))


def test_the_words_of_the_pages_are_the_same_in_both_languages() -> None:
    english, japanese = words()["en"], words()["ja"]
    assert set(english) == set(japanese)
    for name, text in english.items():
        assert set(re.findall(r"\{(\w+)\}", text)) == set(re.findall(r"\{(\w+)\}", japanese[name])), name


def test_every_word_of_the_pages_is_used() -> None:
    sources = [*(VIZ / "server").glob("*.html"), *(VIZ / "server").glob("*.js")]
    sources += (Path(__file__).parents[2] / "src" / "policyscape" / "server").glob("*.py")
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    unused = [name for name in words()["en"] if not re.search(rf"\b{re.escape(name)}\b", text)]
    assert [name for name in unused if not name.startswith("theme.")] == []


def test_every_theme_of_the_library_has_a_name() -> None:
    assert set(themes("en")) == set(themes("ja")) == {query.theme for query in library()}
