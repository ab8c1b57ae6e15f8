"""Synthetic policy graphs as RDF: entities, plain edges and, if wanted, the facts behind them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pyoxigraph import Literal, NamedNode, Quad, Store

from policyscape.namespaces import concept_iri, entity_iri, fact_iri, graph_iri
from policyscape.network.terms import EDGES, ENTITIES, RDF_TYPE, RDFS_LABEL, ps

__all__ = ["policy_store"]

DOCUMENTS = 20
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_CLASSES = ("University", "Programme", "Company", "Technology", "Ministry")
_RELATIONS = ("participatesIn", "collaboratesWith", "concerns", "administers")


def policy_store(edges: int, seed: int = 1, facts: bool = False) -> Store:
    """Preferential attachment with four edges a node, in countries that keep mostly to themselves.

    With ``facts`` each edge rests on a statement in one of twenty documents of 2020 and 2025, with year and country.
    """
    store = Store()
    store.bulk_extend(_quads(edges, seed, facts))
    return store


def _quads(edges: int, seed: int, facts: bool) -> Iterator[Quad]:
    generator = np.random.default_rng(seed)
    size = edges // 4
    places = [NamedNode(str(entity_iri(f"place/p{i}"))) for i in range(8)]
    names = [NamedNode(str(entity_iri(f"org/o{i:07d}"))) for i in range(size)]
    ends, number = [0, 1, 2, 3], 0
    if facts:
        yield from _documents()
    for i, name in enumerate(names):
        yield from _entity(name, i, places[i % len(places)])
        chosen = {ends[j] for j in generator.integers(len(ends), size=4).tolist()} - {i} if i > 3 else set()
        for j in sorted(chosen):
            relation = _RELATIONS[j % len(_RELATIONS)]
            yield Quad(name, ps(relation), names[j], EDGES)
            if facts:
                yield from _fact(number, name, relation, names[j], places[i % len(places)])
            number += 1
        ends += [*chosen, *[i] * len(chosen)]


def _entity(name: NamedNode, number: int, place: NamedNode) -> Iterator[Quad]:
    yield Quad(name, RDF_TYPE, ps(_CLASSES[number % len(_CLASSES)]), ENTITIES)
    yield Quad(name, ps("country"), place, ENTITIES)
    for language, word in (("ja", "実体"), ("en", "Entity ")):
        yield Quad(name, RDFS_LABEL, Literal(f"{word}{number}", language=language), ENTITIES)


def _documents() -> Iterator[Quad]:
    for i in range(DOCUMENTS):
        document = NamedNode(str(entity_iri(f"document/d{i}")))
        yield Quad(document, ps("documentDate"), Literal(f"{2020 if i % 2 else 2025}-04-01"), ENTITIES)


def _fact(number: int, source: NamedNode, relation: str, target: NamedNode, place: NamedNode) -> Iterator[Quad]:
    document = f"document/d{number % DOCUMENTS}"
    graph, node = NamedNode(graph_iri(document)), NamedNode(str(fact_iri(f"f{number:07d}")))
    yield Quad(node, RDF_TYPE, NamedNode(f"{_RDF}Statement"), graph)
    for name, value in (("subject", source), ("predicate", ps(relation)), ("object", target)):
        yield Quad(node, NamedNode(_RDF + name), value, graph)
    yield Quad(node, ps("statedIn"), NamedNode(str(entity_iri(document))), graph)
    yield Quad(node, ps("modality"), NamedNode(str(concept_iri("modality/decided"))), graph)
    yield Quad(node, ps("country"), place, graph)
    yield Quad(node, ps("year"), Literal(2020 + number % 6), graph)
    for language in ("ja", "en"):
        yield Quad(node, RDFS_LABEL, Literal(f"{relation} {number}", language=language), graph)
