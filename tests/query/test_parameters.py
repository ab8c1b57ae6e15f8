"""Parameters: declared in the header, bound as terms in exactly their block, and never as text."""

from __future__ import annotations

from typing import Any

import factory as f
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyscape.errors import InputError, RecordError
from policyscape.graph import compile_record
from policyscape.ontology import load_ontology
from policyscape.query import Parameter, Query, allowed_values, asker, parse_query, prepare, run_query
from policyscape.query.parameters import bind
from policyscape.store import memory_store

ONTOLOGY = load_ontology()
STORE = memory_store(compile_record(f.landscape(), ONTOLOGY).quads())
PROGRAMMES = """#+ param.country: entity Country country
#+ param.country.en: country
#+ param.kind: class PolicyInstrument
#+ param.word: string
#+ param.top: limit
SELECT ?name WHERE {
  VALUES ?param_country { psplace:jp }
  VALUES ?param_kind { ps:Programme }
  VALUES ?param_word { UNDEF }
  ?thing a ?param_kind ; rdfs:label ?name FILTER (LANG(?name) = "ja")
  OPTIONAL { ?thing ps:country ?place }
  FILTER (!BOUND(?param_country) || ?place = ?param_country)
  FILTER (!BOUND(?param_word) || CONTAINS(?name, ?param_word))
}
ORDER BY ?name LIMIT 5"""
QUERY = parse_query(PROGRAMMES, "programmes")
BOTH = ["ちょうちん事業", "灯台事業"]


def names(**values: Any) -> list[str]:
    return [row[0].value for row in run_query(STORE, QUERY, ONTOLOGY, values).rows if isinstance(row[0], ox.Literal)]


def test_a_header_declares_kind_labels_and_the_text_the_defaults() -> None:
    country, kind, word, top = QUERY.parameters
    japan = ox.NamedNode("https://w3id.org/policyscape/id/place/jp")
    assert country == Parameter("country", "entity", "Country", "country", {"en": "country"}, (japan,))
    assert (kind.kind, kind.of, word.defaults, top.defaults) == ("class", "PolicyInstrument", (), (ox.Literal(5),))


def test_a_query_runs_with_its_defaults_and_with_other_values() -> None:
    assert names() == BOTH
    assert names(word="灯") == BOTH[1:]
    assert names(top=1) == BOTH[:1]
    assert names(kind="Strategy") == ["発明基本計画"]
    assert names(kind=["Strategy", "ps:Programme"], country=None) == [*BOTH, "発明基本計画"]


@pytest.mark.parametrize("country", ["place/jp", "日本", "Japan", "japan", "psid:place/jp", "psplace:jp"])
def test_an_entity_is_given_by_id_name_or_iri(country: str) -> None:
    assert names(country=country) == BOTH


def test_an_open_parameter_leaves_no_trace_in_the_text() -> None:
    assert "?param_word {" not in prepare(QUERY, {}, ONTOLOGY, asker(STORE))
    assert "?param_country {" not in prepare(QUERY, {"country": "any"}, ONTOLOGY, asker(STORE))


