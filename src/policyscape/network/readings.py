"""What a network means: portraits of its communities, brokers and what falls apart without them, change over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx
from pyoxigraph import Literal, NamedNode, Store

from policyscape.network.analysis import Analysis
from policyscape.network.matrix import undirected
from policyscape.network.measures import measure, ranking
from policyscape.network.nodes import Node
from policyscape.network.project import Network
from policyscape.network.tables import node_of
from policyscape.network.terms import ENTITY_BASE, ps
from policyscape.network.variants import drawn

__all__ = ["Broker", "Change", "Portrait", "brokers", "change", "document_years", "portraits"]

_TYPICAL = 3


@dataclass(frozen=True, slots=True)
class Portrait:
    """A community: its typical members (most strength inside), technologies and places, and what holds it together.

    ``kinds`` counts the edges inside by relation, ``inside`` is the share of its members' weight that stays inside.
    """

    number: int
    members: tuple[str, ...]
    typical: tuple[Node, ...]
    technologies: tuple[Node, ...]
    places: tuple[str, ...]
    kinds: tuple[tuple[str, int], ...]
    inside: float


@dataclass(frozen=True, slots=True)
class Broker:
    """A node by betweenness, and what its removal does: parts its component falls into, nodes cut from the largest."""

    node: Node
    rank: int
    parts: int
    cut_off: int


@dataclass(frozen=True, slots=True)
class Change:
    """Ranks of an entity in the networks of two periods, both among the entities that occur in both."""

    node: Node
    before: int
    after: int


def portraits(analysis: Analysis, top: int = 8) -> list[Portrait]:
    """The largest communities with three members or more."""
    plain = undirected(analysis.graph)
    found = [members for members in analysis.communities if len(members) > 2][:top]
    return [_portrait(plain, number, members) for number, members in enumerate(found, start=1)]


def _portrait(graph: Network, number: int, members: tuple[str, ...]) -> Portrait:
    part = graph.subgraph(members)
    inside = {node: float(weight) for node, weight in part.degree(weight="weight")}
    nodes = [node_of(graph, row.iri) for row in ranking(inside)]
    kinds = Counter(kind for *_, attributes in part.edges(data=True) for kind in attributes.get("kinds", ()))
    total = sum(weight for _, weight in graph.degree(members, weight="weight"))
    places = Counter(node.country for node in nodes if node.country)
    return Portrait(
        number=number,
        members=members,
        typical=tuple(node for node in nodes if node.type != "Technology")[:_TYPICAL] or tuple(nodes[:_TYPICAL]),
        technologies=tuple(node for node in nodes if node.type == "Technology")[:_TYPICAL],
        places=tuple(place for place, _ in sorted(places.items(), key=lambda item: (-item[1], item[0]))[:2]),
        kinds=tuple(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))[:_TYPICAL]),
        inside=sum(inside.values()) / total if total else 0.0,
    )


def brokers(analysis: Analysis, top: int = 5) -> list[Broker]:
    """The first by betweenness, each removed alone; ``cut_off`` counts the nodes its component loses from its core."""
    plain = undirected(analysis.graph)
    scores = analysis.scores.get("betweenness") or measure(analysis.graph, "betweenness")
    return [_broker(plain, row.iri, row.rank) for row in ranking(scores, top) if row.score > 0]


def _broker(graph: Network, iri: str, rank: int) -> Broker:
    component = nx.node_connected_component(graph, iri)
    parts = list(nx.connected_components(graph.subgraph(component - {iri})))
    return Broker(node_of(graph, iri), rank, len(parts), len(component) - 1 - max(map(len, parts), default=0))


def document_years(store: Store) -> dict[str, int]:
    """The year of each document (IRI)."""
    return {
        quad.subject.value: int(quad.object.value[:4])
        for quad in store.quads_for_pattern(None, ps("documentDate"), None, None)
        if isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(ENTITY_BASE)
        and isinstance(quad.object, Literal)
    }


def change(
    analysis: Analysis, before: Iterable[str], after: Iterable[str], name: str = "degree", top: int = 10
) -> list[Change]:
    """Entities whose rank differs most between the networks of two sets of documents (IRIs), among those in both.

    The documents differ in kind, length and purpose: a changed rank may be one of attention, not of the world.
    """
    graphs = [_stated_by(analysis, set(documents)) for documents in (before, after)]
    shared = sorted(set(graphs[0]) & set(graphs[1]))
    ranks = []
    for graph in graphs:
        scores = measure(graph, name)
        ranks.append({row.iri: row.rank for row in ranking({iri: scores[iri] for iri in shared})})
    found = [Change(node_of(analysis.graph, iri), ranks[0][iri], ranks[1][iri]) for iri in shared]
    return sorted(found, key=lambda row: (-abs(row.after - row.before), row.node.iri))[:top]


def _stated_by(analysis: Analysis, documents: set[str]) -> Network:
    times = {iri: int(info.document in documents) for iri, info in analysis.ties.facts.items()}
    return drawn([tie for tie in analysis.ties.rows if tie.facts], analysis.projection, times)
