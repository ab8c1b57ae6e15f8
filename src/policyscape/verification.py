"""No fact goes into the record whose place in the document does not hold what it says."""

from __future__ import annotations

from policyscape.errors import CheckError
from policyscape.extraction.corpus import Extraction
from policyscape.extraction.mentions import anaphoric_words
from policyscape.extraction.values import ValueFinder
from policyscape.graph.verify import verify
from policyscape.ontology import Ontology

__all__ = ["refuse_false_evidence"]


def refuse_false_evidence(extraction: Extraction, ontology: Ontology) -> None:
    """CheckError where a place in a document does not hold what a fact says."""
    entities = {**extraction.registry.entities, **{entity.id: entity for entity in extraction.discovered}}
    reader, anaphora = ValueFinder(), anaphoric_words()
    faults = [
        fault
        for name, facts in extraction.facts.items()
        for fault in verify(facts, extraction.documents[name], entities, ontology, reader, anaphora)
    ]
    if faults:
        raise CheckError(f"the evidence of {len(faults)} places does not hold what the facts say.", faults)
