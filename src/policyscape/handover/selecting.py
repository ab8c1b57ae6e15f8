"""Selections of facts with what hangs on them: their evidence, the entities they name, the edges they give rise to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pyoxigraph as ox

from policyscape import namespaces
from policyscape.graph import terms
from policyscape.ontology import load_ontology

__all__ = ["Selection", "select"]

_ENTITIES, _EDGES = terms.graph("entities"), terms.graph("edges")
_DOCUMENTS = str(namespaces.GRAPH) + "document/"
_ID, _EVIDENCE = str(namespaces.ID), str(namespaces.EVIDENCE)
_DECIDED = terms.code("modality/decided")
# How a fact was read: of no use without the evidence it belongs to.
_APPARATUS = {terms.ps(name) for name in ("evidence", "rule", "confidence", "layer")}


@dataclass(frozen=True, slots=True)
class Selection:
    """``facts`` are the IRIs of the facts, ``things`` those of the entities whose descriptions belong to it.

    ``graphs`` are names of graphs that belong to it as a whole, ``edges`` the plain triples of its facts.
    """

    store: ox.Store
    facts: frozenset[str]
    things: frozenset[str]
    edges: frozenset[ox.Triple]
    graphs: tuple[str, ...]
    evidence: bool

    def quads(self) -> Iterator[ox.Quad]:
        """The quads in their named graphs, in no order; one pass over the store."""
        for name in self.graphs:
            yield from self.store.quads_for_pattern(None, None, None, terms.graph(name))
        if "entities" not in self.graphs:
            yield from (q for q in _graph(self.store, _ENTITIES) if terms.iri(q.subject) in self.things)
        if "edges" not in self.graphs:
            yield from (q for q in _graph(self.store, _EDGES) if q.triple in self.edges)
        for quad in _fact_quads(self.store):
            kept = self.evidence or quad.predicate not in _APPARATUS
            if kept and self._owner(terms.iri(quad.subject)) in self.facts:
                yield quad

    def _owner(self, iri: str) -> str:
        """The fact that a node of a document's graph belongs to; empty for evidence where that is left out."""
        if not iri.startswith(_EVIDENCE):
            return iri
        fact = iri.removeprefix(_EVIDENCE).split("/", 1)[0].rsplit("-", 1)[0]
        return str(namespaces.FACT) + fact if self.evidence else ""


def select(store: ox.Store, facts: frozenset[str], graphs: tuple[str, ...], evidence: bool) -> Selection:
    """The selection of these facts; ``graphs`` come whole, ``evidence`` says whether evidence comes along."""
    named: set[str] = set()
    if "entities" not in graphs:
        for quad in _fact_quads(store):
            if terms.iri(quad.subject) in facts and _is_entity(quad.object):
                named.add(terms.iri(quad.object))
    edges = frozenset[ox.Triple]() if "edges" in graphs else frozenset(_edges(store, facts))
    return Selection(store, facts, frozenset(_linked(store, named)), edges, graphs, evidence)


def _graph(store: ox.Store, name: ox.NamedNode) -> Iterator[ox.Quad]:
    yield from store.quads_for_pattern(None, None, None, name)


def _fact_quads(store: ox.Store) -> Iterator[ox.Quad]:
    for name in store.named_graphs():
        if isinstance(name, ox.NamedNode) and name.value.startswith(_DOCUMENTS):
            yield from _graph(store, name)


def _is_entity(term: object) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(_ID)


def _linked(store: ox.Store, named: set[str]) -> set[str]:
    """The entities and all that their descriptions lead to, so that no link of the selection ends in nothing."""
    found, waiting = set(named), list(named)
    while waiting:
        for quad in store.quads_for_pattern(ox.NamedNode(waiting.pop()), None, None, _ENTITIES):
            if _is_entity(quad.object) and terms.iri(quad.object) not in found:
                found.add(terms.iri(quad.object))
                waiting.append(terms.iri(quad.object))
    return found


def _edges(store: ox.Store, facts: frozenset[str]) -> Iterator[ox.Triple]:
    """The plain triples these facts give rise to where they are decided, by the ontology's shortcuts."""
    for iri in facts:
        roles: dict[str, list[ox.NamedNode]] = {}
        for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, None):
            if isinstance(quad.object, ox.NamedNode):
                roles.setdefault(quad.predicate.value, []).append(quad.object)
        if _DECIDED in _of(roles, "modality"):
            parts = (_of(roles, role) for role in ("subject", "predicate", "object"))
            yield from (ox.Triple(*ends) for ends in product(*parts))
            yield from _shortcuts(roles)


def _shortcuts(roles: dict[str, list[ox.NamedNode]]) -> Iterator[ox.Triple]:
    types = roles[terms.node("rdf:type").value]
    for shortcut in load_ontology().shortcuts:
        kind = shortcut.event_type
        if terms.ps(shortcut.fact_class) in types and (kind is None or terms.code(kind) in _of(roles, "eventType")):
            for source, target in product(_of(roles, shortcut.source), _of(roles, shortcut.target)):
                yield ox.Triple(source, terms.ps(shortcut.property), target)


def _of(roles: dict[str, list[ox.NamedNode]], name: str) -> list[ox.NamedNode]:
    return roles.get(terms.ps(name).value, [])
