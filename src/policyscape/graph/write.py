"""Turtle and TriG files of a dataset: the same bytes for the same triples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

from policyscape import namespaces
from policyscape.graph import terms
from policyscape.graph.dataset import Dataset, in_order
from policyscape.graph.description import DATASET
from policyscape.graph.matches import MATCHES_GRAPH
from policyscape.namespaces import PREFIXES

__all__ = ["partner_triples", "write_trig", "write_turtle"]

_APPARATUS = {terms.ps(name) for name in ("evidence", "rule", "confidence", "layer")}
_MORE_PREFIXES = {
    "evidence": str(namespaces.EVIDENCE),
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
}
_EVIDENCE = str(namespaces.EVIDENCE)
_KEPT_OF_DATASET = {terms.node(curie) for curie in ("dct:title", "dct:license", "owl:versionInfo", "dct:description")}


def write_turtle(dataset: Dataset, path: Path) -> None:
    """What a partner loads: entities, matches, edges, facts without evidence apparatus; it imports the ontology."""
    triples = in_order(partner_triples(dataset))
    _replace(path, lambda part: ox.serialize(triples, str(part), ox.RdfFormat.TURTLE, prefixes=_prefixes(dataset)))


def write_trig(dataset: Dataset, path: Path) -> None:
    """Everything, by named graph."""
    quads, prefixes = dataset.quads(), _prefixes(dataset, "measures") | _graph_prefixes(dataset)
    # The parts of evidence have slashes in their local names, which Turtle escapes and Virtuoso 7.2 reads wrongly.
    prefixes.pop("evidence")
    _replace(path, lambda part: ox.serialize(quads, str(part), ox.RdfFormat.TRIG, prefixes=prefixes))


def partner_triples(dataset: Dataset) -> Iterator[ox.Triple]:
    """The triples of the partner's file."""
    yield ox.Triple(DATASET, terms.node("rdf:type"), terms.node("owl:Ontology"))
    yield ox.Triple(DATASET, terms.node("owl:imports"), ox.NamedNode(str(namespaces.ONTOLOGY_IRI)))
    for triple in dataset.triples("dataset"):
        if triple.subject == DATASET and triple.predicate in _KEPT_OF_DATASET:
            yield triple
    for triple in dataset.triples("entities", "edges", MATCHES_GRAPH, *dataset.names("document/")):
        if triple.predicate not in _APPARATUS and not terms.iri(triple.subject).startswith(_EVIDENCE):
            yield triple


def _graph_prefixes(dataset: Dataset) -> dict[str, str]:
    """A prefix for each kind of graph: ``psgraphdocument:cao-2025-strategy``."""
    kinds = {name.partition("/")[0] for name in dataset.names() if "/" in name}
    return {f"psgraph{kind}": f"{namespaces.GRAPH}{kind}/" for kind in sorted(kinds)}


def _prefixes(dataset: Dataset, *more: str) -> dict[str, str]:
    """The project's prefixes, and one for each kind of id and code list in use: ``psorg:jst``, ``psevent:adopted``."""
    spaces = [str(namespaces.ID), str(namespaces.CONCEPT)]
    found = PREFIXES | _MORE_PREFIXES
    for name in ("entities", "ontology", *more):
        for triple in dataset.triples(name):
            subject = terms.iri(triple.subject)
            for space in spaces:
                kind, slash, _ = subject.removeprefix(space).partition("/")
                if slash and subject.startswith(space):
                    found[f"ps{kind}"] = f"{space}{kind}/"
    return dict(sorted(found.items()))


def _replace(path: Path, write: Callable[[Path], object]) -> None:
    """Write beside the target, then rename over it, so that a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    write(part)
    part.replace(path)
