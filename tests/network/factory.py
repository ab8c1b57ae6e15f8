"""A small invented world as a store, and graphs by their edges; terms are constants so that tests read as sentences."""

from __future__ import annotations

import networkx as nx
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from policyscape import paths
from policyscape.namespaces import concept_iri, entity_iri, fact_iri, graph_iri
from policyscape.network.project import Network
from policyscape.network.projections import Projection
from policyscape.network.terms import EDGES, ENTITIES, ONTOLOGY, RDF_TYPE, RDFS_LABEL, ps
from policyscape.ontology import load_ontology

SEA, MOON, EAST, WEST, ACME = "org/sea", "org/moon", "org/east", "org/west", "org/acme"
TIDE, WAVE, BLUE, LAW = "policy/tide", "policy/wave", "policy/blue", "policy/law"
TIDAL, ANNA, ATLANTIS, MU = "tech/tidal", "person/anna", "place/atlantis", "place/mu"
REPORT, NEWS = "report", "news"
SUPERCLASSES = NamedNode(graph_iri("inferred/superclass"))

_ENTITIES = {
    SEA: ("Ministry", "海省", "Ministry of the Sea", ATLANTIS),
    MOON: ("PublicAgency", "月機構", "Moon Agency", ATLANTIS),
    EAST: ("University", "東大洋大学", "East Ocean University", ATLANTIS),
    WEST: ("University", "西大洋大学", "", MU),
    ACME: ("Startup", "アクメ", "Acme", MU),
    TIDE: ("Programme", "潮計画", "Tide", ATLANTIS),
    WAVE: ("Programme", "波計画", "Wave", ATLANTIS),
    BLUE: ("Strategy", "青戦略", "Blue Strategy", MU),
    LAW: ("Law", "海法", "Sea Act", ATLANTIS),
    TIDAL: ("Technology", "潮力", "tidal power", None),
    ANNA: ("Person", "アンナ", "Anna", None),
    ATLANTIS: ("Country", "アトランティス", "Atlantis", None),
    MU: ("Country", "ムー", "Mu", None),
}
_EDGES = [
    (SEA, "administers", TIDE),
    (SEA, "funds", MOON),
    (MOON, "administers", WAVE),
    (EAST, "participatesIn", TIDE),
    (WEST, "participatesIn", TIDE),
    (ACME, "participatesIn", TIDE),
    (ANNA, "participatesIn", TIDE),
    (EAST, "participatesIn", WAVE),
    (WEST, "participatesIn", WAVE),
    (EAST, "collaboratesWith", WEST),
    (MOON, "collaboratesWith", ACME),
    (WAVE, "succeeds", TIDE),
    (TIDE, "implements", BLUE),
    (TIDE, "legalBasis", LAW),
    (BLUE, "prioritises", TIDAL),
]


def iri(identifier: str) -> str:
    return str(entity_iri(identifier))


def world() -> Store:
    """Entities, plain edges, and facts of two documents, against the class tree of the real ontology."""
    store = Store()
    for name in ("core", "facts"):
        store.load(path=str(paths.ONTOLOGY / f"{name}.ttl"), format=RdfFormat.TURTLE, to_graph=ONTOLOGY)
    for identifier, (type_, ja, en, country) in _ENTITIES.items():
        _describe(store, NamedNode(iri(identifier)), type_, ja, en, country)
    for source, predicate, target in _EDGES:
        add_edge(store, source, predicate, target)
    add_edge(store, f"document/{REPORT}", "mentions", SEA)
    add_fact(store, REPORT, "c1", "Collaboration", partner=(EAST, WEST), year=2024)
    add_fact(store, NEWS, "c2", "Collaboration", partner=(EAST, WEST), year=2025)
    add_fact(store, NEWS, "c3", "Collaboration", "proposed", partner=(SEA, ACME), year=2025)
    money = {"agent": SEA, "about": TIDE, "currency": "JPY"}
    add_fact(store, REPORT, "a1", "Allocation", **money, amount=1000, fiscalYear=2024)
    add_fact(store, REPORT, "a2", "Allocation", **money, amount=3000, fiscalYear=2025, amountScope="scope/total")
    add_fact(store, REPORT, "a3", "Allocation", **money, amount=9000, fiscalYear=2025, amountScope="scope/ceiling")
    add_fact(store, REPORT, "a4", "Allocation", **money, amount=8000, fiscalYear=2025, budgetPhase="phase/request")
    add_fact(store, NEWS, "a5", "Allocation", agent=MOON, recipient=ACME, about=WAVE, amount=70, currency="USD")
    add_fact(store, NEWS, "p1", "Priority", about=BLUE, technology=TIDAL)
    add_fact(store, NEWS, "p2", "Priority", about=ATLANTIS, technology=TIDAL, year=2025)
    return store


