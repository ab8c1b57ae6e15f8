"""What the graph says of each entity that a node shows: class, labels, country."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from policyscape.network.terms import (
    BASE,
    EDGES,
    ENTITIES,
    ONTOLOGY,
    RDF_TYPE,
    RDFS_LABEL,
    entity_id,
    local_name,
    ps,
    rdfs,
)
from policyscape.store import Graph, described

__all__ = ["Node", "read_nodes", "successors"]


@dataclass(frozen=True, slots=True)
class Node:
    """An entity: IRI, local name of its most specific class, labels (empty where there is none), IRI of its country."""

    iri: str
    type: str
    label_ja: str
    label_en: str
    country: str

    def label(self, language: str) -> str:
        """The label in ``ja`` or ``en``; where it is missing the other one, at last the id."""
        first, second = (self.label_ja, self.label_en) if language == "ja" else (self.label_en, self.label_ja)
        return first or second or entity_id(self.iri)


def read_nodes(graph: Graph, iris: Iterable[str]) -> dict[str, Node]:
    """The nodes of these entities by IRI, in the order of IRIs; an undescribed entity gets empty members."""
    names = sorted(set(iris))
    depths, store = _class_depths(graph), described(graph, names)
    return {iri: _node(store, NamedNode(iri), depths) for iri in names}


def _node(store: Store, entity: NamedNode, depths: dict[str, int]) -> Node:
    types: set[str] = set()
    labels: dict[str, str] = {}
    countries: set[str] = set()
    for quad in store.quads_for_pattern(entity, None, None, ENTITIES):
        if quad.predicate == RDF_TYPE and isinstance(quad.object, NamedNode):
            types.add(quad.object.value)
        elif quad.predicate == RDFS_LABEL and isinstance(quad.object, Literal):
            language = quad.object.language or "ja"
            labels[language] = min(labels.get(language, quad.object.value), quad.object.value)
        elif quad.predicate == ps("country") and isinstance(quad.object, NamedNode):
            countries.add(quad.object.value)
    own = sorted((iri for iri in types if iri.startswith(BASE)), key=lambda iri: (-depths.get(iri, 0), iri))
    return Node(
        iri=entity.value,
        type=local_name(own[0]) if own else "",
        label_ja=labels.get("ja", ""),
        label_en=labels.get("en", ""),
        country=min(countries, default=""),
    )


def _class_depths(store: Graph) -> dict[str, int]:
    """How many superclasses each class has: of an entity's classes the one with most is the most specific."""
    parents: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, rdfs("subClassOf"), None, ONTOLOGY):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            parents.setdefault(quad.subject.value, set()).add(quad.object.value)
    return {name: len(_ancestors(name, parents)) for name in parents}


def _ancestors(name: str, parents: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        new = parents.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def successors(store: Graph) -> dict[str, str]:
    """Each predecessor with the last of its line; one that was split, or is part of a circle, has no successor here."""
    following: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, ps("succeeds"), None, EDGES):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            following.setdefault(quad.object.value, set()).add(quad.subject.value)
    last: dict[str, str] = {}
    for start in following:
        line = [start]
        while len(heirs := following.get(line[-1], set())) == 1 and (heir := next(iter(heirs))) not in line:
            line.append(heir)
        if not heirs or len(heirs) > 1:
            last[start] = line[-1]
    return last
