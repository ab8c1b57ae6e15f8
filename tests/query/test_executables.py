"""The library in the store: SHACL SPARQL executables that a client finds and runs."""

from __future__ import annotations

import pyoxigraph as ox

from policyscape.query import library
from policyscape.query.executables import library_triples, query_iri

SH = "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
STORE = ox.Store()
STORE.extend(ox.Quad(*triple) for triple in library_triples())


def rows(text: str) -> list[tuple[object, ...]]:
    found = STORE.query(f"{SH} {text}")
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(row) for row in found]


def test_every_query_is_there_with_its_text_that_runs() -> None:
    found = rows("SELECT ?query ?text { ?query a sh:SPARQLSelectExecutable ; sh:select ?text }")
    assert {node for node, _ in found} == {query_iri(query) for query in library()}
    for _, text in found:
        assert isinstance(text, ox.Literal)
        ox.Store().query(text.value)


def test_titles_and_questions_are_in_both_languages() -> None:
    (count,) = rows("SELECT (COUNT(*) AS ?n) { ?q a sh:SPARQLExecutable ; rdfs:label ?l ; rdfs:comment ?c }")[0]
    assert count == ox.Literal(4 * len(library()))


def test_parameters_have_names_defaults_and_what_they_take() -> None:
    query = next(one for one in library() if one.name == "budget-by-phase")
    found = rows(
        f"SELECT ?n ?d ?c {{ {query_iri(query)} sh:parameter ?p . ?p sh:defaultValue ?d ; sh:class ?c ; sh:name ?n }}"
    )
    assert sorted(str(getattr(name, "value", "")) for name, _, _ in found) == ["country", "国"]
    datatypes = rows("SELECT DISTINCT ?d { ?p a sh:Parameter ; sh:datatype ?d }")
    assert {str(getattr(one, "value", "")).split("#")[1] for (one,) in datatypes} == {"integer", "decimal", "string"}


def test_prefixes_are_declared_once_for_all() -> None:
    found = rows("SELECT ?prefix ?space { ?all sh:declare ?d . ?d sh:prefix ?prefix ; sh:namespace ?space }")
    assert ("ps", "https://w3id.org/policyscape/ontology#") in {(a.value, b.value) for a, b in found}  # type: ignore[attr-defined]  # literals


def test_there_are_no_blank_nodes() -> None:
    assert not any(
        isinstance(part, ox.BlankNode) for triple in library_triples() for part in (triple.subject, triple.object)
    )
