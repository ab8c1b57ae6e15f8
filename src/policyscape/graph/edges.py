"""Plain triples: what a decided fact says, as an edge between two entities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

import pyoxigraph as ox

from policyscape.graph import terms
from policyscape.graph.facts import values
from policyscape.graph.record import Record
from policyscape.ontology import Ontology, Shortcut
from policyscape.records import Fact

__all__ = ["Edge", "EdgeMaker"]

_DECIDED = "modality/decided"


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """Two entity ids and the local name of the property between them."""

    source: str
    property: str
    target: str

    def triple(self) -> ox.Triple:
        """The edge in RDF."""
        return ox.Triple(terms.entity(self.source), terms.ps(self.property), terms.entity(self.target))


@dataclass
class EdgeMaker:
    """Makes the edges of facts; ``misfits`` are statements whose ends their predicate does not take."""

    record: Record
    ontology: Ontology
    misfits: list[Fact] = field(default_factory=list)

    def edges(self, fact: Fact) -> Iterator[Edge]:
        """The edges a fact gives rise to: none unless it is decided, and its ends fit the property."""
        if fact.modality != _DECIDED:
            return
        if fact.type == "Statement":
            source, name, target = (str(fact.roles[role]) for role in ("subject", "predicate", "object"))
            edge = Edge(source, name, target)
            if self._fits(edge):
                yield edge
            else:
                self.misfits.append(fact)
        for shortcut in self.ontology.shortcuts:
            if self.ontology.is_a(fact.type, shortcut.fact_class) and _is_of(fact, shortcut.event_type):
                yield from filter(self._fits, _ends(fact, shortcut))

    def _fits(self, edge: Edge) -> bool:
        return self.ontology.fits(edge.property, self._class(edge.source), self._class(edge.target))

    def _class(self, identifier: str) -> str:
        return "Document" if identifier.startswith("document/") else self.record.entities[identifier].type


def _is_of(fact: Fact, event_type: str | None) -> bool:
    return event_type is None or event_type in values(fact.roles.get("eventType"))


def _ends(fact: Fact, shortcut: Shortcut) -> Iterator[Edge]:
    """An edge from each source to each target; between values of one and the same role one edge for each pair."""
    sources, targets = values(fact.roles.get(shortcut.source)), values(fact.roles.get(shortcut.target))
    for source, target in product(map(str, sources), map(str, targets)):
        if source != target and (shortcut.source != shortcut.target or source < target):
            yield Edge(source, shortcut.property, target)
