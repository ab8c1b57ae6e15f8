"""The IRIs the network stage reads and writes."""

from __future__ import annotations

from pyoxigraph import NamedNode

from policyscape.namespaces import BASE, CONCEPT, ID, PREFIXES, graph_iri

__all__ = [
    "BASE",
    "DECIDED",
    "EDGES",
    "ENTITIES",
    "ENTITY_BASE",
    "INFERRED",
    "MEASURES",
    "MODALITY_BASE",
    "ONTOLOGY",
    "RDFS_LABEL",
    "RDF_TYPE",
    "entity_id",
    "local_name",
    "prov",
    "ps",
    "rdfs",
]

ENTITY_BASE = str(ID)
MODALITY_BASE = str(CONCEPT) + "modality/"
DECIDED = f"{MODALITY_BASE}decided"
ENTITIES, EDGES, INFERRED, ONTOLOGY, MEASURES = (
    NamedNode(graph_iri(name)) for name in ("entities", "edges", "inferred", "ontology", "measures")
)


def ps(name: str) -> NamedNode:
    """The ontology's term with this local name."""
    return NamedNode(PREFIXES["ps"] + name)


def prov(name: str) -> NamedNode:
    """The term of PROV-O with this local name."""
    return NamedNode(PREFIXES["prov"] + name)


def rdfs(name: str) -> NamedNode:
    """The term of RDF Schema with this local name."""
    return NamedNode(PREFIXES["rdfs"] + name)


RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
RDFS_LABEL = rdfs("label")


def local_name(iri: str) -> str:
    """What follows the last ``#`` or ``/``: ``Ministry``, ``decided``."""
    return iri.replace("#", "/").rpartition("/")[2]


def entity_id(iri: str) -> str:
    """The id of the record, ``org/jst``, from an entity's IRI; any other IRI as it is."""
    return iri.removeprefix(ENTITY_BASE)
