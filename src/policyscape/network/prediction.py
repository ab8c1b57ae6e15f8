"""Link prediction: pairs that share neighbours but are not tied, and how well that rule finds ties that are known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from policyscape.network.matrix import Floats, undirected
from policyscape.network.nodes import Node
from policyscape.network.project import Network
from policyscape.network.tables import node_of

__all__ = ["Evaluation", "Predicted", "evaluate", "predict"]

_HIDDEN, _ROUNDS, _SEED = 0.2, 10, 1


@dataclass(frozen=True, slots=True)
class Predicted:
    """Two entities without a tie, their score, and the neighbours they share (first three by weight of sharing)."""

    one: Node
    two: Node
    score: float
    shared: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Mean chance that a hidden tie scores higher than a pair without tie (0.5: as by lot), and its spread.

    ``baseline`` is the same for the product of the degrees, which knows nothing of who shares what with whom.
    """

    auc: float
    spread: float
    baseline: float
    hidden: int
    rounds: int


def predict(graph: Network, top: int = 10) -> list[Predicted]:
    r"""Untied pairs by resource allocation, the sum of 1/k over shared neighbours with k neighbours each.

    .. math:: s(u, v) = \sum_{w \in N(u) \cap N(v)} \frac{1}{k_w}

    Direction and weights are ignored. Zhou, T., Lü, L. and Zhang, Y.-C. (2009), Predicting missing links via local
    information, European Physical Journal B 71.

    >>> import networkx as nx
    >>> [(pair.one.iri, pair.two.iri, pair.score) for pair in predict(nx.Graph(["ab", "bc", "cd", "da", "be"]), 1)]
    [('b', 'd', 1.0)]
    """
    plain = undirected(graph)
    scores = _scores(plain)
    pairs = sorted((pair for pair in scores if not plain.has_edge(*pair)), key=lambda pair: (-scores[pair], pair))
    return [Predicted(node_of(plain, u), node_of(plain, v), scores[u, v], _shared(plain, u, v)) for u, v in pairs[:top]]


def evaluate(graph: Network, rounds: int = _ROUNDS, seed: int = _SEED) -> Evaluation | None:
    """Hide a fifth of the ties at random, score them and as many untied pairs; None with fewer than ten ties."""
    plain = undirected(graph)
    nodes, edges = sorted(plain), sorted((min(edge), max(edge)) for edge in plain.edges)
    if len(edges) < 10 or len(edges) * 2 >= len(nodes) * (len(nodes) - 1):
        return None
    generator = np.random.default_rng(seed)
    number = max(int(_HIDDEN * len(edges)), 1)
    found: list[tuple[float, float]] = []
    for _ in range(rounds):
        hidden = [edges[i] for i in generator.permutation(len(edges))[:number].tolist()]
        known = plain.copy()
        known.remove_edges_from(hidden)
        apart = _untied(plain, nodes, number, generator)
        scores = _scores(known)
        degrees = dict(known.degree())
        shares = [np.array([scores.get((u, v), 0.0) for u, v in pairs]) for pairs in (hidden, apart)]
        products = [np.array([float(degrees[u] * degrees[v]) for u, v in pairs]) for pairs in (hidden, apart)]
        found.append((_auc(*shares), _auc(*products)))
    own, base = (np.array(column) for column in zip(*found, strict=True))
    auc, spread, baseline = (round(float(x), 4) for x in (own.mean(), own.std(), base.mean()))
    return Evaluation(auc, spread, baseline, number, rounds)


def _scores(graph: Network) -> dict[tuple[str, str], float]:
    scores: dict[tuple[str, str], float] = {}
    for node in sorted(graph):
        neighbours = sorted(graph[node])
        for pair in combinations(neighbours, 2):
            scores[pair] = scores.get(pair, 0.0) + 1 / len(neighbours)
    return scores


def _shared(graph: Network, u: str, v: str) -> tuple[Node, ...]:
    common = sorted(set(graph[u]) & set(graph[v]), key=lambda node: (len(graph[node]), node))
    return tuple(node_of(graph, node) for node in common[:3])


def _untied(graph: Network, nodes: list[str], number: int, generator: np.random.Generator) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    while len(found) < number:
        i, j = sorted(generator.integers(len(nodes), size=2).tolist())
        if i != j and not graph.has_edge(nodes[i], nodes[j]):
            found.append((nodes[i], nodes[j]))
    return found


def _auc(positive: Floats, negative: Floats) -> float:
    """Share of pairs of one positive and one negative that are in the right order, ties counting half."""
    higher = (positive[:, None] > negative).mean()
    return float(higher + (positive[:, None] == negative).mean() / 2)
