"""What a network means: portraits of its communities, brokers and what falls apart without them, change over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from policyscape.network.analysis import Analysis
from policyscape.network.bonds import Bond, bonds
from policyscape.network.matrix import undirected
from policyscape.network.measures import measure, plain_name, ranking
from policyscape.network.nodes import Node
from policyscape.network.project import Network
from policyscape.network.tables import node_of
from policyscape.network.ties import Tie
from policyscape.network.variants import drawn

__all__ = [
    "Broker",
    "Change",
    "Changes",
    "Portrait",
    "brokers",
    "change",
    "portraits",
    "removal",
]

_TYPICAL = 3


@dataclass(frozen=True, slots=True)
class Portrait:
    """A community: its typical members (most strength inside), technologies and places, and what holds it together.

    ``members`` come with most strength inside first, ``places`` are the IRIs of countries, ``bonds`` the ties inside
    by relation and what makes them; ``inside`` is the share of its members' weight that stays inside.
    """

    number: int
    members: tuple[Node, ...]
    typical: tuple[Node, ...]
    technologies: tuple[Node, ...]
    places: tuple[str, ...]
    bonds: tuple[Bond, ...]
    inside: float


@dataclass(frozen=True, slots=True)
class Broker:
    """A node by betweenness, and what its removal does: parts its component falls into, nodes cut from the largest.

    ``lost`` are the first of those cut off, by number of ties.
    """

    node: Node
    rank: int
    parts: int
    cut_off: int
    lost: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Ranks and numbers of ties of an entity in the networks of two periods, both among the entities in both.

    ``facts`` are those the ties of the entity rest on in each period.
    """

    node: Node
    before: int
    after: int
    ties: tuple[int, int]
    facts: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Changes:
    """The entities whose ranks differ most, out of the ``shared`` ones that occur in both periods."""

    shared: int
    rows: tuple[Change, ...]


def portraits(analysis: Analysis, top: int = 8) -> list[Portrait]:
    """The largest communities with three members or more."""
    found = [members for members in analysis.communities if len(members) > 2][:top]
    number = {node: i for i, members in enumerate(found) for node in members}
    ties: list[list[Tie]] = [[] for _ in found]
    for tie in analysis.ties.rows:
        place = number.get(tie.source)
        if place is not None and place == number.get(tie.target):
            ties[place].append(tie)
    plain = undirected(analysis.graph)
    return [_portrait(plain, i, members, bonds(ties[i - 1])) for i, members in enumerate(found, start=1)]


def _portrait(graph: Network, number: int, members: tuple[str, ...], held: list[Bond]) -> Portrait:
    inside = {node: float(weight) for node, weight in graph.subgraph(members).degree(weight="weight")}
    nodes = [node_of(graph, row.iri) for row in ranking(inside)]
    total = sum(weight for _, weight in graph.degree(members, weight="weight"))
    places = Counter(node.country for node in nodes if node.country)
    return Portrait(
        number=number,
        members=tuple(nodes),
        typical=tuple(node for node in nodes if node.type != "Technology")[:_TYPICAL] or tuple(nodes[:_TYPICAL]),
        technologies=tuple(node for node in nodes if node.type == "Technology")[:_TYPICAL],
        places=tuple(place for place, _ in sorted(places.items(), key=lambda item: (-item[1], item[0]))[:2]),
        bonds=tuple(held[:_TYPICAL]),
        inside=sum(inside.values()) / total if total else 0.0,
    )


def brokers(analysis: Analysis, top: int = 5) -> list[Broker]:
    """The first by betweenness, each removed alone; ``cut_off`` counts the nodes its component loses from its core."""
    name = next((name for name in analysis.scores if plain_name(name) == "betweenness"), None)
    scores = analysis.scores[name] if name else measure(analysis.graph, "betweenness")
    return [removal(analysis, row.iri, row.rank) for row in ranking(scores, top) if row.score > 0]


def removal(analysis: Analysis, iri: str, rank: int = 0) -> Broker:
    """What the network loses with this entity."""
    plain = undirected(analysis.graph)
    component = nx.node_connected_component(plain, iri)
    found = nx.connected_components(plain.subgraph(component - {iri}))
    parts = sorted(found, key=lambda part: (-len(part), min(part)))
    lost = [node for part in parts[1:] for node in part]
    first = sorted(lost, key=lambda node: (-len(plain[node]), node))[:_TYPICAL]
    return Broker(node_of(plain, iri), rank, len(parts), len(lost), tuple(node_of(plain, node) for node in first))


def change(
    analysis: Analysis, before: Iterable[str], after: Iterable[str], name: str = "degree", top: int = 10
) -> Changes:
    """Entities whose rank differs most between the networks of two sets of documents (IRIs), among those in both.

    The documents differ in kind, length and purpose: a changed rank may be one of attention, not of the world.
    """
    stated = [_stated_by(analysis, set(documents)) for documents in (before, after)]
    graphs = [drawn(ties, analysis.projection, {fact: 1 for tie in ties for fact in tie.facts}) for ties in stated]
    shared = sorted(set(graphs[0]) & set(graphs[1]))
    ranks = []
    for graph in graphs:
        scores = measure(graph, name)
        ranks.append({row.iri: row.rank for row in ranking({iri: scores[iri] for iri in shared})})
    order = sorted(shared, key=lambda iri: (-abs(ranks[1][iri] - ranks[0][iri]), iri))
    plain = [undirected(graph) for graph in graphs]
    chosen = order[:top]
    facts = [_facts(ties, set(chosen)) for ties in stated]
    rows = tuple(
        Change(
            node_of(analysis.graph, iri),
            ranks[0][iri],
            ranks[1][iri],
            (len(plain[0][iri]), len(plain[1][iri])),
            (facts[0][iri], facts[1][iri]),
        )
        for iri in chosen
    )
    return Changes(len(shared), rows)


def _stated_by(analysis: Analysis, documents: set[str]) -> list[Tie]:
    known = {iri for iri, info in analysis.ties.facts.items() if info.document in documents}
    return [tie for tie in analysis.ties.rows if tie.facts and known.issuperset(tie.facts)]


def _facts(ties: Iterable[Tie], entities: set[str]) -> dict[str, tuple[str, ...]]:
    counted: dict[str, Counter[str]] = {iri: Counter() for iri in entities}
    for tie in ties:
        for iri in {tie.source, tie.target} & entities:
            counted[iri].update(tie.facts)
    return {iri: tuple(sorted(found, key=lambda f: (-found[f], f))) for iri, found in counted.items()}
