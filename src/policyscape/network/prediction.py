"""Link prediction: untied pairs that what they share speaks for, and how well that finds ties that are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import scipy.sparse as sp

from policyscape.network.matrix import Floats, Integers, adjacency, chunks, undirected
from policyscape.network.nodes import Node
from policyscape.network.project import Network
from policyscape.network.tables import node_of

__all__ = ["RULES", "Evaluation", "Predicted", "evaluate", "predict", "rules_for"]

_HIDDEN, _ROUNDS, _SEED = 0.2, 10, 1
_USEFUL = 0.6  # an area under the curve below this is hardly better than chance
_FEWEST = 25  # ties; a fifth of fewer says nothing
_ROWS = 512  # nodes whose scores are computed at once
_LARGE = 20_000  # edges from which paths of three steps are too many
_Matrix = sp.csr_array


@dataclass(frozen=True, slots=True)
class Predicted:
    """Two entities without a tie, their score, and the entities on the way between them that speak most for one."""

    one: Node
    two: Node
    score: float
    shared: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Mean chance that a hidden tie scores higher than a pair without tie (0.5: as by lot), and its spread.

    ``baseline`` is the same for the product of the degrees, which knows nothing of who shares what with whom.
    """

    rule: str
    auc: float
    spread: float
    baseline: float
    hidden: int
    rounds: int

    def is_useful(self) -> bool:
        """Whether the rule finds hidden ties clearly better than chance, and no worse than the degrees alone."""
        return self.auc >= _USEFUL and self.auc >= self.baseline


def _by_neighbours(matrix: _Matrix[np.float64], rows: Integers) -> _Matrix[np.float64]:
    r"""Resource allocation: the sum of 1/k over shared neighbours with k neighbours each.

    .. math:: s(u, v) = \sum_{w \in N(u) \cap N(v)} \frac{1}{k_w}

    Zhou, T., Lü, L. and Zhang, Y.-C. (2009), Predicting missing links via local information, European Physical Journal
    B 71.
    """
    return sp.csr_array(_scaled(matrix[rows], _inverse(matrix)) @ matrix)


def _by_three_steps(matrix: _Matrix[np.float64], rows: Integers) -> _Matrix[np.float64]:
    r"""Paths of three steps, those through nodes with many neighbours counting less.

    .. math:: s(u, v) = \sum_{w, z} \frac{a_{uw} a_{wz} a_{zv}}{\sqrt{k_w k_z}}

    Tells what the partners of one's likes are tied to, so it works where two kinds of nodes never share a neighbour.

    Kovács, I. A. et al. (2019), Network-based prediction of protein interactions, Nature Communications 10.
    """
    root = np.sqrt(_inverse(matrix))
    return sp.csr_array(_scaled(_scaled(matrix[rows], root) @ matrix, root) @ matrix)


RULES: Mapping[str, Callable[[_Matrix[np.float64], Integers], _Matrix[np.float64]]] = MappingProxyType(
    {"neighbours": _by_neighbours, "three-steps": _by_three_steps}
)


def rules_for(graph: Network) -> tuple[str, ...]:
    """The rules that can find a tie in this network: shared neighbours not between two sides, the other if not huge."""
    small = graph.number_of_edges() <= _LARGE
    return ("three-steps",) if _sides(graph) is not None else tuple(RULES) if small else ("neighbours",)


def predict(graph: Network, rule: str = "neighbours", top: int = 10) -> list[Predicted]:
    """The untied pairs with the highest scores under a rule, equal ones by IRI; direction and weights are ignored.

    >>> import networkx as nx
    >>> [(p.one.iri, p.two.iri, p.score) for p in predict(nx.Graph(["ab", "bc", "cd", "da", "be"]), top=1)]
    [('b', 'd', 1.0)]
    """
    plain = undirected(graph)
    nodes, matrix, sides = list(plain), adjacency(plain), _sides(plain)
    order = np.argsort(np.argsort(np.array(nodes))) if nodes else np.zeros(0, dtype=np.int64)
    found: list[tuple[float, int, int]] = []
    for rows in chunks(len(nodes), _ROWS):
        scores = RULES[rule](matrix, rows).tocoo()
        u, v = rows[scores.row], scores.col
        apart = (order[u] < order[v]) & (scores.data > 0) & (True if sides is None else sides[u] != sides[v])
        u, v, values = u[apart], v[apart], np.round(scores.data[apart], 9)
        free = np.asarray(matrix[u, v]).ravel() == 0
        u, v, values = u[free], v[free], values[free]
        best = np.lexsort((order[v], order[u], -values))[:top]
        found += zip((-values[best]).tolist(), u[best].tolist(), v[best].tolist(), strict=True)
    first = sorted(found, key=lambda row: (row[0], order[row[1]], order[row[2]]))[:top]
    return [
        Predicted(node_of(plain, nodes[u]), node_of(plain, nodes[v]), -score, _between(plain, nodes[u], nodes[v], rule))
        for score, u, v in first
    ]


