"""Queries on the fixture: answers, parameters, and help where they fail."""

from __future__ import annotations

import factory as f
import pytest

from policyscape.errors import InputError
from policyscape.graph import compile_record
from policyscape.ontology import load_ontology
from policyscape.query import Result, run_query
from policyscape.store import memory_store

ONTOLOGY = load_ontology()
STORE = memory_store(compile_record(f.landscape(), ONTOLOGY).quads())


def ask(text: str, **parameters: str) -> Result:
    return run_query(STORE, text, ONTOLOGY, parameters)


def words(result: Result) -> list[tuple[str, ...]]:
    return [tuple("" if term is None else str(getattr(term, "value", term)) for term in row) for row in result.rows]


def test_missing_prefixes_are_supplied() -> None:
    result = ask('SELECT ?label { ?x a ps:Programme ; rdfs:label ?label FILTER (LANG(?label) = "ja") }')
    assert result.columns == ("label",)
    assert words(result) == [("ちょうちん事業",), ("灯台事業",)]


def test_declared_prefixes_win_over_supplied_ones() -> None:
    assert ask("PREFIX schema: <https://w3id.org/policyscape/ontology#> ASK { ?x a schema:Programme }").form == "ASK"
    assert words(ask("PREFIX schema: <https://w3id.org/policyscape/ontology#> ASK { ?x a schema:Programme }")) == [
        ("true",)
    ]


def test_the_default_graph_is_the_union_without_doublets() -> None:
    result = ask("SELECT (COUNT(*) AS ?n) { ?x a ps:University }")
    assert words(result) == [("1",)]
    assert words(ask("SELECT ?x { ?x a ps:Actor ; ps:participatesIn/ps:succeeds ?old }")) == [
        (f"https://w3id.org/policyscape/id/{f.UNIVERSITY}",)
    ]


def test_construct_gives_triples() -> None:
    result = ask("CONSTRUCT { ?a ps:funds ?b } WHERE { ?a ps:funds ?b }")
    assert result.columns == ("subject", "predicate", "object")
    assert len(result.rows) == 1


def test_unbound_variables_are_none_and_order_is_kept() -> None:
    result = ask("SELECT ?v ?u { VALUES (?v ?u) { (2 UNDEF) (1 1) } } ORDER BY DESC(?v)")
    assert words(result) == [("2", ""), ("1", "1")]
    assert result.rows[0][1] is None


def test_parameters_are_bound_as_terms() -> None:
    wanted = '?x ps:country ?country ; a ps:Programme ; rdfs:label ?name FILTER (LANG(?name) = "en")'
    text = f"SELECT ?name ?country {{ {wanted} }}"
    assert words(ask(text, country="place/jp")) == [
        ("Lighthouse Programme", "https://w3id.org/policyscape/id/place/jp")
    ]
    assert words(ask(text, country="place/us")) == []
    assert words(ask("SELECT ?x ?name { ?x rdfs:label ?name }", name='"x" . ?s ?p ?o } #')) == []


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(InputError, match=r"no variable \?year to bind; it has o, s"):
        ask("SELECT ?s { ?s ps:about ?o } # ?year", year="2025")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?s WHER { ?s ?p ?o }", "line 1, column 11: 'WHER' cannot stand here; did you mean WHERE?"),
        ("SELECT ?s {\n  ?s a\n", "the query ends too early; a closing bracket, brace or quote is missing"),
        ("SELECT ?s {\n  ?s a foo:Bar\n}", "the prefix foo: is not declared; known without declaration are concept"),
        ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", "neither grouped nor bound"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "syntax error at line 1"),
        ("", "syntax error at line 1, column 1: the query ends too early"),
    ],
)
def test_a_syntax_error_shows_its_place(text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        ask(text)
    assert message in str(error.value)


def test_the_mark_stands_below_the_place() -> None:
    with pytest.raises(InputError) as error:
        ask("SELECT ?s {\n  ?s a foo:Bar\n}")
    _, line, mark = str(error.value).split("\n")
    assert line == "    ?s a foo:Bar"
    assert mark.index("^") > line.index("foo")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "SELECT ?s {\n?s a ps:Program }",
            "line 2 of the query: the ontology has no term ps:Program; did you mean ps:Program",
        ),
        ("SELECT ?s { ?s <https://w3id.org/policyscape/ontology#amout> 1 }", "did you mean ps:amount"),
        ("SELECT ?s { ?s ps:zzzzzz 1 }", "see the ontology"),
    ],
)
def test_an_unknown_term_is_named_with_the_nearest(text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        ask(text)
    assert message in str(error.value)


def test_terms_in_strings_and_comments_are_not_terms() -> None:
    assert words(ask('ASK { ?s rdfs:label "ps:Nothing" } # ps:Nothing')) == [("false",)]
