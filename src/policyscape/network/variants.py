"""Networks as they would be on other evidence: without some facts, on facts drawn anew, or rewired at random."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import networkx as nx
import numpy as np

from policyscape.network.matrix import Integers
from policyscape.network.project import Network
from policyscape.network.projections import Projection
from policyscape.network.ties import Tie

__all__ = ["Evidence", "drawn", "rewired"]

_SWAPS = 5  # swaps tried for each edge: past about three, the networks met in practice no longer change in mean


def drawn(ties: Collection[Tie], projection: Projection, times: Mapping[str, int]) -> Network:
    """The network in which each fact holds as often as told (0: not at all); a tie as often as its rarest fact."""
    return Evidence(ties, projection).drawn(times)


class Evidence:
    """The ties of a network as arrays, from which its many variants are made; each is frozen."""

    def __init__(self, ties: Collection[Tie], projection: Projection) -> None:
        self._projection = projection
        self.facts = sorted({iri for tie in ties for iri in tie.facts})
        self._nodes = sorted({end for tie in ties for end in (tie.source, tie.target)})
        places = {node: i for i, node in enumerate(self._nodes)}
        numbers = {iri: i for i, iri in enumerate(self.facts)}
        always = len(self.facts)  # a tie on no fact rests on one that always holds once
        ends: list[tuple[int, int]] = []
        keys: dict[tuple[int, int, str | None, str | None], int] = {}
        grounds: list[list[int]] = []
        for tie in ties:
            u, v = places[tie.source], places[tie.target]
            ends.append((v, u) if not projection.directed and u > v else (u, v))
            grounds.append([numbers[iri] for iri in tie.facts] or [always])
            keys.setdefault((*ends[-1], tie.kind, tie.via), len(keys))
        self._ends = np.array(list(dict.fromkeys(ends)), dtype=np.int64).reshape(-1, 2)
        pairs = {pair: i for i, pair in enumerate(map(tuple, self._ends.tolist()))}
        self._pair_of_key = np.array([pairs[key[:2]] for key in keys], dtype=np.int64)
        self._key = np.array(
            [keys[(*pair, tie.kind, tie.via)] for pair, tie in zip(ends, ties, strict=True)], dtype=np.int64
        )
        most = max(map(len, grounds), default=1)
        self._grounds = np.array([(found * most)[:most] for found in grounds], dtype=np.int64).reshape(-1, most)
        self._amounts = np.array([tie.weight or 0.0 for tie in ties])
        self._sides = {tie.target: 1 for tie in ties} if projection.bipartite else None

    def drawn(self, times: Mapping[str, int]) -> Network:
        """The network in which each fact holds as often as told; facts that are not named do not hold."""
        return self._network(np.array([times.get(iri, 0) for iri in self.facts], dtype=np.int64))

    def without(self, facts: Collection[str]) -> Network:
        """The network if these facts had not been stated."""
        gone = set(facts)
        return self._network(np.array([iri not in gone for iri in self.facts], dtype=np.int64))

    def resampled(self, draws: int, seed: int) -> Iterator[Network]:
        """Networks on n facts drawn with replacement out of the n that the ties rest on.

        About 63 % of the facts are drawn at least once. A fact drawn twice counts twice in weights that count; where
        amounts are weights, or all ties are equal, it matters only whether it is drawn.
        """
        size = len(self.facts)
        generator = np.random.default_rng(seed)
        for _ in range(draws):
            chosen = generator.integers(max(size, 1), size=size)
            yield self._network(np.bincount(chosen, minlength=size).astype(np.int64))

    def _network(self, times: Integers) -> Network:
        often = np.append(times, 1)[self._grounds].min(axis=1, initial=np.iinfo(np.int64).max)
        held = often > 0
        amounts = self._projection.weight == "amount"
        values = np.where(held, self._amounts if amounts else often, 0.0)
        keys = np.zeros(len(self._pair_of_key))
        np.maximum.at(keys, self._key, values)
        weights, present = np.zeros(len(self._ends)), np.zeros(len(self._ends), dtype=bool)
        (np.maximum if amounts else np.add).at(weights, self._pair_of_key, keys)
        present[self._pair_of_key[self._key[held]]] = True
        if self._projection.weight == "none":
            weights[:] = 1.0
        chosen = np.flatnonzero(present)
        chosen = chosen[np.lexsort(self._ends[chosen].T[::-1])]
        whole = self._projection.weight != "amount"
        graph = _graph(
            [self._nodes[i] for i in np.unique(self._ends[chosen])],
            [(self._nodes[u], self._nodes[v]) for u, v in self._ends[chosen].tolist()],
            (weights[chosen].astype(np.int64) if whole else weights[chosen]).tolist(),
            self._projection.directed,
        )
        if self._sides is not None:
            nx.set_node_attributes(graph, {node: self._sides.get(node, 0) for node in graph}, "side")
        return graph


def _graph(nodes: Iterable[str], ends: Iterable[tuple[str, str]], weights: Iterable[float], directed: bool) -> Network:
    graph: Network = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from((u, v, weight) for (u, v), weight in zip(ends, weights, strict=True))
    nx.freeze(graph)  # in place, so that its matrix is made once
    return graph


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
    weights = np.array([weight for *_, weight in graph.edges(data="weight", default=1)], dtype=np.float64)
    generator = np.random.default_rng(seed)
    free = not (graph.is_directed() or sided)
    for _ in range(networks):
        for _ in range(2 * _SWAPS):  # each round tries to swap every edge once, as one of a pair
            _swap(ends, len(nodes), free, generator)
        pairs = [(nodes[i], nodes[j]) for i, j in ends.tolist()]
        other = _graph(nodes, pairs, generator.permutation(weights).tolist(), graph.is_directed())
        if sided:
            nx.set_node_attributes(other, {node: graph.nodes[node]["side"] for node in nodes}, "side")
        yield other


def _oriented(graph: Network, u: str, v: str) -> tuple[str, str]:
    return (u, v) if graph.nodes[u]["side"] == 0 else (v, u)


def _swap(ends: Integers, nodes: int, free: bool, generator: np.random.Generator) -> None:
    """Swap ends of all edges, paired at random, in place; ``free`` edges may be turned round first.

    Of two pairs that would make the same edge neither is swapped, so that the swaps can be made at once.
    """
    if len(ends) < 2:
        return
    half = len(ends) // 2
    one, two = generator.permutation(len(ends))[: 2 * half].reshape(2, half)
    turned = free & (generator.integers(2, size=len(two)) == 1)
    first, second = ends[one], np.where(turned[:, None], ends[two][:, ::-1], ends[two])
    new = np.stack([np.stack([first[:, 0], second[:, 1]], 1), np.stack([second[:, 0], first[:, 1]], 1)])
    keys = _keys(new, nodes, free).ravel()
    known = np.sort(_keys(ends, nodes, free))
    order = np.argsort(keys, kind="stable")
    again = np.zeros(len(keys), dtype=bool)
    repeated = np.flatnonzero(np.diff(keys[order]) == 0)
    again[order[repeated]] = again[order[repeated + 1]] = True
    held = known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys
    fine = ~(again | held).reshape(2, -1) & (new[..., 0] != new[..., 1])
    swapped = fine.all(axis=0)
    ends[one[swapped]], ends[two[swapped]] = new[0][swapped], new[1][swapped]


def _keys(ends: Integers, nodes: int, free: bool) -> Integers:
    """A number for each edge; where edges are ``free``, the same for both of its directions."""
    pairs = np.sort(ends, axis=-1) if free else ends
    return np.asarray(pairs[..., 0] * nodes + pairs[..., 1])
