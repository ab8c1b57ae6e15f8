from __future__ import annotations

from pathlib import Path

import factory as f
import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef

from policyscape.errors import RecordError
from policyscape.graph import Dataset, compile_record
from policyscape.graph.inference import infer
from policyscape.ontology import load_ontology
from policyscape.ontology_reader import read_module
from policyscape.paths import ONTOLOGY
from policyscape.shapes import SHAPES, Breach, find_breaches, read_constraints, sentence

VALID = """
@prefix ps: <https://w3id.org/policyscape/ontology#> .
@prefix id: <https://w3id.org/policyscape/id/document/> .
@prefix ev: <https://w3id.org/policyscape/evidence/> .
@prefix fact: <https://w3id.org/policyscape/fact/> .
@prefix concept: <https://w3id.org/policyscape/concept/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
id:paper a ps:Document ; rdfs:label "試験文書"@ja, "test paper"@en ; ps:publisher "発明省" ; ps:documentDate "2025" ;
    ps:sha256 "HASH" .
ev:f-1 a ps:Evidence ; ps:inDocument id:paper ; ps:startOffset 3 ; ps:endOffset 9 ; ps:line 1 ; ps:block "paragraph" .
fact:f a ps:Allocation ; rdfs:label "配分"@ja ; ps:statedIn id:paper ; ps:evidence ev:f-1 ; ps:rule "money" ;
    ps:modality <https://w3id.org/policyscape/concept/modality/decided> ;
    ps:layer <https://w3id.org/policyscape/concept/layer/rule> ;
    ps:confidence 0.9 ; ps:amount 500 ; ps:currency "JPY" ; ps:originalWording "500円" ; ps:year 2025 .
""".replace("HASH", "0a" * 32)

PLANTED = [
    (' ps:currency "JPY" ;', "", "Money needs exactly one ISO 4217 currency."),
    ('"JPY"', '"円"', "Money needs exactly one ISO 4217 currency."),
    ('"JPY"', '"JPY", "USD"', "Money needs exactly one ISO 4217 currency."),
    (" ps:evidence ev:f-1 ;", "", "A fact needs evidence."),
    ("modality/decided", "layer/rule", "A fact has exactly one modality."),
    ("ps:confidence 0.9", "ps:confidence 1.9", "A confidence is one number from 0 to 1."),
    ("ps:amount 500", "ps:amount -500", "An amount is at most one whole number, not negative."),
    ("ps:amount 500", "ps:amount 5.5", "An amount is at most one whole number, not negative."),
    ("ps:startOffset 3", "ps:startOffset 30", "The start is one offset from 0, before the end."),
    (" ; ps:year 2025", "", "The year of the money is not known."),
    (', "test paper"@en', "", "An entity has a Japanese and an English label."),
    ('"配分"@ja', '"配分"@ja, "別名"@ja', "There is one label in each language, at least one in all."),
    ("; ps:year 2025", "; ps:year 2025 ; ps:fiscalYear 20255", "A fiscal year is a whole number from 1868 to 2100."),
    ("; ps:year 2025", "; ps:year 2025 ; ps:minAmount 9 ; ps:maxAmount 5", "A minimum is not above the maximum."),
    ("0a0a", "0A0A", "A source document has exactly one SHA-256 hash."),
    ("; ps:year 2025", "; ps:year 2025 ; ps:date '2025年'", "A date is a year, a month or a day."),
]


def pyshacl_faults(turtle: str) -> set[tuple[str, str]]:
    """Node and English message of every result of pySHACL, warnings included."""
    data = Graph().parse(data=turtle, format="turtle") + load_ontology().graph
    _, report, _ = pyshacl.validate(data, shacl_graph=read_module(SHAPES), advanced=False)
    assert isinstance(report, Graph)
    return {
        (str(report.value(result, SH.focusNode)), str(text))
        for result, text in report.subject_objects(SH.resultMessage)
        if isinstance(text, Literal) and text.language == "en"
    }


