"""A valid query without an answer is told why, by what the graph has instead."""

from __future__ import annotations

import pytest

from policyscape.graph import compile_record
from policyscape.ontology import load_ontology
from policyscape.query import asker, hints, prepare
from policyscape.store import memory_store

from .harbour import harbour

ONTOLOGY = load_ontology()
STORE = memory_store(compile_record(harbour(), ONTOLOGY).quads())


def told(text: str) -> list[str]:
    return hints(prepare(text, {}, ONTOLOGY, asker(STORE)), ONTOLOGY, asker(STORE))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (
            "SELECT * { ?x a ps:TaxMeasure }",
            "ps:TaxMeasure has no instances in this graph; there are instances of ps:",
        ),
        ("SELECT * { ?x a ps:Country ; ps:amount ?y }", "ps:amount is never used with ps:Country; it is used with ps:"),
        ("SELECT * { ?x ps:sourceName ?y }", "ps:sourceName is not used in this graph; see the ontology's page"),
        ("SELECT * { ?x a ps:Fund ; ps:supplies ?y }", "ps:supplies is not used in this graph; such things have ps:"),
        ('SELECT * { ?x rdfs:label "日本" }', 'no rdfs:label is "日本"; write "日本"@ja.'),
        ('SELECT * { ?x rdfs:label ?y FILTER (?y = "日本") }', 'no rdfs:label is "日本"; write "日本"@ja.'),
        (
            'SELECT * { ?x ps:fiscalYear "2023" }',
            'no ps:fiscalYear is "2023"; write "2023"^^<http://www.w3.org/2001/XMLSch',
        ),
        ('SELECT * { ?x ps:currency "XYZ" }', 'no ps:currency is "XYZ"; it has values as "JPY".'),
        (
            'SELECT * { ?x ps:country "日本" }',
            "ps:country are things, not texts; write ps:country/rdfs",
        ),
        ("SELECT * { ?x ps:country psplace:jpn }", "the graph has no psplace:jpn; did you mean psplace:jp?"),
        (
            "SELECT * { ?x ps:eventType psplace:jp }",
            "psplace:jp exists, but nothing is tied to it in this way",
        ),
        (
            "SELECT * { ?x a ps:Fund ; rdfs:label 'みなと市'@ja }",
            "together they match nothing from the pattern",
        ),
        ("SELECT * { ?x ps:amount ?a FILTER (?a < 0) }", "no row passes the conditions (FILTER, VALUES, MINUS)"),
    ],
)
def test_an_empty_answer_is_explained(text: str, hint: str) -> None:
    assert STORE.query(prepare(text, {}, ONTOLOGY, asker(STORE)), use_default_graph_as_union=True).variables  # type: ignore[union-attr]  # a SELECT
    assert any(hint in sentence for sentence in told(text)), told(text)


def test_patterns_that_need_not_match_are_not_blamed() -> None:
    (sentence,) = told(
        "SELECT * { ?x a ps:Fund ; ps:amount ?a OPTIONAL { ?x a ps:TaxMeasure } MINUS { ?x ps:date ?d } }"
    )
    assert "ps:TaxMeasure" not in sentence
