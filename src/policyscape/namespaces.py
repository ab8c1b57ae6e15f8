"""The IRIs of Policyscape and the prefixes its files and queries use."""

from __future__ import annotations

from rdflib import Namespace, URIRef

__all__ = [
    "BASE",
    "CONCEPT",
    "DOCUMENT",
    "ENTITY_PREFIXES",
    "EVIDENCE",
    "FACT",
    "GRAPH",
    "ID",
    "ONTOLOGY_IRI",
    "PREFIXES",
    "PS",
    "concept_iri",
    "entity_iri",
    "fact_iri",
    "graph_iri",
]

BASE = "https://w3id.org/policyscape/"
ONTOLOGY_IRI = URIRef(BASE + "ontology")
PS = Namespace(BASE + "ontology#")
ID = Namespace(BASE + "id/")
DOCUMENT = Namespace(BASE + "id/document/")
FACT = Namespace(BASE + "fact/")
EVIDENCE = Namespace(BASE + "evidence/")
CONCEPT = Namespace(BASE + "concept/")
GRAPH = Namespace(BASE + "graph/")

PREFIXES = {
    "ps": str(PS),
    "psid": str(ID),
    "fact": str(FACT),
    "concept": str(CONCEPT),
    "graph": str(GRAPH),
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
}
_KINDS = ("document", "framework", "hub", "infra", "org", "person", "place", "policy", "product", "publication", "tech")
ENTITY_PREFIXES = {f"ps{kind}": f"{ID}{kind}/" for kind in _KINDS}
"""A prefix for each kind of entity, as the slash of an id cannot stand in a prefixed name: ``psplace:jp``."""


def entity_iri(entity_id: str) -> URIRef:
    """The IRI of an entity: ``org/jst`` -> ``…/id/org/jst``."""
    return ID[entity_id]


def concept_iri(code: str) -> URIRef:
    """The IRI of a code of a code list: ``event/established`` -> ``…/concept/event/established``."""
    return CONCEPT[code]


def fact_iri(fact_id: str) -> URIRef:
    """The IRI of a fact."""
    return FACT[fact_id]


def graph_iri(name: str) -> URIRef:
    """The IRI of a named graph: ``document/cao-2025-strategy`` or ``edges``."""
    return GRAPH[name]
