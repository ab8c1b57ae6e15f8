"""From the store to a NetworkX graph: the ties of a projection folded into weighted edges between described nodes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import TypeAlias

import networkx as nx

from policyscape.network.nodes import Node, read_nodes, successors
from policyscape.network.projections import Projection
from policyscape.network.terms import local_name
from policyscape.network.ties import Selection, Tie, Ties, read_ties, selection_for
from policyscape.store import Graph

__all__ = ["Network", "build_network", "graph_hash", "project", "selected_ties", "selection_for"]

Network: TypeAlias = "nx.Graph[str]"  # a DiGraph where the projection is directed; NetworkX is generic in stubs only
_Pair: TypeAlias = tuple[str, str]


def project(store: Graph, projection: Projection, selection: Selection | None = None) -> Network:
    """The network of a projection: an ``nx.Graph``, or an ``nx.DiGraph`` where the projection has a direction.

    Nodes are the IRIs of entities with at least one tie, with ``iri``, ``type`` (local name of the class),
    ``label_ja``, ``label_en`` and ``country`` (IRI); each is a string, empty where unknown; in a bipartite projection
    also ``side`` (0 for sources, 1 for targets). Edges have ``weight`` (int for counts, float for amounts) and
    ``kinds`` (sorted local names of the relations). No self-loops, no parallel edges; nodes and edges are added in the
    order of IRIs, so equal stores give equal graphs.
    """
    rows = selected_ties(store, projection, selection).rows
    return build_network(rows, projection, read_nodes(store, (end for tie in rows for end in (tie.source, tie.target))))


def selected_ties(store: Graph, projection: Projection, selection: Selection | None = None) -> Ties:
    """The ties a network is built from: those selected, predecessors folded into successors if asked for."""
    selection = selection_for(projection, selection)
    ties = read_ties(store, projection, selection)
    return replace(ties, rows=_folded(ties.rows, successors(store))) if selection.fold_successors else ties


def build_network(ties: Iterable[Tie], projection: Projection, nodes: Mapping[str, Node]) -> Network:
    """The graph of these ties; ``nodes`` describes at least their ends."""
    ties = list(ties)
    pairs = _pairs(ties, projection.directed)
    graph: Network = nx.DiGraph() if projection.directed else nx.Graph()
    graph.graph["projection"] = projection.id
    for iri in sorted({end for pair in pairs for end in pair}):
        graph.add_node(iri, **asdict(nodes[iri]))
    if projection.bipartite:
        for tie in ties:
            graph.nodes[tie.source]["side"], graph.nodes[tie.target]["side"] = 0, 1
    for (source, target), together in sorted(pairs.items()):
        graph.add_edge(source, target, weight=_weight(together, projection.weight), kinds=_kinds(together))
    return graph


def graph_hash(graph: Network) -> str:
    """SHA-256 (hex) of direction, nodes and weighted edges: equal exactly if the same scores must come out."""
    directed = graph.is_directed()
    edges = [
        [*((u, v) if directed else sorted((u, v))), weight] for u, v, weight in graph.edges(data="weight", default=1)
    ]
    content = json.dumps([directed, sorted(graph), sorted(edges)], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def _folded(ties: Iterable[Tie], last: dict[str, str]) -> list[Tie]:
    moved = (replace(t, source=last.get(t.source, t.source), target=last.get(t.target, t.target)) for t in ties)
    return [tie for tie in moved if tie.source != tie.target]


def _pairs(ties: Iterable[Tie], directed: bool) -> dict[_Pair, list[Tie]]:
    pairs: dict[_Pair, list[Tie]] = {}
    for tie in ties:
        pair = (tie.source, tie.target)
        if not directed and tie.source > tie.target:
            pair = (tie.target, tie.source)
        pairs.setdefault(pair, []).append(tie)
    return pairs


def _weight(ties: list[Tie], weight: str) -> float:
    if weight == "amount":
        return max(tie.weight or 0.0 for tie in ties)
    return len({(tie.kind, tie.via) for tie in ties}) if weight == "count" else 1


def _kinds(ties: list[Tie]) -> tuple[str, ...]:
    return tuple(sorted({local_name(tie.kind) for tie in ties if tie.kind}))