def our_breaches(turtle: str) -> list[Breach]:
    dataset = Dataset()
    ontology = load_ontology().graph.serialize(format="nt")
    dataset.add("ontology", (quad.triple for quad in ox.parse(ontology, format=ox.RdfFormat.N_TRIPLES)))
    dataset.add("document/test", (quad.triple for quad in ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)))
    infer(dataset, load_ontology())
    return find_breaches(dataset)


def our_faults(turtle: str) -> set[tuple[str, str]]:
    return {(breach.node, breach.message("en")) for breach in our_breaches(turtle)}


def test_every_shape_has_a_message_in_both_languages() -> None:
    shapes = read_module(SHAPES)
    properties = list(shapes.subjects(RDF.type, SH.PropertyShape))
    assert len(properties) > 30
    for shape in properties:
        messages = [text for text in shapes.objects(shape, SH.message) if isinstance(text, Literal)]
        assert {text.language for text in messages} == {"ja", "en"}


def test_every_class_of_facts_and_entities_has_a_shape() -> None:
    ontology, shapes = load_ontology(), read_module(SHAPES)
    targets = {str(node).rsplit("#", 1)[-1] for node in shapes.objects(None, SH.targetClass)}
    for name in ontology.descendants("Fact") | ontology.descendants("Entity"):
        assert not targets.isdisjoint(ontology.ancestors(name)), name
    assert ontology.descendants("Fact") <= targets


def test_valid_data_has_no_faults() -> None:
    assert our_faults(VALID) == set()
    assert pyshacl_faults(VALID) == set()


@pytest.mark.parametrize(("old", "new", "message"), PLANTED)
def test_a_planted_fault_is_found_as_by_the_reference_validator(old: str, new: str, message: str) -> None:
    assert old in VALID
    planted = VALID.replace(old, new)
    found = our_faults(planted)
    assert {text for _, text in found} == {message}
    assert found == pyshacl_faults(planted)


def test_several_faults_at_once_are_those_of_the_reference_validator() -> None:
    planted = VALID
    for old, new, _ in (PLANTED[0], PLANTED[3], PLANTED[8], PLANTED[10]):
        planted = planted.replace(old, new)
    assert our_faults(planted) == pyshacl_faults(planted)
    assert len(our_faults(planted)) == 4


def test_the_landscape_keeps_its_shapes_but_for_a_name_that_is_missing() -> None:
    breaches = find_breaches(compile_record(f.landscape(), load_ontology()))
    assert {breach.severity for breach in breaches} <= {"Warning"}


def test_a_sentence_names_file_line_and_value() -> None:
    record = f.landscape()
    fact = next(fact for fact in record.facts if fact.type == "Allocation")
    node = f"https://w3id.org/policyscape/evidence/{fact.id}-1"
    breach = Breach("Violation", "currency", node, "currency", "円", {"en": "Money needs a currency."})
    assert sentence(breach, record) == f"harbour-2025.jsonl:2: {fact.id}: Money needs a currency. (currency: 円)"
    elsewhere = Breach(
        "Warning", "label", "https://w3id.org/policyscape/id/org/nobody", "rdfs:label", "", {"en": "No."}
    )
    assert sentence(elsewhere, record) == "org/nobody: No. (rdfs:label)"


def test_a_component_that_is_not_compiled_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    text = SHAPES.read_text(encoding="utf-8").replace("    sh:maxCount 1 ;", "    sh:maxLength 1 ;", 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match="maxLength, which is not compiled"):
        read_constraints(path)


def test_every_component_in_use_is_compiled() -> None:
    shapes = read_module(ONTOLOGY / "shapes.ttl")
    about = {RDF.type, SH.path, SH.message, SH.severity}
    used = {
        str(predicate).removeprefix(str(SH))
        for shape in shapes.subjects(RDF.type, SH.PropertyShape)
        for predicate in shapes.predicates(shape)
        if isinstance(predicate, URIRef) and predicate not in about
    }
    assert {constraint.component for constraint in read_constraints()} == used