def evaluate(graph: Network, rule: str = "neighbours", rounds: int = _ROUNDS, seed: int = _SEED) -> Evaluation | None:
    """Hide a fifth of the ties at random, score them and as many untied pairs; None with fewer than 25 ties.

    Between two sides only pairs across them are drawn, since others cannot be tied.
    """
    plain = undirected(graph)
    matrix, sides = adjacency(plain), _sides(plain)
    upper = sp.triu(matrix, k=1, format="coo")
    ends = np.stack([upper.row, upper.col], axis=1).astype(np.int64)
    size = len(plain)
    if len(ends) < _FEWEST or len(ends) * 2 >= size * (size - 1):
        return None
    generator = np.random.default_rng(seed)
    number = max(int(_HIDDEN * len(ends)), 1)
    found: list[tuple[float, float]] = []
    for _ in range(rounds):
        order = generator.permutation(len(ends))
        hidden, left = ends[order[:number]], ends[order[number:]]
        half = sp.coo_array((np.ones(len(left)), left.T), shape=(size, size))
        known = sp.csr_array(half + half.T)
        apart = _untied(matrix, sides, number, generator)
        degrees: Floats = np.asarray(known.sum(axis=1))
        shares = [_scores(known, rule, pairs) for pairs in (hidden, apart)]
        products = [degrees[pairs].prod(axis=1) for pairs in (hidden, apart)]
        found.append((_auc(*shares), _auc(*products)))
    own, base = (np.array(column) for column in zip(*found, strict=True))
    auc, spread, baseline = (round(float(x), 4) for x in (own.mean(), own.std(), base.mean()))
    return Evaluation(rule, auc, spread, baseline, number, rounds)


def _scores(matrix: _Matrix[np.float64], rule: str, pairs: Integers) -> Floats:
    scores = np.zeros(len(pairs))
    for chunk in chunks(len(pairs), _ROWS):
        rows, places = np.unique(pairs[chunk, 0], return_inverse=True)
        scores[chunk] = np.asarray(RULES[rule](matrix, rows)[places, pairs[chunk, 1]]).ravel()
    return scores


def _between(graph: Network, u: str, v: str, rule: str) -> tuple[Node, ...]:
    """The first three that link a pair: shared neighbours, or neighbours of the second with neighbours of the first."""
    if rule == "neighbours":
        weights = {node: 1 / len(graph[node]) for node in set(graph[u]) & set(graph[v])}
    else:
        shared = {node: sorted(set(graph[u]) & set(graph[node])) for node in graph[v]}
        weights = {
            node: sum((len(graph[node]) * len(graph[other])) ** -0.5 for other in others)
            for node, others in shared.items()
            if others
        }
    chosen = sorted(weights, key=lambda node: (-round(weights[node], 9), node))
    return tuple(node_of(graph, node) for node in chosen[:3])


def _untied(
    matrix: _Matrix[np.float64], sides: Integers | None, number: int, generator: np.random.Generator
) -> Integers:
    found = np.zeros((0, 2), dtype=np.int64)
    while len(found) < number:
        pairs = np.sort(generator.integers(matrix.shape[0], size=(number, 2)), axis=1)
        u, v = pairs.T
        fine = (u != v) & (np.asarray(matrix[u, v]).ravel() == 0) & (True if sides is None else sides[u] != sides[v])
        found = np.concatenate([found, pairs[fine]])
    return found[:number]


def _auc(positive: Floats, negative: Floats) -> float:
    """Share of pairs of one positive and one negative that are in the right order, ties counting half."""
    ordered = np.sort(negative)
    below, upto = (np.searchsorted(ordered, positive, side=side) for side in ("left", "right"))
    return float((below + upto).mean() / 2 / len(negative))


def _sides(graph: Network) -> Integers | None:
    sides = [side for _, side in graph.nodes(data="side")]
    return np.array(sides, dtype=np.int64) if sides and None not in sides else None


def _inverse(matrix: _Matrix[np.float64]) -> Floats:
    degrees: Floats = np.asarray(matrix.sum(axis=1))
    return np.divide(np.ones(len(degrees)), degrees, out=np.zeros(len(degrees)), where=degrees > 0)


def _scaled(matrix: _Matrix[np.float64], factors: Floats) -> _Matrix[np.float64]:
    return sp.csr_array(matrix.multiply(factors[None, :]))
