"""A fact and its evidence in RDF."""

from __future__ import annotations

from dataclasses import replace

import factory as f
import pyoxigraph as ox

from policyscape.graph import compile_record, terms
from policyscape.graph.passages import Passages
from policyscape.ontology import load_ontology
from policyscape.reading.model import Block, Document
from policyscape.records import Fact

ONTOLOGY = load_ontology()


def compiled(fact: Fact, at_hand: bool = False) -> set[ox.Triple]:
    record = replace(f.landscape(), facts=(fact,))
    documents = {f.DOCUMENT: f.landscape_document()} if at_hand else {}
    return compile_record(record, ONTOLOGY, documents).graphs[f"document/{f.DOCUMENT}"]


def objects(triples: set[ox.Triple], subject: ox.NamedNode, predicate: ox.NamedNode) -> set[str]:
    return {str(t.object) for t in triples if t.subject == subject and t.predicate == predicate}


def role(fact: Fact, name: str) -> set[str]:
    return objects(compiled(fact), terms.fact(fact.id), terms.ps(name))


def test_values_take_the_form_of_their_property() -> None:
    fact = f.make_fact("Target", indicator="企業の数", unit="社", value=12.5, baselineYear=2024, deadline="2030-03")
    assert role(fact, "indicator") == {'"企業の数"@ja'}
    assert role(fact, "unit") == {'"社"'}
    assert role(fact, "value") == {f'"12.5"^^<{terms.XSD}decimal>'}
    assert role(fact, "baselineYear") == {f'"2024"^^<{terms.XSD}integer>'}
    assert role(fact, "deadline") == {f'"2030-03"^^<{terms.XSD}gYearMonth>'}


def test_several_values_are_several_triples() -> None:
    fact = f.make_fact("Event", eventType="event/signed", agent=(f.AGENCY, f.UNIVERSITY), date="2025-02-14")
    assert role(fact, "agent") == {str(terms.entity(f.AGENCY)), str(terms.entity(f.UNIVERSITY))}
    assert role(fact, "eventType") == {str(terms.code("event/signed"))}


def test_the_year_is_computed_from_the_date() -> None:
    assert role(f.make_fact("Event", eventType="event/signed", date="2025-02-14"), "year") == {
        f'"2025"^^<{terms.XSD}integer>'
    }


def test_a_small_decimal_keeps_plain_digits() -> None:
    assert role(f.make_fact("Observation", indicator="率", value=0.00001), "value") == {
        f'"0.00001"^^<{terms.XSD}decimal>'
    }


def test_a_targets_value_has_both_names() -> None:
    fact = f.make_fact("Target", indicator="企業の数", value=100)
    assert role(fact, "value") == role(fact, "targetValue") == {f'"100"^^<{terms.XSD}decimal>'}


def test_a_statement_is_an_rdf_statement() -> None:
    fact = f.make_fact(subject=f.AGENCY, predicate="administers", object=f.PROGRAMME)
    triples, node = compiled(fact), terms.fact(fact.id)
    assert objects(triples, node, terms.node("rdf:predicate")) == {str(terms.ps("administers"))}
    assert str(terms.node("rdf:Statement")) in objects(triples, node, terms.node("rdf:type"))


def test_evidence_gives_position_and_words_of_roles() -> None:
    evidence = f.make_evidence(0, 15, heading="運営", subject=(0, 4))
    fact = f.make_fact(evidence=(evidence,), subject=f.AGENCY, predicate="administers", object=f.PROGRAMME)
    triples, node = compiled(fact), terms.evidence(fact.id, 1)
    assert objects(triples, node, terms.ps("startOffset")) == {f'"0"^^<{terms.XSD}integer>'}
    assert objects(triples, node, terms.ps("heading")) == {'"運営"@ja'}
    assert objects(triples, node, terms.ps("quote")) == set()
    span = terms.evidence(fact.id, 1, "subject")
    assert objects(triples, span, terms.ps("ofRole")) == {'"subject"'}


def test_the_words_are_quoted_where_the_document_is_at_hand() -> None:
    evidence = f.make_evidence(0, 15)
    fact = f.make_fact(evidence=(evidence,), subject=f.AGENCY, predicate="administers", object=f.PROGRAMME)
    triples = compiled(fact, at_hand=True)
    selector = terms.evidence(fact.id, 1, "quote")
    assert objects(triples, selector, terms.node("oa:exact")) == {'"発明機構は灯台事業を運営する。"'}


def test_interruptions_are_left_out_of_the_quoted_words() -> None:
    text = "灯台\n頁12\n事業"
    block = Block("paragraph", "灯台事業", (0, 1, 7, 8))
    passages = Passages(Document("x", text, "", (block,)))
    assert passages.words(0, 9) == "灯台事業"


def test_a_span_over_two_blocks_gives_the_words_of_both() -> None:
    passages = Passages(f.make_document("第一\n第二\n"))
    assert passages.words(0, 5) == "第一 第二"
