"""The description of the dataset inside the dataset: licence, counts, named graphs, and the activities behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import yaml

from policyscape import namespaces
from policyscape.graph import terms
from policyscape.graph.dataset import Dataset
from policyscape.graph.inference import rules
from policyscape.namespaces import PREFIXES
from policyscape.paths import RULES

__all__ = ["DATASET", "GRAPH_NAME", "describe"]

GRAPH_NAME = "dataset"
DATASET = ox.NamedNode(namespaces.BASE + "dataset")
_VOID = "http://rdfs.org/ns/void#"
_DCAT = "http://www.w3.org/ns/dcat#"
_SD = "http://www.w3.org/ns/sparql-service-description#"
_IANA = "https://www.iana.org/assignments/media-types/"
_TYPE = terms.node("rdf:type")


def describe(dataset: Dataset, path: Path = RULES / "graphs.yaml") -> None:
    """Write the graph ``dataset`` anew from the other graphs; to be called again after a graph was added."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    dataset.drop(GRAPH_NAME)
    triples = [*_dataset(dataset, data["dataset"]), *_partitions(dataset), *_activities(dataset, data["activities"])]
    triples += [*_examples(dataset, data["dataset"]["examples"]), *_distributions(data["dataset"])]
    for name in dataset.names():
        triples += _graph(name, len(dataset.graphs[name]), data["graphs"])
    dataset.add(GRAPH_NAME, triples)


def _dataset(dataset: Dataset, data: Mapping[str, Any]) -> Iterator[ox.Triple]:
    for kind in (_VOID + "Dataset", _DCAT + "Dataset"):
        yield ox.Triple(DATASET, _TYPE, ox.NamedNode(kind))
    for predicate in ("dct:title", "rdfs:label"):
        yield from terms.texts(DATASET, predicate, data["title"])
    yield from terms.texts(DATASET, "dct:description", data["description"])
    yield ox.Triple(DATASET, terms.node("dct:license"), ox.NamedNode(data["licence"]))
    yield ox.Triple(DATASET, terms.node("owl:versionInfo"), ox.Literal(version("policyscape")))
    yield ox.Triple(DATASET, _dcat("version"), ox.Literal(version("policyscape")))
    yield ox.Triple(DATASET, _void("triples"), ox.Literal(len(dataset)))
    yield ox.Triple(DATASET, _void("uriSpace"), ox.Literal(namespaces.BASE))
    for prefix in data["vocabularies"]:
        yield ox.Triple(DATASET, _void("vocabulary"), ox.NamedNode(PREFIXES[prefix]))
    for triple in dataset.triples("entities"):
        if triple.predicate == _TYPE and triple.object == terms.ps("Document"):
            yield ox.Triple(DATASET, terms.node("dct:source"), triple.subject)


def _partitions(dataset: Dataset) -> Iterator[ox.Triple]:
    """How many things of each class and triples of each property there are in all graphs but the ontology's own."""
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    for triple in dataset.triples(*(name for name in dataset.names() if name != "ontology")):
        properties[triple.predicate.value] += 1
        if triple.predicate == _TYPE:
            classes[terms.iri(triple.object)] += 1
    for what, link, count, found in (
        ("class", "classPartition", "entities", classes),
        ("property", "propertyPartition", "triples", properties),
    ):
        for iri, number in found.items():
            part = ox.NamedNode(f"{DATASET.value}/{what}/{_local(iri)}")
            yield ox.Triple(DATASET, _void(link), part)
            yield ox.Triple(part, _void(what), ox.NamedNode(iri))
            yield ox.Triple(part, _void(count), ox.Literal(number))


def _local(iri: str) -> str:
    """A name for a term inside another IRI: the local name of ours, ``skos-prefLabel`` of others."""
    space = str(namespaces.PS)
    if iri.startswith(space):
        return iri.removeprefix(space)
    known = ((prefix, space) for prefix, space in PREFIXES.items() if iri.startswith(space))
    prefix, space = max(known, key=lambda found: len(found[1]), default=("", ""))
    return f"{prefix}-{iri.removeprefix(space)}" if prefix else quote(iri, safe="")


def _examples(dataset: Dataset, classes: Iterable[str]) -> Iterator[ox.Triple]:
    """The first resource, by its IRI, of each of some classes."""
    wanted = {terms.ps(name) for name in classes}
    first: dict[str, str] = {}
    for triple in dataset.triples("entities", *dataset.names("document/")):
        if triple.predicate == _TYPE and triple.object in wanted:
            kind, subject = terms.iri(triple.object), terms.iri(triple.subject)
            first[kind] = min(subject, first.get(kind, subject))
    for subject in first.values():
        yield ox.Triple(DATASET, _void("exampleResource"), ox.NamedNode(subject))


def _distributions(data: Mapping[str, Any]) -> Iterator[ox.Triple]:
    """The files of a build."""
    for name, told in data["distributions"].items():
        file = ox.NamedNode(f"{DATASET.value}/distribution/{name}")
        yield ox.Triple(DATASET, _dcat("distribution"), file)
        yield ox.Triple(file, _TYPE, _dcat("Distribution"))
        yield from terms.texts(file, "dct:title", told["title"])
        yield ox.Triple(file, terms.node("dct:identifier"), ox.Literal(name))
        yield ox.Triple(file, terms.node("dct:license"), ox.NamedNode(data["licence"]))
        yield ox.Triple(file, _dcat("mediaType"), ox.NamedNode(_IANA + told["type"]))


def _graph(name: str, size: int, labels: Mapping[str, Mapping[str, str]]) -> Iterator[ox.Triple]:
    graph = terms.graph(name)
    yield ox.Triple(DATASET, _void("subset"), graph)
    yield ox.Triple(graph, _TYPE, ox.NamedNode(_SD + "NamedGraph"))
    yield ox.Triple(graph, _TYPE, ox.NamedNode(_VOID + "Dataset"))
    yield ox.Triple(graph, _void("triples"), ox.Literal(size))
    kind, _, rest = name.partition("/")
    suffix = f": {rest}" if rest else ""
    yield from terms.texts(graph, "rdfs:label", {tag: text + suffix for tag, text in labels.get(kind, {}).items()})
    if kind == "document":
        yield ox.Triple(graph, terms.node("prov:wasDerivedFrom"), terms.entity(name))


def _activities(dataset: Dataset, labels: Mapping[str, Mapping[str, str]]) -> Iterator[ox.Triple]:
    """For each graph of conclusions the activity that made it, and the graphs it used."""
    for rule in rules():
        if rule.graph in dataset.graphs:
            activity = ox.NamedNode(f"{namespaces.BASE}activity/{rule.graph}")
            yield ox.Triple(terms.graph(rule.graph), terms.node("prov:wasGeneratedBy"), activity)
            yield ox.Triple(activity, _TYPE, terms.node("prov:Activity"))
            yield from terms.texts(activity, "rdfs:label", dict(rule.labels or labels[rule.name]))
            if rule.query:
                yield ox.Triple(activity, terms.node("dct:description"), ox.Literal(rule.query))
            for name in {name for prefix in (*rule.uses, "ontology") for name in dataset.names(prefix)}:
                if name != rule.graph:
                    yield ox.Triple(activity, terms.node("prov:used"), terms.graph(name))


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(_VOID + name)


def _dcat(name: str) -> ox.NamedNode:
    return ox.NamedNode(_DCAT + name)
