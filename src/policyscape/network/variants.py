"""Networks as they would be on other evidence: without some facts, on facts drawn anew, or rewired at random."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

import networkx as nx
import numpy as np

from policyscape.network.project import Network
from policyscape.network.projections import Projection
from policyscape.network.ties import Tie, Ties

__all__ = ["drawn", "resampled", "rewired", "without"]

_SWAPS = 5  # swaps tried for each edge: past about three, the networks met in practice no longer change in mean


def without(ties: Ties, projection: Projection, facts: Collection[str]) -> Network:
    """The network if these facts (IRIs) had not been stated; ties on plain edges alone stay."""
    gone = set(facts)
    return drawn(ties.rows, projection, {iri: int(iri not in gone) for iri in ties.facts})


def resampled(ties: Ties, projection: Projection, draws: int, seed: int) -> Iterator[Network]:
    """Networks on n facts drawn with replacement out of the n that the ties rest on.

    About 63 % of the facts are drawn at least once. A fact drawn twice counts twice in weights that count; where
    amounts are weights, or all ties are equal, it matters only whether it is drawn.
    """
    facts = sorted({iri for tie in ties.rows for iri in tie.facts})
    generator = np.random.default_rng(seed)
    for _ in range(draws):
        chosen = generator.integers(max(len(facts), 1), size=len(facts))
        times: list[int] = np.bincount(chosen, minlength=len(facts)).tolist()
        yield drawn(ties.rows, projection, dict(zip(facts, times, strict=True)))


def drawn(ties: Collection[Tie], projection: Projection, times: Mapping[str, int]) -> Network:
    """The network in which each fact holds as often as told (0: not at all); a tie as often as its rarest fact."""
    weights: dict[tuple[str, str], dict[tuple[str | None, str | None], float]] = {}
    for tie in ties:
        often = min((times[iri] for iri in tie.facts), default=1)
        if often:
            turned = not projection.directed and tie.source > tie.target
            pair = (tie.target, tie.source) if turned else (tie.source, tie.target)
            value = tie.weight or 0.0 if projection.weight == "amount" else often
            held = weights.setdefault(pair, {})
            held[tie.kind, tie.via] = max(held.get((tie.kind, tie.via), 0), value)
    graph: Network = nx.DiGraph() if projection.directed else nx.Graph()
    graph.add_nodes_from(sorted({end for pair in weights for end in pair}))
    for pair, held in sorted(weights.items()):
        graph.add_edge(*pair, weight=_folded(held.values(), projection.weight))
    return graph


def _folded(values: Collection[float], weight: str) -> float:
    return max(values) if weight == "amount" else sum(values) if weight == "count" else 1


def rewired(graph: Network, networks: int, seed: int) -> Iterator[Network]:
    """Random networks in which every node keeps its number of edges (in and out), by swaps of edge ends.

    Two edges a–b, c–d become a–d, c–b unless that makes a loop or a second edge between the same ends; each network
    is swapped on from the one before. Nodes of two sides stay on theirs. Weights are dealt out to the edges at random.

    Maslov, S. and Sneppen, K. (2002), Specificity and stability in topology of protein networks, Science 296.
    """
    nodes = list(graph)
    index = {node: i for i, node in enumerate(nodes)}
    sided = any("side" in attributes for _, attributes in graph.nodes(data=True))
    edges = [_oriented(graph, u, v) if sided else (u, v) for u, v in graph.edges]
    ends = np.array([(index[u], index[v]) for u, v in edges], dtype=np.int64).reshape(-1, 2)
    weights = [weight for *_, weight in graph.edges(data="weight", default=1)]
    generator = np.random.default_rng(seed)
    free = not (graph.is_directed() or sided)
    for _ in range(networks):
        _swap(ends, free, generator)
        dealt = generator.permutation(np.array(weights, dtype=np.float64)).tolist()
        other: Network = nx.DiGraph() if graph.is_directed() else nx.Graph()
        other.add_nodes_from(graph.nodes(data=True))
        for (i, j), weight in zip(ends.tolist(), dealt, strict=True):
            other.add_edge(nodes[i], nodes[j], weight=weight)
        yield other


def _oriented(graph: Network, u: str, v: str) -> tuple[str, str]:
    return (u, v) if graph.nodes[u]["side"] == 0 else (v, u)


def _swap(ends: np.ndarray[tuple[int, int], np.dtype[np.int64]], free: bool, generator: np.random.Generator) -> None:
    """Swap ends of random pairs of edges in place; ``free`` edges may be turned round first."""
    edges = [tuple(pair) for pair in ends.tolist()]
    if len(edges) < 2:
        return
    held = Counter(frozenset(pair) if free else pair for pair in edges)
    tries = generator.integers(len(edges), size=(_SWAPS * len(edges), 2)).tolist()
    turns = generator.integers(2, size=len(tries)).tolist()
    for (one, two), turn in zip(tries, turns, strict=True):
        (a, b), (c, d) = edges[one], edges[two]
        if free and turn:
            c, d = d, c
        new = [frozenset((a, d)), frozenset((c, b))] if free else [(a, d), (c, b)]
        if one == two or a == d or c == b or held[new[0]] or held[new[1]] or new[0] == new[1]:
            continue
        for old in (edges[one], edges[two]):
            held[frozenset(old) if free else old] -= 1
        edges[one], edges[two] = (a, d), (c, b)
        held.update(new)
    ends[:] = edges