def world_with_documents() -> Store:
    """The world in which the documents are described too, with the years they are of."""
    store = world()
    for name, year in ((REPORT, 2024), (NEWS, 2025)):
        document = NamedNode(iri(f"document/{name}"))
        _describe(store, document, "Document", "文書", "", None)
        store.add(Quad(document, ps("documentDate"), Literal(str(year)), ENTITIES))
    return store


def add_edge(store: Store, source: str, predicate: str, target: str) -> None:
    store.add(Quad(NamedNode(iri(source)), ps(predicate), NamedNode(iri(target)), EDGES))


def add_fact(
    store: Store, document: str, name: str, type_: str, modality: str = "decided", **roles: str | int | tuple[str, ...]
) -> None:
    """A fact whose roles are entity ids, codes of the modality, phase and scope lists, numbers or words."""
    graph, node = NamedNode(graph_iri(f"document/{document}")), NamedNode(fact_iri(name))
    store.add(Quad(node, RDF_TYPE, ps(type_), graph))
    store.add(Quad(node, ps("statedIn"), NamedNode(iri(f"document/{document}")), graph))
    store.add(Quad(node, ps("modality"), NamedNode(concept_iri(f"modality/{modality}")), graph))
    for role, value in roles.items():
        for single in value if isinstance(value, tuple) else (value,):
            store.add(Quad(node, ps(role), _term(single), graph))


def graph_of(*edges: tuple[str, str] | tuple[str, str, float] | str, directed: bool = False) -> Network:
    """A graph from edges: "ab" is the edge from a to b, a third member is its weight."""
    graph: Network = nx.DiGraph() if directed else nx.Graph()
    for edge in edges:
        graph.add_edge(edge[0], edge[1], weight=edge[2] if len(edge) == 3 else 1)
    return graph


def named(graph: nx.Graph[int]) -> Network:
    """The graph with names that sort like its integers: n0000, n0001 ..."""
    renamed: Network = nx.DiGraph() if graph.is_directed() else nx.Graph()
    renamed.add_nodes_from(f"n{node:04d}" for node in graph)
    renamed.add_edges_from((f"n{u:04d}", f"n{v:04d}", attributes) for u, v, attributes in graph.edges(data=True))
    return renamed


def projection(query: str = "", directed: bool = False, weight: str = "count") -> Projection:
    words = {"ja": "試し", "en": "Trial"}
    return Projection("trial", words, words, directed, weight, query)


def _describe(store: Store, node: NamedNode, type_: str, ja: str, en: str, country: str | None) -> None:
    store.add(Quad(node, RDF_TYPE, ps(type_), ENTITIES))
    for above in load_ontology().ancestors(type_) - {type_}:
        store.add(Quad(node, RDF_TYPE, ps(above), SUPERCLASSES))
    for language, label in (("ja", ja), ("en", en)):
        if label:
            store.add(Quad(node, RDFS_LABEL, Literal(label, language=language), ENTITIES))
    if country:
        store.add(Quad(node, ps("country"), NamedNode(iri(country)), ENTITIES))


def _term(value: str | int) -> NamedNode | Literal:
    if isinstance(value, int):
        return Literal(value)
    if value.startswith(("phase/", "scope/")):
        return NamedNode(concept_iri(value))
    return NamedNode(iri(value)) if "/" in value else Literal(value)


def add_inferred_class(store: Store, name: str, type_: str) -> None:
    """A superclass of a fact, as inference writes it."""
    store.add(Quad(NamedNode(fact_iri(name)), RDF_TYPE, ps(type_), SUPERCLASSES))
