"""From the record to the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox
from rdflib import BNode

from policyscape.errors import RecordError
from policyscape.graph.checks import refuse_faults
from policyscape.graph.dataset import Dataset
from policyscape.graph.description import describe
from policyscape.graph.edges import EdgeMaker
from policyscape.graph.entities import document_triples, entity_triples
from policyscape.graph.facts import FactCompiler
from policyscape.graph.inference import infer
from policyscape.graph.labels import FactLabels
from policyscape.graph.matches import MATCHES_GRAPH, match_triples, read_matches, scheme_triples
from policyscape.graph.passages import Passages
from policyscape.graph.provenance import PROVENANCE_GRAPH, provenance_triples
from policyscape.graph.record import Record
from policyscape.graph.tombstones import TOMBSTONES_GRAPH, tombstone_triples
from policyscape.ontology import Ontology
from policyscape.reading.model import Document
from policyscape.records import Fact

__all__ = ["compile_record"]


def compile_record(record: Record, ontology: Ontology, documents: Mapping[str, Document] | None = None) -> Dataset:
    """Compile a record into named graphs; ``documents`` by id are those at hand, whose words are quoted.

    RecordError names file and line of anything the ontology or the record does not know. The result depends on what
    the record holds, not on its order.
    """
    refuse_faults(record, ontology)
    dataset = Dataset()
    dataset.add("ontology", _ontology_triples(ontology))
    for entity in record.entities.values():
        dataset.add("entities", entity_triples(entity))
    dataset.add("entities", scheme_triples(record, ontology))
    for document in record.documents.values():
        dataset.add("entities", document_triples(document, record))
    passages = {name: Passages(document) for name, document in (documents or {}).items()}
    compiler = FactCompiler(ontology, FactLabels(ontology, record), passages)
    for name in record.documents:
        facts = (fact for fact in record.facts if fact.document == name)
        dataset.add(f"document/{name}", (triple for fact in facts for triple in compiler.triples(fact)))
    edges = EdgeMaker(record, ontology)
    dataset.add("edges", (edge.triple() for fact in record.facts for edge in edges.edges(fact)))
    dataset.warnings += _misfits(edges.misfits, record)
    dataset.add(MATCHES_GRAPH, match_triples(read_matches(record.folder), record, ontology))
    dataset.add(TOMBSTONES_GRAPH, tombstone_triples(record))
    infer(dataset, ontology)
    dataset.add(PROVENANCE_GRAPH, provenance_triples(record))
    describe(dataset)
    return dataset


def _ontology_triples(ontology: Ontology) -> Iterator[ox.Triple]:
    """The ontology in the engine's terms; a blank node has no stable name and is refused."""
    if any(isinstance(node, BNode) for triple in ontology.graph for node in triple):
        raise RecordError("the ontology has blank nodes, which have no stable name; give them IRIs.", "ontology/")
    text = ontology.graph.serialize(format="nt")
    return (quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES))


def _misfits(facts: Iterable[Fact], record: Record) -> list[str]:
    return sorted(
        f"{record.place(fact.id)}: {fact.roles['predicate']} does not take {fact.roles['subject']} and "
        f"{fact.roles['object']}, so the statement has no plain edge."
        for fact in facts
    )
