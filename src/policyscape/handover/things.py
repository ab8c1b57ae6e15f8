"""The facts, entities and documents of a graph as values that two releases can be compared by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from policyscape import namespaces
from policyscape.graph import compile_record, read_record, terms
from policyscape.graph.named import named
from policyscape.handover.formats.types import most_specific
from policyscape.handover.source import open_source
from policyscape.ontology import load_ontology
from policyscape.store import memory_store

__all__ = ["Release", "Thing", "has_graphs", "open_release", "read_release"]

_FACT, _ID, _PS = (str(space) for space in (namespaces.FACT, namespaces.ID, namespaces.PS))
_TYPE, _LABEL, _NAMES = terms.node("rdf:type"), terms.node("rdfs:label"), terms.node("skos:altLabel")
_POSITIONS = ("inDocument", "startOffset", "endOffset")


@dataclass(frozen=True)
class Thing:
    """A fact (``is_fact``), an entity or a document, by its id.

    ``values`` has for each property the sorted values: ids of entities and codes, the words of literals. ``places``
    are document, start and end of the evidence of a fact.
    """

    id: str
    is_fact: bool
    type: str
    labels: Mapping[str, str]
    values: Mapping[str, tuple[str, ...]]
    places: frozenset[tuple[str, ...]] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """Every name of an entity."""
        return frozenset((*self.labels.values(), *self.values.get("altLabel", ())))


@dataclass(frozen=True)
class Release:
    """All things of a graph by id; ``tombstones`` are its dead ids with their successors."""

    things: Mapping[str, Thing]
    tombstones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def has_evidence(self) -> bool:
        """Whether it tells where facts were read."""
        return any(thing.places for thing in self.things.values())


def open_release(path: Path) -> ox.Store:
    """The graph of a build, an RDF file or the folder of a record; InputError where there is none of these."""
    if (path / "documents.jsonl").is_file():
        return memory_store(compile_record(named(read_record(path)), load_ontology()).quads())
    return open_source(path)


def read_release(store: ox.Store, relations: bool = True) -> Release:
    """Read the things of a store.

    Where it has named graphs, only what was stated counts. ``relations`` is whether the links of entities do: a file
    without named graphs does not tell them from edges, so that it can be compared to others without them only.
    """
    things: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in _stated(store):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            things[terms.iri(quad.subject)][quad.predicate.value].append(quad.object)
    reader = _Reader(things, relations)
    found = (reader.thing(iri) for iri in things if iri.startswith((_FACT, _ID)))
    return Release({thing.id: thing for thing in found if thing.type}, _tombstones(store))


def has_graphs(store: ox.Store) -> bool:
    """Whether what was stated stands apart from what was concluded."""
    return store.contains_named_graph(terms.graph("entities"))


def _stated(store: ox.Store) -> Iterator[ox.Quad]:
    if not has_graphs(store):
        yield from store.quads_for_pattern(None, None, None, None)
        return
    for graph in store.named_graphs():
        name = terms.iri(graph).removeprefix(str(namespaces.GRAPH))
        if name == "entities" or name.startswith("document/"):
            yield from store.quads_for_pattern(None, None, None, graph)


def _tombstones(store: ox.Store) -> dict[str, tuple[str, ...]]:
    dead = store.quads_for_pattern(None, terms.node("owl:deprecated"), None, None)
    found: dict[str, tuple[str, ...]] = {}
    for quad in dead:
        if terms.iri(quad.subject).startswith((_FACT, _ID)):
            heirs = store.quads_for_pattern(quad.subject, terms.node("dct:isReplacedBy"), None, None)
            found[_id(terms.iri(quad.subject))] = tuple(sorted(_id(terms.iri(heir.object)) for heir in heirs))
    return found


@dataclass
class _Reader:
    nodes: Mapping[str, Mapping[str, list[ox.NamedNode | ox.Literal]]]
    relations: bool

    def thing(self, iri: str) -> Thing:
        node, is_fact = self.nodes[iri], iri.startswith(_FACT)
        ontology = load_ontology()
        types = (terms.iri(one).removeprefix(_PS) for one in node.get(_TYPE.value, ()) if isinstance(one, ox.NamedNode))
        labels = {v.language: v.value for v in node.get(_LABEL.value, ()) if isinstance(v, ox.Literal) and v.language}
        links = set() if self.relations or is_fact else set(ontology.relations)
        values = {
            predicate.removeprefix(_PS): tuple(sorted({_word(value) for value in several}))
            for predicate, several in node.items()
            if predicate.startswith(_PS) and predicate.removeprefix(_PS) not in links | {"evidence"}
        }
        if names := node.get(_NAMES.value):
            values["altLabel"] = tuple(sorted({_word(name) for name in names}))
        return Thing(_id(iri), is_fact, most_specific(types, ontology), labels, values, self._places(node))

    def _places(self, node: Mapping[str, Iterable[ox.NamedNode | ox.Literal]]) -> frozenset[tuple[str, ...]]:
        evidence = [
            self.nodes[terms.iri(one)] for one in node.get(f"{_PS}evidence", ()) if terms.iri(one) in self.nodes
        ]
        return frozenset(
            tuple(_word(value) for name in _POSITIONS for value in place.get(_PS + name, ())) for place in evidence
        )


def _id(iri: str) -> str:
    return iri.removeprefix(_FACT).removeprefix(_ID)


def _word(value: ox.NamedNode | ox.Literal) -> str:
    if isinstance(value, ox.Literal):
        return value.value
    for space in (_ID, str(namespaces.CONCEPT), _PS):
        if value.value.startswith(space):
            return value.value.removeprefix(space)
    return value.value
