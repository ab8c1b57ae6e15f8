"""The compiled graph: sets of triples under the names of their graphs, each triple in one graph only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from policyscape.graph import terms

__all__ = ["Dataset", "in_order"]

_TYPE = terms.node("rdf:type")
_FIRST = {_TYPE: 0, terms.node("rdfs:label"): 1}


@dataclass
class Dataset:
    """Triples by the local name of their graph (``entities``, ``document/<id>``); ``warnings`` are for the report.

    Queries run on the union of all graphs, and SPARQL engines differ in whether a triple that is in two graphs counts
    once there. So a triple is kept where it was put first: what was read before what was concluded from it.
    """

    graphs: dict[str, set[ox.Triple]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    _all: set[ox.Triple] = field(default_factory=set, repr=False)

    def add(self, name: str, triples: Iterable[ox.Triple]) -> None:
        """Put into a graph those triples that no graph has yet."""
        new = set(triples) - self._all
        if new:
            self.graphs.setdefault(name, set()).update(new)
            self._all |= new

    def drop(self, name: str) -> None:
        """Remove a graph, if it is there."""
        self._all -= self.graphs.pop(name, set())

    def triples(self, *names: str) -> Iterator[ox.Triple]:
        """The triples of some graphs, in no order."""
        for name in names:
            yield from self.graphs.get(name, ())

    def names(self, prefix: str = "") -> list[str]:
        """The sorted names of the graphs that begin like this."""
        return sorted(name for name in self.graphs if name.startswith(prefix))

    def quads(self) -> Iterator[ox.Quad]:
        """Every triple with the node of its graph, in the order of files."""
        for name in self.names():
            graph = terms.graph(name)
            for triple in in_order(self.graphs[name]):
                yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)

    def __len__(self) -> int:
        return len(self._all)


def in_order(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Triples by subject, type and label before the other predicates; the order depends on the triples alone."""
    return sorted(triples, key=_key)


def _key(triple: ox.Triple) -> tuple[str, int, str, str]:
    predicate = triple.predicate
    return str(triple.subject), _FIRST.get(predicate, 2), predicate.value, str(triple.object)
