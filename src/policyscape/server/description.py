"""The description of the service (SPARQL 1.1 Service Description) and of the dataset behind it (VoID)."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from policyscape.graph.description import DATASET
from policyscape.namespaces import PREFIXES
from policyscape.paths import VIZ
from policyscape.server.formats import GRAPHS, ROWS, graph_text
from policyscape.server.messages import Question
from policyscape.server.service import ALL_PREFIXES, Service

__all__ = ["describe_dataset", "describe_service"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_PREFIXES = ALL_PREFIXES | {"sd": _SD, "void": _VOID, "formats": "http://www.w3.org/ns/formats/"}
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = {
    ox.QueryResultsFormat.JSON: "SPARQL_Results_JSON",
    ox.QueryResultsFormat.XML: "SPARQL_Results_XML",
    ox.QueryResultsFormat.CSV: "SPARQL_Results_CSV",
    ox.QueryResultsFormat.TSV: "SPARQL_Results_TSV",
    ox.RdfFormat.TURTLE: "Turtle",
    ox.RdfFormat.N_TRIPLES: "N-Triples",
    ox.RdfFormat.JSON_LD: "JSON-LD",
    ox.RdfFormat.RDF_XML: "RDF_XML",
}
"""The formats by their names in http://www.w3.org/ns/formats/."""


async def describe_service(service: Service, endpoint: str, media: str) -> bytes:
    """What the endpoint can do and which graphs it has."""
    dataset = await _dataset(service)
    return graph_text([*dataset, *_service(service, ox.NamedNode(endpoint), dataset)], media, _PREFIXES)


async def describe_dataset(service: Service, endpoint: str, media: str) -> bytes:
    """The description that a build put into the graph, and where the graph can be asked."""
    asked = ox.Triple(DATASET, ox.NamedNode(_VOID + "sparqlEndpoint"), ox.NamedNode(endpoint))
    return graph_text([*await _dataset(service), asked], media, _PREFIXES)


async def _dataset(service: Service) -> list[ox.Triple]:
    text = (VIZ / "server" / "queries" / "dataset.rq").read_text(encoding="utf-8")
    answer = await service.ask(Question(text, graph="application/n-triples"))
    return [quad.triple for quad in ox.parse(answer.body, format=ox.RdfFormat.N_TRIPLES)]


def _service(service: Service, endpoint: ox.NamedNode, dataset: list[ox.Triple]) -> Iterator[ox.Triple]:
    a, this = ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(f"{endpoint.value}#service")
    whole, union = ox.NamedNode(f"{endpoint.value}#dataset"), ox.NamedNode(f"{endpoint.value}#union")
    yield ox.Triple(this, a, _sd("Service"))
    yield ox.Triple(this, _sd("endpoint"), endpoint)
    yield ox.Triple(this, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    features = ["UnionDefaultGraph", "BasicFederatedQuery"] if service.allow_service else ["UnionDefaultGraph"]
    for feature in features:
        yield ox.Triple(this, _sd("feature"), _sd(feature))
    for form in {*ROWS.values(), *GRAPHS.values()}:
        yield ox.Triple(this, _sd("resultFormat"), ox.NamedNode(_FORMATS + _NAMES[form]))
    yield ox.Triple(this, _sd("defaultDataset"), whole)
    yield ox.Triple(whole, a, _sd("Dataset"))
    yield ox.Triple(whole, _sd("defaultGraph"), union)
    yield ox.Triple(union, a, _sd("Graph"))
    for triple in dataset:
        if triple.predicate == a and triple.object == _sd("NamedGraph") and isinstance(triple.subject, ox.NamedNode):
            yield ox.Triple(whole, _sd("namedGraph"), triple.subject)
            yield ox.Triple(triple.subject, _sd("name"), triple.subject)


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