def test_a_prepared_text_is_standard_sparql() -> None:
    ox.Store().query(prepare(QUERY, {"word": '"} #'}, ONTOLOGY, asker(STORE)))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"contry": "x"}, "has no parameter 'contry'; did you mean country"),
        ({"country": "Japn"}, r"no Country is called 'Japn'; did you mean Japan \(place/jp\)"),
        ({"country": "place/zz"}, "the graph has no place/zz"),
        ({"country": "<a b>"}, "is not an IRI"),
        ({"kind": "Program"}, "kind has no value 'Program'; did you mean Programme"),
        ({"top": "0"}, "top takes a whole number above 0"),
        ({"top": "any"}, "top takes a whole number above 0"),
        ({"top": ["1", "2"]}, "top takes one whole number"),
    ],
)
def test_a_wrong_value_is_refused_with_what_there_is(values: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        names(**values)


def test_a_name_of_two_entities_is_refused_with_both() -> None:
    query = "#+ param.x: entity Programme|Strategy\nSELECT ?x { VALUES ?param_x { UNDEF } BIND (?param_x AS ?x) }"
    store = memory_store(compile_record(f.landscape(), ONTOLOGY).quads())
    alt = ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    for thing in (f.PROGRAMME, f.PLAN):
        node = ox.NamedNode("https://w3id.org/policyscape/id/" + thing)
        store.add(ox.Quad(node, alt, ox.Literal("港", language="ja")))
    with pytest.raises(InputError, match=f"'港' is the name of {f.PLAN}, {f.PROGRAMME}; give one of them"):
        run_query(store, query, ONTOLOGY, {"x": "港"})


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("#+ param.x: entty Country\nASK { VALUES ?param_x { 1 } }", "unknown kind 'entty'; did you mean entity"),
        ("#+ param.x: integer\nASK {}", r"has no block VALUES \?param_x"),
        ("#+ param.x: limit\nASK {}", "has no LIMIT"),
        ("#+ param.x: integer\nASK { VALUES ?param_x { ( } }", "is not a list of terms"),
        ("ASK { VALUES ?param_x { 1 } }", r"does not declare the parameter of \?param_x"),
    ],
)
def test_a_wrong_declaration_is_a_fault_of_the_file(header: str, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        parse_query(header)


@given(st.text(max_size=40))
def test_whatever_text_is_given_stays_one_literal(words: str) -> None:
    """Injection: quotes, braces, comments, line ends and control characters remain characters of the value."""
    query = parse_query("#+ param.x: string\nSELECT ?x { VALUES ?param_x { UNDEF } BIND (?param_x AS ?x) }")
    result = run_query(STORE, query, ONTOLOGY, {"x": [ox.Literal(words)]})
    assert result.rows == ((ox.Literal(words),),)


@given(st.text(alphabet='<>{}"\\?# .;\n\r', max_size=20))
def test_whatever_iri_is_given_stays_one_term_or_is_refused(words: str) -> None:
    query = parse_query("#+ param.x: entity\nSELECT ?x { VALUES ?param_x { UNDEF } BIND (?param_x AS ?x) }")
    with pytest.raises(InputError):
        run_query(STORE, query, ONTOLOGY, {"x": f"<{words}>"})


def test_only_the_block_of_the_parameter_is_touched() -> None:
    text = '# VALUES ?param_x { 0 }\nASK { VALUES ?param_x { 1 } FILTER ("VALUES ?param_x { 2 }" != "") }'
    query = parse_query("#+ param.x: integer\n" + text)
    assert bind(text, query.parameters[0], [ox.Literal("3")]) == text.replace("{ 1 }", '{ "3" }')


def bound(text: str, **values: Any) -> list[tuple[str, ...]]:
    result = run_query(STORE, text, ONTOLOGY, values)
    return [tuple(getattr(term, "value", "") for term in row) for row in result.rows]


def test_a_variable_of_an_own_query_filters_the_rows() -> None:
    """A row where an OPTIONAL found nothing, or something else, is left out and not stamped with the value."""
    wanted = "?x a ps:Entity ; rdfs:label ?name OPTIONAL { ?x ps:partOf ?whole } FILTER (LANG(?name) = 'en')"
    text = f"SELECT ?name {{ {wanted} }}"
    assert len(bound(text)) > 1
    assert bound(text, whole=f.AGENCY) == [("Quantum Division",)]
    assert bound("SELECT ?n { { SELECT (COUNT(*) AS ?n) ?c { ?x ps:country ?c } GROUP BY ?c } }", c="place/us") == []
    assert bound("SELECT ?name { ?x rdfs:label ?name FILTER (CONTAINS(?name, ?part)) }", part="Lighthouse") != []
    assert bound("CONSTRUCT { ?x ps:partOf ?y } WHERE { ?x ps:partOf ?y }", y="place/us") == []


def test_allowed_values_come_from_the_graph_and_the_ontology() -> None:
    country, kind, word, _ = QUERY.parameters
    found = allowed_values(country, ONTOLOGY, asker(STORE))
    assert [(name, label) for name, label, uses in found if uses] == [("place/jp", "Japan")]
    assert ("Fund", "fund", 0) in allowed_values(kind, ONTOLOGY, asker(STORE))
    assert allowed_values(word, ONTOLOGY, asker(STORE)) == []
    year = Parameter("year", "year", "fiscalYear")
    assert ("2023", "", 1) in allowed_values(year, ONTOLOGY, asker(STORE))


def test_a_query_without_declarations_is_a_query_without_parameters() -> None:
    assert Query("query", "ASK {}").parameters == ()
