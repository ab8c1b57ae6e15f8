"""GraphML and GEXF of the entities and the plain edges between them, every edge with its relation."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pyoxigraph as ox

from policyscape import namespaces
from policyscape.errors import CheckError, InputError
from policyscape.graph import terms
from policyscape.handover.canonical import Canonical
from policyscape.handover.formats.rdf import UNWRITABLE
from policyscape.handover.formats.types import most_specific
from policyscape.network.export import gexf_text, graphml_text
from policyscape.ontology import Ontology, load_ontology

__all__ = ["network_of", "write_gexf", "write_graphml"]

_ID, _PS = str(namespaces.ID), str(namespaces.PS)
_ATTRIBUTES = ("type", "label_ja", "label_en", "country")
_TYPE, _LABEL, _COUNTRY = terms.node("rdf:type"), terms.node("rdfs:label"), terms.ps("country")


def write_graphml(graph: Canonical, path: Path) -> dict[str, int]:
    """The network as GraphML; gives the number of nodes and edges."""
    network = network_of(graph)
    path.write_text(graphml_text(network), encoding="utf-8")
    return _counts(network)


def write_gexf(graph: Canonical, path: Path) -> dict[str, int]:
    """The network as GEXF; gives the number of nodes and edges."""
    network = network_of(graph)
    path.write_text(gexf_text(network), encoding="utf-8")
    return _counts(network)


def network_of(graph: Canonical) -> nx.MultiDiGraph[str]:
    """A node for each entity with ``type``, labels and country, an edge for each relation between two of them.

    Every node has every attribute, the empty word where it has none: the writers refuse None, and readers of typed
    columns stumble over what is missing.
    """
    ontology = load_ontology()
    relations = {terms.ps(name) for name in ontology.relations}
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ends: list[tuple[str, str, str]] = []
    for subject, triples in graph.subjects():
        if subject.value.startswith(_ID):
            network.add_node(subject.value, **_attributes(triples, ontology))
            for triple in triples:
                if triple.predicate in relations and isinstance(triple.object, ox.NamedNode):
                    ends.append((subject.value, triple.object.value, triple.predicate.value.removeprefix(_PS)))
    if not any(described["type"] for _, described in network.nodes(data=True)):
        raise InputError("nothing in this profile is an entity of the ontology, so there is no network; use Turtle.")
    for source, target, relation in ends:
        if target not in network:
            raise CheckError("an edge ends in an entity that the export does not describe.", [f"{source} {target}"])
        network.add_edge(
            source, target, key=relation, relation=relation, label=ontology.label(relation, "en"), weight=1.0
        )
    return network


def _attributes(triples: list[ox.Triple], ontology: Ontology) -> dict[str, str]:
    found = dict.fromkeys(_ATTRIBUTES, "")
    classes = []
    for triple in triples:
        if triple.predicate == _TYPE and terms.iri(triple.object).removeprefix(_PS) in ontology.classes:
            classes.append(terms.iri(triple.object).removeprefix(_PS))
        elif (
            triple.predicate == _LABEL
            and isinstance(triple.object, ox.Literal)
            and triple.object.language in ("ja", "en")
        ):
            found[f"label_{triple.object.language}"] = _writable(triple.object.value)
        elif triple.predicate == _COUNTRY:
            found["country"] = terms.iri(triple.object).removeprefix(_ID)
    found["type"] = most_specific(classes, ontology)
    return {name: found[name] for name in _ATTRIBUTES}


def _writable(words: str) -> str:
    if UNWRITABLE.search(words):
        raise CheckError("XML cannot hold control characters; use another format.", [repr(words)])
    return words


def _counts(network: nx.MultiDiGraph[str]) -> dict[str, int]:
    return {"nodes": network.number_of_nodes(), "edges": network.number_of_edges()}
