"""Answers with the places of their facts, and with citations."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

from policyscape.errors import InputError
from policyscape.graph import compile_record
from policyscape.ontology import load_ontology
from policyscape.query import Result, asker, cite, describe_facts, execute, find_query, library, prepare, with_evidence
from policyscape.query.evidence import Place
from policyscape.store import memory_store

from .harbour import harbour

ONTOLOGY = load_ontology()
STORE = memory_store(compile_record(harbour(), ONTOLOGY).quads())


def run(text: str) -> Result:
    return execute(STORE, text)


def ask(name: str, **values: Any) -> tuple[Result, str]:
    query = find_query(name) if "{" not in name else name
    text = prepare(query, values, ONTOLOGY, asker(STORE))
    return run(text), text


def test_each_row_gets_the_places_of_its_own_facts() -> None:
    result = with_evidence(*ask("characteristics"), run)
    assert result.columns[-1] == "evidence"
    assert [row[-1] for row in result.rows] == [ox.Literal("Harbour report, 見出し, line 7")]


def test_a_row_made_of_two_facts_has_both_places() -> None:
    result = with_evidence(*ask("differing-amounts"), run)
    told = {str(row[-1].value) for row in result.rows if isinstance(row[-1], ox.Literal)}
    assert told == {"Harbour report, line 1; Second report, line 1"}


def test_the_rows_and_their_order_stay_the_same() -> None:
    for query in ("timeline", "allocations-largest"):
        result, text = ask(query)
        assert [row[:-1] for row in with_evidence(result, text, run).rows] == list(result.rows)


def test_the_place_is_told_in_japanese_too() -> None:
    place = Place("d", "報告書", "省", "2024", "第1章", "12", "345", "灯台")
    assert place.shown("ja") == "報告書, 第1章, 12頁「灯台」"
    assert place.shown() == "報告書, 第1章, p. 12「灯台」"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (COUNT(*) AS ?n) { ?x a ps:Fund }",
        "SELECT * { ?x a ps:Fund }",
        "ASK { ?x a ps:Fund }",
    ],
)
def test_an_answer_without_facts_says_so(text: str) -> None:
    with pytest.raises(InputError, match="stand for no single facts"):
        with_evidence(*ask(text), run)


def test_a_query_that_selects_everything_has_evidence() -> None:
    result = with_evidence(*ask("SELECT * { ?fact a ps:Characteristic ; ps:text ?text } LIMIT 1"), run)
    assert result.columns == ("fact", "text", "evidence")
    assert result.rows[0][-1] == ox.Literal("Harbour report, 見出し, line 7")


def test_most_of_the_library_has_evidence() -> None:
    """The questions that count or rank have none; whoever adds one that lists facts keeps the facts in its pattern."""
    without, asked = set(), 0
    for query in library():
        result, text = ask(query.name)
        if result.rows:
            asked += 1
            try:
                with_evidence(result, text, run)
            except InputError:
                without.add(query.name)
    assert len(without) < asked / 2
    assert without.isdisjoint({"budget-by-ministry", "timeline", "targets-by-deadline", "provisions", "rankings"})


def test_markdown_numbers_the_sources() -> None:
    text = cite(*ask("differing-amounts"), run, "markdown")
    assert "| 灯台基金 | 2024 | JPY | 1000 | みなと報告書 | 800 | 第二報告書 | [1] line 1; [2] line 1 |" in text
    assert text.endswith("**Sources**\n\n1. 発明省. Harbour report. 2025-02.\n2. 発明省. Second report. 2024.\n")
    assert "**出典**" in cite(*ask("differing-amounts"), run, "markdown", "ja")


def test_bibtex_has_an_entry_for_each_document_with_the_places() -> None:
    text = cite(*ask("characteristics"), run, "bibtex")
    assert text == (
        "@techreport{harbour-2025,\n  title = {{Harbour report}},\n  institution = {{発明省}},\n  year = {2025},\n"
        "  month = {02},\n  type = {Policy document},\n  note = {line 7},\n}\n"
    )


def test_what_bibtex_and_markdown_would_read_as_commands_is_escaped() -> None:
    store = memory_store(compile_record(harbour(), ONTOLOGY).quads())
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    node = ox.NamedNode("https://w3id.org/policyscape/id/document/harbour-2025")
    for quad in list(store.quads_for_pattern(node, label, ox.Literal("Harbour report", language="en"), None)):
        store.remove(quad)
        store.add(ox.Quad(node, label, ox.Literal("a_b}\\c <i>|*", language="en"), quad.graph_name))
    result, text = ask("characteristics")

    def other(more: str) -> Result:
        return execute(store, more)

    assert r"title = {{a\_b\}\textbackslash{}c <i>|*}}" in cite(result, text, other, "bibtex")
    assert r"a\_b}\\c &lt;i>\|\*" in cite(result, text, other, "markdown")
    with pytest.raises(InputError, match="no citations as 'ris'; there are markdown, bibtex"):
        cite(result, text, other, "ris")


def test_the_facts_behind_an_answer_can_be_had_as_triples() -> None:
    result = describe_facts(*ask("characteristics"), run)
    assert result.form == "CONSTRUCT"
    assert len({row[0] for row in result.rows}) == 1
