from __future__ import annotations

import pytest
from rdflib import RDF, SH, Graph, Literal

from policyscape.ontology import load_ontology
from policyscape.ontology_reader import read_module
from policyscape.paths import ONTOLOGY

SHAPES = ONTOLOGY / "shapes.ttl"

VALID = """
@prefix ps: <https://w3id.org/policyscape/ontology#> .
@prefix id: <https://w3id.org/policyscape/id/> .
@prefix ev: <https://w3id.org/policyscape/evidence/> .
@prefix fact: <https://w3id.org/policyscape/fact/> .
@prefix concept: <https://w3id.org/policyscape/concept/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
id:paper a ps:Document ; rdfs:label "試験文書"@ja, "test paper"@en .
ev:f-1 a ps:Evidence ; ps:inDocument id:paper ; ps:startOffset 3 ; ps:endOffset 9 ; ps:line 1 ; ps:block "paragraph" .
fact:f a ps:Allocation ; rdfs:label "配分"@ja ; ps:statedIn id:paper ; ps:evidence ev:f-1 ; ps:rule "money" ;
    ps:modality <https://w3id.org/policyscape/concept/modality/decided> ;
    ps:layer <https://w3id.org/policyscape/concept/layer/rule> ;
    ps:confidence 0.9 ; ps:amount 500 ; ps:currency "JPY" ; ps:originalWording "500円" ; ps:year 2025 .
"""


def faults(turtle: str) -> set[str]:
    """The English messages of all results, warnings included."""
    pyshacl = pytest.importorskip("pyshacl", reason="shapes are only judged where pySHACL is installed")
    data = Graph().parse(data=turtle, format="turtle") + load_ontology().graph
    _, report, _ = pyshacl.validate(data, shacl_graph=read_module(SHAPES), advanced=False)
    return {str(text) for text in report.objects(None, SH.resultMessage) if text.language == "en"}


def test_every_shape_has_a_message_in_both_languages() -> None:
    shapes = read_module(SHAPES)
    properties = list(shapes.subjects(RDF.type, SH.PropertyShape))
    assert len(properties) > 30
    for shape in properties:
        messages = [text for text in shapes.objects(shape, SH.message) if isinstance(text, Literal)]
        assert {text.language for text in messages} == {"ja", "en"}


def test_valid_data_has_no_faults() -> None:
    assert faults(VALID) == set()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (' ps:currency "JPY" ;', "", "Money needs exactly one ISO 4217 currency."),
        ('"JPY"', '"円"', "Money needs exactly one ISO 4217 currency."),
        (" ps:evidence ev:f-1 ;", "", "A fact needs evidence."),
        ("modality/decided", "layer/rule", "A fact has exactly one modality."),
        ("ps:confidence 0.9", "ps:confidence 1.9", "A confidence is one number from 0 to 1."),
        ("ps:amount 500", "ps:amount -500", "An amount is at most one whole number, not negative."),
        ("ps:startOffset 3", "ps:startOffset 30", "The start is one offset from 0, before the end."),
        (" ; ps:year 2025", "", "The year of the money is not known."),
        (', "test paper"@en', "", "An entity has a Japanese and an English label."),
    ],
)
def test_a_planted_fault_is_found(old: str, new: str, message: str) -> None:
    assert old in VALID
    assert faults(VALID.replace(old, new)) == {message}
