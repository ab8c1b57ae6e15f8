"""Why an entity has its rank under a measure: its ties with their facts, and what the measure sees in its position."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import networkx as nx
import numpy as np

from policyscape.network.analysis import Analysis
from policyscape.network.bonds import Bond, bonds
from policyscape.network.centrality import DAMPING
from policyscape.network.matrix import undirected
from policyscape.network.measures import plain_name, ranking
from policyscape.network.nodes import Node
from policyscape.network.project import Network
from policyscape.network.readings import Broker, removal
from policyscape.network.tables import node_of
from policyscape.network.ties import Tie

__all__ = ["Reason", "reasons"]

_FIRST = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """The ties of an entity, and of what follows only what the measure looks at.

    ``ties`` is the number of entities it is tied to and ``usual`` the median of that. ``groups`` are the communities
    it has ties into, each by its most strongly tied member, with the number of ties; ``broker`` what its removal does;
    ``steps`` how many entities are 1, 2, 3 and any number of steps away, and ``mean`` the mean number of steps;
    ``givers`` the neighbours that most of its PageRank comes from, with their shares of it.
    """

    node: Node
    bonds: tuple[Bond, ...]
    ties: int
    usual: float
    groups: tuple[tuple[Node, int], ...] = ()
    broker: Broker | None = None
    steps: tuple[int, ...] = ()
    mean: float = 0.0
    givers: tuple[tuple[Node, float], ...] = ()


def reasons(analysis: Analysis, measure: str, entities: Iterable[str]) -> list[Reason]:
    """The reasons of these entities (IRIs) under a measure of the analysis."""
    wanted = list(entities)
    ties: dict[str, list[Tie]] = {iri: [] for iri in wanted}
    for tie in analysis.ties.rows:
        for iri in {tie.source, tie.target} & ties.keys():
            ties[iri].append(tie)
    plain = undirected(analysis.graph)
    usual = float(np.median([count for _, count in plain.degree()])) if plain else 0.0
    found = (
        Reason(node_of(analysis.graph, iri), tuple(bonds(ties[iri], iri)[:_FIRST]), len(plain[iri]), usual)
        for iri in wanted
    )
    return [_placed(reason, analysis, plain_name(measure)) for reason in found]


def _placed(reason: Reason, analysis: Analysis, measure: str) -> Reason:
    """The reason with what the measure sees in the position."""
    iri = reason.node.iri
    match measure:
        case "betweenness":
            return replace(reason, groups=_groups(analysis, iri), broker=removal(analysis, iri))
        case "closeness":
            steps, mean = _nearness(analysis, iri)
            return replace(reason, steps=steps, mean=mean)
        case "pagerank":
            return replace(reason, givers=_givers(analysis, iri))
    return reason


def _groups(analysis: Analysis, iri: str) -> tuple[tuple[Node, int], ...]:
    plain = undirected(analysis.graph)
    number = {node: i for i, members in enumerate(analysis.communities) for node in members}
    ties: dict[int, int] = {}
    for other in plain[iri]:
        ties[number[other]] = ties.get(number[other], 0) + 1
    chosen = sorted(ties, key=lambda i: (-ties[i], i))[: _FIRST + 1]
    return tuple((_leader(plain, analysis.communities[i], iri), ties[i]) for i in chosen)


def _leader(plain: Network, members: tuple[str, ...], but: str) -> Node:
    inside: Mapping[str, float] = dict(plain.subgraph(members).degree(weight="weight"))
    others = {node: weight for node, weight in inside.items() if node != but}
    return node_of(plain, ranking(others or inside, 1)[0].iri)


def _nearness(analysis: Analysis, iri: str) -> tuple[tuple[int, ...], float]:
    """How many reach the entity in 1, 2, 3 and in any number of steps, and the mean of their steps."""
    graph = analysis.graph
    graph = graph.reverse(copy=False) if isinstance(graph, nx.DiGraph) else graph
    away = np.array(list(nx.single_source_shortest_path_length(graph, iri).values()))
    away = away[away > 0]
    steps = tuple(int((away == number).sum()) for number in range(1, _FIRST + 1))
    return (*steps, len(away)), float(away.mean()) if len(away) else 0.0


def _givers(analysis: Analysis, iri: str) -> tuple[tuple[Node, float], ...]:
    graph, scores = analysis.graph, analysis.scores["pagerank"]
    givers = graph.pred[iri] if isinstance(graph, nx.DiGraph) else graph[iri]
    shares = {}
    for other in givers:
        given = sum(attributes.get("weight", 1) for attributes in graph[other].values())
        shares[other] = DAMPING * scores[other] * graph.edges[other, iri].get("weight", 1) / given / scores[iri]
    return tuple((node_of(graph, row.iri), row.score) for row in ranking(shares, _FIRST))
